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
import io.weft.core.KernelContext;
import io.weft.core.RecoveryReport;
import io.weft.core.client.DecisionListener;
import io.weft.core.client.DecisionStamp;
import io.weft.core.engine.DecisionFrames;
import io.weft.core.spi.Journal;
import io.weft.core.spi.SnapshotStore;
import io.weft.fuzz.CrashLog.Kind;
import io.weft.journal.ChronicleJournal;
import io.weft.journal.FileSnapshotStore;
import io.weft.journal.JournalReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One life of a kernel on a journal on disk, with a producer that logs what it offers and what it
 * is told, until it is killed.
 */
final class CrashChild {
    /** The smallest whose overlap takes the decisions of one entry. */
    private static final int BLOCK_SIZE = 1 << 24;

    private static final int INGRESS_LENGTH = 1 << 15;
    private static final int RARELY = 24;

    private final CrashPlan plan;
    private final CrashLog log;
    private final DeathRow deathRow;
    private final RandomInputs inputs;
    private final SplittableRandom random;
    private final InputTray tray = new InputTray();
    private final UnsafeBuffer message = new UnsafeBuffer(0, 0);
    private long nowNs = 1;
    private long nextJobId;
    private long recoveredPosition;
    private long offeredCount;

    private CrashChild(final CrashPlan plan, final CrashLog log) {
        this.plan = plan;
        this.log = log;
        deathRow = new DeathRow(plan.point(), plan.turn(), log);
        inputs = new RandomInputs(plan.seed(), Policies.NAMES, new Tally());
        random = new SplittableRandom(plan.seed() + plan.life());
    }

    /**
     * Lives.
     *
     * @param args directory of the journal, that of its kept segments, file of the log, the plan.
     */
    public static void main(final String[] args) {
        final Path directory = Path.of(args[0]);
        final KeptSegments kept = new KeptSegments(directory, Path.of(args[1]));
        final CrashLog log = CrashLog.map(Path.of(args[2]));
        new CrashChild(CrashPlan.of(args, 3), log).live(directory, kept);
    }

    private void live(final Path directory, final KeptSegments kept) {
        log.append(Kind.OPENING, 0, 0, 0);
        if (!kept.isEmpty()) {
            lookBack(kept.directory());
        }
        final FileSnapshotStore snapshots = FileSnapshotStore.of(directory);
        try (WatchedJournal journal = journal(directory, snapshots, kept)) {
            try (Kernel kernel = Kernel.embed(context(journal, snapshots))) {
                journal.onRecovered();
                recoveredPosition = kernel.appliedPosition();
                final RecoveryReport report = kernel.recovery();
                log.append(Kind.BEGUN_WITH, report.snapshotPosition(), report.refused().size(), 0);
                log.append(Kind.RECOVERED, recoveredPosition, 0, kernel.digest());
                work(kernel);
                log.append(Kind.CLOSING, 0, 0, 0);
            }
        }
        log.append(Kind.CLOSED, 0, 0, 0);
    }

    /** What was decided and what time it was, as an adapter would know it. */
    private void lookBack(final Path directory) {
        final DecisionListener watch =
                DecisionHash.of((position, number, hash) -> {}, inputs.watch(), -1);
        final DecisionListener ids =
                new DecisionListener() {
                    @Override
                    public void onJobAccepted(final DecisionStamp stamp, final long jobId) {
                        nextJobId = Math.max(nextJobId, jobId + 1);
                    }
                };
        try (JournalReader reader = new JournalReader(directory, 0)) {
            while (reader.poll(
                    (kind, position, timeNs, buffer, offset, length) -> {
                        nowNs = timeNs;
                        if (kind == Journal.DECISIONS) {
                            new DecisionFrames().read(buffer, offset, length, watch);
                            new DecisionFrames().read(buffer, offset, length, ids);
                        }
                    })) {
                // Reads.
            }
        }
    }

    private WatchedJournal journal(
            final Path directory, final FileSnapshotStore snapshots, final KeptSegments kept) {
        return new WatchedJournal(
                ChronicleJournal.open(
                        new ChronicleJournal.Context()
                                .directory(directory)
                                .blockSize(BLOCK_SIZE)
                                .rollEntries(plan.rollEntries())
                                .verifyFrom(verifyFrom(snapshots))
                                .removeReleased(plan.removesReleased())),
                plan.fault(),
                log,
                deathRow,
                plan.point() == CrashPoint.MID_ROLL,
                kept);
    }

    private long verifyFrom(final FileSnapshotStore snapshots) {
        try {
            return plan.removesReleased() ? Math.max(0, snapshots.newestPosition()) : 0;
        } catch (final IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private KernelContext context(final Journal journal, final SnapshotStore snapshots) {
        return new KernelContext()
                .limits(inputs.limits())
                .journal(journal)
                .snapshots(new WatchedSnapshots(snapshots, deathRow))
                .snapshotInterval(plan.snapshotInterval())
                .policies(Policies.fast())
                .clock(() -> nowNs)
                .ingressLength(INGRESS_LENGTH);
    }

    private void work(final Kernel kernel) {
        final DecisionListener listener =
                DecisionHash.of(this::onDecision, inputs.watch(), recoveredPosition);
        settle(kernel, listener);
        // Again in every life: what is there already is refused.
        for (final Step step : inputs.definitions()) {
            play(kernel, step, listener);
        }
        inputs.goOn(plan.seed() + plan.life(), nextJobId, nowNs);
        final long enough = offeredCount + plan.inputCount();
        while (offeredCount < enough) {
            final long deadlineNs = kernel.nextDeadlineNs();
            final long untilNs = deadlineNs == Long.MAX_VALUE ? deadlineNs : deadlineNs - nowNs;
            play(kernel, inputs.next(untilNs), listener);
            if (random.nextInt(4) == 0) {
                acknowledge(kernel);
                settle(kernel, listener);
            }
        }
    }

    private void onDecision(final long position, final int number, final long hash) {
        log.append(Kind.DELIVERED, position, number, hash);
        deathRow.reach(
                position > recoveredPosition
                        ? CrashPoint.BEFORE_ACKNOWLEDGE
                        : CrashPoint.MID_RESEND);
    }

    private void play(final Kernel kernel, final Step step, final DecisionListener listener) {
        nowNs += step.delayNs();
        for (final byte[] bytes : step.messages()) {
            offer(kernel, bytes);
        }
        settle(kernel, listener);
    }

    /** Everything that was decided was delivered by now. */
    private void acknowledge(final Kernel kernel) {
        tray.writer().acknowledge(kernel.appliedPosition());
        tray.take().forEach(bytes -> offer(kernel, bytes));
    }

    private void offer(final Kernel kernel, final byte[] bytes) {
        message.wrap(bytes);
        log.append(Kind.OFFERED, 0, 0, DecisionHash.ofBytes(0, message, 0, bytes.length));
        final boolean isRare = ++offeredCount % RARELY == 0;
        if (isRare && plan.fault() == CrashFault.INPUT_LOST) {
            return;
        }
        final int times = isRare && plan.fault() == CrashFault.INPUT_TWICE ? 2 : 1;
        for (int i = 0; i < times; i++) {
            if (!kernel.inputWriter().offer(message, 0, bytes.length)) {
                throw new IllegalStateException("The ring is too small for a step.");
            }
        }
    }

    private static void settle(final Kernel kernel, final DecisionListener listener) {
        while (kernel.doWork() + kernel.poll(listener, Integer.MAX_VALUE) > 0) {
            // Until nothing is left to do.
        }
    }
}
