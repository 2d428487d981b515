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

import io.weft.core.Kernel;
import io.weft.core.spi.Journal;
import io.weft.core.spi.JournalCursor;
import io.weft.core.wire.MessageHeaderDecoder;
import io.weft.core.wire.SubmitJobDecoder;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Two threads that look while the kernel writes: one follows the journal and compares every input
 * with what its producer must have sent, one watches positions that must never go back.
 */
final class RingReaders {
    private static final long LOOK_NS = 5_000_000;

    private final Kernel kernel;
    private final Journal journal;
    private final List<RingProducer> producers;
    private final List<BitSet> found;
    private final InputTray tray = new InputTray();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final SubmitJobDecoder submit = new SubmitJobDecoder();
    private final List<Thread> threads = new ArrayList<>();
    private volatile long endPosition = Long.MAX_VALUE;
    private volatile Throwable failure;
    private long readPosition = Journal.NULL_POSITION;

    RingReaders(final Kernel kernel, final Journal journal, final List<RingProducer> producers) {
        this.kernel = kernel;
        this.journal = journal;
        this.producers = producers;
        found = IntStream.range(0, producers.size()).mapToObj(i -> new BitSet()).toList();
    }

    void start() {
        threads.add(new Thread(() -> guarded(this::follow), "journal reader"));
        threads.add(new Thread(() -> guarded(this::watch), "counter reader"));
        threads.forEach(Thread::start);
    }

    private void guarded(final Runnable work) {
        try {
            work.run();
        } catch (final RuntimeException | Error ex) {
            failure = ex;
        }
    }

    private void follow() {
        try (JournalCursor cursor = journal.read(0)) {
            while (readPosition < endPosition && failure == null) {
                if (!cursor.poll(this::onRecord)) {
                    LockSupport.parkNanos(LOOK_NS / 10);
                }
            }
        }
    }

    private void onRecord(
            final int kind,
            final long position,
            final long timeNs,
            final DirectBuffer buffer,
            final int offset,
            final int length) {
        if (kind == Journal.DECISIONS) {
            return;
        }
        require(position == readPosition + 1, "position " + position + " after " + readPosition);
        readPosition = position;
        if (header.wrap(buffer, offset).templateId() == SubmitJobDecoder.TEMPLATE_ID) {
            onJob(
                    submit.wrapAndApplyHeader(buffer, offset, header).jobId(),
                    buffer,
                    offset,
                    length);
        }
    }

    private void onJob(
            final long jobId, final DirectBuffer buffer, final int offset, final int length) {
        tray.writer().submitJob(RingProducer.job(jobId));
        final UnsafeBuffer expected = new UnsafeBuffer(tray.take().get(0));
        require(
                expected.equals(new UnsafeBuffer(buffer, offset, length)),
                "other bytes than were offered: jobId=" + jobId);
        final BitSet ofProducer = found.get(RingProducer.producerOf(jobId));
        final int number = RingProducer.numberOf(jobId);
        require(ofProducer.length() <= number, "twice or in another order: jobId=" + jobId);
        ofProducer.set(number);
    }

    private void watch() {
        long applied = Journal.NULL_POSITION;
        long durable = Journal.NULL_POSITION;
        while (endPosition == Long.MAX_VALUE && failure == null) {
            final long nowDurable = kernel.durablePosition();
            final long nowApplied = kernel.appliedPosition();
            require(nowApplied >= applied, "the applied position went back to " + nowApplied);
            require(nowDurable >= durable, "the durable position went back to " + nowDurable);
            require(kernel.footprint().contains("ingress"), "the footprint knows no ingress");
            requireVisible(nowApplied);
            applied = nowApplied;
            durable = nowDurable;
            LockSupport.parkNanos(LOOK_NS);
        }
    }

    /** What was applied is in the journal for everybody. */
    private void requireVisible(final long position) {
        final long[] first = {Journal.NULL_POSITION};
        try (JournalCursor cursor = journal.read(position)) {
            cursor.poll((kind, at, timeNs, buffer, offset, length) -> first[0] = at);
        }
        require(first[0] == position, "the journal does not show position " + position + " yet");
    }

    /** Lets the readers come to the end, and ends them. */
    void stop(final long lastPosition) {
        endPosition = lastPosition;
        threads.forEach(FuzzRun::join);
    }

    /** What they found, after the end. */
    void check() {
        if (failure != null) {
            throw new AssertionError(failure.getMessage(), failure);
        }
        for (int i = 0; i < producers.size(); i++) {
            require(
                    found.get(i).equals(producers.get(i).offered()),
                    "the journal holds other inputs than producer " + i + " could offer");
        }
    }

    private static void require(final boolean holds, final String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }
}
