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
package io.weft.bench;

/**
 * How much is measured. The names of the figures say the sizes of {@link #QUICK} and {@link
 * #CANONICAL}; {@link #TINY} is for tests, which look at everything but the figures.
 *
 * @param nodeCount nodes of the machine that decisions are timed on
 * @param fewNodes nodes of the small machine
 * @param manyNodes nodes of the large machine
 * @param roundCount rounds of which the median is taken
 * @param jobCount jobs that come and go in a round
 * @param scanJobCount the same where each decision reads all nodes
 * @param entryCount entries of the path, a round
 * @param fewPending jobs of the short queue
 * @param manyPending jobs of the long queue
 * @param settlingCount events on a full machine before its queue gets its length
 * @param eventNsMax longest time to spend on the events of one queue, a round, ns
 * @param simulatedJobs jobs of a simulation
 * @param openLoopMs how long arrivals are paced, 0 for not at all
 */
record BenchSizes(
        int nodeCount,
        int fewNodes,
        int manyNodes,
        int roundCount,
        int jobCount,
        int scanJobCount,
        int entryCount,
        int fewPending,
        int manyPending,
        int settlingCount,
        long eventNsMax,
        int simulatedJobs,
        int openLoopMs) {
    static final BenchSizes QUICK =
            new BenchSizes(
                    10_000,
                    1_000,
                    100_000,
                    5,
                    120_000,
                    600,
                    25_000,
                    1_000,
                    1_000_000,
                    5_000,
                    200_000_000,
                    50_000,
                    0);

    static final BenchSizes CANONICAL =
            new BenchSizes(
                    10_000,
                    1_000,
                    100_000,
                    9,
                    240_000,
                    600,
                    60_000,
                    1_000,
                    1_000_000,
                    5_000,
                    1_000_000_000,
                    50_000,
                    10_000);

    static final BenchSizes TINY =
            new BenchSizes(40, 10, 60, 2, 400, 200, 400, 20, 200, 20, 5_000_000, 200, 50);

    /** The load of the figures that name it. */
    static final double LOAD = 0.95;

    /** The load at which machines of different sizes are compared. */
    static final double SCALE_LOAD = 0.7;
}
