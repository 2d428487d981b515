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

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A sweep: its grid, and all else that its results depend on.
 *
 * @param settings what is the same for all cells, by name: the machine, the version of Weft, …
 * @param traceDigests for each trace of the grid what tells that its content is the same
 * @param grid the rest
 */
public record SweepPlan(
        SortedMap<String, String> settings,
        SortedMap<String, String> traceDigests,
        SweepGrid grid) {

    private static final int KEY_BYTES = 16;
    private static final ObjectMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** Copies the maps. */
    public SweepPlan {
        settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
        traceDigests = Collections.unmodifiableSortedMap(new TreeMap<>(traceDigests));
    }

    /**
     * Names the result of a cell: equal keys, equal results. Cells of other sweeps have the same
     * key if they are the same simulation.
     *
     * @return 32 digits and letters
     */
    public String key(final SweepCell cell) {
        return key(settings, cell.parameters(), traceDigests.getOrDefault(cell.trace(), ""));
    }

    /**
     * Names the result of a cell of any experiment.
     *
     * @param settings what is the same for all cells, by name
     * @param parameters of the cell, by name
     * @param traceDigest what tells that the content of its trace is the same
     * @return 32 digits and letters
     */
    public static String key(
            final SortedMap<String, String> settings,
            final Map<String, String> parameters,
            final String traceDigest) {
        final Map<String, Object> parts = new LinkedHashMap<>();
        parts.put("settings", settings);
        parts.put("cell", parameters);
        parts.put("trace_digest", traceDigest);
        try {
            final byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(json(parts).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, KEY_BYTES);
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    /** The plan as text, from which it can be read again; equal plans, equal texts. */
    public String text() {
        return json(this) + "\n";
    }

    /**
     * The plan of a text.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static SweepPlan of(final String text) {
        try {
            return MAPPER.readValue(text, SweepPlan.class);
        } catch (final JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "not the plan of a sweep: " + e.getOriginalMessage(), e);
        }
    }

    private static String json(final Object value) {
        try {
            return MAPPER.writeValueAsString(value).replace("\r\n", "\n");
        } catch (final JsonProcessingException e) {
            throw new IllegalStateException("maps and records become JSON", e);
        }
    }
}
