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
 * The service level of one queue, and what was measured in the period. A queue without one has
 * zeros.
 *
 * <pre>
 * offset bytes field
 *      0     8 waitObjective   ns
 *      8     8 period          ns, 0: no service level
 *     16     8 due             end of the period, ns, 0: none is counted
 *     24     8 lookedBefore    pending jobs of earlier positions have waited too long
 *     32     4 objective       per mille
 *     36     4 calmPeriods
 *     40     4 patience        periods met in a row before it gives back
 *     44     4 calmCount       periods met in a row
 *     48     4 isTried         1: it gave back, and has not seen yet whether that was right
 *     52     4 raiseMax        by how much M may be raised
 *     56     4 moves           a byte each, the first lowest
 *     60     4 level           how many steps of the moves are made
 *     64     4 inTimeCount     starts in the period
 *     68     4 lateCount       starts in the period
 *     72     4 overdueCount    pending jobs that have waited too long
 *     76     4 pendingCount    pending jobs of the queue
 *     80     4 lentCount       nodes in the set
 *     84     4 jobClasses      bit set, never 0
 *     88   8·w lent            w words of 64 node rows
 * </pre>
 */
final class ServiceLayout {
    static final int WAIT_OBJECTIVE_OFFSET = 0;
    static final int PERIOD_OFFSET = WAIT_OBJECTIVE_OFFSET + Long.BYTES;
    static final int DUE_OFFSET = PERIOD_OFFSET + Long.BYTES;
    static final int LOOKED_BEFORE_OFFSET = DUE_OFFSET + Long.BYTES;
    static final int OBJECTIVE_OFFSET = LOOKED_BEFORE_OFFSET + Long.BYTES;
    static final int CALM_PERIODS_OFFSET = OBJECTIVE_OFFSET + Integer.BYTES;
    static final int PATIENCE_OFFSET = CALM_PERIODS_OFFSET + Integer.BYTES;
    static final int CALM_COUNT_OFFSET = PATIENCE_OFFSET + Integer.BYTES;
    static final int IS_TRIED_OFFSET = CALM_COUNT_OFFSET + Integer.BYTES;
    static final int RAISE_MAX_OFFSET = IS_TRIED_OFFSET + Integer.BYTES;
    static final int MOVES_OFFSET = RAISE_MAX_OFFSET + Integer.BYTES;
    static final int LEVEL_OFFSET = MOVES_OFFSET + Integer.BYTES;
    static final int IN_TIME_COUNT_OFFSET = LEVEL_OFFSET + Integer.BYTES;
    static final int LATE_COUNT_OFFSET = IN_TIME_COUNT_OFFSET + Integer.BYTES;
    static final int OVERDUE_COUNT_OFFSET = LATE_COUNT_OFFSET + Integer.BYTES;
    static final int PENDING_COUNT_OFFSET = OVERDUE_COUNT_OFFSET + Integer.BYTES;
    static final int LENT_COUNT_OFFSET = PENDING_COUNT_OFFSET + Integer.BYTES;
    static final int JOB_CLASSES_OFFSET = LENT_COUNT_OFFSET + Integer.BYTES;
    static final int LENT_OFFSET = JOB_CLASSES_OFFSET + Integer.BYTES;

    private ServiceLayout() {}

    static int length(final int wordCount) {
        return LENT_OFFSET + wordCount * Long.BYTES;
    }
}
