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
package io.weft.core;

import io.weft.core.engine.Scheduler;
import io.weft.core.spi.Journal;
import io.weft.core.spi.JournalException;
import io.weft.core.spi.SnapshotException;
import io.weft.core.state.ClusterState;
import io.weft.core.wire.MessageHeaderEncoder;
import io.weft.core.wire.SnapshotMarkEncoder;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Takes snapshots on the kernel thread, which does nothing else meanwhile, and tells the journal
 * what it may forget. A failure is no reason to halt: nothing is lost, the journal only stays as
 * long as it is. Kernel thread, but for the report.
 */
final class SnapshotTaker {
    private static final int MARK_LENGTH =
            MessageHeaderEncoder.ENCODED_LENGTH + SnapshotMarkEncoder.BLOCK_LENGTH;

    private final Snapshots snapshots;
    private final Journal journal;
    private final EpochNanoClock clock;
    private final long interval;
    private final UnsafeBuffer mark = new UnsafeBuffer(new byte[MARK_LENGTH]);
    private long lastPosition;
    private volatile SnapshotReport report;

    SnapshotTaker(final Snapshots snapshots, final KernelContext ctx, final long position) {
        this.snapshots = snapshots;
        this.journal = ctx.journal();
        this.clock = ctx.clock();
        this.interval = ctx.snapshotInterval();
        lastPosition = position;
        new SnapshotMarkEncoder().wrapAndApplyHeader(mark, 0, new MessageHeaderEncoder());
    }

    /** Whether so many entries came since the last one that the kernel asks for one itself. */
    boolean isDue(final long position) {
        return interval > 0 && position - lastPosition >= interval;
    }

    /** The input that asks for one. */
    UnsafeBuffer mark() {
        return mark;
    }

    void take(
            final ClusterState state,
            final Scheduler scheduler,
            final long position,
            final long timeNs,
            final boolean hasDecisions) {
        lastPosition = position;
        final long fromNs = clock.nanoTime();
        // The snapshot must not survive what its entry does not.
        journal.endBatch();
        long length = 0;
        String failure = null;
        try {
            length = snapshots.take(state, scheduler, position, timeNs, hasDecisions);
            journal.release(firstNeeded(state));
        } catch (final SnapshotException ex) {
            failure = ex.getMessage();
        } catch (final JournalException ex) {
            failure = ex.getMessage();
        }
        report = new SnapshotReport(position, length, clock.nanoTime() - fromNs, failure);
    }

    /** The oldest snapshot begins there, and decisions nobody acknowledged are sent again. */
    private long firstNeeded(final ClusterState state) {
        final long acknowledged = state.settings().acknowledgedPosition();
        return Math.min(snapshots.oldestPosition(), acknowledged + 1);
    }

    SnapshotReport report() {
        return report;
    }
}
