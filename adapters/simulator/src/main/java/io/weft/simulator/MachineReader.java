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
package io.weft.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weft.simulator.MachineDescription.NodeGroup;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads machines from text. Three forms:
 *
 * <pre>
 * 150x12                      150 nodes of 12 cores
 * 4x16:128G + 6x64:256G:2     groups, each count x cores [:memory [:gpus]]; K, M, G, T are binary
 * procs 80640                 80,640 processors, wherever they are
 * [{"count": 4, "cores": 16, "memory": 137438953472, "gpus": 0}]
 * </pre>
 *
 * <p>In a file the groups may also stand on lines of their own, and what follows a {@code #} is a
 * comment.
 */
public final class MachineReader {
    private static final Pattern PROCESSORS = Pattern.compile("procs\\s+(\\d{1,9})");
    private static final Pattern GROUP =
            Pattern.compile(
                    "(\\d{1,9})\\s*x\\s*(\\d{1,9})(?::(\\d{1,15})([KMGT]?))?(?::(\\d{1,9}))?");
    private static final int SHOWN_LENGTH_MAX = 64;
    private static final String UNITS = "KMGT";
    private static final ObjectMapper MAPPER =
            new ObjectMapper()
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private MachineReader() {}

    /**
     * Reads a file in any of the forms.
     *
     * @param file in UTF-8
     * @throws IOException if it cannot be read
     * @throws IllegalArgumentException naming the part that is not understood
     */
    public static MachineDescription read(final Path file) throws IOException {
        final StringBuilder text = new StringBuilder();
        for (final String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            final int comment = line.indexOf('#');
            final String rest = (comment < 0 ? line : line.substring(0, comment)).strip();
            if (!rest.isEmpty()) {
                text.append(text.length() == 0 ? "" : "\n").append(rest);
            }
        }
        return parse(text.toString());
    }

    /**
     * Reads a text in any of the forms.
     *
     * @param text without comments
     * @throws IllegalArgumentException naming the part that is not understood
     */
    public static MachineDescription parse(final String text) {
        final String stripped = text.strip();
        if (stripped.startsWith("[")) {
            return parseJson(stripped);
        }
        final Matcher processors = PROCESSORS.matcher(stripped);
        if (processors.matches()) {
            return MachineDescription.ofProcessors(Integer.parseInt(processors.group(1)));
        }
        final List<NodeGroup> groups = new ArrayList<>();
        for (final String part : stripped.split("[+\\n]", -1)) {
            groups.add(parseGroup(part.strip()));
        }
        return new MachineDescription(groups, false);
    }

    private static MachineDescription parseJson(final String text) {
        try {
            return new MachineDescription(
                    List.of(MAPPER.readValue(text, NodeGroup[].class)), false);
        } catch (final JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "machine: " + e.getOriginalMessage() + ". Maybe see the form in the manual", e);
        }
    }

    private static NodeGroup parseGroup(final String text) {
        final Matcher matcher = GROUP.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "machine=" + shown(text) + ", expected NODESxCORES[:MEMORY[:GPUS]] or procs N");
        }
        return new NodeGroup(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                matcher.group(3) == null ? 0 : bytes(matcher.group(3), matcher.group(4)),
                matcher.group(5) == null ? 0 : Integer.parseInt(matcher.group(5)));
    }

    /** The beginning of a text of any length, without what would disturb a terminal. */
    private static String shown(final String text) {
        final String printable =
                text.substring(0, Math.min(text.length(), SHOWN_LENGTH_MAX))
                        .replaceAll("\\p{Cntrl}", "?");
        return text.length() > SHOWN_LENGTH_MAX ? printable + "…" : printable;
    }

    private static long bytes(final String number, final String unit) {
        final int shift = unit.isEmpty() ? 0 : 10 * (UNITS.indexOf(unit) + 1);
        try {
            return Math.multiplyExact(Long.parseLong(number), 1L << shift);
        } catch (final ArithmeticException e) {
            throw new IllegalArgumentException(
                    "memory=" + number + unit + ", expected less than 8 EiB", e);
        }
    }
}
