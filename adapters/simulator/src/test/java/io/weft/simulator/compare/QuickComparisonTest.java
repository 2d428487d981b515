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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weft.placement.StandardPolicies;
import io.weft.simulator.report.study.Table;
import io.weft.simulator.sweep.CellResult;
import io.weft.simulator.workload.SharedTraces;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What {@code weft compare --quick} simulates: every contender, and figures that must hold. */
class QuickComparisonTest {
    private static final int JOBS = 5_000;
    private static final List<Integer> SHARES = List.of(3, 50);

    private static final Map<Match, CellResult> RESULTS = new LinkedHashMap<>();
    private static List<JobMix> mixes;
    private static Map<String, String> files;

    @BeforeAll
    static void simulate() throws IOException {
        final Path folder =
                SharedTraces.file("seed/UniLu-Gaia-2014-1_1762_alloced.swf.xz").getParent();
        final ComparedJobs jobs = new TraceJobs(TraceJobs.Known.UNILU, folder, JOBS);
        mixes = SHARES.stream().map(share -> new JobMix(jobs, share)).toList();
        final MatchSimulation simulation = new MatchSimulation(new StandardPolicies());
        final List<Match> matches = Match.all(mixes);
        matches.forEach(match -> RESULTS.put(match, simulation.apply(match)));
        files = CompareReport.files(matches, match -> Optional.of(RESULTS.get(match)));
    }

    private static double value(
            final JobMix mix, final Contender contender, final Measure measure) {
        return measure.value(RESULTS.get(new Match(mix, contender)).summary()).doubleValue();
    }

    @Test
    void shouldSimulateAllJobsOnceForEachContender() {
        assertEquals(SHARES.size() * Contender.values().length, RESULTS.size());
        RESULTS.forEach(
                (match, result) -> {
                    final JsonNode classes = result.summary().get("classes");
                    int sum = 0;
                    for (final String jobClass : List.of("batch", "interactive", "urgent")) {
                        sum += classes.get(jobClass).get("jobs").asInt();
                    }
                    assertEquals(JOBS, sum, match::toString);
                    final JsonNode all = classes.get("all");
                    assertEquals(JOBS, all.get("completed").asInt(), match::toString);
                    assertEquals(0, all.get("rejected").asInt(), match::toString);
                });
    }

    @Test
    void shouldMakeTheShareOfTheJobsInteractive() {
        assertEquals(50.0, value(mixes.get(1), Contender.SQ, Measure.INTERACTIVE_SHARE));
        final double least = value(mixes.get(0), Contender.SQ, Measure.INTERACTIVE_SHARE);
        assertTrue(least >= 3 && least < 10, "least=" + least);
    }

    @Test
    void shouldLetInteractiveAndUrgentJobsWaitLessWithEverythingThatIsForThem() {
        for (final JobMix mix : mixes) {
            for (final Measure measure :
                    List.of(Measure.INTERACTIVE_WAIT_MEAN, Measure.INTERACTIVE_WAIT_MAX)) {
                final double plain = value(mix, Contender.SQ, measure);
                assertTrue(plain > 0, measure::key);
                for (final Contender each :
                        List.of(
                                Contender.AO,
                                Contender.SUSPEND,
                                Contender.REQUEUE,
                                Contender.FEEDBACK,
                                Contender.MQ_FEEDBACK)) {
                    assertTrue(value(mix, each, measure) < plain, each.text());
                }
            }
            for (final Contender each : List.of(Contender.AO, Contender.SUSPEND)) {
                assertTrue(
                        value(mix, each, Measure.URGENT_WAIT_MEAN)
                                <= value(mix, Contender.SQ, Measure.URGENT_WAIT_MEAN),
                        each.text());
            }
        }
    }

    @Test
    void shouldLoseWorkWhereJobsAreRequeuedAndNowhereElse() {
        for (final JobMix mix : mixes) {
            for (final Contender each : Contender.values()) {
                final double lost = value(mix, each, Measure.LOST_WORK);
                final double preemptions = value(mix, each, Measure.PREEMPTIONS);
                assertTrue(each.losesWork() || lost == 0, each.text());
                assertTrue(each.preempts() || preemptions == 0, each.text());
                assertTrue(each != Contender.REQUEUE || lost > 0, each.text());
                assertTrue(each != Contender.SUSPEND || preemptions > 0, each.text());
            }
        }
    }

    @Test
    void shouldPreemptWhereTheServiceLevelIsMissed() {
        final JobMix half = mixes.get(1);

        assertTrue(value(half, Contender.FEEDBACK_SUSPEND, Measure.PREEMPTIONS) > 0);
        assertTrue(
                value(half, Contender.FEEDBACK_SUSPEND, Measure.URGENT_WAIT_MEAN)
                        < value(half, Contender.SQ, Measure.URGENT_WAIT_MEAN));
    }

    @Test
    void shouldShareNoCoreWhereNothingSaysSo() {
        RESULTS.forEach(
                (match, result) -> {
                    final int most = result.summary().at("/schedule/multiplicity_max").asInt();
                    switch (match.contender()) {
                        case SQ, SUSPEND, REQUEUE, FEEDBACK_SUSPEND ->
                                assertEquals(1, most, match::toString);
                        default -> assertTrue(most >= 1 && most <= 4, match::toString);
                    }
                });
    }

    @Test
    void shouldSayWhoIsBestAsTheNumbersDo() {
        final CompareTables tables = tables();
        for (final Ranking ranking : tables.rankings()) {
            final Map<Contender, BigDecimal> values = new EnumMap<>(Contender.class);
            for (final Contender each : Contender.values()) {
                final BigDecimal value = tables.value(ranking.mix(), each, ranking.measure());
                if (value != null) {
                    values.put(each, ranking.measure().shown(value));
                }
            }
            final boolean isMost = ranking.measure() == Measure.UTILISATION;
            final BigDecimal best =
                    values.values().stream()
                            .reduce(isMost ? BigDecimal::max : BigDecimal::min)
                            .orElseThrow();
            values.forEach(
                    (contender, value) ->
                            assertEquals(
                                    value.compareTo(best) == 0,
                                    ranking.best().contains(contender),
                                    ranking::toString));
            final String sentence = "Not better: " + ranking.sentence();
            assertEquals(ranking.verdict() < 0, files.get("comparison.md").contains(sentence));
            assertEquals(ranking.verdict() < 0, files.get("index.html").contains(sentence));
        }
    }

    @Test
    void shouldCountEveryComparisonInTheStandings() {
        final CompareTables tables = tables();
        final int count = tables.rankings().size();
        final Table standings = Standings.of(tables);

        assertEquals(Contender.values().length, standings.rows().size());
        for (final List<Table.Cell> row : standings.rows()) {
            assertEquals(count, number(row, 2));
            assertEquals(count, number(row, 3) + number(row, 4) + number(row, 5));
            assertEquals(count, number(row, 7) + number(row, 8) + number(row, 9));
            assertEquals(number(row, 5) > 0, !row.get(6).text().isEmpty(), row::toString);
        }
        assertEquals(count, number(standings.rows().get(0), 4), "beside itself");
    }

    private static int number(final List<Table.Cell> row, final int column) {
        return row.get(column).value().intValue();
    }

    @Test
    void shouldWriteTheSameValuesInEveryFile() throws IOException {
        final JsonNode rows = new ObjectMapper().readTree(files.get("comparison.json"));

        assertEquals(RESULTS.size(), rows.size());
        assertEquals(RESULTS.size() + 1, files.get("comparison.csv").lines().count());
        for (final JsonNode row : rows) {
            final String makespan =
                    new BigDecimal(row.get("makespan").asText())
                            .stripTrailingZeros()
                            .toPlainString();
            assertTrue(files.get("comparison.csv").contains(makespan), makespan);
        }
        assertFalse(files.get("comparison.md").contains("Missing"));
    }

    private static CompareTables tables() {
        final Map<Match, JsonNode> summaries = new LinkedHashMap<>();
        RESULTS.forEach((match, result) -> summaries.put(match, result.summary()));
        return new CompareTables(summaries);
    }
}
