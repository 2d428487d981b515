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
package io.weft.simulator.batsim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.simulator.workload.JobArbitraries;
import io.weft.simulator.workload.JobSpec;
import io.weft.simulator.workload.ListedWorkload;
import io.weft.simulator.workload.SwfText;
import io.weft.simulator.workload.TextSource;
import io.weft.simulator.workload.WorkloadException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every workload. */
class BatsimPropertyTest {
    @Property(tries = 500)
    void shouldReadTheSameJobsBackWhenWritten(@ForAll("jobs") List<JobSpec> jobs)
            throws IOException {
        var bytes = new ByteArrayOutputStream();
        long written = new BatsimWriter().write(new ListedWorkload(jobs), bytes);

        assertEquals(jobs.size(), written);
        var source = new TextSource("written", bytes.toByteArray());
        try (BatsimReader reader = BatsimReader.open(source, new BatsimOptions().strict(true))) {
            assertEquals(ListedWorkload.HEADER, reader.header());
            assertEquals(jobs, SwfText.drain(reader));
        }
    }

    @Property(tries = 1_000)
    void shouldThrowNothingElseWhateverTheBytes(@ForAll byte[] bytes, @ForAll boolean isStrict) {
        assertTyped(bytes, isStrict);
    }

    @Property(tries = 1_000)
    void shouldThrowNothingElseWhateverTheValues(
            @ForAll("texts") String text, @ForAll boolean isStrict) {
        assertTyped(text.getBytes(StandardCharsets.UTF_8), isStrict);
    }

    @Provide
    Arbitrary<List<JobSpec>> jobs() {
        return JobArbitraries.jobs(20);
    }

    /** Workloads in which anything can stand anywhere. */
    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> value =
                Arbitraries.of(
                        "1",
                        "0",
                        "-1",
                        "2.5",
                        "1e400",
                        "1e-400",
                        "99999999999999999999",
                        "null",
                        "true",
                        "\"p\"",
                        "\"7\"",
                        "\"a!7\"",
                        "[]",
                        "{}",
                        "[1,2,3]",
                        "[\"p\"]",
                        "{\"usage\":[1,2,3]}",
                        "{\"class\":\"urgent\",\"nodes\":2}",
                        "{\"type\":\"delay\",\"delay\":3}");
        Arbitrary<String> job =
                members(value, "id", "subtime", "walltime", "res", "profile", "weft");
        Arbitrary<String> profile = members(value, "type", "delay", "cpu", "com", "seq", "repeat");
        return job.list()
                .ofMaxSize(4)
                .flatMap(
                        jobs ->
                                profile.map(
                                        p ->
                                                "{\"jobs\": ["
                                                        + String.join(",", jobs)
                                                        + "], \"weft\": [[1],{}], \"profiles\": {\"p\": "
                                                        + p
                                                        + "}}"));
    }

    private static Arbitrary<String> members(Arbitrary<String> value, String... keys) {
        return value.list()
                .ofSize(keys.length)
                .map(
                        values -> {
                            StringBuilder text = new StringBuilder("{");
                            for (int i = 0; i < keys.length; i++) {
                                text.append(i == 0 ? "" : ",").append('"').append(keys[i]);
                                text.append("\":").append(values.get(i));
                            }
                            return text.append('}').toString();
                        });
    }

    private static void assertTyped(byte[] bytes, boolean isStrict) {
        try (BatsimReader reader =
                BatsimReader.open(
                        new TextSource("bytes", bytes),
                        new BatsimOptions().strict(isStrict).flopsPerS(1))) {
            long submitNs = 0;
            for (JobSpec job = reader.next(); job != null; job = reader.next()) {
                assertTrue(job.submitNs() >= submitNs);
                submitNs = job.submitNs();
            }
        } catch (WorkloadException expected) {
            assertTrue(expected.getMessage().startsWith("bytes:"), expected.getMessage());
        }
    }
}
