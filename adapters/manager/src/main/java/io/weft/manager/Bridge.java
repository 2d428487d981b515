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

import io.weft.core.Kernel;
import io.weft.core.KernelContext;
import io.weft.core.RecoveryReport;
import io.weft.core.spi.Journal;
import io.weft.core.spi.JournalException;
import io.weft.core.spi.SnapshotException;
import java.util.List;
import java.util.Objects;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.EpochNanoClock;

/**
 * Lets a kernel schedule a resource manager: what the manager is seen to do becomes inputs, what
 * the kernel decides becomes commands, and what became of those is seen again.
 *
 * <p>A job is started exactly once, whoever dies in between. The decision to start it is journaled
 * before the manager is told, and its name goes with the order; whether an order was carried out is
 * asked of the manager and never guessed. An order that may have been lost is not repeated: once it
 * can no longer take hold the start is reported as failed, and decided anew; one that the manager
 * may have carried out and forgotten (see {@link ResourceManager#upSinceNs()}) only with the
 * consent of the user. Everything that is known here is a function of the journal and the last
 * observation, so there is no other state to lose; {@link BridgeSnapshots} only spare reading all
 * of the journal. Decisions are acknowledged when all up to them were seen to be carried out.
 *
 * <p>Threads: one thread calls {@link #doWork()}; a manager that does not answer holds it up, and
 * with it the kernel, which could do nothing then anyway. {@link #status()} and {@link #wake()} are
 * for any thread. Cost of a cycle with an observation: O(jobs).
 */
public final class Bridge implements Agent, AutoCloseable {
    private static final int POLL_LIMIT = 256;

    private final ResourceManager manager;
    private final EpochNanoClock clock;
    private final Kernel kernel;
    private final Journal journal;
    private final BridgeListener listener;
    private final BridgeSnapshots snapshots;
    private final RecoveryReport recovery;
    private final Counters counters = new Counters();
    private final Ledger ledger;
    private final Inputs inputs;
    private final Link link;
    private final Reconciler reconciler;
    private final Courier courier;
    private final Annotator annotator;
    private long acknowledgedPosition;
    private volatile boolean isWoken;
    private volatile BridgeStatus status;

    /**
     * A bridge that reads what it knows from the beginning of its journal.
     *
     * @param ctx of the kernel, with its limits and policies.
     * @param journal of the kernel, which nobody but bridges of this site has written; closed by
     *     the caller.
     * @param clock ns since 1970.
     * @param settings of the bridge.
     * @param manager of the site; closed by the caller.
     * @param listener hears what an operator may want to know.
     */
    public Bridge(
            final KernelContext ctx,
            final Journal journal,
            final EpochNanoClock clock,
            final BridgeSettings settings,
            final ResourceManager manager,
            final BridgeListener listener) {
        this(ctx, journal, clock, settings, manager, listener, null);
    }

    /**
     * Recovers the kernel and what is known about the jobs; nothing is asked of the manager yet.
     *
     * @param ctx of the kernel, with its limits and policies.
     * @param journal of the kernel, which nobody but bridges of this site has written; closed by
     *     the caller.
     * @param clock ns since 1970.
     * @param settings of the bridge.
     * @param manager of the site; closed by the caller.
     * @param listener hears what an operator may want to know.
     * @param snapshots of what the bridge knows; null for none.
     * @throws io.weft.core.spi.SnapshotException when the journal has forgotten its beginning, and
     *     no snapshot makes up for it.
     */
    public Bridge(
            final KernelContext ctx,
            final Journal journal,
            final EpochNanoClock clock,
            final BridgeSettings settings,
            final ResourceManager manager,
            final BridgeListener listener,
            final BridgeSnapshots snapshots) {
        this.manager = Objects.requireNonNull(manager, "manager");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.journal = journal;
        this.listener = listener;
        this.snapshots = snapshots;
        kernel = Kernel.embed(ctx.journal(journal).clock(clock));
        final JournalScan scan = scan();
        recovery =
                snapshots == null
                        ? new RecoveryReport(Journal.NULL_POSITION, scan.entryCount(), List.of())
                        : snapshots.report();
        final Definitions definitions = scan.definitions();
        ledger = scan.ledger();
        ledger.replayed(scan.position());
        acknowledgedPosition = scan.acknowledgedPosition();
        inputs = new Inputs(kernel.inputWriter(), this::runKernel);
        link = new Link(settings, listener);
        courier = new Courier(manager, settings, listener, ledger, inputs, counters, clock);
        reconciler =
                new Reconciler(
                        settings,
                        listener,
                        definitions,
                        ledger,
                        inputs,
                        courier,
                        new Doubt(manager),
                        counters);
        annotator = new Annotator(manager, settings, ledger, counters, clock);
        publish();
    }

    private JournalScan scan() {
        try {
            if (snapshots != null) {
                return snapshots.begin(journal);
            }
            final JournalScan scan = new JournalScan();
            scan.read(journal);
            return scan;
        } catch (final RuntimeException ex) {
            kernel.close();
            throw ex;
        }
    }

    /**
     * Observes if it is time to, lets the kernel decide, and tells the manager what was decided.
     *
     * @return how much was done, 0 for nothing.
     * @throws io.weft.core.engine.HaltException when the kernel has halted.
     */
    @Override
    public int doWork() {
        if (isWoken) {
            isWoken = false;
            link.hurry();
        }
        int workCount = 0;
        try {
            if (link.isObservationDue(clock.nanoTime())) {
                observe();
                workCount++;
            }
            workCount += runKernel();
            if (link.isConnected()) {
                workCount += command(workCount > 0);
            }
        } catch (final ManagerException ex) {
            link.failed(ex, clock.nanoTime());
            workCount++;
        }
        workCount += runKernel();
        if (workCount > 0) {
            acknowledge();
            publish();
            if (snapshots != null && snapshots.isDue(journal)) {
                snapshot();
            }
        }
        return workCount;
    }

    /**
     * Takes a snapshot of what is known now, if it is to take any and something came since the
     * last: at an orderly end, so that the next start has nothing to read. Costs one pass over what
     * came since, and some hundred bytes a job, brought to disk. For the thread of the bridge. That
     * it fails stops nothing; the listener is told.
     */
    public void snapshot() {
        if (snapshots != null) {
            try {
                snapshots.take(journal);
            } catch (final SnapshotException | JournalException ex) {
                listener.onSnapshotFailed(ex.getMessage());
            }
        }
    }

    private void observe() throws ManagerException {
        final boolean isFirst = !link.isConnected();
        final long fromNs = clock.nanoTime();
        final Observation observation;
        try {
            observation = manager.observe();
        } catch (final ManagerException ex) {
            counters.observationFailures++;
            throw ex;
        }
        counters.observations++;
        final long nowNs = clock.nanoTime();
        link.observed(nowNs, observation.jobs().size());
        reconciler.judge(observation, fromNs, nowNs, isFirst);
    }

    private int command(final boolean hasNews) throws ManagerException {
        final int count = courier.run();
        if (hasNews) {
            annotator.run(kernel, count);
        }
        link.cycleDone();
        return count;
    }

    private int runKernel() {
        int workCount = 0;
        int count;
        do {
            count = kernel.doWork() + kernel.poll(ledger, POLL_LIMIT);
            workCount += count;
        } while (count > 0);
        return workCount;
    }

    private void acknowledge() {
        final long donePosition = ledger.countDone();
        if (donePosition > acknowledgedPosition) {
            inputs.acknowledge(donePosition);
            acknowledgedPosition = donePosition;
        }
    }

    private void publish() {
        status =
                new BridgeStatus(
                        link.isConnected(),
                        link.sinceNs(),
                        link.lastObservationNs(),
                        -1,
                        link.nextObservationNs(),
                        counters.observations,
                        counters.observationFailures,
                        ledger.jobs().size(),
                        ledger.openCount(),
                        counters.foreign,
                        counters.forgotten,
                        counters.lostRuns,
                        counters.starts,
                        counters.startFailures,
                        counters.startsInDoubt,
                        counters.commands,
                        counters.commandFailures,
                        inputs.count(),
                        ledger.rejectedCount(),
                        ledger.lastRejection(),
                        link.lastError());
    }

    /** Observes in the next cycle: something was pushed. For any thread. */
    public void wake() {
        isWoken = true;
    }

    /**
     * How the bridge is doing, as of the last cycle that did something, and how old its last
     * observation is now; for any thread.
     *
     * @return the status.
     */
    public BridgeStatus status() {
        return status.at(clock.nanoTime());
    }

    /**
     * How many jobs there are, for the thread of the bridge. Costs O(jobs).
     *
     * @return a count for each queue and class that has jobs, by name of the queue.
     */
    public List<QueueCount> queueCounts() {
        return JobCounts.of(ledger.jobs().values());
    }

    /**
     * The kernel, for the thread of the bridge: to ask its view, or to write further inputs that
     * configure it.
     *
     * @return the kernel.
     */
    public Kernel kernel() {
        return kernel;
    }

    /**
     * How the bridge came to know what it knows; {@link Kernel#recovery()} says it of the kernel.
     *
     * @return the snapshot it went on from, entries that it read after that, snapshots that were
     *     left out.
     */
    public RecoveryReport recovery() {
        return recovery;
    }

    @Override
    public String roleName() {
        return "weft-bridge";
    }

    /** Stops the kernel; the journal and the manager stay open. Twice does no harm. */
    @Override
    public void close() {
        kernel.close();
    }
}
