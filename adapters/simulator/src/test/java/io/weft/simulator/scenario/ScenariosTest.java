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
package io.weft.simulator.scenario;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.placement.StandardPolicies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every file of the folder {@code scenarios}, under every policy that it names. */
class ScenariosTest {
    private final ScenarioReader reader = new ScenarioReader();
    private final ScenarioRunner runner = new ScenarioRunner(reader, new StandardPolicies());

    @TestFactory
    Stream<DynamicTest> shouldDecideAsEveryScenarioSays() throws IOException {
        final List<DynamicTest> tests = new ArrayList<>();
        for (final Path file : files()) {
            final Scenario scenario = reader.read(file);
            for (final String policy : scenario.policies()) {
                tests.add(
                        DynamicTest.dynamicTest(
                                file.getFileName() + ", " + policy,
                                () -> assertNull(runner.run(scenario, policy))));
            }
        }
        return tests.stream();
    }

    @Test
    void shouldSayWhatEachIsAboutWhenItBegins() throws IOException {
        for (final Path file : files()) {
            final Scenario scenario = reader.read(file);
            assertTrue(scenario.title().endsWith("."), () -> file + ": " + scenario.title());
        }
    }

    private static List<Path> files() throws IOException {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("scenarios"))) {
            folder = folder.getParent();
        }
        try (Stream<Path> inside = Files.list(folder.resolve("scenarios"))) {
            return inside.filter(file -> file.toString().endsWith(".scenario")).sorted().toList();
        }
    }
}
