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

import io.weft.simulator.workload.SomeJobs;

/**
 * What it costs a job to stop and go on, and how much of its work a new start keeps. All of it is
 * work: done at the pace of the job, and counted towards its limit.
 *
 * @param suspendNs work added whenever a suspended job goes on, ns from 0
 * @param requeueNs work added whenever a job starts again, ns from 0
 * @param checkpointNs checkpointable jobs save what they have done whenever it is a multiple of
 *     this, ns; 0: no job is checkpointable
 * @param checkpointable which jobs are
 */
public record RestartCosts(
        long suspendNs, long requeueNs, long checkpointNs, SomeJobs checkpointable) {
    /** Nothing costs anything, and nothing is kept. */
    public static final RestartCosts NONE = new RestartCosts(0, 0, 0, some(0));

    private static final int STREAM = 103;
    private static final long SEED = 1;

    /**
     * Checks that nothing is negative.
     *
     * @throws IllegalArgumentException naming what is
     */
    public RestartCosts {
        if (suspendNs < 0 || requeueNs < 0 || checkpointNs < 0) {
            throw new IllegalArgumentException(
                    "suspendNs="
                            + suspendNs
                            + ", requeueNs="
                            + requeueNs
                            + ", checkpointNs="
                            + checkpointNs
                            + ", expected none below 0");
        }
    }

    /**
     * Costs.
     *
     * @param checkpointablePerMille so many of 1000 jobs are checkpointable, 0..1000
     */
    public static RestartCosts of(
            final long suspendNs,
            final long requeueNs,
            final long checkpointNs,
            final int checkpointablePerMille) {
        return new RestartCosts(suspendNs, requeueNs, checkpointNs, some(checkpointablePerMille));
    }

    private static SomeJobs some(final int perMille) {
        return new SomeJobs(perMille, SEED, STREAM);
    }

    boolean isCheckpointable(final long jobId) {
        return checkpointNs > 0 && checkpointable.has(jobId);
    }

    /** What of its work a job finds done when it starts again. */
    long keptNs(final long jobId, final long doneNs) {
        return isCheckpointable(jobId) ? doneNs - doneNs % checkpointNs : 0;
    }
}
