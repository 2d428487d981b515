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
package io.weft.simulator.compare;

import io.weft.simulator.report.study.Chart;
import io.weft.simulator.report.study.Chart.Series;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Charts of a comparison: for each trace and measure a bar for each contender and share. */
final class CompareCharts {
    private static final List<Measure> MEASURES =
            List.of(
                    Measure.INTERACTIVE_WAITING,
                    Measure.INTERACTIVE_WAIT_MEAN,
                    Measure.INTERACTIVE_WAIT_MAX,
                    Measure.INTERACTIVE_SLOWDOWN_MAX,
                    Measure.URGENT_WAIT_MEAN,
                    Measure.URGENT_WAIT_MAX,
                    Measure.BATCH_BOUNDED_SLOWDOWN,
                    Measure.UTILISATION,
                    Measure.LOST_WORK,
                    Measure.MAKESPAN);

    private CompareCharts() {}

    static List<Chart> of(final CompareTables tables) {
        final Map<String, List<JobMix>> mixesByJobs = new LinkedHashMap<>();
        for (final JobMix mix : tables.mixes()) {
            mixesByJobs.computeIfAbsent(mix.jobs().name(), name -> new ArrayList<>()).add(mix);
        }
        final List<Chart> charts = new ArrayList<>();
        mixesByJobs.forEach(
                (name, mixes) ->
                        MEASURES.forEach(
                                measure -> charts.add(chart(tables, name, mixes, measure))));
        return charts;
    }

    private static Chart chart(
            final CompareTables tables,
            final String name,
            final List<JobMix> mixes,
            final Measure measure) {
        final List<Series> series = new ArrayList<>();
        for (final JobMix mix : mixes) {
            final List<List<BigDecimal>> points =
                    Arrays.stream(Contender.values())
                            .map(each -> tables.value(mix, each, measure))
                            .map(value -> value == null ? List.<BigDecimal>of() : List.of(value))
                            .toList();
            series.add(new Series(mix.interactivePercent() + " % interactive", points));
        }
        return new Chart(
                measure.key() + "-" + name.toLowerCase(Locale.ROOT),
                name + ": " + measure.text(),
                "On a logarithmic axis; no bar: 0.",
                measure.text(),
                1,
                Arrays.stream(Contender.values()).map(Contender::text).toList(),
                series,
                null);
    }
}
