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

import io.weft.core.wire.ReasonCode;
import io.weft.simulator.metrics.QueueHistory;
import io.weft.simulator.metrics.ScheduleSummary;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;

/**
 * Writes a summary as a table of text: the figures of the schedule, then those of all jobs and of
 * each class side by side, under the names that {@link SummaryJson} gives them; whole numbers as
 * they are, others to three decimals.
 */
public final class SummaryTable {
    private static final String NAME_FORMAT = "%-26s";
    private static final String VALUE_FORMAT = " %18s";

    private SummaryTable() {}

    /**
     * A summary as text of several lines, each with a line end.
     *
     * @param summary to be written
     */
    public static String of(final ScheduleSummary summary) {
        final StringBuilder text = new StringBuilder();
        SummaryFigures.ofSchedule(summary)
                .forEach((name, value) -> line(text, name, format(value)));
        text.append('\n');
        final Map<String, Map<String, Number>> classes = SummaryFigures.ofClasses(summary);
        line(text, "", classes.keySet().toArray(String[]::new));
        for (final String name : classes.get("all").keySet()) {
            line(
                    text,
                    name,
                    classes.values().stream()
                            .map(figures -> format(figures.get(name)))
                            .toArray(String[]::new));
        }
        reasons(text, "rejected", summary.rejectedByReason());
        reasons(text, "never_started", summary.neverStartedByReason());
        return text.toString();
    }

    /**
     * What the rules of queues did, a line for each figure.
     *
     * @param queues what their rules did
     */
    public static String ofQueues(final List<QueueHistory> queues) {
        final StringBuilder text = new StringBuilder();
        SummaryFigures.ofQueues(queues)
                .forEach(
                        (queue, figures) ->
                                figures.forEach(
                                        (name, value) ->
                                                line(text, queue + ": " + name, format(value))));
        return text.toString();
    }

    private static void reasons(
            final StringBuilder text,
            final String name,
            final SortedMap<ReasonCode, Integer> counts) {
        counts.forEach(
                (reason, count) ->
                        line(
                                text,
                                name + ": " + reason.name().toLowerCase(Locale.ROOT),
                                format(count)));
    }

    private static void line(final StringBuilder text, final String name, final String... values) {
        text.append(String.format(Locale.ROOT, NAME_FORMAT, name));
        for (final String value : values) {
            text.append(String.format(Locale.ROOT, VALUE_FORMAT, value));
        }
        text.append('\n');
    }

    private static String format(final Number value) {
        return value instanceof Double
                ? String.format(Locale.ROOT, "%,.3f", value.doubleValue())
                : String.format(Locale.ROOT, "%,d", value.longValue());
    }
}
