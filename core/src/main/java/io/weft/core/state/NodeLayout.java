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
 * One node: 128 bytes, two cache lines; placement reads the first one only. Its multiplicity planes
 * are apart, see {@link io.weft.core.memory.CorePlanes}.
 *
 * <pre>
 * offset bytes field
 *      0    30 coresAtOrBelow  15 counts of 2 bytes: cores with at most 0..14 processes
 *     30     2 coreCount       1..1024
 *     32     8 memoryFree      bytes
 *     40     8 features        bit set
 *     48     4 gpusFree        those that take a further job
 *     52     4 state           NodeState value; the sign bit while closed to newcomers
 *     56     4 processCount    sum of the multiplicities of its cores
 *     60     4 allocationHead  row + 1, oldest
 *     64     8 memoryTotal     bytes
 *     72     4 nodeId
 *     76     4 gpusTotal
 *     80     4 switchId
 *     84     4 nameId
 *     88     4 allocationTail  row + 1, newest
 *     92     4 holder          job row + 1 that has the node to itself
 *     96     8 gpuMask         a bit for each GPU that takes no further job
 *    104     4 idleCount       processes that are idle, by the last observations
 *    108     4 gpuMultiplicityMax  most jobs that have one GPU
 *    112     8 key             of those who share it, 0: nobody, or jobs without a key
 *    120     4 jobCount        jobs that hold something of it, those without cores too
 *    124     4 leavingCount    jobs that give way and were not yet seen to be off
 * </pre>
 */
final class NodeLayout {
    static final int CORES_AT_OR_BELOW_OFFSET = 0;
    static final int CORE_COUNT_OFFSET =
            CORES_AT_OR_BELOW_OFFSET + Limits.MULTIPLICITY_MAX * Short.BYTES;
    static final int MEMORY_FREE_OFFSET = CORE_COUNT_OFFSET + Short.BYTES;
    static final int FEATURES_OFFSET = MEMORY_FREE_OFFSET + Long.BYTES;
    static final int GPUS_FREE_OFFSET = FEATURES_OFFSET + Long.BYTES;
    static final int STATE_OFFSET = GPUS_FREE_OFFSET + Integer.BYTES;
    static final int PROCESS_COUNT_OFFSET = STATE_OFFSET + Integer.BYTES;
    static final int ALLOCATION_HEAD_OFFSET = PROCESS_COUNT_OFFSET + Integer.BYTES;
    static final int MEMORY_TOTAL_OFFSET = ALLOCATION_HEAD_OFFSET + Integer.BYTES;
    static final int NODE_ID_OFFSET = MEMORY_TOTAL_OFFSET + Long.BYTES;
    static final int GPUS_TOTAL_OFFSET = NODE_ID_OFFSET + Integer.BYTES;
    static final int SWITCH_ID_OFFSET = GPUS_TOTAL_OFFSET + Integer.BYTES;
    static final int NAME_ID_OFFSET = SWITCH_ID_OFFSET + Integer.BYTES;
    static final int ALLOCATION_TAIL_OFFSET = NAME_ID_OFFSET + Integer.BYTES;
    static final int HOLDER_OFFSET = ALLOCATION_TAIL_OFFSET + Integer.BYTES;
    static final int GPU_MASK_OFFSET = HOLDER_OFFSET + Integer.BYTES;
    static final int IDLE_COUNT_OFFSET = GPU_MASK_OFFSET + Long.BYTES;
    static final int GPU_MULTIPLICITY_MAX_OFFSET = IDLE_COUNT_OFFSET + Integer.BYTES;
    static final int KEY_OFFSET = GPU_MULTIPLICITY_MAX_OFFSET + Integer.BYTES;
    static final int JOB_COUNT_OFFSET = KEY_OFFSET + Long.BYTES;
    static final int LEAVING_COUNT_OFFSET = JOB_COUNT_OFFSET + Integer.BYTES;
    static final int LENGTH = 128;

    private NodeLayout() {}
}
