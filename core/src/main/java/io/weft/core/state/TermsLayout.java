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
 * The terms of one job: 144 bytes. What few jobs ask for, and what happens to few.
 *
 * <pre>
 * offset bytes field
 *      0     4 nextFree        only in a free row, see Slab
 *      4     4 jobRow          row + 1
 *      8     8 beginTime       ns, 0: none
 *     16     8 deadline        ns, 0: none
 *     24     8 reservationId   -1: none
 *     32     8 doomTime        when it was found that the job must go, ns
 *     40     8 doomNumber      that belongs to the reason
 *     48     4 doomReason      ReasonCode value, 0: it need not go
 *     52     4 array           row + 1
 *     56     4 dependencyHead  row + 1 of the first that it waits for
 *     60     4 dependentHead   row + 1 of the first that waits for it
 *     64     4 dependentTail   row + 1 of the last that waits for it
 *     68     4 slot            of its array: 0 has none, 1 waits for one, 2 has one
 *     72     4 slotNext        row + 1 of who waits after it
 *     76     4 slotPrevious    row + 1 of who waits before it
 *     80     4 preemptionCount how often it gave way
 *     84     4 preemption      PreemptionKind value of the last time, and flags, see TermsTable
 *     88     8 beneficiaryId   job that it gave way to, -1: none
 *     96     8 suspendedSince  ns
 *    104     8 ran             time it ran before it was suspended, ns
 *    112     8 retryTime       when it is told again to leave, ns
 *    120     4 suspendedNext   job row + 1, see SuspendedList
 *    124     4 suspendedPrevious  job row + 1
 *    128     4 openReservation row + 1 of the begun reservation on which it may run, 0: none
 *    132     4 ownReservation  row + 1 of the reservation made for its deadline, 0: none
 *    136     8 zero
 * </pre>
 */
final class TermsLayout {
    static final int JOB_ROW_OFFSET = 4;
    static final int BEGIN_TIME_OFFSET = JOB_ROW_OFFSET + Integer.BYTES;
    static final int DEADLINE_OFFSET = BEGIN_TIME_OFFSET + Long.BYTES;
    static final int RESERVATION_ID_OFFSET = DEADLINE_OFFSET + Long.BYTES;
    static final int DOOM_TIME_OFFSET = RESERVATION_ID_OFFSET + Long.BYTES;
    static final int DOOM_NUMBER_OFFSET = DOOM_TIME_OFFSET + Long.BYTES;
    static final int DOOM_REASON_OFFSET = DOOM_NUMBER_OFFSET + Long.BYTES;
    static final int ARRAY_OFFSET = DOOM_REASON_OFFSET + Integer.BYTES;
    static final int DEPENDENCY_HEAD_OFFSET = ARRAY_OFFSET + Integer.BYTES;
    static final int DEPENDENT_HEAD_OFFSET = DEPENDENCY_HEAD_OFFSET + Integer.BYTES;
    static final int DEPENDENT_TAIL_OFFSET = DEPENDENT_HEAD_OFFSET + Integer.BYTES;
    static final int SLOT_OFFSET = DEPENDENT_TAIL_OFFSET + Integer.BYTES;
    static final int SLOT_NEXT_OFFSET = SLOT_OFFSET + Integer.BYTES;
    static final int SLOT_PREVIOUS_OFFSET = SLOT_NEXT_OFFSET + Integer.BYTES;
    static final int PREEMPTION_COUNT_OFFSET = SLOT_PREVIOUS_OFFSET + Integer.BYTES;
    static final int PREEMPTION_OFFSET = PREEMPTION_COUNT_OFFSET + Integer.BYTES;
    static final int BENEFICIARY_ID_OFFSET = PREEMPTION_OFFSET + Integer.BYTES;
    static final int SUSPENDED_SINCE_OFFSET = BENEFICIARY_ID_OFFSET + Long.BYTES;
    static final int RAN_OFFSET = SUSPENDED_SINCE_OFFSET + Long.BYTES;
    static final int RETRY_TIME_OFFSET = RAN_OFFSET + Long.BYTES;
    static final int SUSPENDED_NEXT_OFFSET = RETRY_TIME_OFFSET + Long.BYTES;
    static final int SUSPENDED_PREVIOUS_OFFSET = SUSPENDED_NEXT_OFFSET + Integer.BYTES;
    static final int OPEN_RESERVATION_OFFSET = SUSPENDED_PREVIOUS_OFFSET + Integer.BYTES;
    static final int OWN_RESERVATION_OFFSET = OPEN_RESERVATION_OFFSET + Integer.BYTES;
    static final int LENGTH = 144;

    private TermsLayout() {}
}
