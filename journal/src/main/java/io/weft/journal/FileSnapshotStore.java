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

import io.weft.core.spi.SnapshotSink;
import io.weft.core.spi.SnapshotStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Keeps snapshots as files of a directory, {@code snapshot-POSITION.weft}. A snapshot is written
 * aside, brought to disk, and renamed to its name, which is brought to disk, too: it is there
 * wholly or not at all, whoever dies when. Then the oldest goes, beyond so many that are kept.
 *
 * <p>Threads: one at a time; others may read. No lock: only the kernel that has the lock of the
 * journal, or somebody with the journal to himself, should write.
 */
public final class FileSnapshotStore implements SnapshotStore {
    /** Snapshots that are kept when nothing is said: one more, should the newest be damaged. */
    public static final int COUNT_MAX_DEFAULT = 2;

    private static final String PREFIX = "snapshot-";
    private static final String SUFFIX = ".weft";
    private static final String ASIDE_SUFFIX = SUFFIX + ".new";
    private static final String DISCARDED_SUFFIX = SUFFIX + ".discarded";
    private static final int DIGITS = 19;
    private static final long NULL_POSITION = -1;

    private final Path directory;
    private final int countMax;

    /**
     * The snapshots of a directory, which is made when the first is written.
     *
     * @param directory of the snapshots, that of one journal.
     * @param countMax snapshots that are kept, from 1.
     * @throws IllegalArgumentException when that is out of range.
     */
    public FileSnapshotStore(final Path directory, final int countMax) {
        if (countMax < 1) {
            throw new IllegalArgumentException("countMax=" + countMax + ", expected 1..");
        }
        this.directory = directory;
        this.countMax = countMax;
    }

    /**
     * The snapshots of a journal where they usually are: in {@code snapshots} beside its files.
     *
     * @param journal directory of the journal.
     * @return the store, which keeps {@link #COUNT_MAX_DEFAULT}.
     */
    public static FileSnapshotStore of(final Path journal) {
        return new FileSnapshotStore(directoryOf(journal), COUNT_MAX_DEFAULT);
    }

    /**
     * Where the snapshots of a journal usually are.
     *
     * @param journal directory of the journal.
     * @return the directory, be it there or not.
     */
    public static Path directoryOf(final Path journal) {
        return journal.resolve("snapshots");
    }

    /**
     * Whether a file in a directory of snapshots is one that a store makes, so that it may be
     * removed with them.
     *
     * @param file any file; only its name is looked at.
     * @return true if so.
     */
    public static boolean isSnapshotFile(final Path file) {
        final String name = file.getFileName().toString();
        final int end = PREFIX.length() + DIGITS + SUFFIX.length();
        final String suffix = name.length() < end ? name : name.substring(end - SUFFIX.length());
        return name.length() >= end
                && position(name.substring(0, end)) != NULL_POSITION
                && (suffix.equals(SUFFIX)
                        || suffix.equals(ASIDE_SUFFIX)
                        || suffix.equals(DISCARDED_SUFFIX));
    }

    /**
     * Position of the newest snapshot, sound or not.
     *
     * @return the position, -1 when there is none.
     * @throws IOException when they cannot be listed.
     */
    public long newestPosition() throws IOException {
        final long[] positions = positions();
        return positions.length == 0 ? NULL_POSITION : positions[0];
    }

    /**
     * The file of a snapshot.
     *
     * @param position of it.
     * @return the file, be it there or not.
     */
    public Path file(final long position) {
        return directory.resolve(fileName(position, SUFFIX));
    }

    private static String fileName(final long position, final String suffix) {
        final String digits = Long.toString(position);
        return PREFIX + "0".repeat(DIGITS - digits.length()) + digits + suffix;
    }

    @Override
    public long[] positions() throws IOException {
        if (!Files.isDirectory(directory)) {
            return new long[0];
        }
        try (Stream<Path> files = Files.list(directory)) {
            final LongStream positions =
                    files.mapToLong(file -> position(file.getFileName().toString()));
            final long[] ascending =
                    positions.filter(position -> position != NULL_POSITION).sorted().toArray();
            final int count = ascending.length;
            return LongStream.range(0, count).map(i -> ascending[count - 1 - (int) i]).toArray();
        }
    }

    private static long position(final String name) {
        final int end = PREFIX.length() + DIGITS;
        final boolean isOne =
                name.length() == end + SUFFIX.length()
                        && name.startsWith(PREFIX)
                        && name.endsWith(SUFFIX)
                        && name.chars().limit(end).skip(PREFIX.length()).allMatch(c -> isDigit(c));
        return isOne ? parse(name.substring(PREFIX.length(), end)) : NULL_POSITION;
    }

    private static boolean isDigit(final int c) {
        return c >= '0' && c <= '9';
    }

    private static long parse(final String digits) {
        try {
            return Long.parseLong(digits);
        } catch (final NumberFormatException ex) {
            // Beyond the highest position there is: not one of ours.
            return NULL_POSITION;
        }
    }

    @Override
    public SnapshotSink create(final long position) throws IOException {
        if (!Files.isDirectory(directory)) {
            JournalFiles.createDirectory(directory);
            JournalFiles.forceDirectory(directory.toAbsolutePath().getParent());
        }
        removeAside();
        return new Sink(position);
    }

    /** What somebody began who died before it was whole. */
    private void removeAside() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (final Path file : files.toList()) {
                final String name = file.getFileName().toString();
                if (name.startsWith(PREFIX) && name.endsWith(ASIDE_SUFFIX)) {
                    Files.delete(file);
                }
            }
        }
    }

    @Override
    public ReadableByteChannel open(final long position) throws IOException {
        return JournalFiles.open(file(position), StandardOpenOption.READ);
    }

    @Override
    public void discard(final long position) throws IOException {
        final Path aside = directory.resolve(fileName(position, DISCARDED_SUFFIX));
        Files.move(file(position), aside, StandardCopyOption.REPLACE_EXISTING);
        JournalFiles.forceDirectory(directory);
    }

    @Override
    public String nameOf(final long position) {
        return file(position).toString();
    }

    private void removeOldest() throws IOException {
        final long[] positions = positions();
        for (int i = countMax; i < positions.length; i++) {
            Files.delete(file(positions[i]));
        }
    }

    /** One file that is written. */
    private final class Sink implements SnapshotSink {
        private final long position;
        private final Path aside;
        private final FileChannel channel;
        private boolean isCommitted;

        Sink(final long position) throws IOException {
            this.position = position;
            aside = directory.resolve(fileName(position, ASIDE_SUFFIX));
            channel = JournalFiles.create(aside, StandardOpenOption.CREATE_NEW);
        }

        @Override
        public int write(final ByteBuffer source) throws IOException {
            return channel.write(source);
        }

        @Override
        public void commit() throws IOException {
            channel.force(true);
            channel.close();
            Files.move(
                    aside,
                    file(position),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            isCommitted = true;
            JournalFiles.forceDirectory(directory);
            removeOldest();
        }

        @Override
        public boolean isOpen() {
            return channel.isOpen();
        }

        @Override
        public void close() throws IOException {
            channel.close();
            if (!isCommitted) {
                Files.deleteIfExists(aside);
            }
        }
    }
}
