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
package io.weft.simulator.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.weft.simulator.MachineDescription;
import io.weft.simulator.SemanticsProfile;
import io.weft.simulator.SimulationSettings;
import io.weft.simulator.workload.MemoryScope;
import io.weft.simulator.workload.RebasedWorkload;
import io.weft.simulator.workload.SharedTraces;
import io.weft.simulator.workload.SwfOptions;
import io.weft.simulator.workload.SwfReader;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tukaani.xz.XZInputStream;

/**
 * Results of the simulator of Minami, Endo and Nomura, to be matched job by job: times, slowdowns,
 * nodes and cores; in the small cases also the order of ends and the time on a core.
 */
class GoldenNcsTest {
    private static final int MACHINE_COUNT = 22;
    private static final int SMALL_CASE_COUNT = 792;

    /** Edition 2022: two traces on 22 machines under 18 policies. */
    @TestFactory
    Stream<DynamicTest> shouldScheduleSmallCasesAsPublished() throws IOException {
        final SortedMap<String, String> files =
                TarReader.readWhole(SharedTraces.file("golden/ncs-golden.tar.xz"));
        final List<DynamicTest> tests = new ArrayList<>();
        for (final String trace : List.of("gen01", "short")) {
            for (final String policy :
                    List.of("FCFS", "EasyBackfilling", "FCFSOC", "EasyBackfillingOC")) {
                final int most = policy.endsWith("OC") ? 8 : 1;
                for (int m = 1; m <= most; m++) {
                    final String folder = "ncs/golden/" + policy + "_M" + m + "/" + trace + "/";
                    final SmallCase settings = new SmallCase(trace, policy, m);
                    tests.add(dynamicTest(folder, () -> settings.check(files, folder)));
                }
            }
        }
        assertEquals(SMALL_CASE_COUNT, tests.size() * MACHINE_COUNT);
        return tests.stream();
    }

    private record SmallCase(String trace, String policy, int maxMultiplicity) {
        void check(final SortedMap<String, String> files, final String folder) {
            final Map<String, String> results = files.subMap(folder, folder + '\uffff');
            assertEquals(MACHINE_COUNT, results.size());
            results.forEach(
                    (name, text) ->
                            assertSame(
                                    text.lines().skip(1).map(NcsResult::ofTabs).toList(),
                                    run(machine(name), files.get("ncs/" + trace + ".swf")),
                                    name));
        }

        /** Such as 4 nodes of 16 cores for {@code …/n4c16/test.out}. */
        private static MachineDescription machine(final String name) {
            final String[] folders = name.split("/");
            final String[] numbers = folders[folders.length - 2].split("[nc]");
            return MachineDescription.of(
                    Integer.parseInt(numbers[1]), Integer.parseInt(numbers[2]));
        }

        private List<NcsResult> run(final MachineDescription machine, final String swf) {
            final SimulationSettings settings =
                    new SimulationSettings(machine)
                            .profile(SemanticsProfile.NCS_2022)
                            .policy(policyHere())
                            .maxMultiplicity(maxMultiplicity)
                            .jobCountMax(128);
            return GoldenNcsTest.run(
                    settings,
                    SwfReader.open(
                            new ByteArrayInputStream(swf.getBytes(StandardCharsets.UTF_8)),
                            trace,
                            options(machine)));
        }

        private String policyHere() {
            return switch (policy) {
                case "FCFS" -> "fcfs-unshared";
                case "EasyBackfilling" -> "easy-unshared";
                case "FCFSOC" -> "fcfs";
                default -> "easy";
            };
        }
    }

    /** Edition 2023: the paper's own run of three months of UniLu-Gaia. */
    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void shouldScheduleUniLuAsPublished(final int maxMultiplicity) throws IOException {
        final MachineDescription gaia = MachineDescription.of(150, 12);
        final Path golden =
                SharedTraces.file("golden/ncs-unilu-SQ-M" + maxMultiplicity + ".csv.xz");
        final Path trace = SharedTraces.file("seed/UniLu-Gaia-2014-1_1762_alloced.swf.xz");
        final SimulationSettings settings =
                new SimulationSettings(gaia)
                        .profile(SemanticsProfile.NCS)
                        .maxMultiplicity(maxMultiplicity);

        final List<NcsResult> results = run(settings, SwfReader.open(trace, options(gaia)));

        assertEquals(51_871, results.size());
        final Comparator<NcsResult> byId = Comparator.comparingLong(NcsResult::jobId);
        try (BufferedReader reader =
                new BufferedReader(
                        new InputStreamReader(
                                new XZInputStream(Files.newInputStream(golden)),
                                StandardCharsets.UTF_8))) {
            assertSame(
                    reader.lines().skip(1).map(NcsResult::ofCommas).sorted(byId).toList(),
                    results.stream().map(NcsResult::withoutCpu).sorted(byId).toList(),
                    golden.toString());
        }
    }

    private static SwfOptions options(final MachineDescription machine) {
        return new SwfOptions()
                .machine(machine.shape())
                .nodeColumn(true)
                .memoryScope(MemoryScope.PER_JOB);
    }

    /** The jobs that ran, in the order of their ends; time counts from the first submission. */
    private static List<NcsResult> run(final SimulationSettings settings, final SwfReader trace) {
        final List<NcsResult> results = new ArrayList<>();
        GoldenRun.play(
                settings,
                new RebasedWorkload(trace),
                (outcome, slices) -> {
                    if (outcome.hasRun()) {
                        results.add(NcsResult.of(outcome, slices));
                    }
                });
        return results;
    }

    /** Says how many differ, and how the first of them does. */
    private static void assertSame(
            final List<NcsResult> expected, final List<NcsResult> actual, final String name) {
        final List<String> differences = new ArrayList<>();
        for (int i = 0; i < Math.max(expected.size(), actual.size()); i++) {
            final NcsResult wanted = i < expected.size() ? expected.get(i) : null;
            final NcsResult found = i < actual.size() ? actual.get(i) : null;
            if (wanted == null || !wanted.equals(found)) {
                differences.add("expected " + wanted + ", found " + found);
            }
        }
        assertTrue(
                differences.isEmpty(),
                () -> name + ": " + differences.size() + " differ: " + differences.get(0));
    }
}
