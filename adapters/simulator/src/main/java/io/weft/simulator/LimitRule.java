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
package io.weft.simulator;

import io.weft.core.client.LimitRequest;
import java.util.Set;

/**
 * What the jobs of a queue, a user or an account may have together; who would have more waits, or
 * is rejected if it alone would. A user is one of the workload, an account a group of it.
 *
 * @param owner whose jobs
 * @param ownerId the number of the user or account; {@link #EACH}: each of them; nothing else for a
 *     queue
 * @param hasQueue whether it is about the jobs of one queue alone
 * @param isInteractive whether that is the queue for interactive jobs
 * @param holding most jobs that hold cores; 0: no cap, as below
 * @param jobs most jobs, waiting ones included; one more is rejected
 * @param nodes most nodes of jobs that hold cores
 * @param cores most cores of jobs that hold cores
 */
public record LimitRule(
        Owner owner,
        int ownerId,
        boolean hasQueue,
        boolean isInteractive,
        int holding,
        int jobs,
        int nodes,
        int cores) {
    /** In place of a number: each user, or account. */
    public static final int EACH = -1;

    private static final String QUEUE = "queue";
    private static final String USER = "user";
    private static final String ACCOUNT = "account";
    private static final Set<String> NAMES =
            Set.of(QUEUE, USER, ACCOUNT, "holding", "jobs", "nodes", "cores");

    /** Whose jobs are counted. */
    public enum Owner {
        /** All of a queue. */
        ANYBODY,
        /** Those of a user. */
        USER,
        /** Those of an account. */
        ACCOUNT
    }

    /**
     * The rule of a text such as {@code user,cores=96}, {@code user=7,queue=interactive,holding=2},
     * {@code account=3,nodes=40} or {@code queue=other,jobs=1000}. Without any cap it is an
     * exemption.
     *
     * @throws IllegalArgumentException naming what is wrong in it
     */
    public static LimitRule of(final String text) {
        final RuleText rule = new RuleText(text, NAMES);
        if (rule.has(USER) && rule.has(ACCOUNT)) {
            throw new IllegalArgumentException(text + ", expected user or account, not both");
        }
        if (!rule.has(USER) && !rule.has(ACCOUNT)) {
            rule.require(QUEUE);
        }
        final Boolean isInteractive = rule.isInteractive();
        return new LimitRule(
                rule.has(USER) ? Owner.USER : rule.has(ACCOUNT) ? Owner.ACCOUNT : Owner.ANYBODY,
                rule.has(USER) ? id(rule, USER) : rule.has(ACCOUNT) ? id(rule, ACCOUNT) : EACH,
                isInteractive != null,
                isInteractive != null && isInteractive,
                cap(rule, "holding"),
                cap(rule, "jobs"),
                cap(rule, "nodes"),
                cap(rule, "cores"));
    }

    private static int id(final RuleText rule, final String name) {
        return rule.value(name).isEmpty() ? EACH : rule.count(name, EACH, 0, Integer.MAX_VALUE);
    }

    private static int cap(final RuleText rule, final String name) {
        return rule.count(name, 0, 1, Integer.MAX_VALUE);
    }

    /** As an input; the queue is not asked for if there is none. */
    LimitRequest request(final int queueId) {
        final LimitRequest request =
                switch (owner) {
                    case ANYBODY -> LimitRequest.ofQueue(queueId);
                    case USER -> LimitRequest.ofUser(ownerId);
                    case ACCOUNT -> LimitRequest.ofAccount(ownerId);
                };
        if (hasQueue && owner != Owner.ANYBODY) {
            request.inQueue(queueId);
        }
        return request.holdingMax(holding).jobsMax(jobs).nodesMax(nodes).coresMax(cores);
    }
}
