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
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The values of parameters in a file: a JSON object whose names are those of the table and whose
 * values are written as on a command line, one or several in an array: {@code {"policy": ["easy",
 * "fcfs"], "max_multiplicity": "1..4", "overhead": 1.2}}.
 */
public final class GridFile {
    private static final List<String> NAMES =
            List.of(
                    "policy",
                    "max_multiplicity",
                    "interactive_nodes",
                    "overhead",
                    "load_factor",
                    "trace",
                    "seed");

    private static final ObjectMapper MAPPER =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .build();

    private GridFile() {}

    /**
     * Reads a file.
     *
     * @param file to be read
     * @return texts by the name of their parameter
     * @throws IOException if it cannot be read
     * @throws IllegalArgumentException naming what is wrong in it
     */
    public static Map<String, List<String>> read(final Path file) throws IOException {
        final JsonNode root;
        try {
            root = MAPPER.readTree(Files.readString(file));
        } catch (final JsonProcessingException e) {
            throw new IllegalArgumentException("is not JSON: " + e.getOriginalMessage(), e);
        }
        if (!root.isObject()) {
            throw new IllegalArgumentException("is not a JSON object");
        }
        final Map<String, List<String>> texts = new LinkedHashMap<>();
        for (final Map.Entry<String, JsonNode> entry : root.properties()) {
            if (!NAMES.contains(entry.getKey())) {
                throw new IllegalArgumentException(
                        entry.getKey() + " is no parameter, expected one of " + NAMES);
            }
            texts.put(entry.getKey(), texts(entry.getKey(), entry.getValue()));
        }
        return texts;
    }

    private static List<String> texts(final String name, final JsonNode value) {
        final List<String> texts = new ArrayList<>();
        for (final JsonNode item : value.isArray() ? value : List.of(value)) {
            if (!item.isTextual() && !item.isNumber()) {
                throw new IllegalArgumentException(
                        name + "=" + item + ", expected a text or a number, or an array of them");
            }
            texts.add(item.asText());
        }
        return texts;
    }
}
