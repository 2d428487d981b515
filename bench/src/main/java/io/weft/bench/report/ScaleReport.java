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

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Curves with their charts and the machine: written as CSV, JSON, Markdown and one HTML page. */
public final class ScaleReport {
    private final String command;
    private final MachineFacts machine;
    private final Map<ScaleChart, List<ScalePoint>> charts = new LinkedHashMap<>();
    private double loadAfter;

    /**
     * A report without a chart.
     *
     * @param command that measures, as one would type it.
     * @param machine as it is before.
     */
    public ScaleReport(final String command, final MachineFacts machine) {
        this.command = command;
        this.machine = machine;
        this.loadAfter = machine.load();
    }

    /**
     * Adds a chart, without points.
     *
     * @param chart that follows those added before.
     */
    public void add(final ScaleChart chart) {
        charts.put(chart, new ArrayList<>());
    }

    /**
     * Adds a point.
     *
     * @param point of a chart that was added.
     */
    public void add(final ScalePoint point) {
        for (final Map.Entry<ScaleChart, List<ScalePoint>> entry : charts.entrySet()) {
            if (entry.getKey().id().equals(point.chart())) {
                entry.getValue().add(point);
                return;
            }
        }
        throw new IllegalArgumentException("chart=" + point.chart() + ", expected one added");
    }

    /**
     * Says how busy the machine was at the end.
     *
     * @param load average of a minute.
     */
    public void loadAfter(final double load) {
        loadAfter = load;
    }

    /** The points of a chart, in the order they were added. */
    List<ScalePoint> points(final ScaleChart chart) {
        return charts.get(chart);
    }

    /** The charts, in the order they were added. */
    List<ScaleChart> charts() {
        return List.copyOf(charts.keySet());
    }

    /** Where and when, in a few lines. */
    String circumstances() {
        return command
                + "\n"
                + machine.text()
                + String.format(
                        Locale.ROOT, "%nload %.2f before, %.2f after", machine.load(), loadAfter);
    }

    /**
     * A row for each size, a column for each curve: medians in ns.
     *
     * @param chart that was added.
     */
    Table table(final ScaleChart chart) {
        final List<String> names = seriesNames(chart);
        final List<String> head = new ArrayList<>();
        head.add(chart.xTitle());
        head.addAll(names);
        final Table table = new Table(head.toArray(new String[0]));
        final Map<Double, List<String>> rows = new TreeMap<>();
        for (final ScalePoint point : points(chart)) {
            final List<String> row = rows.computeIfAbsent(point.x(), x -> blanks(names.size()));
            row.set(names.indexOf(point.series()), Numbers.text(point.p50()));
        }
        rows.forEach(
                (x, row) -> {
                    row.add(0, Numbers.text(x));
                    table.row(row.toArray(new String[0]));
                });
        return table;
    }

    private static List<String> blanks(final int count) {
        final List<String> blanks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            blanks.add("");
        }
        return blanks;
    }

    /** Names of the curves of a chart, in the order they were added. */
    List<String> seriesNames(final ScaleChart chart) {
        return points(chart).stream().map(ScalePoint::series).distinct().toList();
    }

    /** For a terminal. */
    public String text() {
        final StringBuilder text = new StringBuilder(machine.text()).append('\n');
        for (final ScaleChart chart : charts()) {
            text.append('\n').append(chart.title()).append(", ").append(chart.yTitle());
            text.append('\n').append(table(chart).text());
        }
        return text.append(String.format(Locale.ROOT, "%nload %.2f after%n", loadAfter)).toString();
    }

    /** For a page. */
    public String markdown() {
        final StringBuilder text = new StringBuilder("`").append(command).append("`: ");
        text.append(machine.markdown());
        text.append(String.format(Locale.ROOT, "; load after: %.2f.%n", loadAfter));
        for (final ScaleChart chart : charts()) {
            text.append("\n#### ").append(chart.title()).append("\n").append(chart.note());
            text.append(" Medians; ").append(chart.yTitle()).append(".\n\n");
            text.append(table(chart).markdown());
        }
        return text.toString();
    }

    /**
     * Finds out whether {@link #write} can draw, before anything is measured.
     *
     * @throws IOException if it cannot, with the cure.
     */
    public static void requireFonts() throws IOException {
        SvgChart.requireFonts();
    }

    /**
     * Writes {@code scale.csv}, {@code scale.json} and {@code scale.html}.
     *
     * @param directory that is made if it is absent.
     * @throws IOException if they cannot be written.
     */
    public void write(final Path directory) throws IOException {
        Files.createDirectories(directory);
        writeCsv(directory.resolve("scale.csv"));
        writeJson(directory.resolve("scale.json"));
        Files.writeString(
                directory.resolve("scale.html"), new HtmlPage(this).text(), StandardCharsets.UTF_8);
    }

    private void writeCsv(final Path file) throws IOException {
        try (CsvWriter csv = CsvWriter.builder().build(file)) {
            csv.writeRecord("chart", "series", "x", "p50_ns", "p99_ns", "p999_ns", "count");
            for (final ScaleChart chart : charts()) {
                for (final ScalePoint point : points(chart)) {
                    csv.writeRecord(
                            point.chart(),
                            point.series(),
                            cell(point.x()),
                            cell(point.p50()),
                            cell(point.p99()),
                            cell(point.p999()),
                            Long.toString(point.count()));
                }
            }
        }
    }

    private static String cell(final double value) {
        return Double.isNaN(value) ? "" : Double.toString(value);
    }

    private void writeJson(final Path file) throws IOException {
        final ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        final ObjectNode root = json.createObjectNode();
        root.put("command", command);
        root.put("loadAfter", loadAfter);
        root.set("machine", json.valueToTree(machine));
        final ArrayNode array = root.putArray("charts");
        for (final ScaleChart chart : charts()) {
            final ObjectNode node = json.valueToTree(chart);
            final ArrayNode points = node.putArray("points");
            points(chart).forEach(point -> points.add(node(json, point)));
            array.add(node);
        }
        Files.writeString(file, json.writeValueAsString(root) + "\n", StandardCharsets.UTF_8);
    }

    private static ObjectNode node(final ObjectMapper json, final ScalePoint point) {
        final ObjectNode node = json.createObjectNode();
        node.put("series", point.series()).put("x", point.x()).put("p50Ns", point.p50());
        if (!Double.isNaN(point.p99())) {
            node.put("p99Ns", point.p99()).put("p999Ns", point.p999());
        }
        return node.put("count", point.count());
    }
}
