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
package io.weft.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weft.bench.report.MachineFacts;
import io.weft.bench.report.Numbers;
import io.weft.bench.report.Table;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * What a latency run found. Every percentile is read from a histogram, none is computed otherwise.
 *
 * @param settings what arrived
 * @param journaledIntervals from the intended arrival to the journaled start, by second
 * @param passIntervals a pass of the policy, by start, by second
 * @param epochMs when the first second began
 * @param loadOfMachine part of the slots that were taken when arrivals began
 * @param sentCount jobs that were sent, warm-up included
 * @param refusedCount how often the ring was full
 * @param pendingCount jobs that still waited at the end
 * @param latestNs how late the latest job was sent, ns
 * @param loadBefore load average of the computer before
 * @param loadAfter and after
 */
record LatencyResult(
        LatencySettings settings,
        IntervalHistograms journaledIntervals,
        IntervalHistograms passIntervals,
        long epochMs,
        double loadOfMachine,
        long sentCount,
        long refusedCount,
        int pendingCount,
        long latestNs,
        double loadBefore,
        double loadAfter) {
    private static final double[] PERCENTILES = {50, 90, 99, 99.9, 99.99, 100};
    private static final String[] NAMES = {"p50", "p90", "p99", "p999", "p9999", "max"};

    /** From the intended arrival to the journaled start, ns. */
    Histogram journaled() {
        return journaledIntervals.total();
    }

    /** A pass of the policy, divided by its starts, ns. */
    Histogram passes() {
        return passIntervals.total();
    }

    /** For a terminal. */
    String text() {
        return settingsText() + "\n\n" + table().text() + "\n" + circumstances() + "\n";
    }

    /** For a page. */
    String markdown(final String command, final MachineFacts machine) {
        return "`"
                + command
                + "`: "
                + machine.markdown()
                + ".\n\n"
                + settingsText()
                + " "
                + circumstances()
                + "\n\n"
                + table().markdown();
    }

    private String settingsText() {
        return String.format(
                Locale.ROOT,
                "%,d jobs/s for %d s, and as many ends; %,d nodes x 128 cores at %.1f %% load;"
                        + " journal %s, threads that %s.",
                settings.ratePerS(),
                TimeUnit.NANOSECONDS.toSeconds(settings.durationNs()),
                settings.nodeCount(),
                100 * loadOfMachine,
                word(settings.journal()),
                word(settings.idle()));
    }

    private String circumstances() {
        return String.format(
                Locale.ROOT,
                "Load of the computer %.2f before, %.2f after; the latest job was sent %s us late;"
                        + " the ring was full %d times; %d jobs found no room.",
                loadBefore,
                loadAfter,
                Numbers.text(latestNs / 1000.0),
                refusedCount,
                pendingCount);
    }

    private static String word(final Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private Table table() {
        final Table table = new Table("ns", "p50", "p90", "p99", "p99.9", "p99.99", "max", "count");
        row(table, "intended arrival to journaled start", journaled());
        row(table, "pass of the policy and engine, a start", passes());
        return table;
    }

    private static void row(final Table table, final String name, final Histogram histogram) {
        final String[] cells = new String[PERCENTILES.length + 2];
        cells[0] = name;
        for (int i = 0; i < PERCENTILES.length; i++) {
            cells[i + 1] = Numbers.text(histogram.getValueAtPercentile(PERCENTILES[i]));
        }
        cells[cells.length - 1] = Numbers.text(histogram.getTotalCount());
        table.row(cells);
    }

    /**
     * Writes the percentiles, and the histograms beside them.
     *
     * @param file of JSON; the histogram log gets its name with {@code .hlog}.
     * @param command that measured.
     * @param machine that it measured on.
     * @return the histogram log.
     */
    Path write(final Path file, final String command, final MachineFacts machine)
            throws IOException {
        final ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        final ObjectNode root = json.createObjectNode();
        put(root, "journaled", journaled());
        put(root, "pass", passes());
        root.putObject("settings")
                .put("ratePerS", settings.ratePerS())
                .put("nodeCount", settings.nodeCount())
                .put("loadOfMachine", loadOfMachine)
                .put("journal", word(settings.journal()))
                .put("idle", word(settings.idle()));
        root.put("command", command);
        root.put("loadAfter", loadAfter);
        root.set("machine", json.valueToTree(machine));
        Files.writeString(file, json.writeValueAsString(root) + "\n", StandardCharsets.UTF_8);
        final Path log = logOf(file);
        try (PrintStream out = new PrintStream(log.toFile(), StandardCharsets.UTF_8)) {
            IntervalHistograms.write(out, epochMs, journaledIntervals, passIntervals);
        }
        return log;
    }

    private static Path logOf(final Path file) {
        final String name = file.getFileName().toString();
        final String stem = name.endsWith(".json") ? name.substring(0, name.length() - 5) : name;
        return file.resolveSibling(stem + ".hlog");
    }

    private static void put(final ObjectNode root, final String name, final Histogram histogram) {
        for (int i = 0; i < PERCENTILES.length; i++) {
            root.put(name + "_" + NAMES[i] + "_ns", histogram.getValueAtPercentile(PERCENTILES[i]));
        }
        root.put(name + "_count", histogram.getTotalCount());
    }
}
