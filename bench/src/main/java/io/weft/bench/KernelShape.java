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

import io.weft.core.state.Limits;

/**
 * The machine that a measured kernel schedules, and how.
 *
 * @param nodeCount nodes of 128 cores each
 * @param multiplicityMax M
 * @param jobCount most jobs that wait or run at once
 * @param policy by name
 */
record KernelShape(int nodeCount, int multiplicityMax, int jobCount, String policy) {
    static final int CORE_COUNT = ScaleCluster.CORE_COUNT;
    static final String FAST = "easy";

    private static final int JOBS_PER_NODE = 100;

    /** With M = 8, EASY backfilling, and room for the jobs that a full machine runs. */
    static KernelShape of(final int nodeCount) {
        return of(nodeCount, FAST);
    }

    /** The same with another policy. */
    static KernelShape of(final int nodeCount, final String policy) {
        return new KernelShape(
                nodeCount,
                ScaleCluster.MULTIPLICITY_MAX,
                Math.max(1024, nodeCount * JOBS_PER_NODE),
                policy);
    }

    /** Memory of a node, bytes. */
    long nodeMemory() {
        return ScaleCluster.nodeMemory(multiplicityMax);
    }

    /** Processes that the machine has room for. */
    long slotCount() {
        return (long) nodeCount * CORE_COUNT * multiplicityMax;
    }

    Limits limits() {
        return new Limits()
                .nodeCount(nodeCount)
                .coresPerNode(CORE_COUNT)
                .jobCount(jobCount)
                .queueCount(1)
                .nameCount(1);
    }
}
