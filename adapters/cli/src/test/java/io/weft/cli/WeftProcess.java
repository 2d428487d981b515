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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The executable jar in a process of its own; its output goes to files. */
final class WeftProcess implements AutoCloseable {
    static final Path JAR = Path.of("target/weft.jar").toAbsolutePath();
    private static final int TIMEOUT_S = 120;

    private final Process process;
    private final Path out;
    private final Path err;

    private WeftProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** Starts {@code java -jar weft.jar}. */
    static WeftProcess start(Path folder, Object... arguments) throws IOException {
        return start(folder, currentJvm(), List.of(), arguments);
    }

    /** Starts the jar on a JVM with options. */
    static WeftProcess start(Path folder, Path jvm, List<String> options, Object... arguments)
            throws IOException {
        return start(newFile(folder), folder, jvm, inJar(options), arguments);
    }

    /** Starts the jar with its standard output going elsewhere. */
    static WeftProcess startTo(Path out, Path folder, Object... arguments) throws IOException {
        return start(out, folder, currentJvm(), inJar(List.of()), arguments);
    }

    /** Starts the main class without what the manifest of the jar gives. */
    static WeftProcess startFromClassPath(Path folder, Object... arguments) throws IOException {
        List<String> options = List.of("-cp", JAR.toString(), "io.weft.cli.Main");
        return start(newFile(folder), folder, currentJvm(), options, arguments);
    }

    private static List<String> inJar(List<String> options) {
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of("-Xmx256m", "-jar", JAR.toString()));
        return all;
    }

    private static WeftProcess start(
            Path out, Path folder, Path jvm, List<String> options, Object... arguments)
            throws IOException {
        assertTrue(Files.exists(JAR), () -> JAR + " is not there; run mvn verify");
        List<String> line = new ArrayList<>();
        line.add(jvm.resolve("bin/java").toString());
        line.addAll(options);
        Arrays.stream(arguments).map(Object::toString).forEach(line::add);
        Path err = newFile(folder);
        ProcessBuilder builder =
                new ProcessBuilder(line)
                        .directory(folder.toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
        // What may be set around this test must not reach into the process.
        builder.environment().keySet().removeAll(List.of("JDK_JAVA_OPTIONS", "WEFT_DEBUG"));
        return new WeftProcess(builder.start(), out, err);
    }

    private static Path newFile(Path folder) throws IOException {
        return Files.createTempFile(folder, "stream", null);
    }

    static Path currentJvm() {
        return Path.of(System.getProperty("java.home"));
    }

    /** Waits until it ends. */
    Weft await() throws IOException, InterruptedException {
        assertTrue(process.waitFor(TIMEOUT_S, TimeUnit.SECONDS), "it does not end");
        String text = Files.isRegularFile(out) ? Files.readString(out) : "";
        return new Weft(process.exitValue(), text, Files.readString(err));
    }

    /** Waits until it ends, and it must go well. */
    Weft awaitWell() throws IOException, InterruptedException {
        Weft result = await();
        assertEquals(ExitCode.OK, result.exitCode(), result::toString);
        return result;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** SIGKILL. */
    void kill() {
        process.destroyForcibly();
    }

    /** SIGTERM, which a JVM takes as it takes Ctrl-C. */
    void interrupt() {
        process.destroy();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
