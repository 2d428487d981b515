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

/** Memory of jobs: a log-uniform share of a node, from 1/64 to all of it. */
final class MemoryModel {
    private static final double LN_SHARE_MIN = -StrictMath.log(64);
    private static final long KIB = 1024;

    private final long nodeMemory;
    private final RandomSource random;

    MemoryModel(long nodeMemory, RandomSource random) {
        this.nodeMemory = nodeMemory;
        this.random = random;
    }

    /**
     * Draws bytes for each node of a job: whole KiB for each core, as traces count, at least one of
     * them; 0 if nodes have no memory.
     */
    long nextPerNode(int coresPerNode) {
        if (nodeMemory == 0) {
            return 0;
        }
        double bytes = nodeMemory * StrictMath.exp(LN_SHARE_MIN * random.nextDouble());
        long unit = KIB * coresPerNode;
        return StrictMath.max(1, (long) bytes / unit) * unit;
    }
}
