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
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Brings what was appended to disk, when the {@link Durability} says so, and publishes up to which
 * entry that was done.
 *
 * <p>Threads: the writer's, one of its own with INTERVAL; {@link #durablePosition()} is for any.
 */
final class Forcing implements AutoCloseable {
    private final Durability durability;
    private final ForceQueue files;
    private final RepeatingThread thread;
    private final AtomicLong appendedCount;
    private final AtomicLong completePosition;
    private final AtomicLong durablePosition = new AtomicLong(Journal.NULL_POSITION);
    private volatile Throwable failure;
    private long forcedCount;

    /**
     * Begins where a journal ends.
     *
     * @param recordCount of the journal.
     * @param completePosition of the last entry whose decisions, if any, are in the journal.
     */
    Forcing(
            final Durability durability,
            final long intervalNs,
            final ForceQueue files,
            final long recordCount,
            final long completePosition)
            throws IOException {
        this.durability = durability;
        this.files = files;
        this.appendedCount = new AtomicLong(recordCount);
        this.completePosition = new AtomicLong(completePosition);
        this.forcedCount = recordCount;
        if (durability != Durability.NONE) {
            // What another writer left may not be on disk yet, whatever this one promises.
            files.forceAll();
            durablePosition.setRelease(completePosition);
        }
        final boolean hasThread = durability == Durability.INTERVAL;
        thread =
                hasThread
                        ? new RepeatingThread("weft-journal-force", intervalNs, this::forceQuietly)
                        : null;
    }

    /** A record was appended; decisions of entries up to this position cannot follow any more. */
    void onAppended(final long recordCount, final long position) {
        appendedCount.setRelease(recordCount);
        completePosition.setRelease(position);
    }

    /** Decisions of entries up to this position cannot follow any more. */
    void onBatchEnded(final long position) throws IOException {
        completePosition.setRelease(position);
        if (durability == Durability.BATCH) {
            force();
        }
    }

    private void force() throws IOException {
        final long complete = completePosition.getAcquire();
        final long appended = appendedCount.getAcquire();
        if (appended > forcedCount) {
            files.force();
            forcedCount = appended;
        }
        durablePosition.setRelease(complete);
    }

    /** As the thread does it: a failure is for the next append to tell. */
    private void forceQuietly() {
        if (failure == null) {
            try {
                force();
            } catch (final IOException | RuntimeException ex) {
                failure = ex;
            }
        }
    }

    long durablePosition() {
        return durablePosition.getAcquire();
    }

    /** Why the thread forces no more, or null. */
    Throwable failure() {
        return failure;
    }

    /** Ends the thread. */
    @Override
    public void close() {
        if (thread != null) {
            thread.close();
        }
    }

    /** Brings the rest to disk, unless nothing is promised; the thread must have ended. */
    void forceRest(final long position) throws IOException {
        if (durability != Durability.NONE) {
            completePosition.setRelease(position);
            force();
        }
    }
}
