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
import io.weft.simulator.report.study.Chart;
import io.weft.simulator.report.study.Chart.Series;
import io.weft.simulator.reproduce.Published.Source;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The paper's figures, drawn from results. */
final class Charts {
    private static final String SLOWDOWN = "slowdown";

    /** The slowdown that one queue stays below, in figure 5. */
    private static final BigDecimal LIMIT = BigDecimal.valueOf(5);

    private final Results results;

    private Charts(final Results results) {
        this.results = results;
    }

    /** All figures that have something to show. */
    static List<Chart> of(final Results results) {
        final Charts charts = new Charts(results);
        final List<Chart> all = new ArrayList<>();
        for (final SemanticsProfile profile : results.semantics()) {
            all.add(
                    charts.curves(
                            profile,
                            "figure-4a",
                            "Figure 4a: waits of interactive jobs",
                            "Share of interactive jobs that wait no longer; waits below 1 s stand at"
                                    + " 1 s.",
                            "wait in s",
                            "/distributions/interactive_wait_s/curve"));
        }
        all.add(charts.largest("batch", Measure.SLOWDOWN_MAX_BATCH));
        all.add(charts.largest("interactive", Measure.SLOWDOWN_MAX_INTERACTIVE));
        for (final SemanticsProfile profile : results.semantics()) {
            all.add(
                    charts.curves(
                            profile,
                            "figure-4c",
                            "Figure 4c: slowdowns of all jobs",
                            "Share of jobs at or below a slowdown.",
                            SLOWDOWN,
                            "/distributions/slowdown/curve"));
        }
        all.add(charts.second());
        return all.stream().filter(chart -> !chart.series().isEmpty()).toList();
    }

    private Chart curves(
            final SemanticsProfile profile,
            final String id,
            final String title,
            final String text,
            final String axis,
            final String pointer) {
        final List<Series> series = new ArrayList<>();
        for (final Configuration configuration : Experiments.FIRST) {
            final JsonNode result = results.of(profile, 1, configuration);
            if (result != null) {
                final List<List<BigDecimal>> points = new ArrayList<>();
                for (final JsonNode point : result.at(pointer)) {
                    points.add(List.of(point.get(0).decimalValue(), point.get(1).decimalValue()));
                }
                series.add(new Series(configuration.text(), points));
            }
        }
        return Chart.ofCurves(
                id + "-" + profile.text(), title + ", " + profile.text(), text, axis, 1, series);
    }

    private Chart largest(final String jobClass, final Measure measure) {
        final List<Series> series = new ArrayList<>();
        series.add(
                new Series(
                        "authors' simulator",
                        bars(
                                Experiments.FIRST.stream()
                                        .map(
                                                each ->
                                                        Published.find(
                                                                Source.SIMULATOR, 1, each, measure))
                                        .map(found -> found == null ? null : found.value())
                                        .toArray(BigDecimal[]::new))));
        for (final SemanticsProfile profile : results.semantics()) {
            series.add(
                    new Series(
                            profile.text(),
                            bars(
                                    Experiments.FIRST.stream()
                                            .map(each -> value(profile, 1, each, measure))
                                            .toArray(BigDecimal[]::new))));
        }
        return new Chart(
                "figure-4b-" + jobClass,
                "Figure 4b: largest slowdown, " + jobClass + " jobs",
                "Published beside ours, on a logarithmic axis.",
                SLOWDOWN,
                1,
                Experiments.FIRST.stream().map(Configuration::text).toList(),
                series,
                null);
    }

    private Chart second() {
        final List<Integer> dataSets = new ArrayList<>();
        for (int dataSet = 1; dataSet <= DataSets.COUNT; dataSet++) {
            for (final SemanticsProfile profile : results.semantics()) {
                final boolean isThere =
                        results.of(profile, dataSet, Experiments.bestTwoQueues(dataSet)) != null;
                if (isThere && !dataSets.contains(dataSet)) {
                    dataSets.add(dataSet);
                }
            }
        }
        final List<Series> series = new ArrayList<>();
        for (final SemanticsProfile profile : results.semantics()) {
            final BigDecimal[] one = new BigDecimal[dataSets.size()];
            final BigDecimal[] two = new BigDecimal[dataSets.size()];
            for (int i = 0; i < one.length; i++) {
                final int dataSet = dataSets.get(i);
                one[i] = value(profile, dataSet, Experiments.oneQueue(), Measure.SLOWDOWN_MAX);
                two[i] =
                        value(
                                profile,
                                dataSet,
                                Experiments.bestTwoQueues(dataSet),
                                Measure.SLOWDOWN_MAX);
            }
            series.add(new Series("SQ M=4, " + profile.text(), bars(one)));
            series.add(new Series("best MQ, " + profile.text(), bars(two)));
        }
        return new Chart(
                "figure-5",
                "Figure 5: largest slowdown by data set",
                "Interactive jobs become more from left to right. The line is the paper's bound for"
                        + " one queue.",
                SLOWDOWN,
                1,
                dataSets.stream().map(dataSet -> "set " + dataSet).toList(),
                dataSets.isEmpty() ? List.of() : series,
                LIMIT);
    }

    private BigDecimal value(
            final SemanticsProfile profile,
            final int dataSet,
            final Configuration configuration,
            final Measure measure) {
        final JsonNode result = results.of(profile, dataSet, configuration);
        return result == null ? null : measure.value(result);
    }

    private static List<List<BigDecimal>> bars(final BigDecimal... values) {
        return Arrays.stream(values)
                .map(value -> value == null ? List.<BigDecimal>of() : List.of(value))
                .toList();
    }
}
