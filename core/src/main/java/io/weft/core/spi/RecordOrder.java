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

/**
 * The order in which records may follow each other: entries at contiguous positions from 0, at most
 * one decisions record after an entry, with its position and time, and times that never go back. A
 * journal checks with it what it is asked to append, and what it reads back.
 *
 * <p>For one thread; every method has constant cost and allocates nothing unless it throws.
 */
public final class RecordOrder {
    private long lastPosition = Journal.NULL_POSITION;
    private long lastTimeNs = Long.MIN_VALUE;
    private boolean isAnswered = true;

    /**
     * Goes on after a record that was checked elsewhere.
     *
     * @param position of the last entry, or {@link Journal#NULL_POSITION}.
     * @param timeNs of that entry.
     * @param answered whether the decisions of that entry were seen, or cannot follow any more.
     */
    public void resume(final long position, final long timeNs, final boolean answered) {
        lastPosition = position;
        lastTimeNs = timeNs;
        isAnswered = answered;
    }

    /**
     * Checks whether a record may come next; changes nothing.
     *
     * @param kind {@link Journal#ENTRY}, {@link Journal#ENTRY_AND_PASS} or {@link
     *     Journal#DECISIONS}.
     * @param position of the record.
     * @param timeNs of the record.
     * @throws IllegalArgumentException when it may not; the message names the value and what was
     *     expected.
     */
    public void check(final int kind, final long position, final long timeNs) {
        if (Journal.isEntry(kind)) {
            require(position == lastPosition + 1, "position", position, lastPosition + 1);
            requireNotBack(timeNs);
        } else if (kind == Journal.DECISIONS) {
            require(position == lastPosition, "position of decisions", position, lastPosition);
            requireOpen(position);
            require(timeNs == lastTimeNs, "timeNs of decisions", timeNs, lastTimeNs);
        } else {
            throw new IllegalArgumentException(
                    "kind=" + kind + ", expected 1 (entry), 2 (decisions) or 3 (entry and pass)");
        }
    }

    /**
     * Takes note of a record that {@link #check} let pass.
     *
     * @param kind of the record.
     * @param position of the record.
     * @param timeNs of the record.
     */
    public void advance(final int kind, final long position, final long timeNs) {
        lastPosition = position;
        lastTimeNs = timeNs;
        isAnswered = kind == Journal.DECISIONS;
    }

    /**
     * Position of the last entry.
     *
     * @return the position, or {@link Journal#NULL_POSITION}.
     */
    public long lastPosition() {
        return lastPosition;
    }

    /**
     * Time of the last entry.
     *
     * @return nanoseconds, or {@link Long#MIN_VALUE} when there is none.
     */
    public long lastTimeNs() {
        return lastTimeNs;
    }

    /**
     * Whether the decisions of the last entry cannot follow any more.
     *
     * @return true when they are there, or when there is no entry.
     */
    public boolean isAnswered() {
        return isAnswered;
    }

    private void requireNotBack(final long timeNs) {
        if (timeNs < lastTimeNs) {
            throw new IllegalArgumentException(
                    "timeNs=" + timeNs + ", expected at least " + lastTimeNs);
        }
    }

    private void requireOpen(final long position) {
        if (isAnswered) {
            throw new IllegalArgumentException(
                    "position=" + position + " has its decisions already");
        }
    }

    private static void require(
            final boolean holds, final String name, final long value, final long expected) {
        if (!holds) {
            throw new IllegalArgumentException(name + "=" + value + ", expected " + expected);
        }
    }
}
