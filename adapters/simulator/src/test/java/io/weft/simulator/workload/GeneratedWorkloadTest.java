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
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.wire.JobClass;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class GeneratedWorkloadTest {
    /** Changes when any draw of the default workload does; then say so in the changelog. */
    private static final String GOLDEN =
            "44b63a72843f2adf1b4bf16a3b61d8e9f92f34ae4e95390fb6e78ef73599b074";

    @Test
    void shouldDrawTheSameJobsOnEveryJvm() throws IOException, NoSuchAlgorithmException {
        byte[] text = written(new GeneratorOptions().nodeMemory(64L << 30));
        var lines = new StringBuilder();
        new String(text, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.startsWith(";"))
                .limit(10_000)
                .forEach(line -> lines.append(line).append('\n'));

        byte[] hash =
                MessageDigest.getInstance("SHA-256")
                        .digest(lines.toString().getBytes(StandardCharsets.UTF_8));
        assertEquals(GOLDEN, HexFormat.of().formatHex(hash));
    }

    @Test
    void shouldBeABusyMachineOfThePapersSizeUnlessToldOtherwise() {
        List<JobSpec> jobs = jobs(new GeneratorOptions());

        assertEquals(50_000, jobs.size());
        assertEquals(0.7, load(jobs, 1_800), 0.0001);
        assertEquals(10_000, jobs.stream().filter(GeneratedWorkloadTest::isInteractive).count());
        assertTrue(jobs.stream().allMatch(job -> job.nodeCount() <= 150 && job.nodeCount() >= 1));
        assertTrue(jobs.stream().allMatch(job -> job.coresPerNode() <= 12));
        assertTrue(jobs.stream().allMatch(job -> job.memoryPerNode() == 0));
        assertEquals(82, jobs.stream().mapToInt(JobSpec::userId).max().orElseThrow());
        long ofFirst = jobs.stream().filter(job -> job.userId() == 1).count();
        long ofSecond = jobs.stream().filter(job -> job.userId() == 2).count();
        assertEquals(2, (double) ofFirst / ofSecond, 0.1);
        for (JobSpec job : jobs) {
            assertEquals(isInteractive(job), !job.usage().isAlwaysBusy());
            assertEquals(isInteractive(job) ? 0 : 1, job.queue());
        }
    }

    @Test
    void shouldGiveTheLoadAndTheShareAskedFor() {
        for (double load : new double[] {0.1, 1, 5}) {
            for (double share : new double[] {0, 0.5, 1}) {
                var options =
                        new GeneratorOptions().jobCount(2_000).load(load).interactiveShare(share);
                List<JobSpec> jobs = jobs(options);

                // Submissions are cut to whole seconds.
                assertEquals(load, load(jobs, 1_800), 0.001 * load);
                assertEquals(
                        2_000 * share,
                        jobs.stream().filter(GeneratedWorkloadTest::isInteractive).count());
            }
        }
    }

    @Test
    void shouldKeepTheJobsWhenOnlyTheLoadIsAnother() {
        List<JobSpec> some = jobs(new GeneratorOptions().jobCount(1_000).interactiveShare(0));
        List<JobSpec> more =
                jobs(new GeneratorOptions().jobCount(1_000).interactiveShare(0).load(2));

        for (int i = 0; i < some.size(); i++) {
            assertEquals(some.get(i).withSubmitNs(0), more.get(i).withSubmitNs(0));
        }
    }

    @Test
    void shouldDrawOtherJobsWhenTheSeedIsAnother() {
        assertNotEquals(
                jobs(new GeneratorOptions().jobCount(10)),
                jobs(new GeneratorOptions().jobCount(10).seed(2)));
    }

    @Test
    void shouldAskForSharesOfANodesMemory() {
        long node = 64L << 30;
        List<JobSpec> jobs = jobs(new GeneratorOptions().jobCount(5_000).nodeMemory(node));

        double mean = jobs.stream().mapToLong(JobSpec::memoryPerNode).average().orElseThrow();
        assertEquals(node * (1 - 1 / 64.0) / StrictMath.log(64), mean, 0.05 * mean);
        for (JobSpec job : jobs) {
            assertTrue(job.memoryPerNode() <= node);
            assertTrue(job.memoryPerNode() >= node / 64 - 12 * 1024);
            assertEquals(0, job.memoryPerNode() % (1024L * job.coresPerNode()));
        }
    }

    @Test
    void shouldReadTheSameJobsBackWhenWritten() throws IOException {
        var options = new GeneratorOptions().jobCount(5_000).nodeMemory(64L << 30);
        byte[] text = written(options);

        var readOptions = new SwfOptions().machine(options.machine()).strict(true);
        try (SwfReader reader =
                SwfReader.open(new ByteArrayInputStream(text), "written", readOptions)) {
            var generated = new GeneratedWorkload(options);
            assertEquals(generated.header(), reader.header());
            assertEquals(SwfText.drain(generated), SwfText.drain(reader));
            assertEquals(generated.report().jobsDelivered(), reader.report().jobsDelivered());
        }
    }

    @Test
    void shouldHaveBatchRuntimesForInteractiveJobsWhenAsPublished() {
        List<JobSpec> jobs = jobs(new GeneratorOptions().asPublished(true).jobCount(2_000));

        assertTrue(jobs.stream().allMatch(job -> job.usage().isAlwaysBusy()));
        assertTrue(jobs.stream().filter(GeneratedWorkloadTest::isInteractive).count() > 1_600);
    }

    @Property(tries = 200)
    void shouldDrawJobsThatFitWhateverIsAsked(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 600) int jobCount,
            @ForAll @IntRange(min = 1, max = 300) int nodeCount,
            @ForAll @IntRange(min = 1, max = 300) int coresPerNode,
            @ForAll @DoubleRange(max = 1) double share,
            @ForAll boolean asPublished) {
        var options =
                new GeneratorOptions()
                        .seed(seed)
                        .jobCount(jobCount)
                        .machine(new MachineShape(nodeCount, coresPerNode))
                        .interactiveShare(share)
                        .estimateSMax(3_600)
                        .asPublished(asPublished);
        var workload = new GeneratedWorkload(options);
        long submitNs = 0;
        for (int id = 1; id <= jobCount; id++) {
            JobSpec job = workload.next();
            assertEquals(id, job.id());
            assertTrue(job.submitNs() >= submitNs);
            assertTrue(job.processors() <= nodeCount * coresPerNode);
            assertTrue(job.nodeCount() <= nodeCount && job.coresPerNode() <= coresPerNode);
            submitNs = job.submitNs();
        }
        assertNull(workload.next());
    }

    @Test
    void shouldRefuseOptionsThatCannotBe() {
        var options = new GeneratorOptions();

        assertRefused("jobCount=0", () -> options.jobCount(0));
        assertRefused("nodeCount=0", () -> options.machine(MachineShape.ANYWHERE));
        assertRefused("cores=4294836225", () -> options.machine(new MachineShape(65_535, 65_535)));
        assertRefused("interactiveShare=1.1", () -> options.interactiveShare(1.1));
        assertRefused("interactiveShare=NaN", () -> options.interactiveShare(Double.NaN));
        assertRefused(
                "load=1.0E-9", () -> new GeneratedWorkload(new GeneratorOptions().load(1e-9)));
        assertRefused("load=0.0", () -> options.load(0));
        assertRefused("estimateSMax=3599", () -> options.estimateSMax(3_599));
        assertRefused("userCount=0", () -> options.userCount(0));
        assertRefused("nodeMemory=-1", () -> options.nodeMemory(-1));
    }

    private static List<JobSpec> jobs(GeneratorOptions options) {
        return SwfText.drain(new GeneratedWorkload(options));
    }

    private static byte[] written(GeneratorOptions options) throws IOException {
        var bytes = new ByteArrayOutputStream();
        new SwfWriter().write(new GeneratedWorkload(options), bytes);
        return bytes.toByteArray();
    }

    private static double load(List<JobSpec> jobs, int cores) {
        double coreSeconds =
                jobs.stream().mapToDouble(job -> job.cores() * (job.runtimeNs() / 1e9)).sum();
        return coreSeconds / (jobs.get(jobs.size() - 1).submitNs() / 1e9) / cores;
    }

    private static boolean isInteractive(JobSpec job) {
        return job.jobClass() == JobClass.INTERACTIVE;
    }

    private static void assertRefused(String beginning, Runnable setting) {
        var e = assertThrows(IllegalArgumentException.class, setting::run);
        assertTrue(e.getMessage().startsWith(beginning + ", expected"), e.getMessage());
    }
}
