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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareCommandTest {
    @TempDir private Path folder;

    private Path file(final String name, final double pathNs, final double jobsPerSecond)
            throws IOException {
        final String json =
                "{\"journaled_path_p50_ns\": "
                        + pathNs
                        + ", \"simulated_jobs_per_s\": "
                        + jobsPerSecond
                        + ", \"alloc_bytes_per_entry\": 0, \"loadAfter\": 3}";
        return Files.writeString(folder.resolve(name), json);
    }

    @Test
    void shouldPassWhenNothingGotMuchWorse() throws IOException {
        final Path before = file("a.json", 1000, 100);
        final Path after = file("b.json", 1100, 95);

        final Bench bench = Bench.runWell("compare", before, after, "--fail-above", 1.2);

        assertTrue(bench.out().contains("worst: 1.10 times worse"), bench::out);
        assertTrue(bench.out().lines().noneMatch(line -> line.contains("loadAfter")), bench::out);
    }

    @Test
    void shouldFailWhenATimeGrew() throws IOException {
        final Path before = file("a.json", 1000, 100);
        final Path after = file("b.json", 1300, 100);

        assertEquals(1, Bench.run("compare", before, after, "--fail-above", 1.2).exitCode());
        assertEquals(0, Bench.run("compare", before, after).exitCode());
    }

    @Test
    void shouldFailWhenARateShrank() throws IOException {
        final Path before = file("a.json", 1000, 100);
        final Path after = file("b.json", 1000, 70);

        assertEquals(1, Bench.run("compare", before, after, "--fail-above", 1.2).exitCode());
        assertEquals(0, Bench.run("compare", after, before, "--fail-above", 1.2).exitCode());
    }

    @Test
    void shouldRefuseWhatIsNoResultFile() throws IOException {
        final Path before = file("a.json", 1000, 100);
        final Path other = Files.writeString(folder.resolve("other.json"), "[]");

        assertEquals(3, Bench.run("compare", before, other).exitCode());
        assertEquals(3, Bench.run("compare", before, folder.resolve("absent")).exitCode());
    }
}
