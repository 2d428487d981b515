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
package io.weft.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same journal gives the same digest, and the same jobs the same schedule, on every JVM. */
class CrossJvmIT {
    private static final Path JVMS = Path.of("/usr/lib/jvm");
    private static final Object[] SIMULATE = {"simulate", "--jobs", 500, "--json", "--journal"};

    @TempDir private static Path folder;
    private static Path journal;
    private static String simulated;
    private static String replayed;

    @BeforeAll
    static void simulate() throws Exception {
        journal = folder.resolve("journal");
        simulated = run(WeftProcess.currentJvm(), List.of(), simulate("journal"));
        replayed = run(WeftProcess.currentJvm(), List.of(), "replay", journal, "--json");
        assertTrue(replayed.contains("\"identical\" : true"), replayed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-XX:+UseSerialGC -Duser.language=tr -Duser.country=TR",
                "-XX:+UseG1GC -Duser.language=ar -Duser.country=EG",
                "-XX:+UseZGC -Dfile.encoding=UTF-16 -Duser.timezone=Pacific/Kiritimati",
                "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UseCompressedOops"
            })
    void shouldNotDependOnHowTheJvmIsSet(String options) throws Exception {
        assertSame(WeftProcess.currentJvm(), List.of(options.split(" ")));
    }

    @Test
    void shouldNotDependOnTheVersionOfTheJvm() throws Exception {
        Optional<Path> other = findJvm(Runtime.version().feature() == 25 ? "17" : "25");
        if (other.isEmpty()) {
            String message = "no other JDK below " + JVMS;
            if (String.valueOf(System.getenv("WEFT_REQUIRE")).contains("jdk25")) {
                fail(message);
            }
            Assumptions.abort(message);
        }

        assertSame(other.get(), List.of("-XX:+UseZGC", "-Duser.language=tr"));
    }

    private static void assertSame(Path jvm, List<String> options) throws Exception {
        assertEquals(replayed, run(jvm, options, "replay", journal, "--json"));
        Path other = Files.createTempDirectory(folder, "journal");
        assertEquals(simulated, run(jvm, options, simulate(other.getFileName().toString())));
        assertEquals(replayed, run(WeftProcess.currentJvm(), List.of(), "replay", other, "--json"));
    }

    private static Object[] simulate(String journalName) {
        return Stream.concat(Stream.of(SIMULATE), Stream.of(journalName)).toArray();
    }

    private static String run(Path jvm, List<String> options, Object... arguments)
            throws Exception {
        try (WeftProcess process = WeftProcess.start(folder, jvm, options, arguments)) {
            return process.awaitWell().out();
        }
    }

    private static Optional<Path> findJvm(String version) throws IOException {
        if (!Files.isDirectory(JVMS)) {
            return Optional.empty();
        }
        try (Stream<Path> jvms = Files.list(JVMS)) {
            return jvms.filter(jvm -> jvm.getFileName().toString().contains(version))
                    .filter(jvm -> Files.isExecutable(jvm.resolve("bin/java")))
                    .sorted()
                    .findFirst();
        }
    }
}
