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

/**
 * When malleable jobs of a queue that run get other sizes by themselves; a new one lets none do.
 * Mutable and reusable, used by one thread.
 */
public final class ElasticityRequest {
    final int queueId;
    long pauseNs;
    long idleTimeNs;
    int idlePerMille;
    boolean growIdle;
    boolean shrinkForPending;

    /**
     * A rule by which no job gets another size.
     *
     * @param queueId of the queue.
     */
    public ElasticityRequest(final int queueId) {
        this.queueId = queueId;
    }

    /**
     * Lets batch jobs grow into cores that nobody has, while nobody waits.
     *
     * @param value least time from any change of the size of a job until it grows so, ns, from 1.
     * @return this.
     */
    public ElasticityRequest growIdle(final long value) {
        growIdle = true;
        pauseNs = value;
        return this;
    }

    /**
     * Lets jobs shrink if the first job that waits can start then.
     *
     * @return this.
     */
    public ElasticityRequest shrinkForPending() {
        shrinkForPending = true;
        return this;
    }

    /**
     * Lets interactive jobs shrink that are seen to be idle, and expand when they are busy again.
     *
     * @param timeNs for which they must have been idle, ns; 0 for no such rule.
     * @param perMille a job is idle that keeps at most so much of each of its cores busy, 0..1000.
     * @return this.
     */
    public ElasticityRequest shrinkIdle(final long timeNs, final int perMille) {
        idleTimeNs = timeNs;
        idlePerMille = perMille;
        return this;
    }
}
