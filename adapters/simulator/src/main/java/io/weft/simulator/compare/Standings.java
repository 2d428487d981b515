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

import io.weft.simulator.report.study.Table;
import io.weft.simulator.report.study.Table.Cell;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How each contender stands over all mixes and measures: how often it is the best, and how often
 * better (0), as good (1) and worse (2) than one queue without sharing, and than what sites do.
 */
final class Standings {
    private static final List<String> COLUMNS =
            List.of(
                    "configuration",
                    "best or equal in",
                    "of",
                    "better than SQ M=1 in",
                    "equal in",
                    "worse in",
                    "worse at",
                    "better than the best of the usual in",
                    "equal in",
                    "worse in");

    private Standings() {}

    static Table of(final CompareTables tables) {
        final List<Ranking> rankings = tables.rankings();
        final List<List<Cell>> rows = new ArrayList<>();
        for (final Contender each : Contender.values()) {
            if (rankings.stream().anyMatch(ranking -> has(tables, ranking, each))) {
                rows.add(row(tables, rankings, each));
            }
        }
        return new Table(
                "standings",
                "How each way stands",
                "Over all jobs, shares and measures: how often it is best or as good as the best;"
                        + " how it stands beside one queue in which no core is shared, at what it is"
                        + " worse, and on how many mixes of jobs; and how it alone stands beside the"
                        + " best of what sites do, which is another one for each measure.",
                1,
                COLUMNS,
                rows);
    }

    private static boolean has(
            final CompareTables tables, final Ranking ranking, final Contender contender) {
        return tables.value(ranking.mix(), contender, ranking.measure()) != null;
    }

    private static List<Cell> row(
            final CompareTables tables, final List<Ranking> rankings, final Contender contender) {
        int count = 0;
        int best = 0;
        final int[] besidePlain = new int[3];
        final int[] besideUsual = new int[3];
        final Map<Measure, Integer> worseAt = new LinkedHashMap<>();
        for (final Ranking ranking : rankings) {
            final Measure measure = ranking.measure();
            final BigDecimal value = tables.value(ranking.mix(), contender, measure);
            final BigDecimal plain = tables.value(ranking.mix(), Contender.SQ, measure);
            if (value != null && plain != null) {
                count++;
                best += ranking.best().contains(contender) ? 1 : 0;
                final int order = measure.compare(value, plain);
                besidePlain[1 - order]++;
                besideUsual[1 - measure.compare(value, ranking.usualValue())]++;
                if (order < 0) {
                    worseAt.merge(measure, 1, Integer::sum);
                }
            }
        }
        final List<String> texts = new ArrayList<>();
        worseAt.forEach((measure, times) -> texts.add(measure.text() + " (" + times + ")"));
        return List.of(
                Cell.of(contender.text()),
                number(best),
                number(count),
                number(besidePlain[0]),
                number(besidePlain[1]),
                number(besidePlain[2]),
                Cell.of(String.join("; ", texts)),
                number(besideUsual[0]),
                number(besideUsual[1]),
                number(besideUsual[2]));
    }

    private static Cell number(final int value) {
        return Cell.of(BigDecimal.valueOf(value), 0);
    }
}
