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
 * One job: 192 bytes, three cache lines. Placement reads the first line, the running job's clock is
 * in the second, who it belongs to in the third.
 *
 * <pre>
 * offset bytes field
 *      0     4 nextFree        only in a free row, see Slab
 *      4     4 state           JobState value
 *      8     8 walltime        limit when run alone, ns
 *     16     8 memoryPerNode   bytes
 *     24     8 memoryPerCore   bytes
 *     32     8 features        bit set
 *     40     4 nodeCount       0: cores anywhere
 *     44     4 coresPerNode
 *     48     4 gpusPerNode
 *     52     4 queueRow
 *     56     4 pendingNext     row + 1
 *     60     4 pendingPrevious row + 1
 *     64     8 expectedEnd     ns
 *     72     8 used            limit time used up, ns
 *     80     8 usedUntil       time up to which used is counted, ns
 *     88     8 startTime       of the decision, ns
 *     96     4 multiplicity    gross: processes on the fullest core
 *    100     4 allocationHead  row + 1
 *    104     8 reasonNumber
 *    112     4 allocationCount
 *    116     4 reason          ReasonCode value
 *    120     4 jobClass        JobClass value
 *    124     2 exclusive       0 or 1
 *    126     2 isolation       Isolation value
 *    128     8 jobId
 *    136     8 position        in the order of submission, see JobTable
 *    144     8 submitTime      ns
 *    152     8 priority
 *    160     4 userId
 *    164     4 accountId
 *    168     4 staleNext       row + 1; its own ends the chain; 0 when not in it, see JobClocks
 *    172     4 userRow
 *    176     4 idleCount       cores it holds and keeps idle, by the last observation
 *    180     4 termsRow        row + 1 in the table of terms, 0 for most jobs
 *    184     4 groupId         jobs of one group meet the same limits; 0 for most
 *    188     4 flags           see JobTable
 * </pre>
 */
final class JobLayout {
    static final int STATE_OFFSET = 4;
    static final int WALLTIME_OFFSET = STATE_OFFSET + Integer.BYTES;
    static final int MEMORY_PER_NODE_OFFSET = WALLTIME_OFFSET + Long.BYTES;
    static final int MEMORY_PER_CORE_OFFSET = MEMORY_PER_NODE_OFFSET + Long.BYTES;
    static final int FEATURES_OFFSET = MEMORY_PER_CORE_OFFSET + Long.BYTES;
    static final int NODE_COUNT_OFFSET = FEATURES_OFFSET + Long.BYTES;
    static final int CORES_PER_NODE_OFFSET = NODE_COUNT_OFFSET + Integer.BYTES;
    static final int GPUS_PER_NODE_OFFSET = CORES_PER_NODE_OFFSET + Integer.BYTES;
    static final int QUEUE_ROW_OFFSET = GPUS_PER_NODE_OFFSET + Integer.BYTES;
    static final int PENDING_NEXT_OFFSET = QUEUE_ROW_OFFSET + Integer.BYTES;
    static final int PENDING_PREVIOUS_OFFSET = PENDING_NEXT_OFFSET + Integer.BYTES;
    static final int EXPECTED_END_OFFSET = PENDING_PREVIOUS_OFFSET + Integer.BYTES;
    static final int USED_OFFSET = EXPECTED_END_OFFSET + Long.BYTES;
    static final int USED_UNTIL_OFFSET = USED_OFFSET + Long.BYTES;
    static final int START_TIME_OFFSET = USED_UNTIL_OFFSET + Long.BYTES;
    static final int MULTIPLICITY_OFFSET = START_TIME_OFFSET + Long.BYTES;
    static final int ALLOCATION_HEAD_OFFSET = MULTIPLICITY_OFFSET + Integer.BYTES;
    static final int REASON_NUMBER_OFFSET = ALLOCATION_HEAD_OFFSET + Integer.BYTES;
    static final int ALLOCATION_COUNT_OFFSET = REASON_NUMBER_OFFSET + Long.BYTES;
    static final int REASON_OFFSET = ALLOCATION_COUNT_OFFSET + Integer.BYTES;
    static final int JOB_CLASS_OFFSET = REASON_OFFSET + Integer.BYTES;
    static final int EXCLUSIVE_OFFSET = JOB_CLASS_OFFSET + Integer.BYTES;
    static final int ISOLATION_OFFSET = EXCLUSIVE_OFFSET + Short.BYTES;
    static final int JOB_ID_OFFSET = 128;
    static final int POSITION_OFFSET = JOB_ID_OFFSET + Long.BYTES;
    static final int SUBMIT_TIME_OFFSET = POSITION_OFFSET + Long.BYTES;
    static final int PRIORITY_OFFSET = SUBMIT_TIME_OFFSET + Long.BYTES;
    static final int USER_ID_OFFSET = PRIORITY_OFFSET + Long.BYTES;
    static final int ACCOUNT_ID_OFFSET = USER_ID_OFFSET + Integer.BYTES;
    static final int STALE_NEXT_OFFSET = ACCOUNT_ID_OFFSET + Integer.BYTES;
    static final int USER_ROW_OFFSET = STALE_NEXT_OFFSET + Integer.BYTES;
    static final int IDLE_COUNT_OFFSET = USER_ROW_OFFSET + Integer.BYTES;
    static final int TERMS_ROW_OFFSET = IDLE_COUNT_OFFSET + Integer.BYTES;
    static final int GROUP_ID_OFFSET = TERMS_ROW_OFFSET + Integer.BYTES;
    static final int FLAGS_OFFSET = GROUP_ID_OFFSET + Integer.BYTES;
    static final int LENGTH = 192;

    private JobLayout() {}
}
