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
package io.weft.fuzz.parse;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;

/**
 * Changes an input a little, so that a reader gets past its beginning and then stumbles: bits,
 * pieces, lines, words and numbers are flipped, cut, doubled, swapped and taken from other inputs.
 * What comes out depends on the inputs and the chance only. Used by one thread.
 */
final class Mutator {
    /** No input gets longer than this. */
    static final int LENGTH_MAX = 1 << 16;

    private static final int CHANGES_MAX = 6;
    private static final int REPEATS_MAX = 64;

    /** Values at the edges of what numbers hold, and what looks like a number. */
    private static final List<String> EDGES =
            List.of(
                    "0",
                    "-1",
                    "1",
                    "",
                    "00",
                    "-0",
                    "1.5",
                    ".",
                    "1e9",
                    "1e999999999",
                    "1e-999999999",
                    "NaN",
                    "Infinity",
                    "2147483647",
                    "2147483648",
                    "-2147483648",
                    "4294967296",
                    "1000000000",
                    "9223372036854775807",
                    "9223372036854775808",
                    "-9223372036854775808",
                    "99999999999999999999999",
                    "0x7fffffffffffffff",
                    "null",
                    "\u00e9",
                    "\u0661",
                    "\"",
                    "[",
                    "]",
                    "{",
                    ",",
                    ";",
                    "|",
                    "=",
                    ":",
                    "-",
                    "%");

    private final List<byte[]> inputs;
    private final SplittableRandom random;

    /**
     * A source of inputs.
     *
     * @param inputs to begin with, at least one.
     * @param seed everything that is drawn comes from it.
     */
    Mutator(final List<byte[]> inputs, final long seed) {
        this.inputs = inputs;
        random = new SplittableRandom(seed);
    }

    /** The next input. */
    byte[] next() {
        byte[] bytes = other();
        for (int count = random.nextInt(CHANGES_MAX + 1); count > 0; count--) {
            bytes = changed(bytes);
            bytes = bytes.length > LENGTH_MAX ? Arrays.copyOf(bytes, LENGTH_MAX) : bytes;
        }
        return bytes;
    }

    private byte[] other() {
        return inputs.get(random.nextInt(inputs.size()));
    }

    private byte[] changed(final byte[] bytes) {
        if (bytes.length == 0) {
            return edge();
        }
        return switch (random.nextInt(12)) {
            case 0 -> flipped(bytes);
            case 1 -> withByte(bytes, random.nextInt(256));
            case 2 -> withByte(bytes, new int[] {0, 0x7F, 0x80, 0xFF, '\n'}[random.nextInt(5)]);
            case 3 -> Arrays.copyOf(bytes, random.nextInt(bytes.length));
            case 4 -> replaced(bytes, piece(bytes), new byte[0]);
            case 5 -> repeated(bytes, piece(bytes));
            case 6 -> repeated(bytes, run(bytes, b -> b != '\n'));
            case 7 -> replaced(bytes, run(bytes, b -> b != '\n'), lineOfOther());
            case 8 -> replaced(bytes, run(bytes, Mutator::isWord), wordOfOther());
            case 9, 10 -> replaced(bytes, run(bytes, Mutator::isNumber), edge());
            default -> replaced(bytes, piece(bytes), pieceOfOther());
        };
    }

    private byte[] flipped(final byte[] bytes) {
        final byte[] flipped = bytes.clone();
        flipped[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        return flipped;
    }

    private byte[] withByte(final byte[] bytes, final int value) {
        final byte[] changed = bytes.clone();
        changed[random.nextInt(bytes.length)] = (byte) value;
        return changed;
    }

    private byte[] edge() {
        return EDGES.get(random.nextInt(EDGES.size())).getBytes(StandardCharsets.UTF_8);
    }

    /** From and to of a piece, short more often than long. */
    private int[] piece(final byte[] bytes) {
        final int from = random.nextInt(bytes.length);
        final int rest = bytes.length - from;
        final int length = random.nextInt(Math.min(rest, 1 << random.nextInt(17)) + 1);
        return new int[] {from, from + length};
    }

    /** From and to of bytes of a kind that stand together, near some place. */
    private int[] run(final byte[] bytes, final IntPredicate isOfKind) {
        int from = random.nextInt(bytes.length);
        while (from < bytes.length - 1 && !isOfKind.test(bytes[from])) {
            from++;
        }
        while (from > 0 && isOfKind.test(bytes[from - 1])) {
            from--;
        }
        int to = from;
        while (to < bytes.length && isOfKind.test(bytes[to])) {
            to++;
        }
        return new int[] {from, to};
    }

    private static boolean isWord(final int b) {
        return b >= '0' && b <= '9' || b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z' || b == '-';
    }

    private static boolean isNumber(final int b) {
        return b >= '0' && b <= '9';
    }

    private byte[] lineOfOther() {
        final byte[] other = other();
        return other.length == 0 ? other : cut(other, run(other, b -> b != '\n'));
    }

    private byte[] wordOfOther() {
        final byte[] other = other();
        return other.length == 0 ? other : cut(other, run(other, Mutator::isWord));
    }

    private byte[] pieceOfOther() {
        final byte[] other = other();
        return other.length == 0 ? other : cut(other, piece(other));
    }

    private static byte[] cut(final byte[] bytes, final int[] range) {
        return Arrays.copyOfRange(bytes, range[0], range[1]);
    }

    private byte[] repeated(final byte[] bytes, final int[] range) {
        final byte[] piece = cut(bytes, range);
        final ByteArrayOutputStream repeated = new ByteArrayOutputStream();
        for (int count = 2 + random.nextInt(random.nextInt(REPEATS_MAX) + 1); count > 0; count--) {
            if (repeated.size() < LENGTH_MAX) {
                repeated.writeBytes(piece);
                repeated.write('\n');
            }
        }
        return replaced(bytes, range, repeated.toByteArray());
    }

    private static byte[] replaced(final byte[] bytes, final int[] range, final byte[] by) {
        final ByteArrayOutputStream result = new ByteArrayOutputStream(bytes.length + by.length);
        result.write(bytes, 0, range[0]);
        result.writeBytes(by);
        result.write(bytes, range[1], bytes.length - range[1]);
        return result.toByteArray();
    }
}
