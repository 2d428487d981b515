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
 * Jobs that were submitted as one, an array or copies of a job: 40 bytes.
 *
 * <pre>
 * offset bytes field
 *      0     4 nextFree        only in a free row, see Slab
 *      4     4 isCopies        1 for copies on nodes apart, 2 on switches apart, 0 for an array
 *      8     8 firstId         id of the first job; those of the others follow
 *     16     4 memberCount     jobs submitted
 *     20     4 aliveCount      of them that are not gone
 *     24     4 slotMax         most that are queued or hold cores at once, 0: no limit
 *     28     4 slotCount       of them that are or do
 *     32     4 waitingHead     row of the terms of who waits for a slot + 1
 *     36     4 waitingTail     row of the terms of who waits for a slot + 1
 * </pre>
 */
final class ArrayLayout {
    static final int IS_COPIES_OFFSET = 4;
    static final int FIRST_ID_OFFSET = IS_COPIES_OFFSET + Integer.BYTES;
    static final int MEMBER_COUNT_OFFSET = FIRST_ID_OFFSET + Long.BYTES;
    static final int ALIVE_COUNT_OFFSET = MEMBER_COUNT_OFFSET + Integer.BYTES;
    static final int SLOT_MAX_OFFSET = ALIVE_COUNT_OFFSET + Integer.BYTES;
    static final int SLOT_COUNT_OFFSET = SLOT_MAX_OFFSET + Integer.BYTES;
    static final int WAITING_HEAD_OFFSET = SLOT_COUNT_OFFSET + Integer.BYTES;
    static final int WAITING_TAIL_OFFSET = WAITING_HEAD_OFFSET + Integer.BYTES;
    static final int LENGTH = 40;

    private ArrayLayout() {}
}
