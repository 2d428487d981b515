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
package io.weft.placement.select;

/**
 * Switches to be taken in the order of a number, of equal numbers the lowest row first: a binary
 * heap. Nothing is allocated after construction.
 */
final class SwitchHeap {
    private final long[] keys;
    private int count;

    SwitchHeap(final int capacity) {
        keys = new long[capacity];
    }

    void clear() {
        count = 0;
    }

    boolean isEmpty() {
        return count == 0;
    }

    void add(final int number, final int row) {
        final long key = ((long) number << Integer.SIZE) + row;
        int slot = count++;
        while (slot > 0 && keys[slot - 1 >> 1] > key) {
            keys[slot] = keys[slot - 1 >> 1];
            slot = slot - 1 >> 1;
        }
        keys[slot] = key;
    }

    /** Takes out the first; answers its row. */
    int take() {
        final long first = keys[0];
        final long last = keys[--count];
        int slot = 0;
        int child = 1;
        while (child < count) {
            child += child + 1 < count && keys[child + 1] < keys[child] ? 1 : 0;
            if (keys[child] >= last) {
                break;
            }
            keys[slot] = keys[child];
            slot = child;
            child = 2 * slot + 1;
        }
        keys[slot] = last;
        return (int) first;
    }
}
