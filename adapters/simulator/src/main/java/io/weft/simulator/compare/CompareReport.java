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
import io.weft.simulator.report.study.StudyPage;
import io.weft.simulator.report.study.Table;
import io.weft.simulator.report.study.TableText;
import io.weft.simulator.sweep.CellResult;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Makes the files of a comparison from the results of its matches; equal results, equal files. */
public final class CompareReport {
    private static final String TITLE = "Interactive and urgent jobs beside batch, in many ways";

    private CompareReport() {}

    /**
     * All files by name: {@code index.html}, {@code comparison.md}, {@code .csv} and {@code .json},
     * {@code standings.csv} and {@code best.csv}.
     *
     * @param matches that were simulated
     * @param found the result of a match
     * @throws IOException if the page cannot be made
     */
    public static Map<String, String> files(
            final List<Match> matches, final Function<Match, Optional<CellResult>> found)
            throws IOException {
        final Map<Match, JsonNode> results = new LinkedHashMap<>();
        final List<String> notes = new ArrayList<>();
        matches.stream().map(match -> match.mix().jobs().note()).distinct().forEach(notes::add);
        notes.add(
                "Short batch jobs were made interactive up to each share, with patterns of use"
                        + " drawn from measured sessions; one batch job in a hundred is urgent. MQ"
                        + " sets nodes aside for interactive jobs, M_I=4: 2, 6, 12 or 18 % of them,"
                        + " the more the larger the share. C_o is 1.2, backfilling is EASY.");
        for (final Match match : matches) {
            final CellResult result =
                    found.apply(match).orElseGet(() -> CellResult.failed("it was not simulated"));
            if (result.isFailed()) {
                notes.add("Missing: " + match + ", because " + result.failure());
            } else {
                results.put(match, result.summary());
            }
        }
        return files(new CompareTables(results), notes);
    }

    private static Map<String, String> files(final CompareTables tables, final List<String> notes)
            throws IOException {
        notes.addAll(findings(tables.rankings()));
        final Table comparison = tables.comparison();
        final Table standings = Standings.of(tables);
        final Table best = tables.best();
        final Map<String, String> files = new LinkedHashMap<>();
        final StringWriter page = new StringWriter();
        final List<Table> all = List.of(comparison, standings, best);
        StudyPage.write(TITLE, notes, all, CompareCharts.of(tables), page);
        files.put("index.html", page.toString());
        final StringBuilder markdown = new StringBuilder("# " + TITLE + "\n\n");
        notes.forEach(note -> markdown.append(note).append("\n\n"));
        all.forEach(table -> markdown.append(TableText.markdown(table)));
        files.put("comparison.md", markdown.toString().stripTrailing() + "\n");
        files.put("comparison.csv", TableText.csv(comparison));
        files.put("comparison.json", tables.json());
        files.put("standings.csv", TableText.csv(standings));
        files.put("best.csv", TableText.csv(best));
        return files;
    }

    /** What the numbers say: how often what Weft adds is better, and where it is not. */
    private static List<String> findings(final List<Ranking> rankings) {
        final List<String> findings = new ArrayList<>();
        final long better = rankings.stream().filter(each -> each.verdict() > 0).count();
        final long equal = rankings.stream().filter(each -> each.verdict() == 0).count();
        final long worse = rankings.size() - better - equal;
        findings.add(
                "Of "
                        + rankings.size()
                        + " comparisons of the best of what Weft adds, one of "
                        + Arrays.stream(Contender.values()).filter(Contender::isOurs).count()
                        + " ways, with the"
                        + " best of what sites do, one of three, it is better in "
                        + better
                        + ", equal in "
                        + equal
                        + ", worse in "
                        + worse
                        + ". No single way is: how each one stands says the second table.");
        rankings.stream()
                .filter(each -> each.verdict() < 0)
                .forEach(each -> findings.add("Not better: " + each.sentence()));
        return findings;
    }
}
