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
package io.weft.simulator.report;

/** Writes numbers of nine decimals without an exponent and without zeros at the end. */
final class DecimalText {
    private static final long BILLION = 1_000_000_000L;

    private DecimalText() {}

    /** Seconds from ns, exact. */
    static String seconds(final long timeNs) {
        final long rest = Math.abs(timeNs % BILLION);
        final StringBuilder text = new StringBuilder(24);
        text.append(timeNs < 0 ? "-" : "").append(Math.abs(timeNs / BILLION));
        if (rest == 0) {
            return text.toString();
        }
        // A one in front keeps the zeros after the point.
        final int point = text.length();
        text.append(BILLION + rest).setCharAt(point, '.');
        int length = text.length();
        while (text.charAt(length - 1) == '0') {
            length--;
        }
        text.setLength(length);
        return text.toString();
    }

    /** A number, rounded to nine decimals. */
    static String decimal(final double value) {
        return seconds(Math.round(value * BILLION));
    }
}
