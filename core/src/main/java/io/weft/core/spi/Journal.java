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
package io.weft.core.spi;

import org.agrona.DirectBuffer;

/**
 * The scheduler's word: every entry, and the decisions it led to, in the order they happened.
 *
 * <p>A record is an {@linkplain #ENTRY entry} (an input with position and time), perhaps
 * {@linkplain #ENTRY_AND_PASS with a pass}, or the {@linkplain #DECISIONS decisions} of the entry
 * before it, all of them in one record. Positions of entries are contiguous from 0; a decisions
 * record has the position of its entry and is left out when there are no decisions. {@link
 * RecordOrder} holds these rules.
 *
 * <p>After {@link #close()} appending, ending a batch and opening a cursor throw {@link
 * IllegalStateException}.
 *
 * <p>Threads: one writer appends; {@link #durablePosition()} and cursors may be used by other
 * threads, a cursor by one thread at a time. Appending allocates nothing.
 */
public interface Journal extends AutoCloseable {
    /** Kind of a record that holds one input. */
    int ENTRY = 1;

    /** Kind of a record that holds all decisions of one entry. */
    int DECISIONS = 2;

    /**
     * Kind of a record that holds one input, after which, in the same entry and at the same time,
     * the engine does what a clock input with a pass would do, if there is a reason for one.
     */
    int ENTRY_AND_PASS = 3;

    /**
     * Whether a record holds an input.
     *
     * @param kind of the record.
     * @return true for {@link #ENTRY} and {@link #ENTRY_AND_PASS}.
     */
    static boolean isEntry(final int kind) {
        return kind == ENTRY || kind == ENTRY_AND_PASS;
    }

    /** What {@link JournalCursor#place()} answers when a journal has no places. */
    long NULL_PLACE = -1;

    /** What {@link #lastPosition()} and {@link #durablePosition()} answer when there is none. */
    long NULL_POSITION = -1;

    /**
     * Position of the last entry.
     *
     * @return the position, or {@link #NULL_POSITION} when the journal is empty.
     */
    long lastPosition();

    /**
     * Appends one record. When this returns, the record survives the death of the process.
     *
     * @param kind {@link #ENTRY}, {@link #ENTRY_AND_PASS} or {@link #DECISIONS}.
     * @param position for an entry {@code lastPosition() + 1}; for decisions {@code
     *     lastPosition()}, once.
     * @param timeNs of the entry, ns since the epoch the kernel's clock counts from; never goes
     *     back, and decisions have the time of their entry.
     * @param source of the bytes, which are copied.
     * @param offset of the first byte.
     * @param length in bytes, from 1 to {@link #lengthMax()}.
     * @throws IllegalArgumentException when position, time or length is out of order.
     * @throws JournalException when the record cannot be written; nothing of it is then visible,
     *     and the journal accepts no further record.
     */
    void append(int kind, long position, long timeNs, DirectBuffer source, int offset, int length);

    /**
     * Ends a batch of records: what was appended becomes as durable as the journal promises. In
     * group-commit durability this blocks until the batch is on disk.
     */
    void endBatch();

    /**
     * Position of the last entry that would survive a power cut, with its decisions.
     *
     * @return the position, or {@link #NULL_POSITION}; with durability NONE it stays there.
     */
    long durablePosition();

    /**
     * The longest record that can be appended.
     *
     * @return length in bytes.
     */
    int lengthMax();

    /**
     * Reads from the first record whose position is at least the one given.
     *
     * @param fromPosition 0 for all.
     * @return a cursor, to be closed by the caller.
     */
    JournalCursor read(long fromPosition);

    /**
     * Reads from a record whose place is known, without looking for it. What comes first may be
     * another record, or damage, when the place is that of another journal: whoever kept it must
     * compare.
     *
     * @param fromPosition of the record.
     * @param place that a cursor gave for it, or {@link #NULL_PLACE}.
     * @return a cursor, to be closed by the caller.
     */
    default JournalCursor read(final long fromPosition, final long place) {
        return read(fromPosition);
    }

    /**
     * Allows the journal to remove what nobody will ask for again; whether it does is its own
     * business.
     *
     * @param position of the first entry that must stay.
     * @throws JournalException when the file system refuses; nothing that must stay is lost.
     */
    default void release(final long position) {}

    /** Closes the journal and gives up its lock; twice does no harm. */
    @Override
    void close();
}
