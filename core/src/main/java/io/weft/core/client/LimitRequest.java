/*
 * Copyright 2026 The Weft Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.weft.core.client;

import io.weft.core.wire.LimitScope;

/**
 * What jobs of a queue, a user or an account may have together. What a job counts for is what it
 * asks for: nodes times cores per node; cores anywhere count as one node. A job that alone asks for
 * more than a cap allows is rejected; any other waits until there is room. A limit for one user or
 * account goes before the one for each, so that one without caps is an exemption. Mutable and
 * reusable, used by one thread.
 */
public final class LimitRequest {
    private static final int NONE = -1;

    LimitScope scope;
    int queueId;
    int id;
    int holdingMax;
    int jobsMax;
    long nodesMax;
    long coresMax;
    long gpusMax;

    private LimitRequest(final LimitScope scope, final int queueId, final int id) {
        this.scope = scope;
        this.queueId = queueId;
        this.id = id;
    }

    /**
     * For all jobs of a queue together.
     *
     * @param queueId of the queue.
     * @return a limit without caps.
     */
    public static LimitRequest ofQueue(final int queueId) {
        return new LimitRequest(LimitScope.QUEUE, queueId, NONE);
    }

    /**
     * For the jobs of a user.
     *
     * @param userId of the user, from 0; -1 for each user.
     * @return a limit without caps.
     */
    public static LimitRequest ofUser(final int userId) {
        return new LimitRequest(LimitScope.USER, NONE, userId);
    }

    /**
     * For the jobs of an account.
     *
     * @param accountId of the account, from 0; -1 for each account.
     * @return a limit without caps.
     */
    public static LimitRequest ofAccount(final int accountId) {
        return new LimitRequest(LimitScope.ACCOUNT, NONE, accountId);
    }

    /**
     * For the jobs of a user or account in one queue alone.
     *
     * @param value id of the queue.
     * @return this.
     * @throws IllegalStateException when it is for a queue already.
     */
    public LimitRequest inQueue(final int value) {
        scope =
                switch (scope) {
                    case USER -> LimitScope.USER_IN_QUEUE;
                    case ACCOUNT -> LimitScope.ACCOUNT_IN_QUEUE;
                    default -> throw new IllegalStateException("scope=" + scope + " has a queue");
                };
        queueId = value;
        return this;
    }

    /**
     * Caps how many of the jobs hold cores.
     *
     * @param value a count, 0 for no cap.
     * @return this.
     */
    public LimitRequest holdingMax(final int value) {
        holdingMax = value;
        return this;
    }

    /**
     * Caps how many of the jobs are in the table, waiting or not; a submission beyond that is
     * rejected.
     *
     * @param value a count, 0 for no cap.
     * @return this.
     */
    public LimitRequest jobsMax(final int value) {
        jobsMax = value;
        return this;
    }

    /**
     * Caps the nodes of the jobs that hold cores.
     *
     * @param value a count, 0 for no cap.
     * @return this.
     */
    public LimitRequest nodesMax(final long value) {
        nodesMax = value;
        return this;
    }

    /**
     * Caps the cores that the jobs hold.
     *
     * @param value a count, 0 for no cap.
     * @return this.
     */
    public LimitRequest coresMax(final long value) {
        coresMax = value;
        return this;
    }

    /**
     * Caps the GPUs that the jobs hold.
     *
     * @param value a count, 0 for no cap.
     * @return this.
     */
    public LimitRequest gpusMax(final long value) {
        gpusMax = value;
        return this;
    }
}
