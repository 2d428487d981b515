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

import io.weft.core.client.AllocationSlices;
import io.weft.core.client.DecisionListener;
import io.weft.core.client.DecisionStamp;
import io.weft.core.wire.InputField;
import io.weft.core.wire.NameKind;
import io.weft.core.wire.PreemptionKind;
import io.weft.core.wire.ReasonCode;
import io.weft.core.wire.SubmitJobDecoder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The jobs that the kernel knows, by what it decided about them. A function of the journal: reading
 * it from the start gives the same as having lived through it. Used by the thread of the bridge.
 */
final class Ledger implements DecisionListener {
    /** A manager that crashed forgets seconds; this is what a large site ends in hours. */
    private static final int LAST_RUN_COUNT = 1 << 16;

    private final Map<Long, TrackedJob> jobs = new LinkedHashMap<>();
    private final Set<Long> lastRun = new LinkedHashSet<>();
    private final Set<Long> lastInDoubt = new LinkedHashSet<>();
    private final ArrayDeque<TrackedJob> due = new ArrayDeque<>();
    private final ArrayDeque<TrackedJob> closing = new ArrayDeque<>();
    private final NameBook names;
    private final ArrayDeque<TrackedJob> refused = new ArrayDeque<>();
    private long appliedPosition = -1;
    private long replayedPosition = -1;
    private int openCount;
    private long rejectedCount;
    private String lastRejection = "";

    Ledger(final NameBook names) {
        this.names = names;
    }

    Map<Long, TrackedJob> jobs() {
        return jobs;
    }

    /** Whether a job is among the last that are over and were started. */
    boolean hasRun(final long jobId) {
        return lastRun.contains(jobId);
    }

    /** Those, in the order in which they were over. */
    Set<Long> lastRun() {
        return lastRun;
    }

    /**
     * Whether a job is among the last that are over and were held at the end, after an order to
     * start them: it may have run.
     */
    boolean mayHaveRun(final long jobId) {
        return lastInDoubt.contains(jobId);
    }

    /** Those, in the order in which they were over. */
    Set<Long> lastInDoubt() {
        return lastInDoubt;
    }

    void addRun(final long jobId) {
        addLast(lastRun, jobId);
    }

    void addInDoubt(final long jobId) {
        addLast(lastInDoubt, jobId);
    }

    private static void addLast(final Set<Long> last, final long jobId) {
        last.add(jobId);
        if (last.size() > LAST_RUN_COUNT) {
            last.remove(last.iterator().next());
        }
    }

    /** Jobs about which the manager is to be told something, first come first served. */
    ArrayDeque<TrackedJob> due() {
        return due;
    }

    /** Jobs that the kernel refused, and whose users do not know yet. */
    ArrayDeque<TrackedJob> refused() {
        return refused;
    }

    /** Jobs whose last decision was not seen to be carried out, at the last count. */
    int openCount() {
        return openCount;
    }

    /**
     * Nobody is told anything while the journal is read. A job that the kernel refused is as good
     * as one that it never heard of: when it is seen it is submitted.
     */
    void passOver() {
        due.clear();
        while (!refused.isEmpty()) {
            final TrackedJob job = refused.poll();
            if (job.intent == Intent.REJECTED) {
                jobs.remove(job.jobId, job);
            }
        }
    }

    /** What was decided up to here was carried out, as the journal says. */
    void acknowledged(final long position) {
        while (!closing.isEmpty() && closing.peek().openPosition <= position) {
            final TrackedJob job = closing.poll();
            if (job.intent == Intent.CLOSING) {
                jobs.remove(job.jobId, job);
            }
        }
    }

    /**
     * The journal was read: what was decided up to here is in here, and comes again. Nobody knows
     * of an order to start whether it was sent.
     */
    void replayed(final long position) {
        replayedPosition = position;
        for (final TrackedJob job : jobs.values()) {
            job.due = null;
            job.isOrderSent = job.intent == Intent.STARTING;
        }
    }

    /** Position of the last entry with a decision that is in here, or -1. */
    long appliedPosition() {
        return appliedPosition;
    }

    /** Begins where another ledger was, whose jobs are in here. */
    void restore(final long position, final long inputCount, final String rejection) {
        appliedPosition = position;
        rejectedCount = inputCount;
        lastRejection = rejection;
        jobs.values().stream()
                .filter(job -> job.intent == Intent.CLOSING)
                .sorted(Comparator.comparingLong(job -> job.openPosition))
                .forEach(closing::add);
    }

    /** How many inputs the kernel refused. */
    long rejectedCount() {
        return rejectedCount;
    }

    /** What it refused last. */
    String lastRejection() {
        return lastRejection;
    }

    /** Decisions up to this position are carried out; O(jobs). */
    long countDone() {
        long position = appliedPosition;
        openCount = 0;
        for (final TrackedJob job : jobs.values()) {
            if (job.openPosition != TrackedJob.CONFIRMED) {
                position = Math.min(position, job.openPosition - 1);
                openCount++;
            }
        }
        return position;
    }

    TrackedJob add(final long jobId) {
        final TrackedJob job = new TrackedJob(jobId);
        jobs.remove(jobId);
        jobs.put(jobId, job);
        return job;
    }

    /** Has the manager told something about a job in the next round of commands. */
    void due(final TrackedJob job, final Command command) {
        job.due = command;
        due.add(job);
    }

    private TrackedJob decided(final DecisionStamp stamp, final long jobId) {
        if (stamp.position() <= replayedPosition) {
            return null;
        }
        appliedPosition = Math.max(appliedPosition, stamp.position());
        return jobs.get(jobId);
    }

    private void open(
            final TrackedJob job,
            final Intent intent,
            final DecisionStamp stamp,
            final Command command) {
        if (job.intent == intent) {
            // The kernel asks again; the manager was told already.
            return;
        }
        job.open(intent, stamp.position(), command);
        due.add(job);
    }

    @Override
    public void onInputRejected(
            final DecisionStamp stamp,
            final int inputTemplateId,
            final long id,
            final ReasonCode reason,
            final InputField field,
            final long value,
            final long bound) {
        final TrackedJob job = decided(stamp, id);
        if (stamp.position() > replayedPosition) {
            rejectedCount++;
            lastRejection = reason + " " + field + "=" + value + ", bound " + bound;
        }
        if (inputTemplateId == SubmitJobDecoder.TEMPLATE_ID
                && job != null
                && job.intent == Intent.NEW) {
            job.intent = Intent.REJECTED;
            refused.add(job);
        }
    }

    @Override
    public void onJobAccepted(final DecisionStamp stamp, final long jobId) {
        final TrackedJob job = decided(stamp, jobId);
        if (job != null) {
            job.confirm(Intent.WAITING);
        }
    }

    @Override
    public void onStartJob(
            final DecisionStamp stamp,
            final long jobId,
            final ReasonCode reason,
            final int multiplicity,
            final AllocationSlices slices) {
        final TrackedJob job = decided(stamp, jobId);
        if (job != null) {
            job.token = new StartToken(stamp.position(), stamp.number());
            job.decidedNs = stamp.timeNs();
            job.shares = shares(slices);
            job.isOrderSent = false;
            job.isReleased = false;
            open(job, Intent.STARTING, stamp, Command.START);
        }
    }

    @Override
    public void onContinueJob(
            final DecisionStamp stamp,
            final long jobId,
            final ReasonCode reason,
            final int multiplicity,
            final AllocationSlices slices) {
        final TrackedJob job = decided(stamp, jobId);
        if (job != null) {
            job.shares = shares(slices);
            open(job, Intent.CONTINUING, stamp, Command.RESUME);
        }
    }

    private List<NodeShare> shares(final AllocationSlices slices) {
        final List<NodeShare> shares = new ArrayList<>();
        while (slices.next()) {
            final String node = names.text(NameKind.NODE, slices.nodeId());
            final int last = shares.size() - 1;
            if (last >= 0 && shares.get(last).node().equals(node)) {
                addCores(shares.get(last).cores(), slices);
            } else {
                final BitSet cores = new BitSet();
                addCores(cores, slices);
                shares.add(new NodeShare(node, cores, slices.memory(), slices.gpuMask()));
            }
        }
        return List.copyOf(shares);
    }

    private static void addCores(final BitSet cores, final AllocationSlices slices) {
        long mask = slices.coreMask();
        while (mask != 0) {
            cores.set(slices.firstCore() + Long.numberOfTrailingZeros(mask));
            mask &= mask - 1;
        }
    }

    @Override
    public void onJobPreempted(
            final DecisionStamp stamp,
            final long jobId,
            final long beneficiaryId,
            final PreemptionKind kind,
            final ReasonCode reason,
            final long workLost,
            final long graceNs) {
        final TrackedJob job = decided(stamp, jobId);
        if (job != null) {
            job.preemptionKind = kind;
        }
    }

    @Override
    public void onPauseJob(
            final DecisionStamp stamp,
            final long jobId,
            final ReasonCode reason,
            final long detail) {
        final TrackedJob job = decided(stamp, jobId);
        if (job != null) {
            job.isSuspendedByOperator = reason == ReasonCode.SUSPENDED_BY_OPERATOR;
            open(job, Intent.PAUSING, stamp, Command.SUSPEND);
        }
    }

    @Override
    public void onTerminateJob(
            final DecisionStamp stamp,
            final long jobId,
            final ReasonCode reason,
            final long detail) {
        final TrackedJob job = decided(stamp, jobId);
        if (job == null) {
            return;
        }
        if (reason == ReasonCode.PREEMPTED && job.preemptionKind == PreemptionKind.REQUEUE) {
            open(job, Intent.REQUEUEING, stamp, Command.REQUEUE);
        } else if (reason == ReasonCode.TIME_LIMIT && job.intent != Intent.ENDING) {
            // The manager ends it by itself, and says why to its user.
            job.open(Intent.ENDING, stamp.position(), null);
            job.isTimeUp = true;
        } else {
            open(job, Intent.ENDING, stamp, Command.CANCEL);
        }
    }

    @Override
    public void onJobRequeued(
            final DecisionStamp stamp,
            final long jobId,
            final ReasonCode reason,
            final long detail) {
        final TrackedJob job = decided(stamp, jobId);
        if (job != null) {
            job.confirm(Intent.WAITING);
            job.busyMilliCores = ObservedJob.NULL_BUSY;
        }
    }

    @Override
    public void onJobClosed(
            final DecisionStamp stamp,
            final long jobId,
            final ReasonCode reason,
            final long detail) {
        final TrackedJob job = decided(stamp, jobId);
        if (job == null) {
            return;
        }
        if (job.intent.holdsNodes()) {
            addRun(jobId);
        } else if (job.isHeld && job.token != null) {
            addInDoubt(jobId);
        }
        if (job.intent == Intent.WAITING && !job.isGone) {
            job.open(Intent.CLOSING, stamp.position(), null);
            closing.add(job);
        } else {
            jobs.remove(jobId);
        }
    }
}
