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
package io.weft.core.memory;

import org.agrona.BitUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Finds the row of an id: open addressing with linear probing, deletion by shifting back, at most
 * half full. It is derived from the rows and never walked, so its order shows nowhere.
 *
 * <pre>
 * a slot of 16 bytes
 * offset bytes field
 *      0     8 id
 *      8     4 row + 1, 0 when the slot is empty
 *     12     4 zero
 * </pre>
 *
 * One thread; O(1) expected, no allocation.
 */
public final class RowIndex {
    /** No row. */
    public static final int NULL_ROW = -1;

    private static final int SLOT_LENGTH = 16;
    private static final int ROW_OFFSET = 8;
    private static final int GROUP_BITS = 2;

    private final UnsafeBuffer buffer;
    private final int slotMask;

    /**
     * An empty index.
     *
     * @param footprint that gives the memory.
     * @param owner name of the index, for the footprint.
     * @param capacity most ids at one time.
     */
    public RowIndex(final Footprint footprint, final String owner, final int capacity) {
        final long slotCount = BitUtil.findNextPositivePowerOfTwo(2L * Math.max(1, capacity));
        buffer = footprint.allocate(owner, slotCount * SLOT_LENGTH);
        slotMask = (int) (slotCount - 1);
    }

    /**
     * Row of an id.
     *
     * @param id to look up.
     * @return its row, or {@link #NULL_ROW}.
     */
    public int row(final long id) {
        int slot = home(id);
        int row;
        while ((row = rowAt(slot)) != NULL_ROW && idAt(slot) != id) {
            slot = (slot + 1) & slotMask;
        }
        return row;
    }

    /**
     * Adds an id that is not there yet.
     *
     * @param id new.
     * @param row of it.
     */
    public void put(final long id, final int row) {
        int slot = home(id);
        while (rowAt(slot) != NULL_ROW) {
            slot = (slot + 1) & slotMask;
        }
        set(slot, id, row);
    }

    /**
     * Removes an id, if it is there.
     *
     * @param id to remove.
     */
    public void remove(final long id) {
        int hole = home(id);
        while (idAt(hole) != id || rowAt(hole) == NULL_ROW) {
            if (rowAt(hole) == NULL_ROW) {
                return;
            }
            hole = (hole + 1) & slotMask;
        }
        int slot = hole;
        while (true) {
            slot = (slot + 1) & slotMask;
            if (rowAt(slot) == NULL_ROW) {
                break;
            }
            // An entry may fill the hole unless its home lies between the hole and itself.
            final int distanceHome = (slot - home(idAt(slot))) & slotMask;
            final int distanceHole = (slot - hole) & slotMask;
            if (distanceHome >= distanceHole) {
                set(hole, idAt(slot), rowAt(slot));
                hole = slot;
            }
        }
        set(hole, 0, NULL_ROW);
    }

    private int home(final long id) {
        return home(id, slotMask);
    }

    /** The slot where the search for an id begins. */
    static int home(final long id, final int slotMask) {
        // The finaliser of MurmurHash3 spreads groups of ids; four that follow each other share a
        // cache line, so that ids given out in order cost a miss for four of them.
        long hash = id >>> GROUP_BITS;
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        final int group = (int) (hash ^ (hash >>> 33));
        return (group << GROUP_BITS | (int) id & (1 << GROUP_BITS) - 1) & slotMask;
    }

    private long idAt(final int slot) {
        return buffer.getLong(slot * SLOT_LENGTH);
    }

    private int rowAt(final int slot) {
        return buffer.getInt(slot * SLOT_LENGTH + ROW_OFFSET) - 1;
    }

    private void set(final int slot, final long id, final int row) {
        buffer.putLong(slot * SLOT_LENGTH, id);
        buffer.putInt(slot * SLOT_LENGTH + ROW_OFFSET, row + 1);
    }
}
