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
package io.weft.placement;

/** What a job of the model holds on one node. */
final class ModelAllocation {
    final int row;
    final int jobRow;
    final int nodeRow;
    final long memory;
    final int gpuCount;
    final long[] mask;
    long gpuMask;
    int nextOfJob = -1;
    int idleCount;
    int nextOnNode = -1;

    ModelAllocation(
            final int row,
            final int jobRow,
            final int nodeRow,
            final long memory,
            final int gpuCount,
            final long[] mask) {
        this.row = row;
        this.jobRow = jobRow;
        this.nodeRow = nodeRow;
        this.memory = memory;
        this.gpuCount = gpuCount;
        this.mask = mask;
    }

    boolean hasCore(final int core) {
        return (mask[core >>> 6] >>> core & 1) != 0;
    }
}
