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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same journal gives the same digest, and the same jobs the same schedule, on every JVM. */
class CrossJvmIT {
    private static final Path JVMS = Path.of("/usr/lib/jvm");
    private static final Object[] SIMULATE = {"simulate", "--jobs", 500, "--json", "--journal"};

    /** The interpreter, C1 alone, C2 alone. */
    private static final List<String> COMPILERS =
            List.of("-Xint", "-XX:TieredStopAtLevel=1", "-XX:-TieredCompilation");

    private static final List<String> COLLECTORS =
            List.of("-XX:+UseSerialGC", "-XX:+UseG1GC", "-XX:+UseZGC");

    private static final List<String> LOCALES =
            List.of(
                    "-Duser.language=tr -Duser.country=TR",
                    "-Duser.language=ar -Duser.country=EG -Dfile.encoding=UTF-16");

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
        assertSame(jvm(otherVersion()), List.of("-XX:+UseZGC", "-Duser.language=tr"));
    }

    private static int otherVersion() {
        return Runtime.version().feature() == 25 ? 17 : 25;
    }

    /** Every version with every compiler and every collector, in two locales by turns. */
    static Stream<Arguments> matrix() {
        List<Arguments> matrix = new ArrayList<>();
        for (int version : List.of(Runtime.version().feature(), otherVersion())) {
            for (String compiler : COMPILERS) {
                for (String collector : COLLECTORS) {
                    String locale = LOCALES.get(matrix.size() % LOCALES.size());
                    matrix.add(Arguments.of(version, compiler, collector, locale));
                }
            }
        }
        return matrix.stream();
    }

    @ParameterizedTest
    @MethodSource("matrix")
    void shouldReplayToTheSameDigestOnEveryCompilerAndCollector(
            int version, String compiler, String collector, String locale) throws Exception {
        List<String> options = List.of((compiler + " " + collector + " " + locale).split(" "));

        assertEquals(replayed, run(jvm(version), options, "replay", journal, "--json"));
    }

    private static Path jvm(int version) throws IOException {
        if (version == Runtime.version().feature()) {
            return WeftProcess.currentJvm();
        }
        Optional<Path> other = findJvm(Integer.toString(version));
        if (other.isEmpty()) {
            String message = "no JDK " + version + " below " + JVMS;
            if (String.valueOf(System.getenv("WEFT_REQUIRE")).contains("jdk25")) {
                fail(message);
            }
            Assumptions.abort(message);
        }
        return other.get();
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
