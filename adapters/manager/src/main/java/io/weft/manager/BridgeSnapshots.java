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
package io.weft.manager;

import io.weft.core.RecoveryReport;
import io.weft.core.spi.Journal;
import io.weft.core.spi.SnapshotException;
import io.weft.core.spi.SnapshotSink;
import io.weft.core.spi.SnapshotStore;
import io.weft.journal.FileSnapshotStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps what a bridge knows, so that the next one reads of the journal only what came since. A
 * snapshot says nothing that the journal does not, and losing all of them costs time, unless the
 * journal was allowed to forget its beginning. It is text, one line a job; a checksum is over all
 * of it.
 *
 * <p>Threads: that of the bridge.
 */
public final class BridgeSnapshots {
    private final SnapshotStore store;
    private final long interval;
    private final List<String> refused = new ArrayList<>();
    private JournalScan known;
    private long takenPosition;
    private RecoveryReport report;

    /**
     * The snapshots of one bridge.
     *
     * @param store of them alone; one that keeps two has a second, should the newest be damaged.
     * @param interval entries after which one is taken, from 1.
     * @throws IllegalArgumentException when that is out of range.
     */
    public BridgeSnapshots(final SnapshotStore store, final long interval) {
        if (interval < 1) {
            throw new IllegalArgumentException("interval=" + interval + ", expected 1..");
        }
        this.store = store;
        this.interval = interval;
    }

    /**
     * The snapshots of a bridge where they usually are: in {@code bridge} beside the files of its
     * journal, two of them.
     *
     * @param journal directory of the journal.
     * @param interval entries after which one is taken, from 1.
     * @return the snapshots.
     */
    public static BridgeSnapshots of(final Path journal, final long interval) {
        return new BridgeSnapshots(
                new FileSnapshotStore(
                        journal.resolve("bridge"), FileSnapshotStore.COUNT_MAX_DEFAULT),
                interval);
    }

    /**
     * Position of the newest, sound or not.
     *
     * @return the position, -1 when there is none.
     * @throws SnapshotException of kind STORAGE when they cannot be listed.
     */
    public long newestPosition() {
        final long[] positions = positions();
        return positions.length == 0 ? Journal.NULL_POSITION : positions[0];
    }

    /**
     * Position of the oldest that is kept: the journal's entries from there on may be needed.
     *
     * @return the position, -1 when there is none.
     * @throws SnapshotException of kind STORAGE when they cannot be listed.
     */
    public long oldestPosition() {
        final long[] positions = positions();
        return positions.length == 0 ? Journal.NULL_POSITION : positions[positions.length - 1];
    }

    /**
     * Jobs that the newest sound one knows, whatever the journal has forgotten. Reads it; for any
     * process, beside a bridge.
     *
     * @return their ids in the kernel, see {@link JobKey#idOf}; none when there is no sound one.
     * @throws SnapshotException of kind STORAGE when they cannot be listed.
     */
    public long[] jobIds() {
        for (final long position : positions()) {
            final JournalScan scan = sound(position);
            if (scan != null) {
                return scan.ledger().jobs().keySet().stream().mapToLong(id -> id).toArray();
            }
        }
        return new long[0];
    }

    /**
     * Copies those that are sound and not ahead of a journal, to go with a copy of that.
     *
     * @param target where they go, and are brought to disk.
     * @param lastPosition of the journal.
     * @return how many.
     * @throws SnapshotException of kind STORAGE when one cannot be written.
     */
    public int copyTo(final BridgeSnapshots target, final long lastPosition) {
        int count = 0;
        for (final long position : positions()) {
            final JournalScan scan = position > lastPosition ? null : sound(position);
            if (scan != null) {
                target.write(scan);
                count++;
            }
        }
        return count;
    }

    /** One of them before any of the journal is read, or null; why is noted. */
    private JournalScan sound(final long position) {
        try (ReadableByteChannel source = store.open(position)) {
            final JournalScan scan =
                    SnapshotText.read(Channels.newInputStream(source).readAllBytes());
            if (scan.position() == position) {
                return scan;
            }
            refuse(position, "it says that it stands at position=" + scan.position());
        } catch (final IOException | SnapshotException ex) {
            refuse(position, ex.getMessage());
        }
        return null;
    }

    private void refuse(final long position, final String reason) {
        refused.add("The snapshot " + store.nameOf(position) + " is left out: " + reason + ".");
    }

    private long[] positions() {
        try {
            return store.positions();
        } catch (final IOException ex) {
            throw storage("The snapshots of the bridge cannot be listed", ex);
        }
    }

    // ------------------------------------------------------------------ finding

    /**
     * What the whole journal says, read from behind the newest snapshot that is sound.
     *
     * @throws SnapshotException of kind NONE_VALID when there is none, and the journal has
     *     forgotten its beginning.
     */
    JournalScan begin(final Journal journal) {
        refused.clear();
        takenPosition = Journal.NULL_POSITION;
        known = null;
        for (final long position : positions()) {
            if (position > journal.lastPosition()) {
                putAside(position, journal.lastPosition());
            } else if (known == null) {
                known = recover(journal, position);
            }
        }
        if (known == null) {
            known = readAll(journal);
        }
        report = new RecoveryReport(takenPosition, known.entryCount(), List.copyOf(refused));
        return copy(known);
    }

    /** How {@link #begin} came to what it found. */
    RecoveryReport report() {
        return report;
    }

    /** It would look like one of this journal when that has grown. */
    private void putAside(final long position, final long lastPosition) {
        final String name = store.nameOf(position);
        try {
            store.discard(position);
        } catch (final IOException ex) {
            throw storage(name + " cannot be put aside", ex);
        }
        refused.add(
                "The snapshot "
                        + name
                        + " was put aside: the journal ends before it, at position="
                        + lastPosition
                        + ".");
    }

    private JournalScan recover(final Journal journal, final long position) {
        final JournalScan scan = sound(position);
        if (scan != null) {
            try {
                scan.read(journal);
                takenPosition = position;
                return scan;
            } catch (final SnapshotException ex) {
                refuse(position, ex.getMessage());
            }
        }
        return null;
    }

    private JournalScan readAll(final Journal journal) {
        final JournalScan scan = new JournalScan();
        try {
            scan.read(journal);
        } catch (final SnapshotException ex) {
            throw noneValid(journal, ex);
        }
        return scan;
    }

    private SnapshotException noneValid(final Journal journal, final SnapshotException cause) {
        return new SnapshotException(
                SnapshotException.Kind.NONE_VALID,
                cause.getMessage()
                        + ", and no sound snapshot of the bridge makes up for what came before. "
                        + (refused.isEmpty() ? "There is none." : String.join(" ", refused))
                        + " Bring one back from a copy, as "
                        + store.nameOf(journal.lastPosition())
                        + " would be, or begin with a new directory, best when no managed job"
                        + " runs.",
                cause);
    }

    // ------------------------------------------------------------------ taking

    /** Whether so many entries came since the last one. */
    boolean isDue(final Journal journal) {
        return journal.lastPosition() - takenPosition >= interval;
    }

    /**
     * Takes one, if anything came since the last; it is there wholly or not at all. To be called
     * when the last entry has its decisions.
     *
     * @throws SnapshotException of kind STORAGE when that fails; the former ones are there.
     */
    void take(final Journal journal) {
        if (journal.lastPosition() == takenPosition) {
            return;
        }
        takenPosition = journal.lastPosition();
        // The snapshot must not survive what its entry does not.
        journal.endBatch();
        known.read(journal);
        write(known);
    }

    private void write(final JournalScan scan) {
        try (SnapshotSink sink = store.create(scan.position())) {
            SnapshotText.write(scan, Channels.newOutputStream(sink));
            sink.commit();
        } catch (final IOException ex) {
            throw storage(
                    "The snapshot " + store.nameOf(scan.position()) + " cannot be written", ex);
        }
    }

    /** Another scan that knows the same, and shares nothing with it. */
    private static JournalScan copy(final JournalScan scan) {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            SnapshotText.write(scan, bytes);
        } catch (final IOException ex) {
            throw storage("What is known cannot be written to memory", ex);
        }
        return SnapshotText.read(bytes.toByteArray());
    }

    private static SnapshotException storage(final String what, final IOException cause) {
        return new SnapshotException(
                SnapshotException.Kind.STORAGE, what + ": " + cause + ".", cause);
    }
}
