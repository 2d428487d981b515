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
package io.weft.manager.daemon;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;

/**
 * The file in which a daemon says how it is doing: JSON, written aside and renamed, so that it is
 * read whole. It outlives the daemon; whether that is alive is asked of the system.
 */
public final class StatusFile {
    private static final ObjectMapper MAPPER =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    /** A system that has set its clock gives the start of a process a little differently. */
    private static final Duration START_TOLERANCE = Duration.ofSeconds(10);

    private final Path file;
    private final Path aside;

    /**
     * A file.
     *
     * @param file its path.
     */
    public StatusFile(final Path file) {
        this.file = file;
        aside = file.resolveSibling(file.getFileName() + ".new");
    }

    /**
     * Replaces what the file says.
     *
     * @param status to say.
     * @throws IOException when it cannot be written.
     */
    void write(final DaemonStatus status) throws IOException {
        Files.writeString(aside, text(status) + "\n", StandardCharsets.UTF_8);
        Files.move(
                aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Makes the directory, if it is not there. */
    void prepare() throws IOException {
        final Path directory = file.toAbsolutePath().getParent();
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory);
        }
    }

    /**
     * Reads what the file says, whoever wrote it and whenever.
     *
     * @return the status.
     * @throws IOException when there is no such file, or it makes no sense.
     */
    public DaemonStatus read() throws IOException {
        return MAPPER.readValue(Files.readString(file), DaemonStatus.class);
    }

    /**
     * A status as one line of JSON.
     *
     * @param status to show.
     * @return one object.
     * @throws IOException never, in practice.
     */
    public static String text(final DaemonStatus status) throws IOException {
        return MAPPER.writeValueAsString(status);
    }

    /**
     * Whether the daemon that wrote a status is alive, on this machine: its process is there and
     * began when it says. A hung one is alive; see when it wrote last.
     *
     * @param status that was read.
     * @return true when it lives.
     */
    public static boolean isAlive(final DaemonStatus status) {
        return status.state() == DaemonStatus.State.RUNNING
                && ProcessHandle.of(status.pid())
                        .filter(ProcessHandle::isAlive)
                        .flatMap(process -> process.info().startInstant())
                        .filter(start -> isNear(start, status.processStartMs()))
                        .isPresent();
    }

    private static boolean isNear(final Instant start, final long otherMs) {
        return Duration.between(start, Instant.ofEpochMilli(otherMs))
                        .abs()
                        .compareTo(START_TOLERANCE)
                < 0;
    }
}
