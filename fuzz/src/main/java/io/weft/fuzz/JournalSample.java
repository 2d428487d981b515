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

import io.weft.core.Replay;
import io.weft.core.ReplayedState;
import io.weft.core.client.DecisionListener;
import io.weft.core.spi.Journal;
import io.weft.core.spi.JournalCursor;
import io.weft.journal.ChronicleJournal;
import io.weft.journal.Durability;
import io.weft.journal.FileSnapshotStore;
import io.weft.journal.JournalVerifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A journal on disk, of a random history, with all that is true of it: its records, its files and
 * the state that it leads to. All of it was acknowledged. In memory where the machine has a
 * directory for that.
 */
final class JournalSample implements AutoCloseable {
    /** Entries that a writer who goes on appends: Chronicle Queue extends its index meanwhile. */
    static final int FURTHER_COUNT = 1_100;

    private static final int FURTHER_LENGTH = 20;
    private static final Path MEMORY = Path.of("/dev/shm");
    private static final String LOCK = "weft.lock";
    private static final String SEGMENT_SUFFIX = ".cq4";
    private static final int RECORD_HEADER_LENGTH = 40;
    private static final int DOCUMENT_HEADER_LENGTH = 4;
    private static final int STEPS_MAX = 200_000;
    private static final int META_DATA = 1 << 30;

    /** What was appended. */
    record Item(int kind, long position, long timeNs, byte[] bytes) {}

    private final Path folder;
    private final Path directory;
    private final FileSnapshotStore snapshots;
    private List<Item> items;
    private final Map<String, byte[]> files = new TreeMap<>();
    private final long digest;

    /**
     * Writes a journal.
     *
     * @param seed of the history.
     * @param lengthMin bytes of its records, at least.
     * @param rollEntries entries in a file.
     * @param isForgetful whether the files before the middle went behind a snapshot.
     */
    JournalSample(
            final long seed,
            final long lengthMin,
            final long rollEntries,
            final boolean isForgetful) {
        items = history(seed, lengthMin);
        try {
            folder =
                    Files.isWritable(MEMORY)
                            ? Files.createTempDirectory(MEMORY, "weft-fuzz-")
                            : Files.createTempDirectory("weft-fuzz-");
            directory = folder.resolve("journal");
            try (Journal journal = ChronicleJournal.open(settings(rollEntries))) {
                items.forEach(item -> append(journal, item));
            }
            snapshots = new FileSnapshotStore(folder.resolve("snapshots"), 1);
            if (isForgetful) {
                forget(items.get(items.size() - 1).position() / 2);
            }
            digest = replay();
            for (final Path file : list(directory)) {
                files.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
            files.remove(LOCK);
        } catch (final IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private void forget(final long position) {
        try (Journal journal = ChronicleJournal.open(settings(directory).removeReleased(true))) {
            try (ReplayedState state = ReplayedState.of(journal, Policies.fast(), position)) {
                state.snapshot(snapshots);
            }
            journal.release(position);
        }
        final long first = JournalVerifier.verify(directory).firstPosition();
        items = items.stream().filter(item -> item.position() >= first).toList();
    }

    private ChronicleJournal.Context settings(final long rollEntries) {
        return settings(directory).rollEntries(rollEntries);
    }

    private static ChronicleJournal.Context settings(final Path directory) {
        return new ChronicleJournal.Context()
                .directory(directory)
                .durability(Durability.NONE)
                .blockSize(ChronicleJournal.Context.BLOCK_SIZE_MIN);
    }

    private static List<Item> history(final long seed, final long lengthMin) {
        final RandomInputs inputs = new RandomInputs(seed, Policies.NAMES, new Tally());
        try (FuzzedKernel kernel = new FuzzedKernel(inputs.limits(), Policies.fast(), false)) {
            for (final Step step : inputs.definitions()) {
                kernel.play(step, inputs.watch());
            }
            List<Item> items = records(kernel.journal(), lengthMin);
            int lookAt = items.size();
            for (int i = 0; length(items) < lengthMin && i < STEPS_MAX; i++) {
                kernel.play(inputs.next(kernel.untilDeadlineNs()), inputs.watch());
                if (i >= lookAt) {
                    items = records(kernel.journal(), lengthMin);
                    lookAt = 2 * i;
                }
            }
            kernel.settle(new DecisionListener() {});
            return records(kernel.journal(), lengthMin);
        }
    }

    private static List<Item> records(final Journal journal, final long lengthMin) {
        final List<Item> items = new ArrayList<>();
        final long[] length = {0};
        try (JournalCursor cursor = journal.read(0)) {
            while (length[0] < lengthMin
                    && cursor.poll(
                            (kind, position, timeNs, buffer, offset, count) -> {
                                final byte[] bytes = new byte[count];
                                buffer.getBytes(offset, bytes);
                                items.add(new Item(kind, position, timeNs, bytes));
                                length[0] += RECORD_HEADER_LENGTH + count;
                            })) {
                // Collects.
            }
        }
        return items;
    }

    private static long length(final List<Item> items) {
        return items.stream().mapToLong(item -> RECORD_HEADER_LENGTH + item.bytes().length).sum();
    }

    private static void append(final Journal journal, final Item item) {
        final UnsafeBuffer source = new UnsafeBuffer(item.bytes());
        journal.append(item.kind(), item.position(), item.timeNs(), source, 0, source.capacity());
    }

    private static List<Path> list(final Path folder) throws IOException {
        try (Stream<Path> found = Files.list(folder)) {
            return found.sorted().toList();
        }
    }

    /** Digest of the state that the journal leads to as it is now. */
    long replay() {
        try (Journal journal = ChronicleJournal.open(settings(directory).readOnly(true))) {
            final Replay.Report report =
                    Replay.run(journal, Policies.fast(), snapshots, position -> {});
            if (report.divergence() != null) {
                throw new AssertionError("replay diverged: " + report.divergence());
            }
            return report.digest();
        }
    }

    /**
     * Lets a writer go on in a copy of the journal as it is now, for {@link #FURTHER_COUNT}
     * entries.
     *
     * @return directory of the copy, to be removed by {@link #removeCopy}.
     * @throws io.weft.core.spi.JournalException when it is refused.
     */
    Path goOn() throws IOException {
        final Path copy = folder.resolve("copy");
        Files.createDirectory(copy);
        for (final Path file : list(directory)) {
            Files.copy(file, copy.resolve(file.getFileName()));
        }
        try (Journal journal = ChronicleJournal.open(settings(copy))) {
            final Item last = items.get(items.size() - 1);
            final byte[] bytes = new byte[FURTHER_LENGTH];
            for (int i = 1; i <= FURTHER_COUNT; i++) {
                final long position = last.position() + i;
                append(journal, new Item(Journal.ENTRY, position, last.timeNs(), bytes));
            }
        }
        return copy;
    }

    /** Removes the copy, if there is one. */
    void removeCopy() {
        IoUtil.delete(folder.resolve("copy").toFile(), true);
    }

    /** Position of the first entry that is there. */
    long firstPosition() {
        return items.get(0).position();
    }

    /** Everything that was appended, and is there. */
    List<Item> items() {
        return items;
    }

    /** Of the state at the end. */
    long digest() {
        return digest;
    }

    Path directory() {
        return directory;
    }

    /** Every file but the lock, as it was written. */
    Map<String, byte[]> files() {
        return files;
    }

    /** Names of the files with records, in their order. */
    List<String> segments() {
        return files.keySet().stream().filter(name -> name.endsWith(SEGMENT_SUFFIX)).toList();
    }

    /** Offsets of the documents with records in a file, and where the last one ends. */
    List<Integer> documents(final String name) {
        return documents(ByteBuffer.wrap(files.get(name)));
    }

    /** The same, of any bytes that begin like a segment file; stops where no whole one follows. */
    static List<Integer> documents(final ByteBuffer bytes) {
        bytes.order(ByteOrder.LITTLE_ENDIAN);
        final List<Integer> offsets = new ArrayList<>();
        int offset = 0;
        int end = 0;
        while (offset + DOCUMENT_HEADER_LENGTH <= bytes.limit()) {
            final int header = bytes.getInt(offset);
            final int length = header & (META_DATA - 1);
            if (header <= 0 || length > bytes.limit() - DOCUMENT_HEADER_LENGTH - offset) {
                break;
            }
            end = offset + DOCUMENT_HEADER_LENGTH + length;
            if ((header & META_DATA) == 0) {
                offsets.add(offset);
            }
            offset = (end + 3) & -4;
        }
        offsets.add(end);
        return offsets;
    }

    @Override
    public void close() {
        IoUtil.delete(folder.toFile(), true);
    }
}
