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

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weft.simulator.report.study.Table;
import io.weft.simulator.report.study.Table.Cell;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The results as one table, who is best at what, and all of it for programs. */
final class CompareTables {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Map<Match, JsonNode> results;

    /**
     * Tables.
     *
     * @param results of the matches that did not fail, in their order
     */
    CompareTables(final Map<Match, JsonNode> results) {
        this.results = results;
    }

    /** The one table: a row for each match. */
    Table comparison() {
        final List<String> columns = new ArrayList<>(List.of("jobs", "share", "configuration"));
        for (final Measure measure : Measure.values()) {
            columns.add(measure.title());
        }
        final List<List<Cell>> rows = new ArrayList<>();
        results.forEach(
                (match, result) -> {
                    final List<Cell> row = new ArrayList<>();
                    row.add(Cell.of(match.mix().jobs().name()));
                    row.add(Cell.of(match.mix().interactivePercent() + " %"));
                    row.add(Cell.of(match.contender().text()));
                    for (final Measure measure : Measure.values()) {
                        row.add(Cell.of(measure.value(result), measure.decimals()));
                    }
                    rows.add(row);
                });
        return new Table(
                "comparison",
                "All results",
                "A wait is from submission to the (last) start. Slowdown is (wait + run) / run"
                        + " alone, bounded slowdown takes runs below 10 s for 10 s. Utilisation is"
                        + " the share of time in which a core had at least one process. Lost work is"
                        + " what requeued jobs had done before.",
                3,
                columns,
                rows);
    }

    /** Who is best at what on which jobs, and whether that is something Weft adds. */
    Table best() {
        final List<List<Cell>> rows = new ArrayList<>();
        for (final Ranking each : rankings()) {
            final int decimals = each.measure().decimals();
            rows.add(
                    List.of(
                            Cell.of(each.mix().jobs().name()),
                            Cell.of(each.mix().interactivePercent() + " %"),
                            Cell.of(each.measure().text()),
                            Cell.of(each.bestText()),
                            Cell.of(each.value(), decimals),
                            Cell.of(each.usual() == null ? "" : each.usual().text()),
                            Cell.of(each.usualValue(), decimals),
                            Cell.of(each.ours() == null ? "" : each.ours().text()),
                            Cell.of(each.oursValue(), decimals),
                            Cell.of(each.verdictText())));
        }
        return new Table(
                "best",
                "Who is best at what",
                "Of each measure, who is best of all; the best of what sites do (SQ M=1, MQ); the"
                        + " best of what Weft adds; and what the latter is beside the former."
                        + " Values that are shown alike are equal.",
                3,
                List.of(
                        "jobs",
                        "share",
                        "measure",
                        "best",
                        "value",
                        "best of the usual",
                        "value",
                        "best of Weft's",
                        "value",
                        "Weft's is"),
                rows);
    }

    /** Rankings by mix and measure. */
    List<Ranking> rankings() {
        final List<Ranking> rankings = new ArrayList<>();
        for (final JobMix mix : mixes()) {
            for (final Measure measure : Measure.values()) {
                final Map<Contender, BigDecimal> values = new EnumMap<>(Contender.class);
                results.forEach(
                        (match, result) -> {
                            final BigDecimal value = measure.value(result);
                            if (match.mix() == mix && value != null) {
                                values.put(match.contender(), value);
                            }
                        });
                final Ranking ranking =
                        measure.isJudged() ? Ranking.of(mix, measure, values) : null;
                if (ranking != null) {
                    rankings.add(ranking);
                }
            }
        }
        return rankings;
    }

    /** Mixes that have a result, in their order. */
    List<JobMix> mixes() {
        return results.keySet().stream().map(Match::mix).distinct().toList();
    }

    /** Value of a contender on a mix, or null. */
    BigDecimal value(final JobMix mix, final Contender contender, final Measure measure) {
        final JsonNode result = results.get(new Match(mix, contender));
        return result == null ? null : measure.value(result);
    }

    /** The one table for programs: an array of objects. */
    String json() {
        final ArrayNode rows = MAPPER.createArrayNode();
        results.forEach(
                (match, result) -> {
                    final ObjectNode row = rows.addObject();
                    row.put("jobs", match.mix().jobs().name());
                    row.put("interactive_percent", match.mix().interactivePercent());
                    row.put("configuration", match.contender().text());
                    row.put("key", match.contender().name().toLowerCase(Locale.ROOT));
                    for (final Measure measure : Measure.values()) {
                        row.put(measure.key(), measure.value(result));
                    }
                });
        return rows.toPrettyString() + "\n";
    }
}
