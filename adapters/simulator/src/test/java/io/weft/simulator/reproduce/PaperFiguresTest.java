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

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weft.placement.StandardPolicies;
import io.weft.simulator.SemanticsProfile;
import io.weft.simulator.sweep.CellResult;
import io.weft.simulator.workload.SharedTraces;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The paper's own jobs. */
class PaperFiguresTest {
    /** Where the paper and its authors' simulator, which we follow, differ by an hour. */
    private static final List<String> KNOWN =
            List.of(
                    "MQ R=1 %|90 % of core-seconds done, h, rounded up|1850|1851|1851|+1",
                    "MQ R=3 %|90 % of core-seconds done, h, rounded up|1851|1852|1852|+1");

    @Test
    void shouldGiveEveryPublishedFigureOfExperiment1UnderNcs() throws IOException {
        final DataSets dataSets = traces();
        final List<SemanticsProfile> semantics = List.of(SemanticsProfile.NCS);
        final List<Setup> setups = Experiments.setups(semantics, dataSets, true);
        final Map<Setup, CellResult> results = new LinkedHashMap<>();
        final SetupSimulation simulation = new SetupSimulation(dataSets, new StandardPolicies());
        setups.forEach(setup -> results.put(setup, simulation.apply(setup)));

        final Map<String, String> files =
                Reproduction.files(
                        semantics,
                        dataSets,
                        setups,
                        setup -> Optional.ofNullable(results.get(setup)));

        final List<String> different = new ArrayList<>();
        for (final String name : List.of("table-ii", "table-iii", "figure-4a", "figure-4b")) {
            files.get(name + ".csv")
                    .lines()
                    .skip(1)
                    .forEach(line -> addIfDifferent(different, line));
        }
        assertEquals(KNOWN, different);
    }

    private static void addIfDifferent(final List<String> different, final String line) {
        // The middle column alone may hold commas, in quotes.
        final String[] parts = line.replace("\"", "").split(",");
        final String last = line.endsWith(",") ? "" : parts[parts.length - 1];
        if (!last.isEmpty() && !last.equals("0")) {
            final String measure = line.contains("\"") ? line.split("\"")[1] : line.split(",")[1];
            final String[] rest =
                    line.substring(line.indexOf(measure) + measure.length()).split(",");
            final String values =
                    List.of(rest).subList(1, rest.length).stream().collect(Collectors.joining("|"));
            different.add(parts[0] + "|" + measure + "|" + values);
        }
    }

    @Test
    void shouldReadOrRebuildEachDataSet() throws IOException {
        final DataSets dataSets = traces();
        final List<Long> counts = new ArrayList<>();
        for (int number = 1; number <= DataSets.COUNT; number++) {
            counts.add(count(dataSets, number));
        }

        assertEquals(List.of(1762L, 6500L, 15913L, 25336L, 34772L, 39473L), counts);
        final Predicate<Integer> isRebuilt = number -> dataSets.text(number).startsWith("rebuilt");
        assertEquals(List.of(5, 6), List.of(1, 2, 3, 4, 5, 6).stream().filter(isRebuilt).toList());
    }

    private static long count(final DataSets dataSets, final int number) {
        long interactive = 0;
        long all = 0;
        try (var workload = dataSets.open(number, SemanticsProfile.EXACT)) {
            for (var job = workload.next(); job != null; job = workload.next()) {
                all++;
                interactive += job.usage().isAlwaysBusy() ? 0 : 1;
            }
        }
        assertEquals(51_871, all);
        return interactive;
    }

    private static DataSets traces() throws IOException {
        return new PaperTraces(
                SharedTraces.file("seed/UniLu-Gaia-2014-1_1762_alloced.swf.xz").getParent());
    }
}
