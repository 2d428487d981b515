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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.weft.placement.StandardPolicies;
import io.weft.simulator.SemanticsProfile;
import io.weft.simulator.sweep.CellResult;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReproductionTest {
    private static final List<SemanticsProfile> SEMANTICS =
            List.of(SemanticsProfile.NCS, SemanticsProfile.EXACT);
    private static final DataSets DATA_SETS = new GeneratedSets(100);

    private static List<Setup> setups;
    private static Map<Setup, CellResult> results;
    private static Map<String, String> files;

    @TempDir private Path folder;

    @BeforeAll
    static void simulate() throws IOException {
        setups = Experiments.setups(SEMANTICS, DATA_SETS, false);
        results = new LinkedHashMap<>();
        final SetupSimulation simulation = new SetupSimulation(DATA_SETS, new StandardPolicies());
        setups.forEach(setup -> results.put(setup, simulation.apply(setup)));
        files = files(setups, results);
    }

    private static Map<String, String> files(
            final List<Setup> of, final Map<Setup, CellResult> found) throws IOException {
        return Reproduction.files(
                SEMANTICS, DATA_SETS, of, setup -> Optional.ofNullable(found.get(setup)));
    }

    @Test
    void shouldShowEveryPublishedValueBesideOurs() throws IOException {
        final Set<String> shown = new TreeSet<>();
        for (final Map.Entry<String, String> file : files.entrySet()) {
            if (file.getKey().endsWith(".csv") && !file.getKey().startsWith("finding")) {
                collect(file.getValue(), shown);
            }
        }

        final Set<String> published = new TreeSet<>();
        try (CsvReader<NamedCsvRecord> lines =
                CsvReader.builder()
                        .ofNamedCsvRecord(
                                new InputStreamReader(
                                        Published.class.getResourceAsStream("published.csv"),
                                        StandardCharsets.UTF_8))) {
            for (final NamedCsvRecord line : lines) {
                final Measure measure =
                        Measure.valueOf(
                                line.getField("measure").toUpperCase(java.util.Locale.ROOT));
                final String sign =
                        Map.of("=", "", "~", "about ", "<", "below ")
                                .get(line.getField("relation"));
                published.add(
                        String.join(
                                "|",
                                line.getField("data_set"),
                                line.getField("configuration"),
                                measure.title(),
                                line.getField("source"),
                                sign + line.getField("value")));
            }
        }
        assertTrue(published.size() > 100, "values: " + published.size());
        assertEquals(published, shown);
    }

    private static void collect(final String csv, final Set<String> shown) throws IOException {
        try (CsvReader<NamedCsvRecord> lines = CsvReader.builder().ofNamedCsvRecord(csv)) {
            for (final NamedCsvRecord line : lines) {
                final String key =
                        line.getField("data set").replace(", generated", "")
                                + "|"
                                + line.getField("configuration")
                                + "|"
                                + line.getField("measure");
                assertFalse(line.getField("ncs").isEmpty(), key);
                assertFalse(line.getField("exact").isEmpty(), key);
                if (!line.getField("paper").isEmpty()) {
                    shown.add(key + "|paper|" + line.getField("paper"));
                }
                if (!line.getField("authors' simulator").isEmpty()) {
                    shown.add(key + "|simulator|" + line.getField("authors' simulator"));
                }
            }
        }
    }

    @Test
    void shouldTakeFiguresFromTheResults() throws IOException {
        final Setup setup = new Setup(SemanticsProfile.EXACT, 1, Configuration.twoQueues(2, 1));
        final BigDecimal makespanS =
                results.get(setup).summary().at("/schedule/makespan_s").decimalValue();

        try (CsvReader<NamedCsvRecord> lines =
                CsvReader.builder().ofNamedCsvRecord(files.get("table-iii.csv"))) {
            final NamedCsvRecord line =
                    lines.stream()
                            .filter(each -> each.getField("configuration").equals("MQ R=2 %"))
                            .findFirst()
                            .orElseThrow();
            final double shownS = Double.parseDouble(line.getField("exact")) * 3600;
            assertEquals(makespanS.doubleValue(), shownS, 1e-3);
            assertEquals(
                    Math.round(makespanS.doubleValue() / 3600) - 2138,
                    Long.parseLong(line.getField("exact: difference").replace("+", "")));
        }
    }

    @Test
    void shouldSayInEveryFileThatJobsAreGenerated() {
        assertTrue(files.get("tables.md").contains("No trace was given"));
        assertTrue(files.get("index.html").contains("No trace was given"));
        files.forEach(
                (name, text) ->
                        assertTrue(
                                !name.endsWith(".csv")
                                        || text.lines()
                                                .skip(1)
                                                .allMatch(l -> l.contains(", generated")),
                                name));
        assertTrue(files.get("tables.md").contains("generated, 100 jobs, 3.4 % interactive"));
    }

    @Test
    void shouldLeaveOutWhatFailedAndSaySo() throws IOException {
        final Map<Setup, CellResult> some = new LinkedHashMap<>(results);
        final Setup failed = new Setup(SemanticsProfile.NCS, 1, Configuration.oneQueue(3));
        some.put(failed, CellResult.failed("the disk is full"));

        final Map<String, String> found = files(setups, some);

        assertTrue(
                found.get("tables.md")
                        .contains("Missing: ncs, data set 1, SQ M=3, because the disk is full"));
        final String line =
                found.get("table-ii.csv")
                        .lines()
                        .filter(l -> l.contains("SQ M=3,"))
                        .findFirst()
                        .get();
        assertTrue(line.contains(",0.738,,,"), line);
    }

    @Test
    void shouldNameTheTraceThatIsMissing() throws IOException {
        Files.writeString(folder.resolve("UniLu-Gaia-2014-1_6500_alloced.swf"), "");

        final String message =
                assertThrows(IllegalArgumentException.class, () -> new PaperTraces(folder))
                        .getMessage();

        assertTrue(message.contains("UniLu-Gaia-2014-1_1762_alloced.swf"), message);
    }

    @Test
    void shouldLeaveOutDataSetsWhoseTraceIsMissing() throws IOException {
        Files.createDirectories(folder.resolve("a/b"));
        Files.writeString(folder.resolve("a/b/UniLu-Gaia-2014-1_1762_alloced.swf"), "");
        Files.writeString(folder.resolve("UniLu-Gaia-2014-1_15913_only_batch.swf"), "");
        Files.writeString(folder.resolve("UniLu-Gaia-2014-1_34772_only_batch.swf.xz"), "");

        final DataSets found = new PaperTraces(folder);

        assertEquals(List.of(1, 5), List.of(1, 2, 3, 4, 5, 6).stream().filter(found::has).toList());
    }
}
