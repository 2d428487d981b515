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

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Bit-sliced counters, one for each core of a node, 0..15: the counter of a core is the 4-bit
 * number down its column of the planes. Adding or removing a process on a mask of 64 cores is a few
 * AND and XOR; no method runs over cores.
 *
 * <pre>
 * a line of 64 bytes holds 128 cores; wider nodes have more lines
 * offset bytes field
 *      0    16 plane 0         bit 0 of the counters of cores 0..127 of the line
 *     16    16 plane 1
 *     32    16 plane 2
 *     48    16 plane 3
 * </pre>
 *
 * A word is 64 cores: word w is in line w / 2.
 */
public final class CorePlanes {
    /** Length of a line in bytes: one cache line. */
    public static final int LINE_LENGTH = 64;

    /** Cores that a line holds. */
    public static final int CORES_PER_LINE = 128;

    /** The highest count. */
    public static final int COUNT_MAX = 15;

    /** Up to here one bit after the other is quicker than halving. */
    private static final int LOOP_MAX = 6;

    private static final int PLANE_LENGTH = 16;
    private static final int PLANE_1 = PLANE_LENGTH;
    private static final int PLANE_2 = 2 * PLANE_LENGTH;
    private static final int PLANE_3 = 3 * PLANE_LENGTH;

    private CorePlanes() {}

    /**
     * Length of the planes of a node.
     *
     * @param coreCount of the node, from 1.
     * @return length in bytes, a multiple of {@link #LINE_LENGTH}.
     */
    public static int length(final int coreCount) {
        return (coreCount + CORES_PER_LINE - 1) / CORES_PER_LINE * LINE_LENGTH;
    }

    /**
     * Words of 64 that some cores need.
     *
     * @param coreCount from 1.
     * @return a count from 1.
     */
    public static int wordCount(final int coreCount) {
        return (coreCount + 63) >>> 6;
    }

    /**
     * Mask of the cores that a node really has in a word.
     *
     * @param coreCount of the node.
     * @param word from 0.
     * @return a bit for each core from {@code 64 * word} that exists.
     */
    public static long validMask(final int coreCount, final int word) {
        final int rest = coreCount - (word << 6);
        return rest >= 64 ? -1L : rest <= 0 ? 0L : (1L << rest) - 1;
    }

    /**
     * Counts one up on the cores of a mask. None of them may be at {@link #COUNT_MAX}.
     *
     * @param buffer that holds the planes.
     * @param offset of the node's planes.
     * @param word from 0.
     * @param mask of cores.
     */
    public static void add(
            final MutableDirectBuffer buffer, final int offset, final int word, final long mask) {
        final int at = wordOffset(offset, word);
        final long plane0 = buffer.getLong(at);
        final long plane1 = buffer.getLong(at + PLANE_1);
        final long plane2 = buffer.getLong(at + PLANE_2);
        final long carry1 = plane0 & mask;
        final long carry2 = plane1 & carry1;
        final long carry3 = plane2 & carry2;
        buffer.putLong(at, plane0 ^ mask);
        buffer.putLong(at + PLANE_1, plane1 ^ carry1);
        buffer.putLong(at + PLANE_2, plane2 ^ carry2);
        buffer.putLong(at + PLANE_3, buffer.getLong(at + PLANE_3) ^ carry3);
    }

    /**
     * Counts one down on the cores of a mask. None of them may be at 0.
     *
     * @param buffer that holds the planes.
     * @param offset of the node's planes.
     * @param word from 0.
     * @param mask of cores.
     */
    public static void remove(
            final MutableDirectBuffer buffer, final int offset, final int word, final long mask) {
        final int at = wordOffset(offset, word);
        final long plane0 = buffer.getLong(at);
        final long plane1 = buffer.getLong(at + PLANE_1);
        final long plane2 = buffer.getLong(at + PLANE_2);
        final long borrow1 = ~plane0 & mask;
        final long borrow2 = ~plane1 & borrow1;
        final long borrow3 = ~plane2 & borrow2;
        buffer.putLong(at, plane0 ^ mask);
        buffer.putLong(at + PLANE_1, plane1 ^ borrow1);
        buffer.putLong(at + PLANE_2, plane2 ^ borrow2);
        buffer.putLong(at + PLANE_3, buffer.getLong(at + PLANE_3) ^ borrow3);
    }

    /**
     * Cores whose count is exactly so high. Cores that do not exist count 0: mask the result.
     *
     * @param buffer that holds the planes.
     * @param offset of the node's planes.
     * @param word from 0.
     * @param count 0..15.
     * @return a bit for each core.
     */
    public static long at(
            final DirectBuffer buffer, final int offset, final int word, final int count) {
        final int at = wordOffset(offset, word);
        return (buffer.getLong(at) ^ flip(count, 0))
                & (buffer.getLong(at + PLANE_1) ^ flip(count, 1))
                & (buffer.getLong(at + PLANE_2) ^ flip(count, 2))
                & (buffer.getLong(at + PLANE_3) ^ flip(count, 3));
    }

    /**
     * Cores whose count is at most so high. Cores that do not exist count 0: mask the result.
     *
     * @param buffer that holds the planes.
     * @param offset of the node's planes.
     * @param word from 0.
     * @param count 0..15.
     * @return a bit for each core.
     */
    public static long atOrBelow(
            final DirectBuffer buffer, final int offset, final int word, final int count) {
        final int at = wordOffset(offset, word);
        long below = 0;
        long equal = -1L;
        for (int plane = 3; plane >= 0; plane--) {
            final long bits = buffer.getLong(at + plane * PLANE_LENGTH);
            // Where the limit has a one, a zero is below; where it has a zero, a one is above.
            final long limit = -(long) ((count >>> plane) & 1);
            below |= equal & ~bits & limit;
            equal &= ~(bits ^ limit);
        }
        return below | equal;
    }

    /**
     * The cores of word 0 that count least, of these the lowest.
     *
     * @param buffer that holds the planes.
     * @param offset of the node's planes.
     * @param cores to choose among.
     * @param count of cores, at most as many as there are to choose among.
     * @return a bit for each chosen.
     */
    public static long emptiest(
            final DirectBuffer buffer, final int offset, final long cores, final int count) {
        long chosen = 0;
        int missing = count;
        for (int level = 0; missing > 0 && level <= COUNT_MAX; level++) {
            final long at = at(buffer, offset, 0, level) & cores;
            final int taken = Math.min(missing, Long.bitCount(at));
            chosen |= lowest(at, taken);
            missing -= taken;
        }
        return chosen;
    }

    /**
     * The highest count among the cores of a mask.
     *
     * @param buffer that holds the planes.
     * @param offset of the node's planes.
     * @param word from 0.
     * @param mask of cores.
     * @return 0..15; 0 for an empty mask.
     */
    public static int max(
            final DirectBuffer buffer, final int offset, final int word, final long mask) {
        final int at = wordOffset(offset, word);
        long candidates = mask;
        int count = 0;
        for (int plane = 3; plane >= 0; plane--) {
            final long ones = candidates & buffer.getLong(at + plane * PLANE_LENGTH);
            if (ones != 0) {
                candidates = ones;
                count |= 1 << plane;
            }
        }
        return count;
    }

    /**
     * The lowest count among the cores of a mask.
     *
     * @param buffer that holds the planes.
     * @param offset of the node's planes.
     * @param word from 0.
     * @param mask of cores.
     * @return 0..15; 15 for an empty mask.
     */
    public static int min(
            final DirectBuffer buffer, final int offset, final int word, final long mask) {
        final int at = wordOffset(offset, word);
        long candidates = mask;
        int count = 0;
        for (int plane = 3; plane >= 0; plane--) {
            final long zeros = candidates & ~buffer.getLong(at + plane * PLANE_LENGTH);
            if (zeros != 0) {
                candidates = zeros;
            } else {
                count |= 1 << plane;
            }
        }
        return count;
    }

    /**
     * The count of one core.
     *
     * @param buffer that holds the planes.
     * @param offset of the node's planes.
     * @param core from 0.
     * @return 0..15.
     */
    public static int count(final DirectBuffer buffer, final int offset, final int core) {
        return max(buffer, offset, core >>> 6, 1L << core);
    }

    /**
     * The lowest cores of a mask.
     *
     * @param mask of cores, with at least {@code count} bits.
     * @param count 0..64.
     * @return a mask with exactly {@code count} bits, the lowest ones of {@code mask}.
     */
    public static long lowest(final long mask, final int count) {
        final int surplus = Long.bitCount(mask) - count;
        if (surplus <= LOOP_MAX) {
            return withoutHighest(mask, surplus);
        }
        if (count <= LOOP_MAX) {
            return mask ^ withoutLowest(mask, count);
        }
        // The place of the last one is found by halves.
        int place = 0;
        int left = count;
        for (int width = Integer.SIZE; width > 0; width >>>= 1) {
            final int found = Long.bitCount(mask >>> place & (1L << width) - 1);
            if (found < left) {
                left -= found;
                place += width;
            }
        }
        return mask & (2L << place) - 1;
    }

    private static long withoutHighest(final long mask, final int count) {
        long rest = mask;
        for (int i = 0; i < count; i++) {
            rest ^= Long.highestOneBit(rest);
        }
        return rest;
    }

    private static long withoutLowest(final long mask, final int count) {
        long rest = mask;
        for (int i = 0; i < count; i++) {
            rest &= rest - 1;
        }
        return rest;
    }

    private static int wordOffset(final int offset, final int word) {
        return offset + (word >>> 1) * LINE_LENGTH + (word & 1) * Long.BYTES;
    }

    private static long flip(final int count, final int plane) {
        return ((count >>> plane) & 1) - 1L;
    }
}
