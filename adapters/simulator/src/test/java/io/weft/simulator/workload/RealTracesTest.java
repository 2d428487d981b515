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
package io.weft.simulator.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.wire.JobClass;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tukaani.xz.XZInputStream;

/** The traces kept beside the checkout give the jobs they are said to hold. */
class RealTracesTest {
    private static final MachineShape UNILU = new MachineShape(150, 12);
    private static final long S = 1_000_000_000L;

    @ParameterizedTest
    @CsvSource({
        // file, jobs, dropped, interactive, carrying a pattern
        "UniLu-Gaia-2014-1, 51871, 28, 1762, 0",
        "UniLu-Gaia-2014-1_1762_alloced, 51871, 28, 1762, 1762",
        "UniLu-Gaia-2014-1_1762_int_alloced, 1762, 0, 1762, 1762",
        "UniLu-Gaia-2014-1_6500_alloced, 51871, 0, 6500, 6500",
        "UniLu-Gaia-2014-1_15913_int_alloced, 15913, 0, 15913, 15913",
        "UniLu-Gaia-2014-1_15913_only_batch, 35958, 0, 0, 0",
        "UniLu-Gaia-2014-1_25336_int_alloced, 25336, 0, 25336, 25336",
        "UniLu-Gaia-2014-1_25336_only_batch, 26535, 0, 0, 0",
        "UniLu-Gaia-2014-1_34772_only_batch, 17099, 0, 0, 0",
        "UniLu-Gaia-2014-1_39473_only_batch, 12398, 0, 0, 0",
    })
    void shouldReadTheDataSetsOfThePaper(
            String name, int jobCount, int droppedCount, int interactiveCount, int patternCount) {
        try (SwfReader reader = seed(name)) {
            List<JobSpec> jobs = SwfText.drain(reader);

            assertEquals(jobCount, jobs.size());
            assertEquals(droppedCount, reader.report().jobsDropped());
            assertEquals(0, reader.report().linesRejected());
            assertEquals(
                    interactiveCount,
                    jobs.stream().filter(job -> job.jobClass() == JobClass.INTERACTIVE).count());
            assertEquals(
                    patternCount, jobs.stream().filter(job -> !job.usage().isAlwaysBusy()).count());
        }
    }

    @Test
    void shouldFindThePublishedExtremesInDataSetOne() {
        try (SwfReader reader = seed("UniLu-Gaia-2014-1_1762_alloced")) {
            List<JobSpec> jobs = SwfText.drain(reader);

            List<JobSpec> interactive =
                    jobs.stream().filter(job -> job.jobClass() == JobClass.INTERACTIVE).toList();
            assertEquals(516, max(jobs.stream().mapToLong(JobSpec::processors)));
            assertEquals(12, max(interactive.stream().mapToLong(JobSpec::processors)));
            assertEquals(1_800_012 * S, max(jobs.stream().mapToLong(JobSpec::runtimeNs)));
            assertEquals(43_507 * S, max(interactive.stream().mapToLong(JobSpec::runtimeNs)));
            assertEquals(82, jobs.stream().mapToInt(JobSpec::userId).distinct().count());
            assertEquals(94, max(interactive.stream().mapToLong(job -> job.usage().busyCount())));
            assertEquals(
                    Map.of(
                            RuleOfUse.RUNTIME_FROM_CPU_TIME, 99L,
                            RuleOfUse.DROPPED_WITHOUT_RUNTIME, 28L,
                            RuleOfUse.RUNTIME_RAISED_TO_1_S, 100L,
                            RuleOfUse.WALLTIME_RAISED_TO_RUNTIME, 1478L,
                            RuleOfUse.MEMORY_FROM_USED, 51_871L,
                            RuleOfUse.PATTERN_RAISED_TO_1_S, 4L),
                    reader.report().rulesApplied());
        }
    }

    @Test
    void shouldReadTheJobsOfTheGoldenSchedule() throws IOException {
        Path golden = SharedTraces.file("golden/ncs-unilu-SQ-M1.csv.xz");
        Map<Long, String> expected = new HashMap<>();
        try (var lines =
                new BufferedReader(
                        new InputStreamReader(
                                new XZInputStream(Files.newInputStream(golden)),
                                StandardCharsets.US_ASCII))) {
            lines.readLine();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] fields = line.split(",");
                int coresPerNode = fields[11].split(";")[0].split("[+]").length;
                expected.put(
                        Long.parseLong(fields[0]),
                        String.join(" ", fields[1], fields[2], fields[6], fields[9], fields[10])
                                + "x"
                                + coresPerNode);
            }
        }
        try (SwfReader reader = seed("UniLu-Gaia-2014-1_1762_alloced")) {
            for (JobSpec job : SwfText.drain(reader)) {
                String actual =
                        job.queue()
                                + " "
                                + job.submitNs() / S
                                + " "
                                + job.runtimeNs() / S
                                + " "
                                + job.processors()
                                + " "
                                + job.nodeCount()
                                + "x"
                                + job.coresPerNode();

                assertEquals(expected.remove(job.id()), actual, "job " + job.id());
            }
        }
        assertEquals(Map.of(), expected);
    }

    @Test
    void shouldMergeTheHalvesOfDataSetsThreeAndFour() {
        for (String count : List.of("15913", "25336")) {
            String name = "UniLu-Gaia-2014-1_" + count;
            try (var merged =
                    new MergedWorkload(seed(name + "_only_batch"), seed(name + "_int_alloced"))) {
                long submitNs = 0;
                for (JobSpec job : SwfText.drain(merged)) {
                    assertTrue(job.submitNs() >= submitNs);
                    submitNs = job.submitNs();
                }
                assertEquals(51_871, merged.report().jobsDelivered());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        // 10 jobs of CEA-Curie have no processors.
        "KTH-SP2_log, 28481, 100",
        "CEA-curie_10k, 9990, -1",
        "RICC-2010-2, 447794, 8192",
        "wagap-2013, 17898, -1",
        "hpc2n, 3170, 240",
        "AleaNG-Example5-load85-urgent10, 34408, -1",
        "lublin99-C-types-50k-seed20261121, 50000, -1"
    })
    void shouldReadEveryJobOfOtherLogs(String name, int jobCount, long maxProcs) {
        var options = new SwfOptions().strict(true);
        try (SwfReader reader =
                SwfReader.open(SharedTraces.file("swf/" + name + ".swf.xz"), options)) {
            assertEquals(maxProcs, reader.header().maxProcs());
            assertEquals(jobCount, SwfText.drain(reader).size());
        }
    }

    @Test
    void shouldSortTheGoldenScheduleThatIsInOrderOfCompletion() {
        var file = SharedTraces.file("golden/curie_10k_EASY_P80640_out.swf.xz");
        try (SwfReader reader = SwfReader.open(file, new SwfOptions().sorted(true).strict(true))) {
            assertEquals(10_000, SwfText.drain(reader).size());
        }
    }

    @Test
    void shouldReadMemoryInTheUnitsOfTheLog() {
        var options =
                new SwfOptions()
                        .machine(new MachineShape(20, 80))
                        .memoryUnit(1)
                        .memoryScope(MemoryScope.PER_JOB)
                        .nodeColumn(true);
        try (SwfReader reader =
                SwfReader.open(SharedTraces.file("swf/wagap-2013.swf.xz"), options)) {
            JobSpec first = reader.next();

            assertEquals(64L << 30, first.memoryPerNode());
            assertEquals(
                    new JobShape(1, 64), new JobShape(first.nodeCount(), first.coresPerNode()));
        }
    }

    @Test
    void shouldFindUrgentJobsByTheirQueue() {
        var options = new SwfOptions().urgentQueues(0);
        try (SwfReader reader =
                SwfReader.open(
                        SharedTraces.file("swf/AleaNG-Example5-load85-urgent10.swf.xz"), options)) {
            List<JobSpec> jobs = SwfText.drain(reader);

            assertEquals(
                    11_580, jobs.stream().filter(j -> j.jobClass() == JobClass.URGENT).count());
        }
    }

    private static SwfReader seed(String name) {
        var options = new SwfOptions().machine(UNILU).interactiveQueues(0).strict(true);
        return SwfReader.open(SharedTraces.file("seed/" + name + ".swf.xz"), options);
    }

    private static long max(LongStream values) {
        return values.max().orElseThrow();
    }
}
