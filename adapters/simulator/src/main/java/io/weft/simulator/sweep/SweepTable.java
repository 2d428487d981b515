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

import com.fasterxml.jackson.databind.JsonNode;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.weft.core.wire.JobClass;
import io.weft.simulator.metrics.MachineUse;
import io.weft.simulator.metrics.ScheduleMetrics;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The results of a sweep as comma-separated values, a line for each cell in the order of the grid:
 * its number and parameters, {@code state} (ok or failed) and {@code failure} (the reason), then
 * every figure of {@code summary.json}, those of a class with its name in front: {@code
 * interactive_wait_s_mean}. The columns are always the same; what there is not, is empty. Numbers
 * have all their digits and no exponent.
 */
public final class SweepTable {
    private static final String SCHEDULE = "schedule";
    private static final String CLASSES = "classes";
    private static final String ALL = "all";

    private SweepTable() {}

    /**
     * Writes the table.
     *
     * @param plan of the sweep
     * @param stores where results are looked for; figures go before failures
     * @param writer stays open
     * @return how many cells failed
     * @throws MissingCellException if a cell is in none of them
     * @throws IOException if it cannot be written
     */
    public static int write(final SweepPlan plan, final List<CellStore> stores, final Writer writer)
            throws IOException {
        final List<String> pointers = new ArrayList<>();
        final List<String> figures = new ArrayList<>();
        nameFigures(pointers, figures);
        final List<SweepCell> cells = plan.grid().cells();
        requireAll(plan, cells, stores);
        // Neither closed, as the writer is the caller's, nor buffered beside it.
        final CsvWriter csv =
                CsvWriter.builder().lineDelimiter(LineDelimiter.LF).bufferSize(0).build(writer);
        final List<String> header = new ArrayList<>(List.of("cell"));
        header.addAll(cells.get(0).parameters().keySet());
        header.addAll(List.of("state", "failure"));
        header.addAll(figures);
        csv.writeRecord(header);
        int failed = 0;
        for (final SweepCell cell : cells) {
            final CellResult result = find(plan.key(cell), stores).orElseThrow();
            failed += result.isFailed() ? 1 : 0;
            csv.writeRecord(line(cell, result, pointers));
        }
        writer.flush();
        return failed;
    }

    /** A summary of nothing has the names of all figures. */
    private static void nameFigures(final List<String> pointers, final List<String> names) {
        final JsonNode empty =
                CellResult.of(new ScheduleMetrics().summary(new MachineUse(0, 0, 0, 0, 0, 0, 0)))
                        .summary();
        empty.get(SCHEDULE)
                .fieldNames()
                .forEachRemaining(
                        name -> {
                            pointers.add("/" + SCHEDULE + "/" + name);
                            names.add(name);
                        });
        final List<String> classes = new ArrayList<>(List.of(ALL));
        for (final JobClass jobClass : JobClass.values()) {
            if (jobClass != JobClass.NULL_VAL) {
                classes.add(jobClass.name().toLowerCase(Locale.ROOT));
            }
        }
        for (final String jobClass : classes) {
            empty.get(CLASSES)
                    .get(ALL)
                    .fieldNames()
                    .forEachRemaining(
                            name -> {
                                pointers.add("/" + CLASSES + "/" + jobClass + "/" + name);
                                names.add(jobClass + "_" + name);
                            });
        }
    }

    private static void requireAll(
            final SweepPlan plan, final List<SweepCell> cells, final List<CellStore> stores) {
        final List<SweepCell> missing =
                cells.stream().filter(cell -> find(plan.key(cell), stores).isEmpty()).toList();
        if (!missing.isEmpty()) {
            throw new MissingCellException(missing.get(0), missing.size(), cells.size());
        }
    }

    private static Optional<CellResult> find(final String key, final List<CellStore> stores) {
        Optional<CellResult> found = Optional.empty();
        for (final CellStore store : stores) {
            final Optional<CellResult> result = store.result(key);
            if (result.isPresent() && (found.isEmpty() || !result.get().isFailed())) {
                found = result;
            }
        }
        return found;
    }

    private static List<String> line(
            final SweepCell cell, final CellResult result, final List<String> pointers) {
        final List<String> line = new ArrayList<>(List.of(Integer.toString(cell.number())));
        line.addAll(cell.parameters().values());
        line.add(result.isFailed() ? "failed" : "ok");
        line.add(result.isFailed() ? result.failure() : "");
        for (final String pointer : pointers) {
            final JsonNode figure = result.isFailed() ? null : result.summary().at(pointer);
            line.add(figure == null || !figure.isNumber() ? "" : number(figure));
        }
        return line;
    }

    private static String number(final JsonNode figure) {
        return figure.decimalValue().stripTrailingZeros().toPlainString();
    }
}
