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
package io.weft.core.state;

/**
 * One allocation, a job on one node: 40 bytes and the core mask.
 *
 * <pre>
 * offset bytes field
 *      0     4 nextOfJob       row + 1, ascending node rows; in a free row the next one, see Slab
 *      4     4 jobRow
 *      8     4 nodeRow
 *     12     4 nextOnNode      row + 1, oldest first
 *     16     4 previousOnNode  row + 1
 *     20     4 multiplicity    processes on the fullest of its cores; while the job is not on its
 *                            node, less 0: the cores it had there, see AllocationTable
 *     24     8 memory          bytes
 *     32     8 gpuMask         a bit for each GPU of the node that it holds
 *     40   8·w mask            w words of 64 cores, 1..16
 * </pre>
 */
final class AllocationLayout {
    static final int NEXT_OF_JOB_OFFSET = 0;
    static final int JOB_ROW_OFFSET = NEXT_OF_JOB_OFFSET + Integer.BYTES;
    static final int NODE_ROW_OFFSET = JOB_ROW_OFFSET + Integer.BYTES;
    static final int NEXT_ON_NODE_OFFSET = NODE_ROW_OFFSET + Integer.BYTES;
    static final int PREVIOUS_ON_NODE_OFFSET = NEXT_ON_NODE_OFFSET + Integer.BYTES;
    static final int MULTIPLICITY_OFFSET = PREVIOUS_ON_NODE_OFFSET + Integer.BYTES;
    static final int MEMORY_OFFSET = MULTIPLICITY_OFFSET + Integer.BYTES;
    static final int GPU_MASK_OFFSET = MEMORY_OFFSET + Long.BYTES;
    static final int MASK_OFFSET = GPU_MASK_OFFSET + Long.BYTES;

    private AllocationLayout() {}

    static int length(final int maskWordCount) {
        return MASK_OFFSET + maskWordCount * Long.BYTES;
    }
}
