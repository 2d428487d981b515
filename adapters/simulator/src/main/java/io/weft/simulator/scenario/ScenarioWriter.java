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
package io.weft.simulator.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Puts the decisions that came into the lines of a scenario. */
final class ScenarioWriter {
    private static final String INDENT = "  => ";

    private final MessageText text;
    private final Scenario scenario;
    private final Transcript transcript;
    private final SortedSet<Integer> removed = new TreeSet<>();
    private final SortedMap<Integer, List<String>> before = new TreeMap<>();
    private final SortedMap<Integer, List<String>> after = new TreeMap<>();

    ScenarioWriter(final MessageText text, final Scenario scenario, final Transcript transcript) {
        this.text = text;
        this.scenario = scenario;
        this.transcript = transcript;
    }

    List<String> lines() {
        for (int i = 0; i < transcript.steps().size(); i++) {
            change(scenario.steps().get(i), transcript.steps().get(i));
        }
        final List<String> lines = new ArrayList<>();
        for (int line = 1; line <= scenario.lines().size(); line++) {
            lines.addAll(before.getOrDefault(line, List.of()));
            if (!removed.contains(line)) {
                lines.add(scenario.lines().get(line - 1));
            }
            lines.addAll(after.getOrDefault(line, List.of()));
        }
        return lines;
    }

    private void change(final Step step, final Transcript.Played played) {
        for (final Transcript.Stray stray : played.before()) {
            final List<String> target =
                    before.computeIfAbsent(lineBefore(step.line()), line -> new ArrayList<>());
            target.add("at " + Quantity.time(stray.timeNs()));
            stray.decisions().forEach(decision -> target.add(INDENT + text.shortText(decision)));
        }
        if (!new DecisionMatch(step.expected(), played.decisions()).holds()) {
            step.expected().forEach(expected -> removed.add(expected.line()));
            final List<String> target =
                    after.computeIfAbsent(step.lastInputLine(), line -> new ArrayList<>());
            played.decisions().forEach(decision -> target.add(INDENT + text.shortText(decision)));
        }
    }

    /** Comments right above a line belong to it. */
    private int lineBefore(final int line) {
        int first = line;
        while (first > 1 && scenario.lines().get(first - 2).strip().startsWith("#")) {
            first--;
        }
        return first;
    }
}
