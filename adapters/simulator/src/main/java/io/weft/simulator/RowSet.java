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
package io.weft.simulator;

import java.util.Arrays;

/** Rows to be looked at again, each once, in the order in which they were added. */
final class RowSet {
    /** What {@link #poll()} answers when there is none. */
    static final int NULL_ROW = -1;

    private int[] rows = new int[64];
    private boolean[] isMember = new boolean[64];
    private int head;
    private int tail;

    void add(final int row) {
        if (row >= isMember.length) {
            isMember = Arrays.copyOf(isMember, Math.max(row + 1, 2 * isMember.length));
        }
        if (isMember[row]) {
            return;
        }
        isMember[row] = true;
        if (tail == rows.length) {
            rows = Arrays.copyOf(rows, 2 * tail);
        }
        rows[tail++] = row;
    }

    /** Takes out the row that was added first, or answers {@link #NULL_ROW}. */
    int poll() {
        if (head == tail) {
            head = 0;
            tail = 0;
            return NULL_ROW;
        }
        final int row = rows[head++];
        isMember[row] = false;
        return row;
    }
}
