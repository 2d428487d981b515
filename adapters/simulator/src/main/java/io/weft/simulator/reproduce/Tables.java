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
import java.util.ArrayList;
import java.util.List;

/** The paper's tables and figures, and ours, from results. */
final class Tables {
    private final Results results;

    private Tables(final Results results) {
        this.results = results;
    }

    /** All tables that have a row, in the order of the paper. */
    static List<Table> of(final Results results) {
        final Tables tables = new Tables(results);
        final List<Table> all = new ArrayList<>();
        all.add(
                tables.first(
                        "table-ii",
                        "Table II: interactive jobs that wait",
                        "Experiment 1: data set 1, one queue (SQ) with maximum multiplicity M, or"
                                + " two (MQ) with R percent of the nodes for interactive jobs,"
                                + " M_I = 4 and M_B = 1.",
                        Measure.INTERACTIVE_WAITING_PERCENT,
                        Measure.INTERACTIVE_WAITING));
        all.add(
                tables.first(
                        "table-iii",
                        "Table III: makespan, and when most of the work was done",
                        "The paper's 90th and 95th are the hours at which that share of all"
                                + " core-seconds was done.",
                        Measure.MAKESPAN,
                        Measure.FINISHED_90,
                        Measure.FINISHED_95));
        all.add(tables.dataSets());
        all.add(
                tables.first(
                        "figure-4a",
                        "Figure 4a: how long interactive jobs wait",
                        "The longest wait; the page draws the curves.",
                        Measure.INTERACTIVE_WAIT_MAX));
        all.add(
                tables.first(
                        "figure-4b",
                        "Figure 4b: largest slowdown",
                        "Slowdown is (wait + run) / run alone.",
                        Measure.SLOWDOWN_MAX,
                        Measure.SLOWDOWN_MAX_BATCH,
                        Measure.SLOWDOWN_MAX_INTERACTIVE));
        all.add(
                tables.first(
                        "figure-4c",
                        "Figure 4c: distribution of slowdowns",
                        "Shares of all jobs; the page draws the curves. The paper tells the first"
                                + " in words.",
                        Measure.UNSLOWED_PERCENT,
                        Measure.BELOW_3_PERCENT));
        all.add(tables.second());
        all.add(tables.finding());
        return all.stream().filter(table -> !table.rows().isEmpty()).toList();
    }

    private Table first(
            final String id, final String title, final String text, final Measure... measures) {
        final Comparison comparison = new Comparison(results, false);
        for (final Measure measure : measures) {
            for (final Configuration configuration : Experiments.FIRST) {
                comparison.add(1, configuration, measure);
            }
        }
        return comparison.table(id, title, text);
    }

    private Table dataSets() {
        final Comparison comparison = new Comparison(results, true);
        final StringBuilder text =
                new StringBuilder(
                        "Jobs of the data sets of Experiment 2, and the best two queues that the"
                                + " paper found for each (M_I = 4).");
        for (int dataSet = 1; dataSet <= DataSets.COUNT; dataSet++) {
            if (!results.dataSets().has(dataSet)) {
                continue;
            }
            text.append(" Set ").append(dataSet).append(": ");
            text.append(results.dataSets().text(dataSet)).append('.');
            final Configuration best = Experiments.bestTwoQueues(dataSet);
            comparison.add(dataSet, best, Measure.INTERACTIVE_JOBS);
            comparison.add(dataSet, best, Measure.INTERACTIVE_JOBS_PERCENT);
        }
        return comparison.table("table-iv", "Table IV: data sets", text.toString());
    }

    private Table second() {
        final Comparison comparison = new Comparison(results, true);
        for (int dataSet = 1; dataSet <= DataSets.COUNT; dataSet++) {
            for (final Configuration configuration :
                    List.of(Experiments.oneQueue(), Experiments.bestTwoQueues(dataSet))) {
                comparison.add(dataSet, configuration, Measure.SLOWDOWN_MAX);
                comparison.add(dataSet, configuration, Measure.SLOWDOWN_MAX_BATCH);
                comparison.add(dataSet, configuration, Measure.SLOWDOWN_MAX_INTERACTIVE);
                comparison.add(dataSet, configuration, Measure.INTERACTIVE_WAITING);
                comparison.add(dataSet, configuration, Measure.MAKESPAN);
            }
        }
        return comparison.table(
                "figure-5",
                "Figure 5: largest slowdown when more jobs are interactive",
                "Experiment 2: one queue with M = 4, and the best two that the paper found"
                        + " (M_I = 4). The paper: one queue keeps the largest slowdown below 5 on"
                        + " all data sets, two do not.");
    }

    private Table finding() {
        final List<Measure> measures =
                List.of(
                        Measure.INTERACTIVE_WAITING,
                        Measure.INTERACTIVE_WAIT_MAX,
                        Measure.SLOWDOWN_MAX_BATCH,
                        Measure.SLOWDOWN_MAX_INTERACTIVE,
                        Measure.SLOWDOWN_MEAN,
                        Measure.SLOWDOWN_MEAN_INTERACTIVE,
                        Measure.MAKESPAN,
                        Measure.TIMED_OUT);
        final List<String> columns =
                new ArrayList<>(List.of("data set", "semantics", "configuration"));
        measures.forEach(measure -> columns.add(measure.title()));
        final List<List<Cell>> rows = new ArrayList<>();
        for (final int maxMultiplicity : List.of(2, 4)) {
            for (final SemanticsProfile profile : results.semantics()) {
                for (final Configuration each : Experiments.variants(maxMultiplicity)) {
                    final JsonNode result = results.of(profile, 1, each);
                    if (result != null) {
                        rows.add(line(profile, each, result, measures));
                    }
                }
            }
        }
        final boolean isCompared = rows.size() > 2 * results.semantics().size();
        return new Table(
                "finding",
                "Our own: what semantics, choice of nodes, rebalancing and stretching change",
                "Data set 1, one queue. Exact semantics against the paper's (ncs), then one thing"
                        + " changed at a time. With utilisation the kernel is told whenever a job"
                        + " turns busy or idle.",
                3,
                columns,
                isCompared ? rows : List.of());
    }

    private List<Cell> line(
            final SemanticsProfile profile,
            final Configuration configuration,
            final JsonNode result,
            final List<Measure> measures) {
        final List<Cell> line = new ArrayList<>();
        line.add(Cell.of(results.dataSetText(1)));
        line.add(Cell.of(profile.text()));
        line.add(Cell.of(configuration.text()));
        for (final Measure measure : measures) {
            line.add(Cell.of(measure.value(result), measure.decimals()));
        }
        return line;
    }
}
