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
package io.weft.simulator.workload;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One line of a trace cut into fields at blanks and tabs, and its numbers. Numbers are parsed by
 * hand, exactly: a time keeps its nanoseconds. Reused from line to line.
 */
final class SwfLine {
    /** What the format writes for a value that is not known. */
    static final long NOT_KNOWN = -1;

    /** Beyond this a double would not be exact, and no field is real. */
    static final long NUMBER_MAX = 1L << 53;

    /** 136 years: so a submit time and a duration add up without overflow. */
    static final long SECONDS_MAX = 1L << 32;

    static final long NANOS_PER_SECOND = 1_000_000_000L;

    private static final int FRACTION_DIGITS = 9;

    private byte[] buffer;
    private int[] starts = new int[32];
    private int[] ends = new int[32];
    private int fieldCount;

    private boolean isNegative;
    private long whole;
    private int billionths;

    /** Takes the line between two offsets; the bytes must stay until the next call. */
    void split(byte[] bytes, int from, int to) {
        buffer = bytes;
        fieldCount = 0;
        int i = from;
        while (i < to) {
            if (isBlank(bytes[i])) {
                i++;
            } else {
                int start = i;
                i = endOfField(start, to);
                add(start, i);
            }
        }
    }

    /** How many fields the line has; 0: it is blank. */
    int fieldCount() {
        return fieldCount;
    }

    /** Whether the first thing on the line is the semicolon of a comment. */
    boolean isComment() {
        return fieldCount > 0 && buffer[starts[0]] == ';';
    }

    /**
     * A whole number, 0..max, or {@link #NOT_KNOWN}.
     *
     * @throws RejectedFieldException for anything else
     */
    long number(int field, long max) throws RejectedFieldException {
        parse(field);
        if (billionths != 0) {
            throw new RejectedFieldException(RejectionReason.NOT_WHOLE, field);
        }
        return checked(field, max);
    }

    /**
     * A time given in seconds, in nanoseconds, or {@link #NOT_KNOWN}. Digits below a nanosecond are
     * cut off.
     *
     * @throws RejectedFieldException for anything else, and for more than {@link #SECONDS_MAX}
     */
    long timeNs(int field) throws RejectedFieldException {
        parse(field);
        long seconds = checked(field, SECONDS_MAX);
        return seconds == NOT_KNOWN ? NOT_KNOWN : seconds * NANOS_PER_SECOND + billionths;
    }

    /**
     * The whole part of a number that need not be whole, or {@link #NOT_KNOWN}; the rest is in
     * {@link #billionths()}.
     *
     * @throws RejectedFieldException if it is not a number, negative, or above {@code max}
     */
    long wholePart(int field, long max) throws RejectedFieldException {
        parse(field);
        return checked(field, max);
    }

    /** The fraction of the number parsed last. */
    int billionths() {
        return billionths;
    }

    /** Where a field begins in the bytes given. */
    int start(int field) {
        return starts[field];
    }

    /** Where a field ends in the bytes given, exclusive. */
    int end(int field) {
        return ends[field];
    }

    /** The bytes of a field, as Latin letters. */
    String text(int field) {
        int length = ends[field] - starts[field];
        return new String(buffer, starts[field], length, StandardCharsets.ISO_8859_1);
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t' || b == '\r';
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    private int endOfField(int from, int to) {
        int i = from;
        while (i < to && !isBlank(buffer[i])) {
            i++;
        }
        return i;
    }

    private void add(int start, int end) {
        if (fieldCount == starts.length) {
            starts = Arrays.copyOf(starts, 2 * fieldCount);
            ends = Arrays.copyOf(ends, 2 * fieldCount);
        }
        starts[fieldCount] = start;
        ends[fieldCount] = end;
        fieldCount++;
    }

    private long checked(int field, long max) throws RejectedFieldException {
        boolean isZero = whole == 0 && billionths == 0;
        if (isNegative && !isZero) {
            if (whole == 1 && billionths == 0) {
                return NOT_KNOWN;
            }
            throw new RejectedFieldException(RejectionReason.NEGATIVE, field);
        }
        if (whole > max || whole == max && billionths > 0) {
            throw new RejectedFieldException(RejectionReason.TOO_LARGE, field);
        }
        return whole;
    }

    /** Reads {@code [+-]digits[.digits]}, with a digit on one side of the point at least. */
    private void parse(int field) throws RejectedFieldException {
        int end = ends[field];
        byte sign = buffer[starts[field]];
        isNegative = sign == '-';
        int digits = starts[field] + (sign == '-' || sign == '+' ? 1 : 0);
        int i = parseWhole(field, digits);
        billionths = 0;
        boolean hasDigits = i > digits;
        if (i < end && buffer[i] == '.') {
            int fraction = i + 1;
            i = parseFraction(fraction, end);
            hasDigits |= i > fraction;
        }
        if (i < end || !hasDigits) {
            throw new RejectedFieldException(RejectionReason.NOT_A_NUMBER, field);
        }
        if (whole > NUMBER_MAX) {
            throw new RejectedFieldException(RejectionReason.TOO_LARGE, field);
        }
    }

    private int parseWhole(int field, int from) {
        int i = from;
        whole = 0;
        while (i < ends[field] && isDigit(buffer[i])) {
            // Above the limit the value no longer matters, only that it does not wrap.
            whole = whole > NUMBER_MAX ? whole : whole * 10 + (buffer[i] - '0');
            i++;
        }
        return i;
    }

    private int parseFraction(int from, int end) {
        int i = from;
        while (i < end && isDigit(buffer[i])) {
            if (i - from < FRACTION_DIGITS) {
                billionths = billionths * 10 + (buffer[i] - '0');
            }
            i++;
        }
        for (int digit = i - from; digit < FRACTION_DIGITS; digit++) {
            billionths *= 10;
        }
        return i;
    }
}
