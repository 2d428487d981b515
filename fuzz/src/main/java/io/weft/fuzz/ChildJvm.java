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
package io.weft.fuzz;

import io.weft.journal.JvmFlags;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A class of ours that runs in a JVM of its own, to be killed. */
final class ChildJvm implements AutoCloseable {
    private static final int FEATURE_OF_UNSAFE_WARNINGS = 24;
    private static final long TIMEOUT_S = 60;

    private final Process process;
    private final Path output;

    private ChildJvm(final Process process, final Path output) {
        this.process = process;
        this.output = output;
    }

    /**
     * Starts a JVM whose heap and threads are few, so that it is there soon.
     *
     * @param flags more flags of that JVM.
     * @param output file for what it prints, on either stream.
     * @param main class with the main method.
     * @param args of that method.
     * @return the process, to be closed by the caller.
     */
    static ChildJvm start(
            final List<String> flags,
            final Path output,
            final Class<?> main,
            final List<String> args) {
        return start(flags, System.getProperty("java.class.path"), output, main, args);
    }

    /** The same, with a class path of its own. */
    static ChildJvm start(
            final List<String> flags,
            final String classPath,
            final Path output,
            final Class<?> main,
            final List<String> args) {
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JvmFlags.all());
        if (Runtime.version().feature() >= FEATURE_OF_UNSAFE_WARNINGS) {
            command.add("--sun-misc-unsafe-memory-access=allow");
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        command.addAll(List.of("-Xshare:auto", "-XX:+UseSerialGC"));
        command.addAll(flags);
        command.addAll(List.of("-cp", classPath, main.getName()));
        command.addAll(args);
        try {
            final Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile())
                            .start();
            return new ChildJvm(process, output);
        } catch (final IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** Processor time that it has had; 0 where the system does not tell. */
    long cpuNs() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
    }

    /** SIGKILL; returns when the process is gone, its exit code if it was gone before. */
    int kill() {
        process.destroyForcibly();
        return await();
    }

    /** Waits until it ends by itself and returns its exit code. */
    int await() {
        try {
            if (!process.waitFor(TIMEOUT_S, TimeUnit.SECONDS)) {
                throw new IllegalStateException("Still running: " + printed());
            }
        } catch (final InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a child was waited for.", ex);
        }
        return process.exitValue();
    }

    /** What it printed. */
    String printed() {
        try {
            return Files.readString(output);
        } catch (final IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
