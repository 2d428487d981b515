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
package io.weft.core.explain;

import io.weft.core.ReplayedState;
import io.weft.core.engine.Scheduler;
import io.weft.core.snapshot.LaunchMark;
import io.weft.core.spi.ClusterView;
import io.weft.core.spi.Journal;
import io.weft.core.spi.PlacementPolicy;
import io.weft.core.spi.PolicyCatalogue;
import io.weft.core.spi.SnapshotStore;
import io.weft.core.state.ClusterState;
import io.weft.core.state.JobState;
import io.weft.core.wire.BooleanType;
import io.weft.core.wire.ClockEncoder;
import io.weft.core.wire.MessageHeaderEncoder;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A state replayed to a position, in which a job can be altered to see whether it would start. The
 * engine runs a real pass of a policy that was attached after the change, so the answer is the one
 * that a kernel would give; only the start itself is left out.
 *
 * <p>Cost: a replay to begin with, a pass for each question, and another replay after a question
 * that let others start.
 */
final class Sandbox implements AutoCloseable {
    /** A pass that starts somebody may be followed by another; no more than so many. */
    private static final int PASSES_MAX = 1000;

    private final Journal journal;
    private final PolicyCatalogue policies;
    private final SnapshotStore snapshots;
    private final long position;
    private final long jobId;
    private final Watch watch = new Watch();
    private final UnsafeBuffer clock = new UnsafeBuffer(new byte[32]);
    private final int clockLength;
    private ReplayedState replayed;
    private String otherPolicy;
    private ProbePolicy policy;
    private String policyName;
    private int policyVersion;
    private long nextPosition;
    private int startedCount;
    private int startedBefore;
    private boolean wasPassDue;

    /** Makes something else of a job that waits. */
    interface Alteration {
        void apply(ClusterState state, int jobRow);
    }

    Sandbox(
            final Journal journal,
            final PolicyCatalogue policies,
            final SnapshotStore snapshots,
            final long position,
            final long jobId) {
        this.journal = journal;
        this.policies = policies;
        // The whole journal says more: why jobs waited at the last pass.
        this.snapshots = LaunchMark.isThere(journal) ? null : snapshots;
        this.position = position;
        this.jobId = jobId;
        final ClockEncoder encoder = new ClockEncoder();
        encoder.wrapAndApplyHeader(clock, 0, new MessageHeaderEncoder()).pass(BooleanType.YES);
        clockLength = MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        try {
            replay();
        } catch (final RuntimeException e) {
            close();
            throw e;
        }
    }

    private void replay() {
        close();
        policy = null;
        watch.begin(ClusterView.NULL_ROW);
        replayed = ReplayedState.of(journal, this::install, snapshots, position);
        if (replayed.divergence() != null) {
            throw new ExplainException(
                    ExplainException.Kind.DIVERGED,
                    "The journal decides otherwise at position="
                            + replayed.divergence().position()
                            + " when it is replayed, so that what comes after it cannot be"
                            + " explained. Maybe it was written by another version; weft replay"
                            + " shows both.");
        }
        nextPosition = replayed.position() + 1;
        if (otherPolicy != null) {
            takeOver();
        }
    }

    private PlacementPolicy install(final String name, final int version) {
        final PlacementPolicy created = policies.create(name, version);
        if (created == null) {
            return null;
        }
        policy = new ProbePolicy(policies, created, watch);
        policyName = name;
        policyVersion = created.version();
        return policy;
    }

    /** From now on another policy decides, which the catalogue must know. */
    void takeOver(final String name) {
        otherPolicy = name;
        takeOver();
    }

    private void takeOver() {
        policy.replace(otherPolicy, 0);
        policyName = otherPolicy;
        policyVersion = policy.version();
    }

    // ------------------------------------------------------------------ looking

    ClusterState state() {
        return replayed.state();
    }

    Scheduler scheduler() {
        return replayed.scheduler();
    }

    PlacementPolicy policy() {
        return policy;
    }

    /** Name and version, or null while there is none. */
    String policyText() {
        return policy == null ? null : policyName + " " + policyVersion;
    }

    long timeNs() {
        return replayed.timeNs();
    }

    int jobRow() {
        return state().jobs().row(jobId);
    }

    // ------------------------------------------------------------------ passing

    /**
     * Runs the passes that the kernel would run next, if any is due: because something has changed
     * since the last one, or because the policy is another.
     */
    void settle() {
        wasPassDue =
                otherPolicy != null
                        || scheduler().needsPass()
                        || timeNs() >= scheduler().nextDeadlineNs();
        startedCount = 0;
        int passCount = 0;
        boolean isDue = wasPassDue;
        while (isDue && passCount < PASSES_MAX) {
            watch.begin(ClusterView.NULL_ROW);
            pass();
            passCount++;
            startedCount += watch.startedCount();
            isDue = scheduler().wasPassCut();
        }
    }

    /** What the due pass did, null if none was due. */
    NextPass nextPass() {
        return wasPassDue ? new NextPass(startedCount, !isWaiting()) : null;
    }

    boolean isWaiting() {
        final int row = jobRow();
        return row >= 0
                && (state().jobs().state(row) == JobState.PENDING.code()
                        || state().jobs().state(row) == JobState.HELD.code());
    }

    /**
     * Whether the job, which waits, would be started now if it were altered. Afterwards it is as it
     * was, but the policy must not be asked anything else.
     */
    boolean startsWith(final Alteration alteration) {
        final Ask own = Ask.of(state(), jobRow());
        return startsWith(alteration, own::applyTo);
    }

    /** The same with an alteration that is undone by another. */
    boolean startsWith(final Alteration alteration, final Alteration undoing) {
        final int row = jobRow();
        alteration.apply(state(), row);
        policy.replace(policyName, policyVersion);
        watch.begin(row);
        do {
            pass();
        } while (!watch.isSeen() && scheduler().wasPassCut());
        final boolean starts = watch.isSeen();
        startedBefore = watch.startedCount();
        if (startedBefore > 0) {
            replay();
            settle();
        } else {
            undoing.apply(state(), row);
        }
        return starts;
    }

    /** Other jobs that the last question let start before it was answered. */
    int startedBefore() {
        return startedBefore;
    }

    private void pass() {
        replayed.decisions().clear();
        replayed.inputs().apply(Journal.ENTRY, nextPosition++, timeNs(), clock, 0, clockLength);
        replayed.inputs().settle();
    }

    @Override
    public void close() {
        if (replayed != null) {
            replayed.close();
        }
    }
}
