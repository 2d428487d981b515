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
package io.weft.placement.timeline;

import io.weft.core.memory.Footprint;
import io.weft.core.spi.ClusterView;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Memory for the steps of nodes, which have it by need: each a room for so many steps as is a power
 * of two. Who needs more moves to a larger room, and leaves the other to those who come. When there
 * is none left, all rooms are taken back.
 *
 * <p>Cost: O(1), and the copy of what moves.
 */
final class StepRooms {
    private static final int BITS_MIN = 3;
    private static final int BITS_NONE = 0;
    private static final int BITS_LIMIT = Integer.SIZE;
    private static final int BYTES_EACH = Integer.BYTES + Byte.BYTES;

    private final UnsafeBuffer buffer;
    private final int[] offsets;
    private final byte[] bitsOfNodes;
    private final int[] freeRooms = new int[BITS_LIMIT];
    private int stepLength;
    private int used;

    StepRooms(final int nodeCapacity, final long length, final Footprint footprint) {
        buffer = footprint.allocate("node steps", length);
        offsets = new int[nodeCapacity];
        bitsOfNodes = new byte[nodeCapacity];
        footprint.count("node steps", (long) nodeCapacity * BYTES_EACH);
    }

    /** Bytes of the room for so many steps. */
    static long lengthOf(final int stepCount, final int stepLength) {
        return (long) stepLength << bitsOf(stepCount);
    }

    private static int bitsOf(final int stepCount) {
        return Math.max(BITS_MIN, Integer.SIZE - Integer.numberOfLeadingZeros(stepCount - 1));
    }

    UnsafeBuffer buffer() {
        return buffer;
    }

    /** Takes all rooms back. */
    void clear(final int newStepLength) {
        stepLength = newStepLength;
        used = 0;
        Arrays.fill(bitsOfNodes, (byte) BITS_NONE);
        Arrays.fill(freeRooms, ClusterView.NULL_ROW);
    }

    int offset(final int nodeRow) {
        return offsets[nodeRow];
    }

    /**
     * Gives a node room for so many steps, with what is in its room now.
     *
     * @return false if there was none, so that all rooms were taken back, and nothing is in this.
     */
    boolean grow(final int nodeRow, final int stepCount) {
        final int bits = bitsOf(stepCount);
        final int former = bitsOfNodes[nodeRow];
        if (bits <= former) {
            return true;
        }
        final boolean isThere = freeRooms[bits] >= 0 || isLeft(bits);
        if (!isThere) {
            clear(stepLength);
        }
        final int offset = take(bits);
        if (isThere && former != BITS_NONE) {
            buffer.putBytes(offset, buffer, offsets[nodeRow], stepLength << former);
            buffer.putInt(offsets[nodeRow], freeRooms[former]);
            freeRooms[former] = offsets[nodeRow];
        }
        offsets[nodeRow] = offset;
        bitsOfNodes[nodeRow] = (byte) bits;
        return isThere;
    }

    private boolean isLeft(final int bits) {
        return used + ((long) stepLength << bits) <= buffer.capacity();
    }

    private int take(final int bits) {
        final int free = freeRooms[bits];
        if (free >= 0) {
            freeRooms[bits] = buffer.getInt(free);
            return free;
        }
        final int offset = used;
        used += stepLength << bits;
        return offset;
    }
}
