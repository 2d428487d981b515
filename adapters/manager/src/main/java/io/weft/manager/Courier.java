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

import java.util.ArrayDeque;
import org.agrona.concurrent.EpochNanoClock;

/**
 * Tells the manager what the kernel decided. What becomes of it is judged by observation alone; a
 * command is told again only when an observation made later shows that it is still needed.
 */
final class Courier {
    private static final long SECOND = 1_000_000_000L;
    private static final int PER_MILLE = 1000;
    private static final long REFUSAL_BACKOFF_MAX_NS = 60_000_000_000L;
    private static final int REFUSAL_DOUBLINGS_MAX = 6;

    /** Shown to the user of a job that is held for him; the first words fit into a column. */
    static final String IN_DOUBT =
            "weft: may have run, the manager forgot; release it to run it again, or cancel it";

    private final ResourceManager manager;
    private final BridgeSettings settings;
    private final BridgeListener listener;
    private final Ledger ledger;
    private final Inputs inputs;
    private final Counters counters;
    private final EpochNanoClock clock;

    Courier(
            final ResourceManager manager,
            final BridgeSettings settings,
            final BridgeListener listener,
            final Ledger ledger,
            final Inputs inputs,
            final Counters counters,
            final EpochNanoClock clock) {
        this.manager = manager;
        this.settings = settings;
        this.listener = listener;
        this.ledger = ledger;
        this.inputs = inputs;
        this.counters = counters;
        this.clock = clock;
    }

    /**
     * Tells the manager what is due.
     *
     * @return how much that was.
     * @throws ManagerException when the manager is not there; what is left is due after the next
     *     observation, if that does not show otherwise.
     */
    int run() throws ManagerException {
        final ArrayDeque<TrackedJob> due = ledger.due();
        int count = 0;
        while (!due.isEmpty()) {
            final TrackedJob job = due.poll();
            final Command command = job.due;
            job.due = null;
            final boolean isKnown = job.key != null && ledger.jobs().get(job.jobId) == job;
            if (command != null && isKnown && !job.isGone) {
                tell(job, command);
                count++;
            }
        }
        return count;
    }

    private void tell(final TrackedJob job, final Command command) throws ManagerException {
        if (command == Command.START && job.isHeld) {
            // Decided before the kernel heard of the hold.
            startFailed(job, "Its user holds it.");
            inputs.hold(job.jobId, true);
            return;
        }
        counters.commands++;
        if (command == Command.START) {
            job.isOrderSent = true;
            counters.starts++;
        }
        try {
            send(job, command);
            job.nextCommandNs = clock.nanoTime() + settings.startTimeoutNs();
            job.startTimeoutNs = job.nextCommandNs;
        } catch (final ManagerException ex) {
            counters.commandFailures++;
            onFailure(job, command, ex);
            if (ex.kind() != ManagerException.Kind.REFUSED) {
                throw ex;
            }
        }
    }

    private void send(final TrackedJob job, final Command command) throws ManagerException {
        switch (command) {
            case START -> manager.start(order(job));
            case WITHDRAW -> manager.withdraw(job.key);
            case CANCEL -> manager.cancel(job.key);
            case SUSPEND -> manager.suspend(job.key);
            case RESUME -> manager.resume(order(job));
            case REQUEUE -> manager.requeue(job.key);
            case HOLD -> {
                manager.holdForUser(job.key, IN_DOUBT);
                job.isHoldTold = true;
                job.annotation = IN_DOUBT;
            }
        }
    }

    private StartOrder order(final TrackedJob job) {
        return new StartOrder(job.key, job.token, job.shares, limitS(job));
    }

    /** A job may share its cores with jobs of other queues, so the highest M of all counts. */
    private long limitS(final TrackedJob job) {
        final int most =
                settings.queues().stream().mapToInt(QueueSpec::maxMultiplicity).max().orElse(1);
        if (!settings.stretchLimits()
                || most == 1
                || job.walltimeNs == settings.walltimeDefaultNs()) {
            return 0;
        }
        final long limitPerMille = job.walltimeNs / SECOND * most * settings.overheadPerMille();
        return (limitPerMille + PER_MILLE - 1) / PER_MILLE;
    }

    private void onFailure(
            final TrackedJob job, final Command command, final ManagerException failure) {
        final long nowNs = clock.nanoTime();
        if (failure.isAmbiguous()) {
            job.settledNs = nowNs + settings.settleNs();
            job.nextCommandNs = job.settledNs;
        } else if (failure.kind() != ManagerException.Kind.REFUSED) {
            job.isOrderSent &= command != Command.START;
        } else if (command == Command.START) {
            startFailed(job, failure.getMessage());
        } else {
            job.nextCommandNs = nowNs + refusalBackoffNs(job);
        }
    }

    /** A start did not take hold: the job waits again, and not only for its turn. */
    void startFailed(final TrackedJob job, final String reason) {
        listener.onStartFailed(job.jobId, reason);
        waitAgain(job);
    }

    /**
     * A start may have taken hold, and nobody knows: as one that did not, if it may be repeated.
     */
    void startInDoubt(final TrackedJob job, final boolean isHeld) {
        counters.startsInDoubt++;
        listener.onStartInDoubt(job.jobId, isHeld);
        waitAgain(job);
    }

    private void waitAgain(final TrackedJob job) {
        counters.startFailures++;
        job.confirm(Intent.WAITING);
        inputs.startFailed(job.jobId);
        inputs.beginTime(job.jobId, clock.nanoTime() + refusalBackoffNs(job));
    }

    private long refusalBackoffNs(final TrackedJob job) {
        final int doublings = Math.min(job.refusalCount, REFUSAL_DOUBLINGS_MAX);
        job.refusalCount++;
        return Math.min(REFUSAL_BACKOFF_MAX_NS, settings.backoffMinNs() << doublings);
    }
}
