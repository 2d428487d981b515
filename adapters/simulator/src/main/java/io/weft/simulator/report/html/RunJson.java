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
package io.weft.simulator.report.html;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** Writes what the page draws of one run; figures as text with all their digits. */
final class RunJson {
    private static final int BIN_COUNT = 600;
    private static final int CURVE_POINTS_MAX = 250;
    private static final int USERS_MAX = 1000;
    private static final double NS_PER_S = 1e9;
    private static final double ROUNDING = 1e4;

    private final RunResult run;
    private final JsonGenerator json;

    private RunJson(final RunResult run, final JsonGenerator json) {
        this.run = run;
        this.json = json;
    }

    /**
     * Writes one run as an object.
     *
     * @param run to be drawn
     * @param cellCountMax cells that its heat map may have
     * @param json to be written to
     * @throws IOException if that fails
     */
    static void write(final RunResult run, final int cellCountMax, final JsonGenerator json)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("name", run.name());
        new RunJson(run, json).writeAll(cellCountMax);
        json.writeEndObject();
    }

    private void writeAll(final int cellCountMax) throws IOException {
        json.writeObjectFieldStart("figures");
        for (final Map.Entry<String, String> figure : run.figures().entrySet()) {
            json.writeStringField(figure.getKey(), figure.getValue());
        }
        json.writeEndObject();
        writeUse();
        writeCurves("slowdowns", JobResult::isCompleted, JobResult::slowdown);
        writeCurves("waits", JobResult::hasRun, job -> (job.startNs() - job.submitNs()) / NS_PER_S);
        writeUsers();
        writeHeat(cellCountMax);
    }

    private void writeUse() throws IOException {
        final UseSeries use = UseSeries.of(run, BIN_COUNT);
        final TimeBins waiting = QueueSeries.of(run, BIN_COUNT);
        final double cores = run.coreCount();
        json.writeNumberField("binS", waiting.widthS());
        writeBins("utilisation", bin -> 100 * use.occupied().mean(bin) / cores);
        writeBins("load", bin -> use.processes().mean(bin) / cores);
        writeBins("fullest", use.fullest()::max);
        writeBins("waiting", waiting::mean);
        writeBins("waitingMax", waiting::max);
        json.writeNumberField("occupiedCoreS", use.occupied().total());
        json.writeNumberField("processS", use.processes().total());
    }

    private void writeBins(final String name, final IntToDoubleFunction value) throws IOException {
        json.writeArrayFieldStart(name);
        for (int bin = 0; bin < BIN_COUNT; bin++) {
            writeRounded(value.applyAsDouble(bin));
        }
        json.writeEndArray();
    }

    private void writeCurves(
            final String name,
            final Predicate<JobResult> isCounted,
            final ToDoubleFunction<JobResult> value)
            throws IOException {
        json.writeObjectFieldStart(name);
        final List<String> classes =
                run.jobs().stream().map(JobResult::jobClass).distinct().sorted().toList();
        for (final String jobClass : classes) {
            final double[] values =
                    run.jobs().stream()
                            .filter(isCounted)
                            .filter(job -> job.jobClass().equals(jobClass))
                            .mapToDouble(value)
                            .toArray();
            json.writeArrayFieldStart(jobClass);
            for (final CumulativeShare.Point point : CumulativeShare.of(values, CURVE_POINTS_MAX)) {
                writePair(point.value(), 100 * point.share());
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private void writePair(final double x, final double y) throws IOException {
        json.writeStartArray();
        writeRounded(x);
        writeRounded(y);
        json.writeEndArray();
    }

    private void writeUsers() throws IOException {
        final UserSlowdowns slowdowns = UserSlowdowns.of(run);
        json.writeNumberField("userCount", slowdowns.users().size());
        json.writeNumberField("jainIndex", slowdowns.jainIndex());
        json.writeArrayFieldStart("users");
        for (final UserSlowdowns.User user : slowdowns.largest(USERS_MAX)) {
            json.writeStartArray();
            writeRounded(user.coreHours());
            writeRounded(user.slowdownMean());
            json.writeNumber(user.user());
            json.writeNumber(user.jobs());
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    private void writeHeat(final int cellCountMax) throws IOException {
        final HeatMap heat = HeatMap.of(run, cellCountMax);
        final double multiplicityMax = Math.max(1, run.figure("schedule", "multiplicity_max"));
        json.writeObjectFieldStart("heat");
        json.writeNumberField("rows", heat.rowCount());
        json.writeNumberField("columns", heat.columnCount());
        json.writeNumberField("columnS", heat.columnS());
        json.writeNumberField("nodesPerRow", heat.nodesPerRow());
        json.writeNumberField("nodes", run.nodeCores().length);
        json.writeNumberField("unit", multiplicityMax / HeatMap.BYTE_MAX);
        json.writeBinaryField("cells", heat.bytes(multiplicityMax));
        json.writeEndObject();
    }

    private void writeRounded(final double value) throws IOException {
        final double rounded = Math.round(value * ROUNDING) / ROUNDING;
        if (rounded == (long) rounded) {
            json.writeNumber((long) rounded);
        } else {
            json.writeNumber(rounded);
        }
    }
}
