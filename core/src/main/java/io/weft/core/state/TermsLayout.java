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
 * The terms of one job: 128 bytes. What few jobs ask for, and what happens to few.
 *
 * <pre>
 * offset bytes field
 *      0     4 nextFree        only in a free row, see Slab
 *      4     4 jobRow          row + 1
 *      8     8 beginTime       ns, 0: none
 *     16     8 deadline        ns, 0: none
 *     24     8 reservationId   -1: none
 *     32    80 zero
 *    112     4 openReservation  row + 1 of the begun reservation on which it may run, 0: none
 *    116     4 ownReservation   row + 1 of the reservation made for its deadline, 0: none
 *    120     8 zero
 * </pre>
 */
final class TermsLayout {
    static final int JOB_ROW_OFFSET = 4;
    static final int BEGIN_TIME_OFFSET = JOB_ROW_OFFSET + Integer.BYTES;
    static final int DEADLINE_OFFSET = BEGIN_TIME_OFFSET + Long.BYTES;
    static final int RESERVATION_ID_OFFSET = DEADLINE_OFFSET + Long.BYTES;
    static final int OPEN_RESERVATION_OFFSET = 112;
    static final int OWN_RESERVATION_OFFSET = OPEN_RESERVATION_OFFSET + Integer.BYTES;
    static final int LENGTH = 128;

    private TermsLayout() {}
}
