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

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.weft.core.wire.ReasonCode;
import io.weft.simulator.metrics.QueueHistory;
import io.weft.simulator.metrics.ScheduleSummary;
import java.io.IOException;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;

/**
 * Writes a summary as JSON:
 *
 * <pre>
 * {
 *   "schedule": {"makespan_s": …, "finished_90_percent_s": …, …},
 *   "classes": {"all": {"jobs": …, "waiting_percent": …, …}, "batch": {…}, "interactive": {…}},
 *   "rejected_by_reason": {"never_fits": 3},
 *   "never_started_by_reason": {}
 * }
 * </pre>
 *
 * <p>Numbers are written with all their digits, alike on every machine.
 */
public final class SummaryJson {
    private static final ObjectMapper MAPPER =
            JsonMapper.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();
    private static final DefaultIndenter INDENTER = new DefaultIndenter("  ", "\n");

    private SummaryJson() {}

    /**
     * Writes a summary, with a line end after it.
     *
     * @param summary to be written
     * @param writer stays open
     * @throws IOException if it cannot be written
     */
    public static void write(final ScheduleSummary summary, final Writer writer)
            throws IOException {
        write(summary, List.of(), writer);
    }

    /**
     * Writes a summary and, under {@code queues} by name, what the rules of queues did.
     *
     * @param summary to be written
     * @param queues what their rules did; nothing is said of it if there is none
     * @param writer stays open
     * @throws IOException if it cannot be written
     */
    public static void write(
            final ScheduleSummary summary, final List<QueueHistory> queues, final Writer writer)
            throws IOException {
        final Map<String, Object> root = new LinkedHashMap<>();
        root.put("schedule", SummaryFigures.ofSchedule(summary));
        root.put("classes", SummaryFigures.ofClasses(summary));
        root.put("rejected_by_reason", byName(summary.rejectedByReason()));
        root.put("never_started_by_reason", byName(summary.neverStartedByReason()));
        if (!queues.isEmpty()) {
            root.put("queues", SummaryFigures.ofQueues(queues));
        }
        MAPPER.writer(new DefaultPrettyPrinter().withObjectIndenter(INDENTER))
                .without(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .writeValue(writer, root);
        writer.append('\n').flush();
    }

    private static Map<String, Integer> byName(final SortedMap<ReasonCode, Integer> counts) {
        final Map<String, Integer> byName = new LinkedHashMap<>();
        counts.forEach(
                (reason, count) -> byName.put(reason.name().toLowerCase(Locale.ROOT), count));
        return byName;
    }
}
