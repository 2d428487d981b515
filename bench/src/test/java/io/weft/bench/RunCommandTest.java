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
package io.weft.bench;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weft.bench.report.BenchResult;
import io.weft.bench.report.Metric;
import io.weft.journal.JvmFlags;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class RunCommandTest {
    @TempDir private Path folder;

    @Test
    void shouldWriteEveryFigureWithTheMachineBesideIt() throws Exception {
        final Path json = folder.resolve("figures.json");
        final Path page = folder.resolve("page.md");

        final Bench bench = Bench.runWell("run", "--tiny", "--json", json, "--markdown", page);

        final Map<String, Double> figures = BenchResult.readFigures(json);
        for (final Metric metric : Metric.values()) {
            final Double figure = figures.get(metric.key());
            assertTrue(figure != null && Double.isFinite(figure), metric::key);
            assertTrue(figure > 0 || metric == Metric.ALLOCATED && figure == 0, metric::key);
            assertTrue(bench.out().contains(metric.key()), metric::key);
            assertTrue(Files.readString(page).contains("| " + metric.key() + " |"), metric::key);
        }
        final JsonNode machine = new ObjectMapper().readTree(json.toFile()).get("machine");
        assertTrue(machine.get("cores").intValue() > 0);
        assertTrue(machine.get("memory").longValue() > 0);
        assertFalse(machine.get("jvm").textValue().isBlank());
        assertTrue(machine.get("commit").textValue().matches("unknown|[0-9a-f]{12}(-dirty)?"));
        assertFalse(Files.readString(json).contains(System.getProperty("user.dir")));
    }

    @Test
    void shouldGiveExamplesThatParse() {
        final CommandLine root = new CommandLine(new BenchCommand());
        final List<CommandLine> commands = new ArrayList<>(root.getSubcommands().values());
        commands.add(root);
        int count = 0;
        for (final CommandLine command : commands) {
            for (final String footer : command.getCommandSpec().usageMessage().footer()) {
                final String[] words = footer.strip().split(" {2,}")[0].split(" ");
                final String[] arguments = Arrays.copyOfRange(words, 2, words.length);
                assertDoesNotThrow(
                        () ->
                                new CommandLine(new BenchCommand())
                                        .setCaseInsensitiveEnumValuesAllowed(true)
                                        .parseArgs(arguments),
                        footer);
                count++;
            }
        }
        assertTrue(count > 10, count + " examples");
    }

    @Test
    void shouldSayWhatIsWrongWithAnArgument() {
        final Bench bench = Bench.run("latency", "--load", "2");

        assertEquals(2, bench.exitCode());
        assertTrue(bench.err().contains("load=2.0, expected above 0, below 1"), bench::err);
    }

    @Test
    void shouldHandTheFlagsOfTheLauncherToTheJvmsOfJmh() {
        assertTrue(JmhCommand.flags().containsAll(JvmFlags.all()));
        assertTrue(JmhCommand.flags().contains("-Dagrona.disable.bounds.checks=true"));
    }
}
