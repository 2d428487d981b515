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
package io.weft.placement.preempt;

/**
 * A short list of rows, each once. Kernel thread only; no allocation; O(length) to look for one.
 */
final class RowList {
    private final int[] rows;
    private int count;

    RowList(final int capacity) {
        rows = new int[capacity];
    }

    void clear() {
        count = 0;
    }

    int count() {
        return count;
    }

    boolean isFull() {
        return count == rows.length;
    }

    int at(final int index) {
        return rows[index];
    }

    /** The rows; valid up to the count. */
    int[] rows() {
        return rows;
    }

    boolean contains(final int row) {
        for (int i = 0; i < count; i++) {
            if (rows[i] == row) {
                return true;
            }
        }
        return false;
    }

    void add(final int row) {
        rows[count++] = row;
    }

    void insert(final int index, final int row) {
        System.arraycopy(rows, index, rows, index + 1, count - index);
        rows[index] = row;
        count++;
    }

    void remove(final int index) {
        count--;
        System.arraycopy(rows, index + 1, rows, index, count - index);
    }

    int indexOf(final int row) {
        int index = 0;
        while (rows[index] != row) {
            index++;
        }
        return index;
    }

    long lengthInMemory() {
        return (long) rows.length * Integer.BYTES;
    }
}
