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
package io.weft.simulator.sweep;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weft.simulator.metrics.ScheduleSummary;
import io.weft.simulator.report.SummaryJson;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/**
 * What became of a cell: the figures of its schedule, or why there are none.
 *
 * @param summary as {@link SummaryJson} writes it, numbers exact; null: it failed
 * @param failure why it failed, in a line; null: it did not
 */
public record CellResult(JsonNode summary, String failure) {
    private static final ObjectMapper MAPPER =
            JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    /** A cell that was simulated. */
    public static CellResult of(final ScheduleSummary summary) {
        try {
            final StringWriter text = new StringWriter();
            SummaryJson.write(summary, text);
            return new CellResult(MAPPER.readTree(text.toString()), null);
        } catch (final IOException e) {
            throw new UncheckedIOException("a summary becomes JSON", e);
        }
    }

    /** A cell that could not be simulated; line ends in the reason become blanks. */
    public static CellResult failed(final String reason) {
        return new CellResult(null, String.join(" ", reason.strip().split("\\s*\\R\\s*")));
    }

    /** Whether there are no figures. */
    public boolean isFailed() {
        return failure != null;
    }

    /** As a text that {@link #read} takes. */
    String write(final String key) {
        final ObjectNode root = MAPPER.createObjectNode().put("key", key);
        if (isFailed()) {
            root.put("failure", failure);
        } else {
            root.set("summary", summary);
        }
        return root + "\n";
    }

    /**
     * The result in a text.
     *
     * @return null if it is cut short, or the result of another key
     */
    static CellResult read(final String text, final String key) {
        try {
            final JsonNode root = MAPPER.readTree(text);
            final JsonNode summary = root.get("summary");
            final JsonNode failure = root.get("failure");
            final boolean isWhole =
                    root.path("key").asText().equals(key)
                            && (summary == null) != (failure == null)
                            && text.endsWith("\n");
            return isWhole
                    ? new CellResult(summary, failure == null ? null : failure.asText())
                    : null;
        } catch (final IOException e) {
            return null;
        }
    }
}
