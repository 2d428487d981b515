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
package io.weft.simulator.reproduce;

import com.fasterxml.jackson.databind.JsonNode;
import io.weft.simulator.SemanticsProfile;
import io.weft.simulator.report.study.Table;
import io.weft.simulator.report.study.Table.Cell;
import io.weft.simulator.reproduce.Published.Source;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * Tables of our values beside published ones: a row for each measure of each configuration, and for
 * each semantics the value and its difference from the paper, or, where the paper prints none, from
 * the authors' simulator.
 */
final class Comparison {
    private static final List<String> KEYS = List.of("data set", "configuration", "measure");

    private final Results results;
    private final boolean hasDataSets;
    private final List<List<Cell>> rows = new ArrayList<>();

    /**
     * No row yet.
     *
     * @param hasDataSets whether rows are of several data sets
     */
    Comparison(final Results results, final boolean hasDataSets) {
        this.results = results;
        this.hasDataSets = hasDataSets || results.isFirstMarked();
    }

    /** Adds a row, if anything was simulated for it. */
    void add(final int dataSet, final Configuration configuration, final Measure measure) {
        final Published paper = Published.find(Source.PAPER, dataSet, configuration, measure);
        final Published simulator =
                Published.find(Source.SIMULATOR, dataSet, configuration, measure);
        final List<Cell> row = new ArrayList<>();
        if (hasDataSets) {
            row.add(Cell.of(results.dataSetText(dataSet)));
        }
        row.add(Cell.of(configuration.text()));
        row.add(Cell.of(measure.title()));
        row.add(published(paper));
        row.add(published(simulator));
        boolean isEmpty = true;
        for (final SemanticsProfile profile : results.semantics()) {
            final BigDecimal value = value(profile, dataSet, configuration, measure);
            isEmpty &= value == null;
            addOurs(row, value, paper == null ? simulator : paper, measure);
        }
        if (!isEmpty) {
            rows.add(row);
        }
    }

    private BigDecimal value(
            final SemanticsProfile profile,
            final int dataSet,
            final Configuration configuration,
            final Measure measure) {
        final JsonNode result = results.of(profile, dataSet, configuration);
        return result == null ? null : measure.value(result);
    }

    private static Cell published(final Published value) {
        return value == null ? Cell.of("") : Cell.of(value.text());
    }

    private static void addOurs(
            final List<Cell> row,
            final BigDecimal value,
            final Published reference,
            final Measure measure) {
        if (value == null) {
            row.add(Cell.of(""));
            row.add(Cell.of(""));
            return;
        }
        final int decimals = reference == null ? measure.decimals() : reference.decimals(measure);
        final String shown = value.setScale(decimals, RoundingMode.HALF_UP).toPlainString();
        row.add(new Cell(shown, value));
        row.add(Cell.of(reference == null ? "" : reference.difference(value, measure)));
    }

    /** The table of all rows so far. */
    Table table(final String id, final String title, final String text) {
        final List<String> keys = KEYS.subList(hasDataSets ? 0 : 1, KEYS.size());
        final List<String> columns = new ArrayList<>(keys);
        columns.add("paper");
        columns.add("authors' simulator");
        for (final SemanticsProfile profile : results.semantics()) {
            columns.add(profile.text());
            columns.add(profile.text() + ": difference");
        }
        return new Table(id, title, text, keys.size(), columns, rows);
    }
}
