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
package io.weft.journal;

import io.weft.core.spi.JournalException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The right to write a journal: a lock of the operating system on {@code weft.lock}, which ends
 * with the process whatever kills it. The file stays and tells who holds the lock.
 *
 * <p>On POSIX a process loses its lock as soon as it closes any other channel on the file, so a
 * second attempt inside the process is turned away before it opens one.
 */
final class DirectoryLock implements AutoCloseable {
    static final String FILE_NAME = "weft.lock";

    /** Far behind the text, so that others may read it while the lock is held. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    private static final int TEXT_LENGTH_MAX = 64;
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path directory;
    private final FileChannel channel;

    private DirectoryLock(final Path directory, final FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    /**
     * Takes the lock.
     *
     * @throws JournalException of kind LOCKED when somebody else has it.
     * @throws IOException when the file cannot be made.
     */
    static DirectoryLock acquire(final Path directory) throws IOException {
        final Path key = directory.toRealPath();
        if (!HELD.add(key)) {
            throw locked(directory, "this process, " + ProcessHandle.current().pid());
        }
        FileChannel channel = null;
        try {
            channel = JournalFiles.create(directory.resolve(FILE_NAME), StandardOpenOption.CREATE);
            if (tryLock(channel, false) == null) {
                throw locked(directory, holder(channel));
            }
            writePid(channel);
            return new DirectoryLock(key, channel);
        } catch (final IOException | RuntimeException ex) {
            HELD.remove(key);
            if (channel != null) {
                channel.close();
            }
            throw ex;
        }
    }

    /**
     * Who writes the journal, changing nothing.
     *
     * @return words that name the process, or null when nobody does.
     */
    static String writer(final Path directory) throws IOException {
        if (HELD.contains(directory.toRealPath())) {
            return "this process, " + ProcessHandle.current().pid();
        }
        final Path file = directory.resolve(FILE_NAME);
        if (!Files.exists(file)) {
            return null;
        }
        try (FileChannel channel = JournalFiles.open(file, StandardOpenOption.READ);
                FileLock lock = tryLock(channel, true)) {
            return lock == null ? holder(channel) : null;
        }
    }

    /** The refusal to work beside a writer. */
    static JournalException locked(final Path directory, final String holder) {
        return new JournalException(
                JournalException.Kind.LOCKED,
                "The journal "
                        + directory
                        + " is being written by "
                        + holder
                        + ". Stop that one first, or open the journal with readOnly(true).",
                null);
    }

    /** The lock, or null when somebody else has it, be it another copy of Weft in this JVM. */
    private static FileLock tryLock(final FileChannel channel, final boolean isShared)
            throws IOException {
        try {
            return channel.tryLock(LOCKED_BYTE, 1, isShared);
        } catch (final OverlappingFileLockException ex) {
            return null;
        }
    }

    private static void writePid(final FileChannel channel) throws IOException {
        final String text = ProcessHandle.current().pid() + "\n";
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)), 0);
    }

    private static String holder(final FileChannel channel) throws IOException {
        final ByteBuffer bytes = ByteBuffer.allocate(TEXT_LENGTH_MAX);
        channel.read(bytes, 0);
        final String text =
                new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII).trim();
        return text.isEmpty() ? "another process" : "process " + text;
    }

    /** Gives up the lock; twice does no harm. */
    @Override
    public void close() throws IOException {
        if (channel.isOpen()) {
            channel.close();
            HELD.remove(directory);
        }
    }
}
