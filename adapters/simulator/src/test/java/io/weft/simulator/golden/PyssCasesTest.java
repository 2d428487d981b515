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
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.weft.simulator.MachineDescription;
import io.weft.simulator.SemanticsProfile;
import io.weft.simulator.SimulationSettings;
import io.weft.simulator.TestJobs;
import io.weft.simulator.metrics.JobOutcome;
import io.weft.simulator.workload.JobSpec;
import io.weft.simulator.workload.SharedTraces;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The small cases of pyss, on 100 processors: lines {@code arrival id estimate nodes runtime …}, of
 * which the integer part of the id is the time at which the job finishes. Which policies a case
 * holds for stands at its head, and in its name. They hold under either semantics of time.
 */
class PyssCasesTest {
    private static final int ARRIVAL = 0;
    private static final int ID = 1;
    private static final int ESTIMATE = 2;
    private static final int NODES = 3;
    private static final int RUNTIME = 4;
    private static final int FIELD_COUNT_MIN = 5;

    @TestFactory
    Stream<DynamicTest> shouldFinishEveryJobOnTime() throws IOException {
        final List<DynamicTest> tests = new ArrayList<>();
        for (final Map.Entry<String, String> entry :
                TarReader.read(SharedTraces.file("golden/pyss-cases.tar.xz")).entrySet()) {
            for (final String policy : policies(entry.getKey())) {
                for (final SemanticsProfile profile :
                        List.of(SemanticsProfile.EXACT, SemanticsProfile.PYSS)) {
                    tests.add(
                            dynamicTest(
                                    entry.getKey() + " " + policy + " " + profile.text(),
                                    () -> check(entry.getValue(), policy, profile)));
                }
            }
        }
        assertEquals(2 * (4 * 17 + 3 * 5 + 2 + 4 + 2), tests.size());
        return tests.stream();
    }

    private static List<String> policies(final String name) {
        final String kind = name.substring(0, name.indexOf("_input"));
        return switch (kind) {
            case "basic", "extreme" ->
                    List.of("fcfs", "easy", "conservative", "reference-conservative");
            case "bf" -> List.of("easy", "conservative", "reference-conservative");
            case "easy_bf" -> List.of("easy");
            case "fcfs" -> List.of("fcfs");
            case "cons_bf" -> List.of("conservative", "reference-conservative");
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static void check(
            final String text, final String policy, final SemanticsProfile profile) {
        final List<JobSpec> jobs = new ArrayList<>();
        final Map<Long, Long> expectedEndsS = new TreeMap<>();
        for (final String line : text.split("\n")) {
            final String[] fields = line.replaceFirst("#.*", "").strip().split("\\s+");
            if (fields.length >= FIELD_COUNT_MIN) {
                final long id = jobs.size();
                jobs.add(job(id, fields));
                expectedEndsS.put(id, Long.valueOf(fields[ID].replaceFirst("\\..*", "")));
            }
        }
        jobs.sort(Comparator.comparingLong(JobSpec::submitNs));
        final SimulationSettings settings =
                new SimulationSettings(MachineDescription.ofProcessors(100))
                        .policy(policy)
                        .profile(profile);

        final GoldenRun run = GoldenRun.of(settings, TestJobs.workload(jobs));

        final Map<Long, Long> endsS = new TreeMap<>();
        for (final JobOutcome outcome : run.outcomes()) {
            endsS.put(outcome.job().id(), outcome.endNs() / TestJobs.S);
        }
        assertEquals(expectedEndsS, endsS);
    }

    private static JobSpec job(final long id, final String[] fields) {
        return TestJobs.batch(
                id,
                Long.parseLong(fields[ARRIVAL]),
                Long.parseLong(fields[RUNTIME]),
                Long.parseLong(fields[ESTIMATE]),
                0,
                Integer.parseInt(fields[NODES]));
    }
}
