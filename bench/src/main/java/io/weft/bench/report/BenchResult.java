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
package io.weft.bench.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Figures under their names, with the machine beside them. A figure is the median of several
 * rounds; the least and the most of them are kept, so that a reader sees what a difference is
 * worth.
 */
public final class BenchResult {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final Set<String> OTHER_FIELDS =
            Set.of("command", "loadAfter", "machine", "spread");

    private final String command;
    private final MachineFacts machine;
    private final Map<String, Double> figures = new TreeMap<>();
    private final Map<String, Spread> spreads = new TreeMap<>();
    private double loadAfter;

    /** The least and the most of several rounds. */
    private record Spread(double least, double most) {}

    /**
     * A result without figures.
     *
     * @param command that measures, as one would type it.
     * @param machine as it is before.
     */
    public BenchResult(final String command, final MachineFacts machine) {
        this.command = command;
        this.machine = machine;
        this.loadAfter = machine.load();
    }

    /**
     * Adds a figure: the median of some rounds.
     *
     * @param metric that was measured.
     * @param rounds a value each, at least one; not changed.
     */
    public void put(final Metric metric, final double... rounds) {
        final double[] sorted = rounds.clone();
        Arrays.sort(sorted);
        final int half = sorted.length / 2;
        final double median =
                sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
        figures.put(metric.key(), median);
        spreads.put(metric.key(), new Spread(sorted[0], sorted[sorted.length - 1]));
    }

    /**
     * One figure.
     *
     * @param metric that was measured.
     * @return its value, NaN when it was not.
     */
    public double figure(final Metric metric) {
        return figures.getOrDefault(metric.key(), Double.NaN);
    }

    /**
     * Says how busy the machine was at the end.
     *
     * @param load average of a minute.
     */
    public void loadAfter(final double load) {
        loadAfter = load;
    }

    /** The figures for a terminal. */
    public String text() {
        return machine.text()
                + "\n\n"
                + table().text()
                + String.format(
                        Locale.ROOT, "%nload %.2f before, %.2f after%n", machine.load(), loadAfter);
    }

    /** The figures for a page. */
    public String markdown() {
        return "`"
                + command
                + "`: "
                + machine.markdown()
                + String.format(Locale.ROOT, "; load after: %.2f.%n%n", loadAfter)
                + table().markdown();
    }

    private Table table() {
        final Table table = new Table("figure", "median", "least", "most", "unit", "promised");
        for (final Metric metric : Metric.values()) {
            final Double value = figures.get(metric.key());
            if (value != null) {
                final Spread spread = spreads.get(metric.key());
                table.row(
                        metric.key(),
                        Numbers.text(value),
                        Numbers.text(spread.least()),
                        Numbers.text(spread.most()),
                        metric.unit(),
                        promise(metric, value));
            }
        }
        return table;
    }

    private static String promise(final Metric metric, final double value) {
        if (Double.isNaN(metric.promise())) {
            return "";
        }
        return "<= "
                + Numbers.text(metric.promise())
                + (value <= metric.promise() ? "" : ", missed");
    }

    /**
     * Writes the result file: the figures by name, then the rest.
     *
     * @param file to write or replace.
     * @throws IOException if it cannot be written.
     */
    public void write(final Path file) throws IOException {
        final ObjectNode root = JSON.createObjectNode();
        for (final Metric metric : Metric.values()) {
            final Double value = figures.get(metric.key());
            if (value != null) {
                root.put(metric.key(), value);
            }
        }
        root.put("command", command);
        root.put("loadAfter", loadAfter);
        root.set("machine", JSON.valueToTree(machine));
        root.set("spread", JSON.valueToTree(spreads));
        Files.writeString(file, JSON.writeValueAsString(root) + "\n", StandardCharsets.UTF_8);
    }

    /**
     * Reads the figures of a result file.
     *
     * @param file that {@link #write} wrote, perhaps in another version.
     * @return values by name, all that are numbers.
     * @throws IOException if it cannot be read or is no result file.
     */
    public static Map<String, Double> readFigures(final Path file) throws IOException {
        final JsonNode root;
        try {
            root = JSON.readTree(Files.readString(file, StandardCharsets.UTF_8));
        } catch (final JsonProcessingException | CharacterCodingException ex) {
            throw new IOException(file + " is no result file: it is not JSON.", ex);
        }
        final Map<String, Double> figures = new TreeMap<>();
        for (final Map.Entry<String, JsonNode> field : root.properties()) {
            if (field.getValue().isNumber() && !OTHER_FIELDS.contains(field.getKey())) {
                figures.put(field.getKey(), field.getValue().doubleValue());
            }
        }
        if (figures.isEmpty()) {
            throw new IOException(file + " is no result file: it has no figure.");
        }
        return figures;
    }
}
