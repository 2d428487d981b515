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
package io.weft.simulator.workload;

/**
 * A share of jobs, drawn by their numbers alone: they are the same whatever else is changed.
 *
 * @param perMille of 1000 jobs, 0..1000
 * @param seed any number
 * @param stream another one for each kind of share
 */
public record SomeJobs(int perMille, long seed, int stream) {
    private static final int MILLE = 1000;
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    /**
     * Checks the share.
     *
     * @throws IllegalArgumentException when it is out of range
     */
    public SomeJobs {
        if (perMille < 0 || perMille > MILLE) {
            throw new IllegalArgumentException("perMille=" + perMille + ", expected 0..1000");
        }
    }

    /** Whether a job is one of them. */
    public boolean has(long jobId) {
        return perMille > 0
                && new RandomSource(seed ^ jobId * GOLDEN_GAMMA, stream).nextInt(MILLE) < perMille;
    }
}
