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
package io.weft.manager.daemon;

import io.weft.core.KernelContext;
import io.weft.core.spi.Journal;
import io.weft.core.spi.SnapshotException;
import io.weft.core.state.Limits;
import io.weft.journal.ChronicleJournal;
import io.weft.journal.FileSnapshotStore;
import io.weft.manager.Bridge;
import io.weft.manager.BridgeSnapshots;
import io.weft.manager.ResourceManager;
import io.weft.placement.StandardPolicies;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.agrona.CloseHelper;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.SleepingMillisIdleStrategy;

/**
 * Schedules one site until it is told to stop: a journal, a kernel and a bridge, and a file that
 * tells how they are doing. Jobs are left alone when it stops, however it does; the next daemon on
 * the same journal goes on.
 *
 * <p>Threads: one opens, runs and closes; {@link #halt()} and {@link #awaitClosed} are for any
 * thread.
 */
public final class Daemon implements Agent, AutoCloseable {
    private static final long STATUS_PERIOD_NS = Durations.SECOND;
    private static final long BLOCK_PER_RECORD = 4;
    private static final int RECORD_MARGIN = 1 << 12;
    private static final int BLOCK_SIZE_LEAST = 1 << 26;

    /** A start reads the last file, and the journal forgets by files: some 300,000 entries each. */
    private static final long ROLL_BYTES = 1L << 26;

    private final SiteSettings settings;
    private final String site;
    private final String version;
    private final EpochNanoClock clock;
    private final OperatorLog log;
    private final StatusFile statusFile;
    private final Journal journal;
    private final Bridge bridge;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final long sinceNs;
    private long nextStatusNs;
    private boolean isStatusWritable = true;
    private String failure = "";
    private volatile boolean isHalted;

    private Daemon(
            final SiteSettings settings,
            final String site,
            final String version,
            final EpochNanoClock clock,
            final OperatorLog log,
            final Journal journal,
            final Bridge bridge) {
        this.settings = settings;
        this.site = site;
        this.version = version;
        this.clock = clock;
        this.log = log;
        this.journal = journal;
        this.bridge = bridge;
        statusFile = new StatusFile(settings.statusFile());
        sinceNs = clock.nanoTime();
    }

    /**
     * Opens the journal and recovers; nothing is asked of the resource manager yet.
     *
     * @param settings of the site.
     * @param site name of the adapter, for the status.
     * @param manager of the site; closed by the caller, after the daemon.
     * @param clock ns since 1970.
     * @param version of Weft, for the status.
     * @return the daemon, ready to run.
     * @throws IOException when the status cannot be written.
     * @throws io.weft.core.spi.JournalException when the journal cannot be opened: another daemon
     *     writes it, it is damaged, the disk refuses.
     * @throws SnapshotException when the journal has forgotten its beginning, and no sound snapshot
     *     makes up for it.
     * @throws IllegalArgumentException when the journal was begun with other limits.
     */
    public static Daemon open(
            final SiteSettings settings,
            final String site,
            final ResourceManager manager,
            final EpochNanoClock clock,
            final String version)
            throws IOException {
        final OperatorLog log = new OperatorLog(clock);
        final BridgeSnapshots snapshots =
                settings.snapshotInterval() == 0
                        ? null
                        : BridgeSnapshots.of(settings.journal(), settings.snapshotInterval());
        final Journal journal = openJournal(settings, snapshots);
        Bridge bridge = null;
        try {
            bridge =
                    new Bridge(
                            context(settings),
                            journal,
                            clock,
                            settings.bridge(),
                            manager,
                            log,
                            snapshots);
            final Daemon daemon = new Daemon(settings, site, version, clock, log, journal, bridge);
            daemon.begin();
            return daemon;
        } catch (final IOException | RuntimeException ex) {
            CloseHelper.closeAll(bridge, journal);
            throw ex;
        }
    }

    private static Journal openJournal(
            final SiteSettings settings, final BridgeSnapshots snapshots) {
        final ChronicleJournal.Context context =
                new ChronicleJournal.Context()
                        .directory(settings.journal())
                        .durability(settings.durability())
                        .blockSize(blockSize(settings.limits()))
                        .rollBytes(ROLL_BYTES);
        if (snapshots != null) {
            context.verifyFrom(firstNeeded(settings, snapshots))
                    .releaseLimit(snapshots::oldestPosition);
            if (settings.keepNs() != SiteSettings.KEEP_ALL) {
                context.removeReleased(true).keepNs(settings.keepNs());
            }
        }
        return ChronicleJournal.open(context);
    }

    /** The kernel and the bridge go on from snapshots of their own. */
    private static long firstNeeded(final SiteSettings settings, final BridgeSnapshots snapshots) {
        try {
            final long ofKernel = FileSnapshotStore.of(settings.journal()).newestPosition();
            return Math.max(0, Math.min(ofKernel, snapshots.newestPosition()));
        } catch (final IOException ex) {
            throw new SnapshotException(
                    SnapshotException.Kind.STORAGE,
                    "The snapshots of " + settings.journal() + " cannot be listed: " + ex + ".",
                    ex);
        }
    }

    /** A block that the longest record fits: a start on every core of the machine. */
    private static int blockSize(final Limits limits) {
        final long least = BLOCK_PER_RECORD * (limits.decisionLength() + RECORD_MARGIN);
        int blockSize = BLOCK_SIZE_LEAST;
        while (blockSize < least && blockSize < ChronicleJournal.Context.BLOCK_SIZE_MAX) {
            blockSize *= 2;
        }
        return blockSize;
    }

    private static KernelContext context(final SiteSettings settings) {
        final KernelContext context =
                new KernelContext().limits(settings.limits()).policies(new StandardPolicies());
        if (settings.snapshotInterval() > 0) {
            context.snapshots(FileSnapshotStore.of(settings.journal()))
                    .snapshotInterval(settings.snapshotInterval());
        }
        return context;
    }

    private void begin() throws IOException {
        statusFile.prepare();
        statusFile.write(status(DaemonStatus.State.RUNNING));
        log.info(
                "went on at position "
                        + bridge.kernel().appliedPosition()
                        + " of "
                        + settings.journal()
                        + ", policy "
                        + settings.bridge().policy()
                        + ", "
                        + settings.bridge().queues().size()
                        + " queues");
        bridge.kernel().recovery().refused().forEach(text -> log.error("snapshot: " + text));
        bridge.recovery().refused().forEach(text -> log.error("snapshot: " + text));
    }

    /** Runs on the calling thread until {@link #halt()}; sleeps when there is nothing to do. */
    public void run() {
        final IdleStrategy idle =
                new SleepingMillisIdleStrategy(Math.max(1, settings.idleNs() / Durations.MS));
        while (!isHalted) {
            idle.idle(doWork());
        }
        log.info("told to stop; jobs are left alone");
    }

    /**
     * One cycle: looks at the manager if it is time to, decides, commands, and says how it is.
     *
     * @return how much was done, 0 for nothing.
     * @throws io.weft.core.engine.HaltException when the kernel cannot go on, as on a full disk.
     */
    @Override
    public int doWork() {
        final int workCount;
        try {
            workCount = bridge.doWork();
        } catch (final RuntimeException ex) {
            failure = ex.getMessage() == null ? ex.toString() : ex.getMessage();
            throw ex;
        }
        if (clock.nanoTime() >= nextStatusNs) {
            tell();
        }
        return workCount;
    }

    private void tell() {
        final long nowNs = clock.nanoTime();
        nextStatusNs = nowNs + STATUS_PERIOD_NS;
        log.catchUp();
        write(DaemonStatus.State.RUNNING);
    }

    /** That the status cannot be written stops no job; it is logged once. */
    private void write(final DaemonStatus.State state) {
        try {
            statusFile.write(status(state));
            isStatusWritable = true;
        } catch (final IOException ex) {
            if (isStatusWritable) {
                log.error("the status cannot be written: " + ex);
            }
            isStatusWritable = false;
        }
    }

    private DaemonStatus status(final DaemonStatus.State state) {
        final ProcessHandle process = ProcessHandle.current();
        return new DaemonStatus(
                site,
                version,
                state,
                failure,
                process.pid(),
                process.info().startInstant().map(start -> start.toEpochMilli()).orElse(0L),
                sinceNs / Durations.MS,
                clock.nanoTime() / Durations.MS,
                settings.journal().toAbsolutePath().toString(),
                bridge.kernel().appliedPosition(),
                bridge.kernel().durablePosition(),
                bridge.kernel().recovery(),
                bridge.status(),
                bridge.queueCounts());
    }

    /** Has {@link #run()} return after the cycle it is in; for any thread. */
    public void halt() {
        isHalted = true;
    }

    /**
     * Waits until the daemon is closed; for any other thread.
     *
     * @param timeoutMs how long at most.
     * @return whether it is.
     * @throws InterruptedException when interrupted.
     */
    public boolean awaitClosed(final long timeoutMs) throws InterruptedException {
        return closed.await(timeoutMs, TimeUnit.MILLISECONDS);
    }

    /**
     * How it is doing now, for the thread that runs it.
     *
     * @return the status.
     */
    public DaemonStatus status() {
        return status(DaemonStatus.State.RUNNING);
    }

    @Override
    public String roleName() {
        return "weft-daemon";
    }

    /**
     * Says that it stopped, and closes kernel and journal; has the bridge take a snapshot before,
     * unless the daemon failed. Twice does no harm.
     */
    @Override
    public void close() {
        if (closed.getCount() > 0) {
            if (failure.isEmpty()) {
                bridge.snapshot();
            }
            write(failure.isEmpty() ? DaemonStatus.State.STOPPED : DaemonStatus.State.FAILED);
            CloseHelper.closeAll(bridge, journal);
            closed.countDown();
        }
    }
}
