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
 * Which sizes are measured, and how long.
 *
 * @param nodeCounts of machines
 * @param nodeCount of the machine whose load and M vary
 * @param jobCount jobs that come and go at each point
 * @param wideCount wide jobs at each point
 * @param visitCount nodes that the scans of one point may visit
 * @param pendingCounts lengths of queues
 * @param eventNsMax longest time for the events of one queue or promise, ns
 * @param settlingCount events on a full machine before its queue gets its length
 * @param conservativeNodeCounts of machines with a promise for each pending job
 * @param conservativePending jobs that wait there
 * @param referenceNodeCounts of machines small enough for the plain references
 * @param referenceCount jobs that they decide at each point
 */
record ScaleSizes(
        int[] nodeCounts,
        int nodeCount,
        int jobCount,
        int wideCount,
        long visitCount,
        int[] pendingCounts,
        long eventNsMax,
        int settlingCount,
        int[] conservativeNodeCounts,
        int conservativePending,
        int[] referenceNodeCounts,
        int referenceCount) {
    private static final int SCAN_JOBS_MIN = 50;

    static final ScaleSizes USUAL =
            new ScaleSizes(
                    new int[] {100, 1_000, 10_000, 100_000},
                    10_000,
                    60_000,
                    400,
                    15_000_000,
                    new int[] {1, 1_000, 10_000, 100_000, 1_000_000},
                    300_000_000,
                    5_000,
                    new int[] {10, 100},
                    16,
                    new int[] {10, 30, 100},
                    300);

    static final ScaleSizes FULL =
            new ScaleSizes(
                    new int[] {100, 300, 1_000, 3_000, 10_000, 30_000, 100_000},
                    10_000,
                    200_000,
                    5_000,
                    200_000_000,
                    new int[] {1, 100, 1_000, 10_000, 100_000, 1_000_000},
                    2_000_000_000,
                    5_000,
                    new int[] {10, 30, 100},
                    256,
                    new int[] {10, 30, 100, 300},
                    1_000);

    static final ScaleSizes TINY =
            new ScaleSizes(
                    new int[] {5, 10},
                    8,
                    200,
                    20,
                    4_000,
                    new int[] {1, 50},
                    2_000_000,
                    20,
                    new int[] {4, 8},
                    20,
                    new int[] {2, 4},
                    10);

    /** The same with machines of one's choice. */
    ScaleSizes nodeCounts(final int... newNodeCounts) {
        return new ScaleSizes(
                newNodeCounts,
                nodeCount,
                jobCount,
                wideCount,
                visitCount,
                pendingCounts,
                eventNsMax,
                settlingCount,
                conservativeNodeCounts,
                conservativePending,
                referenceNodeCounts,
                referenceCount);
    }

    /** Jobs for a scan that visits so many nodes a decision; 0 when it would take too long. */
    int jobsOfScan(final long visits) {
        final long count = Math.min(jobCount, visitCount / visits);
        return count < SCAN_JOBS_MIN ? 0 : (int) count;
    }
}
