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

import io.weft.core.debug.Condition;
import io.weft.core.debug.Conditions;
import io.weft.core.debug.DebugException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Conditions that somebody named, by number. */
final class Breakpoints {
    static final String KINDS =
            "job ID, node ID, reason NAME, decision NAME, input NAME, time T or invariant";

    private final Conditions conditions = new Conditions();
    private final TreeMap<Integer, Breakpoint> breakpoints = new TreeMap<>();
    private int lastNumber;

    /** A condition with the words that made it. */
    record Breakpoint(String text, Condition condition) {}

    Breakpoint parse(Arguments arguments, long firstTimeNs) {
        String kind = arguments.word(KINDS).toLowerCase(Locale.ROOT);
        String word = kind.equals("invariant") ? "" : arguments.word("what " + kind);
        Condition condition =
                switch (kind) {
                    case "job" -> conditions.job(number(kind, word));
                    case "node" -> conditions.node(Math.toIntExact(number(kind, word)));
                    case "reason" -> conditions.reason(word);
                    case "decision" -> conditions.decision(word);
                    case "input" -> conditions.input(word);
                    case "time" -> Conditions.time(Place.timeNs(word, firstTimeNs));
                    case "invariant" -> Conditions.brokenInvariant();
                    default -> throw new DebugException(kind + ", expected " + KINDS);
                };
        arguments.requireNoMore();
        return new Breakpoint((kind + " " + word).strip(), condition);
    }

    private static long number(String kind, String word) {
        try {
            return Long.parseLong(word);
        } catch (NumberFormatException e) {
            throw new DebugException(kind + "=" + word + ", expected its id, a number");
        }
    }

    int add(Breakpoint breakpoint) {
        breakpoints.put(++lastNumber, breakpoint);
        return lastNumber;
    }

    void remove(int number) {
        if (breakpoints.remove(number) == null) {
            throw new DebugException(
                    "breakpoint=" + number + ", expected one of " + breakpoints.keySet());
        }
    }

    /** All of them, by number. */
    Map<Integer, Breakpoint> all() {
        return breakpoints;
    }

    /** In the order of {@link #all()}. */
    List<Breakpoint> list() {
        if (breakpoints.isEmpty()) {
            throw new DebugException("there is no breakpoint; set one with: break " + KINDS);
        }
        return new ArrayList<>(breakpoints.values());
    }
}
