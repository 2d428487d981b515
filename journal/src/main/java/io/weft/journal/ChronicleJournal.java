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

import io.weft.core.spi.Journal;
import io.weft.core.spi.JournalCursor;
import io.weft.core.spi.JournalException;
import io.weft.core.spi.RecordOrder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.SystemUtil;

/**
 * The journal on disk, in Chronicle Queue files. Opening reads all of it and refuses a damaged one;
 * one process may write, any number may read meanwhile.
 *
 * <p>An append survives the death of the process when it returns; what it survives beyond that is
 * the {@link Durability}. After a failure, of a write or of a force, the journal accepts nothing
 * more: what a disk did with bytes it reported as failed is not known. What was acknowledged before
 * is there when the journal is opened again.
 *
 * <p>Threads: one at a time appends and closes, {@link #durablePosition()} and cursors are for any.
 * An append costs well below a microsecond, some milliseconds when Chronicle Queue maps the next
 * block, and allocates nothing but when a segment begins.
 */
public final class ChronicleJournal implements Journal {
    /** A document must fit the overlap of two blocks, with Chronicle Queue's own few bytes. */
    private static final int BLOCKS_PER_OVERLAP = 4;

    private static final int DOCUMENT_MARGIN = 1 << 10;

    private final Path directory;
    private final Context context;
    private final DirectoryLock lock;
    private final ForceQueue files;
    private final SegmentWriter writer;
    private final Forcing forcing;
    private final RecordBuffer record = new RecordBuffer();
    private final RecordOrder order;
    private final AtomicLong lastPosition;
    private final int lengthMax;
    private long recordCount;
    private int lastCrc;
    private long segmentEntryCount;
    private long segmentLength;
    private Throwable failure;
    private volatile boolean isClosed;

    private ChronicleJournal(
            final Context context,
            final JournalScan scan,
            final DirectoryLock lock,
            final ForceQueue files,
            final SegmentWriter writer,
            final Forcing forcing) {
        this.context = context;
        this.directory = context.directory();
        this.lock = lock;
        this.files = files;
        this.writer = writer;
        this.forcing = forcing;
        order = scan.order();
        lastPosition = new AtomicLong(order.lastPosition());
        lengthMax =
                context.blockSize() / BLOCKS_PER_OVERLAP
                        - DOCUMENT_MARGIN
                        - EntryLayout.HEADER_LENGTH;
        recordCount = scan.nextSequence();
        lastCrc = scan.lastCrc();
        segmentEntryCount = scan.segmentEntryCount();
        segmentLength = scan.segmentLength();
    }

    /**
     * Whether a file in a journal's directory is one that a journal makes, so that it may be
     * removed with it.
     *
     * @param file any file; only its name is looked at.
     * @return true if so.
     */
    public static boolean isJournalFile(final Path file) {
        return JournalDirectory.isJournalFile(file);
    }

    /**
     * Opens a journal, or makes an empty one.
     *
     * @param context concluded here; it cannot be used again.
     * @return the journal, to be closed by the caller.
     * @throws IllegalArgumentException when a setting is out of range.
     * @throws JournalException of kind JVM_FLAGS, ABSENT, LOCKED, DAMAGED or STORAGE; no record was
     *     changed then.
     */
    public static ChronicleJournal open(final Context context) {
        context.conclude();
        JvmFlags.require();
        JvmFlags.quietChronicle();
        final Path directory = context.directory();
        if (context.readOnly() || !context.createIfAbsent()) {
            JournalDirectory.requirePresent(directory);
        }
        if (context.readOnly()) {
            return new ChronicleJournal(context, soundScan(context), null, null, null, null);
        }
        try {
            if (!Files.isDirectory(directory)) {
                JournalFiles.createDirectory(directory);
            }
            return openWriter(context, null);
        } catch (final JournalException ex) {
            throw ex;
        } catch (final IOException | RuntimeException | Error ex) {
            throw JournalDirectory.storage("The journal " + directory + " cannot be opened", ex);
        }
    }

    /** Makes a journal that begins where another one does. */
    static ChronicleJournal begin(final Context context, final JournalHead head) {
        context.conclude();
        JvmFlags.require();
        JvmFlags.quietChronicle();
        try {
            if (!Files.isDirectory(context.directory())) {
                JournalFiles.createDirectory(context.directory());
            }
            return openWriter(context, head);
        } catch (final IOException ex) {
            throw JournalDirectory.storage(
                    "The journal " + context.directory() + " cannot be made", ex);
        }
    }

    private static ChronicleJournal openWriter(final Context context, final JournalHead head)
            throws IOException {
        final Path directory = context.directory();
        final DirectoryLock lock = DirectoryLock.acquire(directory);
        final Durability durability = context.durability();
        final ForceQueue files = new ForceQueue(directory, durability != Durability.NONE);
        SegmentWriter writer = null;
        try {
            final JournalScan scan = head == null ? soundScan(context) : beginAt(head, directory);
            writer = SegmentWriter.open(directory, context.blockSize(), scan, files);
            // The decisions of the last entry may still come, from a recovery.
            final RecordOrder order = scan.order();
            final long complete = order.lastPosition() - (order.isAnswered() ? 0 : 1);
            final Forcing forcing =
                    new Forcing(
                            durability, context.intervalNs(), files, scan.nextSequence(), complete);
            return new ChronicleJournal(context, scan, lock, files, writer, forcing);
        } catch (final IOException | RuntimeException | Error ex) {
            CloseHelper.quietCloseAll(writer, files, lock);
            throw ex;
        }
    }

    private static JournalScan beginAt(final JournalHead head, final Path directory)
            throws IOException {
        if (!head.isWhole()) {
            head.write(directory);
        }
        return JournalScan.ofBegun(directory);
    }

    private static JournalScan soundScan(final Context context) {
        final Path directory = context.directory();
        final JournalScan scan = JournalVerifier.scan(directory, context.verifyFrom());
        if (scan.damage() != null) {
            throw scan.damage().toException(directory);
        }
        return scan;
    }

    @Override
    public long lastPosition() {
        return lastPosition.getAcquire();
    }

    @Override
    public void append(
            final int kind,
            final long position,
            final long timeNs,
            final DirectBuffer source,
            final int offset,
            final int length) {
        requireWritable();
        order.check(kind, position, timeNs);
        if (length < 1 || length > lengthMax) {
            throw new IllegalArgumentException("length=" + length + ", expected 1.." + lengthMax);
        }
        record.encode(recordCount, lastCrc, kind, position, timeNs, source, offset, length);
        final boolean isEntry = Journal.isEntry(kind);
        try {
            if (isEntry && isSegmentFull()) {
                writer.roll();
                segmentEntryCount = 0;
                segmentLength = 0;
            }
            writer.append(record.buffer(), record.recordLength());
        } catch (final IOException | RuntimeException | Error ex) {
            throw fail("Appending position " + position + " to the journal " + directory, ex);
        }
        recordCount++;
        lastCrc = record.crc();
        segmentEntryCount += isEntry ? 1 : 0;
        segmentLength += record.recordLength();
        order.advance(kind, position, timeNs);
        lastPosition.setRelease(position);
        forcing.onAppended(recordCount, isEntry ? position - 1 : position);
    }

    private boolean isSegmentFull() {
        return segmentEntryCount >= context.rollEntries() || segmentLength >= context.rollBytes();
    }

    @Override
    public void endBatch() {
        requireWritable();
        try {
            forcing.onBatchEnded(order.lastPosition());
        } catch (final IOException | RuntimeException ex) {
            throw fail("Forcing the journal " + directory + " to disk", ex);
        }
    }

    private JournalException fail(final String what, final Throwable cause) {
        failure = cause;
        return JournalDirectory.storage(
                what
                        + " failed, and it accepts no further record. Make room on the disk, or"
                        + " look after it, and start again; nothing that was acknowledged is lost",
                cause);
    }

    private void requireWritable() {
        requireOpen();
        if (writer == null) {
            throw new IllegalStateException("The journal " + directory + " was opened read-only.");
        }
        final Throwable cause = failure == null ? forcing.failure() : failure;
        if (cause != null) {
            throw JournalDirectory.storage(
                    "The journal " + directory + " accepts no record since an earlier failure",
                    cause);
        }
    }

    private void requireOpen() {
        if (isClosed) {
            throw new IllegalStateException("The journal " + directory + " is closed.");
        }
    }

    /**
     * Position of the last entry that would survive a power cut, with its decisions.
     *
     * @return the position; {@link Journal#NULL_POSITION} with durability NONE and when opened
     *     read-only.
     */
    @Override
    public long durablePosition() {
        return forcing == null ? NULL_POSITION : forcing.durablePosition();
    }

    @Override
    public int lengthMax() {
        return lengthMax;
    }

    @Override
    public JournalCursor read(final long fromPosition) {
        requireOpen();
        return new JournalReader(directory, fromPosition);
    }

    @Override
    public JournalCursor read(final long fromPosition, final long place) {
        requireOpen();
        return place == NULL_PLACE
                ? new JournalReader(directory, fromPosition)
                : new JournalReader(directory, fromPosition, place);
    }

    /**
     * Removes whole segment files that lie before a position, if the context {@linkplain
     * Context#removeReleased says so}, and neither {@link Context#keepNs} nor {@link
     * Context#releaseLimit} holds them back.
     */
    @Override
    public void release(final long position) {
        requireWritable();
        if (context.removeReleased()) {
            try {
                SegmentRemoval.removeBefore(
                        directory,
                        Math.min(position, context.releaseLimit().getAsLong()),
                        order.lastTimeNs() - context.keepNs());
            } catch (final IOException ex) {
                throw JournalDirectory.storage(
                        "Files of the journal " + directory + " cannot be removed", ex);
            }
        }
    }

    /** The files that the next force brings to disk. */
    ForceQueue files() {
        return files;
    }

    /**
     * Brings the rest to disk, unless durability is NONE, and gives up the lock.
     *
     * @throws JournalException of kind STORAGE when the rest did not reach the disk; the lock is
     *     given up all the same.
     */
    @Override
    public void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        if (writer != null) {
            forcing.close();
            closeWriter();
        }
    }

    private void closeWriter() {
        try {
            if (failure == null && forcing.failure() == null) {
                forcing.forceRest(order.lastPosition());
            }
        } catch (final IOException | RuntimeException ex) {
            throw fail("Closing the journal " + directory, ex);
        } finally {
            CloseHelper.quietCloseAll(writer, files, lock);
        }
    }

    /** The settings of a journal; each has a system property that is its default. */
    public static final class Context {
        /** Property for {@link #directory(Path)}; there is no default. */
        public static final String DIRECTORY_PROPERTY = "weft.journal.directory";

        /** Property for {@link #durability(Durability)}: none, interval or batch. */
        public static final String DURABILITY_PROPERTY = "weft.journal.durability";

        /** Nothing beyond the death of the process. */
        public static final Durability DURABILITY_DEFAULT = Durability.NONE;

        /** Property for {@link #intervalNs(long)}: a duration such as {@code 500us}. */
        public static final String INTERVAL_PROPERTY = "weft.journal.interval";

        /** One millisecond. */
        public static final long INTERVAL_NS_DEFAULT = 1_000_000;

        /** Property for {@link #blockSize(int)}: a size such as {@code 256m}. */
        public static final String BLOCK_SIZE_PROPERTY = "weft.journal.block.size";

        /** 256 MiB: records of nearly 64 MiB, and a pause for a new block only every so often. */
        public static final int BLOCK_SIZE_DEFAULT = 1 << 28;

        /** The smallest block that Chronicle Queue's index arrays fit: 4 MiB. */
        public static final int BLOCK_SIZE_MIN = 1 << 22;

        /** The largest block: 1 GiB. */
        public static final int BLOCK_SIZE_MAX = 1 << 30;

        /** Property for {@link #rollBytes(long)}: a size such as {@code 1g}. */
        public static final String ROLL_BYTES_PROPERTY = "weft.journal.roll.bytes";

        /** 1 GiB. */
        public static final long ROLL_BYTES_DEFAULT = 1L << 30;

        /** Property for {@link #rollEntries(long)}. */
        public static final String ROLL_ENTRIES_PROPERTY = "weft.journal.roll.entries";

        /** No limit. */
        public static final long ROLL_ENTRIES_DEFAULT = Long.MAX_VALUE;

        /** Property for {@link #createIfAbsent(boolean)}. */
        public static final String CREATE_PROPERTY = "weft.journal.create";

        /** A journal that is not there is made. */
        public static final boolean CREATE_DEFAULT = true;

        /** Property for {@link #readOnly(boolean)}. */
        public static final String READ_ONLY_PROPERTY = "weft.journal.read.only";

        /** Opened for writing. */
        public static final boolean READ_ONLY_DEFAULT = false;

        /** Property: the first position that opening a journal verifies. */
        public static final String VERIFY_FROM_PROPERTY = "weft.journal.verify.from";

        /** First position to verify when nothing is said: all of them. */
        public static final long VERIFY_FROM_DEFAULT = 0;

        /** Property: whether segment files go that nobody needs any more. */
        public static final String REMOVE_RELEASED_PROPERTY = "weft.journal.remove.released";

        /** Whether they go when nothing is said. */
        public static final boolean REMOVE_RELEASED_DEFAULT = false;

        /** Property for {@link #keepNs(long)}: a duration such as {@code 86400s}. */
        public static final String KEEP_PROPERTY = "weft.journal.keep";

        /** Whatever its age, what is released may go. */
        public static final long KEEP_NS_DEFAULT = 0;

        private static final long INTERVAL_NS_MIN = 10_000;

        private Path directory = path(System.getProperty(DIRECTORY_PROPERTY));
        private Durability durability = durability(System.getProperty(DURABILITY_PROPERTY));
        private long intervalNs =
                SystemUtil.getDurationInNanos(INTERVAL_PROPERTY, INTERVAL_NS_DEFAULT);
        private int blockSize = SystemUtil.getSizeAsInt(BLOCK_SIZE_PROPERTY, BLOCK_SIZE_DEFAULT);
        private long rollBytes = SystemUtil.getSizeAsLong(ROLL_BYTES_PROPERTY, ROLL_BYTES_DEFAULT);
        private long rollEntries = Long.getLong(ROLL_ENTRIES_PROPERTY, ROLL_ENTRIES_DEFAULT);
        private boolean createIfAbsent = flag(CREATE_PROPERTY, CREATE_DEFAULT);
        private boolean readOnly = flag(READ_ONLY_PROPERTY, READ_ONLY_DEFAULT);
        private long verifyFrom = Long.getLong(VERIFY_FROM_PROPERTY, VERIFY_FROM_DEFAULT);
        private boolean removeReleased = flag(REMOVE_RELEASED_PROPERTY, REMOVE_RELEASED_DEFAULT);
        private long keepNs = SystemUtil.getDurationInNanos(KEEP_PROPERTY, KEEP_NS_DEFAULT);
        private LongSupplier releaseLimit = () -> Long.MAX_VALUE;
        private boolean isConcluded;

        private static Path path(final String text) {
            return text == null ? null : Path.of(text);
        }

        private static Durability durability(final String text) {
            if (text == null) {
                return DURABILITY_DEFAULT;
            }
            for (final Durability durability : Durability.values()) {
                if (durability.name().equals(text.toUpperCase(Locale.ROOT))) {
                    return durability;
                }
            }
            throw new IllegalArgumentException(
                    DURABILITY_PROPERTY + "=" + text + ", expected none, interval or batch");
        }

        private static boolean flag(final String property, final boolean fallback) {
            return Boolean.parseBoolean(System.getProperty(property, Boolean.toString(fallback)));
        }

        /** Checks the settings and fixes them; happens once, when a journal is opened with them. */
        void conclude() {
            requireOpen();
            require(directory != null, "directory", directory, "a path");
            require(durability != null, "durability", durability, "NONE, INTERVAL or BATCH");
            require(intervalNs >= INTERVAL_NS_MIN, "intervalNs", intervalNs, "10000..");
            require(
                    blockSize >= BLOCK_SIZE_MIN
                            && blockSize <= BLOCK_SIZE_MAX
                            && Integer.bitCount(blockSize) == 1,
                    "blockSize",
                    blockSize,
                    "a power of two, " + BLOCK_SIZE_MIN + ".." + BLOCK_SIZE_MAX);
            require(rollBytes >= 1, "rollBytes", rollBytes, "1..");
            require(rollEntries >= 1, "rollEntries", rollEntries, "1..");
            require(verifyFrom >= 0, "verifyFrom", verifyFrom, "0..");
            require(keepNs >= 0, "keepNs", keepNs, "0..");
            require(releaseLimit != null, "releaseLimit", releaseLimit, "a supplier");
            isConcluded = true;
        }

        private static void require(
                final boolean holds, final String name, final Object value, final String expected) {
            if (!holds) {
                throw new IllegalArgumentException(name + "=" + value + ", expected " + expected);
            }
        }

        private void requireOpen() {
            if (isConcluded) {
                throw new IllegalStateException(
                        "A journal was opened with this context. Make a new one.");
            }
        }

        /**
         * The directory of the journal, which holds nothing else.
         *
         * @param value absolute or relative to the working directory.
         * @return this.
         */
        public Context directory(final Path value) {
            requireOpen();
            directory = value;
            return this;
        }

        /**
         * The directory of the journal.
         *
         * @return the path, or null when none was set.
         */
        public Path directory() {
            return directory;
        }

        /**
         * What an append survives beside the death of the process.
         *
         * @param value one of three.
         * @return this.
         */
        public Context durability(final Durability value) {
            requireOpen();
            durability = value;
            return this;
        }

        /**
         * What an append survives beside the death of the process.
         *
         * @return one of three.
         */
        public Durability durability() {
            return durability;
        }

        /**
         * How long the force thread rests between two forces; for {@link Durability#INTERVAL}.
         *
         * @param value nanoseconds, from 10,000.
         * @return this.
         */
        public Context intervalNs(final long value) {
            requireOpen();
            intervalNs = value;
            return this;
        }

        /**
         * How long the force thread rests between two forces.
         *
         * @return nanoseconds.
         */
        public long intervalNs() {
            return intervalNs;
        }

        /**
         * How much of a file Chronicle Queue maps at once. Larger blocks mean fewer pauses and
         * longer records, a quarter of a block, and larger sparse files.
         *
         * @param value bytes, a power of two from {@link #BLOCK_SIZE_MIN} to {@link
         *     #BLOCK_SIZE_MAX}.
         * @return this.
         */
        public Context blockSize(final int value) {
            requireOpen();
            blockSize = value;
            return this;
        }

        /**
         * How much of a file Chronicle Queue maps at once.
         *
         * @return bytes.
         */
        public int blockSize() {
            return blockSize;
        }

        /**
         * A segment with at least this many bytes of records is followed by a new one.
         *
         * @param value bytes, headers of records included, from 1.
         * @return this.
         */
        public Context rollBytes(final long value) {
            requireOpen();
            rollBytes = value;
            return this;
        }

        /**
         * A segment with at least this many bytes of records is followed by a new one.
         *
         * @return bytes.
         */
        public long rollBytes() {
            return rollBytes;
        }

        /**
         * A segment with this many entries is followed by a new one.
         *
         * @param value from 1.
         * @return this.
         */
        public Context rollEntries(final long value) {
            requireOpen();
            rollEntries = value;
            return this;
        }

        /**
         * A segment with this many entries is followed by a new one.
         *
         * @return how many.
         */
        public long rollEntries() {
            return rollEntries;
        }

        /**
         * Whether a journal that is not there is made.
         *
         * @param value false to refuse with kind ABSENT.
         * @return this.
         */
        public Context createIfAbsent(final boolean value) {
            requireOpen();
            createIfAbsent = value;
            return this;
        }

        /**
         * Whether a journal that is not there is made.
         *
         * @return true when it is.
         */
        public boolean createIfAbsent() {
            return createIfAbsent;
        }

        /**
         * Whether the journal is only read: no lock is taken, nothing is written, and {@link
         * ChronicleJournal#lastPosition()} is what it was when the journal was opened.
         *
         * @param value true to read only.
         * @return this.
         */
        public Context readOnly(final boolean value) {
            requireOpen();
            readOnly = value;
            return this;
        }

        /**
         * Whether the journal is only read.
         *
         * @return true when it is.
         */
        public boolean readOnly() {
            return readOnly;
        }

        /**
         * What lies before a position is not verified when the journal is opened, but for what
         * shares a segment file with it: {@link JournalVerifier} does that at any time. Meant for
         * the position of the newest snapshot, so that opening costs what lies behind it.
         *
         * @param value 0 to verify all.
         * @return this.
         */
        public Context verifyFrom(final long value) {
            requireOpen();
            verifyFrom = value;
            return this;
        }

        /**
         * The first position that is verified when the journal is opened.
         *
         * @return the position.
         */
        public long verifyFrom() {
            return verifyFrom;
        }

        /**
         * Whether segment files are removed that {@linkplain Journal#release nobody needs any
         * more}, because a snapshot makes up for them.
         *
         * @param value true to remove them.
         * @return this.
         */
        public Context removeReleased(final boolean value) {
            requireOpen();
            removeReleased = value;
            return this;
        }

        /**
         * Whether segment files are removed that nobody needs any more.
         *
         * @return true when they are.
         */
        public boolean removeReleased() {
            return removeReleased;
        }

        /**
         * How much of the history stays, though nobody needs it to go on: a segment file is removed
         * only when all its entries are at least this much older than the last one of the journal.
         *
         * @param value ns; 0 for no more than is needed.
         * @return this.
         */
        public Context keepNs(final long value) {
            requireOpen();
            keepNs = value;
            return this;
        }

        /**
         * How much of the history stays, though nobody needs it to go on.
         *
         * @return ns.
         */
        public long keepNs() {
            return keepNs;
        }

        /**
         * Who else reads the journal and may need it: a release goes no further than he says.
         *
         * @param value asked on the thread that releases, for the position of the first entry that
         *     must stay.
         * @return this.
         */
        public Context releaseLimit(final LongSupplier value) {
            requireOpen();
            releaseLimit = value;
            return this;
        }

        /**
         * Who else reads the journal and may need it.
         *
         * @return says the position of the first entry that must stay.
         */
        public LongSupplier releaseLimit() {
            return releaseLimit;
        }
    }
}
