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
package io.weft.cli.debug;

import io.weft.core.debug.DebugException;
import io.weft.core.debug.TimeMachine;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where to go, as a word: a position, {@code first}, {@code last}, {@code +5} or {@code -5} from
 * here, {@code @90s} for a time of the kernel's clock, {@code @+90s} for one since the first entry.
 */
final class Place {
    private static final Map<String, Long> UNITS = new LinkedHashMap<>();

    static {
        UNITS.put("ns", 1L);
        UNITS.put("us", 1_000L);
        UNITS.put("ms", 1_000_000L);
        UNITS.put("s", 1_000_000_000L);
        UNITS.put("m", 60_000_000_000L);
        UNITS.put("h", 3_600_000_000_000L);
        UNITS.put("d", 86_400_000_000_000L);
    }

    private Place() {}

    static long position(String word, TimeMachine machine, long firstTimeNs) {
        if (word.equalsIgnoreCase("first")) {
            return machine.firstPosition();
        }
        if (word.equalsIgnoreCase("last")) {
            return machine.lastPosition();
        }
        if (word.startsWith("@")) {
            return machine.positionAt(timeNs(word.substring(1), firstTimeNs));
        }
        boolean isRelative = word.startsWith("+") || word.startsWith("-");
        try {
            long number = Long.parseLong(word);
            return isRelative
                    ? Math.max(
                            machine.firstPosition(),
                            Math.min(machine.lastPosition(), machine.position() + number))
                    : number;
        } catch (NumberFormatException e) {
            throw new DebugException(
                    "position="
                            + word
                            + ", expected a number, first, last, +N, -N, @TIME such as @90s, or"
                            + " @+TIME since the first entry");
        }
    }

    /** A time such as {@code 90s}, or {@code +90s} since the first entry. */
    static long timeNs(String word, long firstTimeNs) {
        if (word.startsWith("+")) {
            return firstTimeNs + durationNs(word.substring(1));
        }
        return durationNs(word);
    }

    private static long durationNs(String word) {
        int end = word.length();
        while (end > 0 && Character.isLetter(word.charAt(end - 1))) {
            end--;
        }
        Long unit = end == word.length() ? Long.valueOf(1) : UNITS.get(word.substring(end));
        try {
            if (unit != null) {
                return new BigDecimal(word.substring(0, end))
                        .multiply(BigDecimal.valueOf(unit))
                        .longValueExact();
            }
        } catch (ArithmeticException | NumberFormatException e) {
            // Said below.
        }
        throw new DebugException(
                "time=" + word + ", expected a number with a unit, as in 90s: " + UNITS.keySet());
    }
}
