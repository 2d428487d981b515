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
import io.weft.simulator.report.study.StudyPage;
import io.weft.simulator.report.study.Table;
import io.weft.simulator.report.study.TableText;
import io.weft.simulator.sweep.CellResult;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Makes the files of a reproduction from the results of its setups; equal results, equal files. */
public final class Reproduction {
    private static final String TITLE = "The paper's figures beside Weft's";

    private Reproduction() {}

    /**
     * All files by name: {@code index.html}, {@code tables.md}, and a CSV file for each table.
     *
     * @param semantics in the order of columns
     * @param dataSets of the jobs
     * @param setups that were simulated
     * @param found the result of a setup
     * @throws IOException if the page cannot be made
     */
    public static Map<String, String> files(
            final List<SemanticsProfile> semantics,
            final DataSets dataSets,
            final List<Setup> setups,
            final Function<Setup, Optional<CellResult>> found)
            throws IOException {
        final Map<Setup, JsonNode> bySetup = new LinkedHashMap<>();
        final List<String> notes = new ArrayList<>(List.of(dataSets.note()));
        notes.add(
                "Published values are those of S. Minami, T. Endo, A. Nomura, The Aggressive"
                        + " Oversubscribing Scheduling for Interactive Jobs on a Supercomputing"
                        + " System; those of their simulator have more digits, and come from running"
                        + " it again. Differences are from the paper, or, where it prints nothing,"
                        + " from the simulator, in the digits that are printed.");
        for (final Setup setup : setups) {
            final CellResult result =
                    found.apply(setup).orElseGet(() -> CellResult.failed("it was not simulated"));
            if (result.isFailed()) {
                notes.add("Missing: " + setup + ", because " + result.failure());
            } else {
                bySetup.put(setup, result.summary());
            }
        }
        for (int dataSet = 1; dataSet <= DataSets.COUNT; dataSet++) {
            if (!dataSets.has(dataSet)) {
                notes.add("Data set " + dataSet + " is left out: its trace was not found.");
            }
        }
        return files(new Results(semantics, dataSets, bySetup), notes);
    }

    private static Map<String, String> files(final Results results, final List<String> notes)
            throws IOException {
        final List<Table> tables = Tables.of(results);
        final Map<String, String> files = new LinkedHashMap<>();
        final StringWriter page = new StringWriter();
        StudyPage.write(TITLE, notes, tables, Charts.of(results), page);
        files.put("index.html", page.toString());
        final StringBuilder markdown = new StringBuilder("# " + TITLE + "\n\n");
        notes.forEach(note -> markdown.append(note).append("\n\n"));
        for (final Table table : tables) {
            markdown.append(TableText.markdown(table));
            files.put(table.id() + ".csv", TableText.csv(table));
        }
        files.put("tables.md", markdown.toString().stripTrailing() + "\n");
        return files;
    }
}
