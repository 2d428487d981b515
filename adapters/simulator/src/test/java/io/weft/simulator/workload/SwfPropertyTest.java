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

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** What holds for every trace. */
class SwfPropertyTest {
    private static final byte[] GZIP = {0x1F, (byte) 0x8B, 8, 0, 0, 0, 0, 0, 0, 0};
    private static final byte[] XZ = {(byte) 0xFD, '7', 'z', 'X', 'Z', 0, 0, 4};

    @Property(tries = 2_000)
    void shouldThrowNothingElseWhateverTheBytes(
            @ForAll byte[] bytes, @ForAll("options") SwfOptions options) {
        assertTyped(bytes, options);
    }

    @Property(tries = 500)
    void shouldThrowNothingElseWhateverIsCompressed(@ForAll byte[] bytes) {
        assertTyped(joined(GZIP, bytes), new SwfOptions());
        assertTyped(joined(XZ, bytes), new SwfOptions());
    }

    @Property(tries = 2_000)
    void shouldThrowNothingElseWhateverTheFields(
            @ForAll("lines") List<String> lines, @ForAll("options") SwfOptions options) {
        assertTyped(String.join("\n", lines).getBytes(StandardCharsets.UTF_8), options);
    }

    @Property(tries = 500)
    void shouldAccountForEveryLine(@ForAll("lines") List<String> lines) {
        try (SwfReader reader = SwfText.reader(String.join("\n", lines))) {
            int jobCount = SwfText.drain(reader).size();

            WorkloadReport report = reader.report();
            long blank = lines.stream().filter(line -> line.isBlank()).count();
            assertEquals(jobCount, report.jobsDelivered());
            assertEquals(
                    lines.size() - blank,
                    report.jobsDelivered() + report.jobsDropped() + report.linesRejected());
        }
    }

    @Property(tries = 500)
    void shouldReadTheSameJobsBackWhenWritten(@ForAll("jobs") List<JobSpec> jobs)
            throws IOException {
        var bytes = new ByteArrayOutputStream();
        long written = new SwfWriter().nodeColumn(true).write(new ListedWorkload(jobs), bytes);

        assertEquals(jobs.size(), written);
        var options =
                new SwfOptions().strict(true).nodeColumn(true).interactiveQueues(0).urgentQueues(2);
        var text = new ByteArrayInputStream(bytes.toByteArray());
        try (SwfReader reader = SwfReader.open(text, "written", options)) {
            assertEquals(ListedWorkload.HEADER, reader.header());
            assertEquals(jobs, SwfText.drain(reader));
        }
    }

    @Provide
    Arbitrary<SwfOptions> options() {
        Arbitrary<Boolean> flag = Arbitraries.of(false, true);
        return Combinators.combine(flag, flag, flag, flag, Arbitraries.of(MemoryScope.values()))
                .as(
                        (strict, sorted, nodeColumn, hasNodes, scope) ->
                                new SwfOptions()
                                        .strict(strict)
                                        .sorted(sorted)
                                        .nodeColumn(nodeColumn)
                                        .memoryScope(scope)
                                        .memoryUnit(hasNodes ? 1 : 1L << 40)
                                        .machine(
                                                hasNodes
                                                        ? new MachineShape(3, 4)
                                                        : MachineShape.ANYWHERE));
    }

    /** Lines that are nearly jobs: most fields good, some at the edges. */
    @Provide
    Arbitrary<List<String>> lines() {
        Arbitrary<String> good = Arbitraries.integers().between(0, 30).map(String::valueOf);
        Arbitrary<String> edge =
                Arbitraries.of(
                        "-1",
                        "0",
                        "-0",
                        "1.5",
                        "-1.0",
                        "9007199254740992",
                        "9223372036854775808",
                        "2147483647",
                        "4294967296",
                        ".",
                        "+",
                        "-",
                        "1:ppn=2",
                        "all:2x4",
                        "x",
                        "1e308",
                        "NaN");
        Arbitrary<String> field = Arbitraries.frequencyOf(Tuple.of(30, good), Tuple.of(1, edge));
        Arbitrary<String> line =
                field.list().ofMinSize(0).ofMaxSize(28).map(fields -> String.join(" ", fields));
        return line.list().ofMaxSize(20);
    }

    @Provide
    Arbitrary<List<JobSpec>> jobs() {
        return JobArbitraries.jobs(20);
    }

    private static void assertTyped(byte[] bytes, SwfOptions options) {
        try (SwfReader reader = SwfReader.open(new ByteArrayInputStream(bytes), "bytes", options)) {
            long submitNs = 0;
            for (JobSpec job = reader.next(); job != null; job = reader.next()) {
                assertTrue(job.submitNs() >= submitNs);
                submitNs = job.submitNs();
            }
        } catch (WorkloadException expected) {
            assertTrue(expected.getMessage().startsWith("bytes:"), expected.getMessage());
        }
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }
}
