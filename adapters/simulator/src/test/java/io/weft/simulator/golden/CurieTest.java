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

import io.weft.simulator.MachineDescription;
import io.weft.simulator.SemanticsProfile;
import io.weft.simulator.SimulationSettings;
import io.weft.simulator.TestJobs;
import io.weft.simulator.metrics.JobOutcome;
import io.weft.simulator.workload.JobSpec;
import io.weft.simulator.workload.SharedTraces;
import io.weft.simulator.workload.SwfOptions;
import io.weft.simulator.workload.SwfReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tukaani.xz.XZInputStream;

/** 10,000 jobs of CEA-Curie under EASY on 80,640 processors, as pyss schedules them. */
class CurieTest {
    private static final int ID = 0;
    private static final int WAIT = 2;

    @Test
    void shouldGiveEveryJobItsWait() throws IOException {
        final Path golden = SharedTraces.file("golden/curie_10k_EASY_P80640_out.swf.xz");
        final SimulationSettings settings =
                new SimulationSettings(MachineDescription.ofProcessors(80_640))
                        .profile(SemanticsProfile.PYSS);

        final List<JobOutcome> outcomes =
                GoldenRun.of(settings, TestJobs.workload(jobs(golden))).outcomes();

        final Map<Long, Long> waits = waits(golden);
        assertEquals(10_000, outcomes.size());
        final List<String> differences = new ArrayList<>();
        for (final JobOutcome outcome : outcomes) {
            final long expectedNs = waits.get(outcome.job().id()) * TestJobs.S;
            if (outcome.waitNs() != expectedNs) {
                differences.add(outcome + ", expected waitNs=" + expectedNs);
            }
        }
        assertTrue(differences.isEmpty(), () -> differences.size() + ": " + differences.get(0));
    }

    /** The golden file stands in the order of ends; the jobs came in the order of their ids. */
    private static List<JobSpec> jobs(final Path file) {
        final List<JobSpec> jobs = new ArrayList<>();
        try (SwfReader reader = SwfReader.open(file, new SwfOptions().sorted(true))) {
            for (JobSpec job = reader.next(); job != null; job = reader.next()) {
                jobs.add(job);
            }
        }
        jobs.sort(Comparator.comparingLong(JobSpec::submitNs).thenComparingLong(JobSpec::id));
        return jobs;
    }

    private static Map<Long, Long> waits(final Path file) throws IOException {
        final Map<Long, Long> waits = new HashMap<>();
        try (BufferedReader reader =
                new BufferedReader(
                        new InputStreamReader(
                                new XZInputStream(Files.newInputStream(file)),
                                StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.isBlank() && !line.startsWith(";")) {
                    final String[] fields = line.strip().split("\\s+");
                    waits.put(Long.valueOf(fields[ID]), Long.valueOf(fields[WAIT]));
                }
            }
        }
        return waits;
    }
}
