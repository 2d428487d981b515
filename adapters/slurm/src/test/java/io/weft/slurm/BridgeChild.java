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
package io.weft.slurm;

import io.weft.journal.JvmFlags;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The process of {@link BridgeProcess}, as its parent sees it. */
final class BridgeChild implements AutoCloseable {
    private static final int TAIL_LENGTH = 512;

    private final Path folder;
    private final SlurmCluster cluster;
    private final int multiplicity;
    private final int batchMultiplicity;
    private Process process;

    /** What a listener heard. */
    record Event(String what, long jobId, String rest) {}

    BridgeChild(
            final Path folder,
            final SlurmCluster cluster,
            final int multiplicity,
            final int batchMultiplicity) {
        this.folder = folder;
        this.cluster = cluster;
        this.multiplicity = multiplicity;
        this.batchMultiplicity = batchMultiplicity;
    }

    void start() {
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JvmFlags.all());
        // Small and soon there: this process lives for seconds.
        command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp"));
        command.add(
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path")));
        command.add(BridgeProcess.class.getName());
        command.add(folder.toString());
        command.add(cluster.configuration().toString());
        command.add(cluster.completionLog().toString());
        command.add("" + multiplicity);
        command.add("" + batchMultiplicity);
        try {
            process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(
                                    ProcessBuilder.Redirect.appendTo(
                                            folder.resolve("out").toFile()))
                            .start();
        } catch (final IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** As by kill -9. */
    void kill() throws InterruptedException {
        if (!process.isAlive()) {
            throw new AssertionError("It died by itself: " + text("out"));
        }
        process.destroyForcibly();
        process.waitFor();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** The last whole line of its status, or null. */
    BridgeProcess.Status status() {
        final Path file = folder.resolve("status");
        if (!Files.exists(file)) {
            return null;
        }
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "r")) {
            final long start = Math.max(0, access.length() - TAIL_LENGTH);
            final byte[] bytes = new byte[(int) (access.length() - start)];
            access.seek(start);
            access.readFully(bytes);
            final String text = new String(bytes, StandardCharsets.US_ASCII);
            final int end = text.lastIndexOf('\n');
            final int before = end < 0 ? -1 : text.lastIndexOf('\n', end - 1);
            return end < 0 || before < 0 && start > 0
                    ? null
                    : BridgeProcess.Status.parse(text.substring(before + 1, end));
        } catch (final IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    List<Event> events() {
        final List<Event> events = new ArrayList<>();
        for (final String line : text("events").split("\n")) {
            final String[] words = line.split(" ", 3);
            if (words.length >= 2) {
                events.add(
                        new Event(
                                words[0],
                                Long.parseLong(words[1]),
                                words.length > 2 ? words[2] : ""));
            }
        }
        return events;
    }

    String text(final String file) {
        try {
            return Files.exists(folder.resolve(file)) ? Files.readString(folder.resolve(file)) : "";
        } catch (final IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
        }
    }
}
