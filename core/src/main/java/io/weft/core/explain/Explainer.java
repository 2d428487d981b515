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

import io.weft.core.spi.ClusterView;
import io.weft.core.spi.Journal;
import io.weft.core.spi.PlacementPolicy;
import io.weft.core.spi.PolicyCatalogue;
import io.weft.core.spi.SnapshotStore;
import io.weft.core.state.AllocationTable;
import io.weft.core.state.ClusterState;
import io.weft.core.state.JobState;
import io.weft.core.wire.ReasonCode;
import java.util.ArrayList;
import java.util.List;

/**
 * Answers why a job waits, runs or has ended, at any position of a journal. It only reads the
 * journal, also beside a kernel that is writing, and decides on a state of its own.
 *
 * <p>Threads: one at a time. Cost: one replay up to the position; for a job that waits some dozen
 * passes more.
 */
public final class Explainer {
    private final Journal journal;
    private final PolicyCatalogue policies;
    private final SnapshotStore snapshots;

    /**
     * An explainer of a journal.
     *
     * @param journal to read.
     * @param policies that it names, and those that it may be asked about.
     */
    public Explainer(final Journal journal, final PolicyCatalogue policies) {
        this(journal, policies, null);
    }

    /**
     * An explainer of a journal whose first entries may have been removed: then it begins with a
     * snapshot, and knows nothing of what came before the entries that are there. Right after a
     * snapshot, before the next pass, the policy does not know why jobs wait.
     *
     * @param journal to read.
     * @param policies that it names, and those that it may be asked about.
     * @param snapshots of the journal; null for none.
     */
    public Explainer(
            final Journal journal, final PolicyCatalogue policies, final SnapshotStore snapshots) {
        this.journal = journal;
        this.policies = policies;
        this.snapshots = snapshots;
    }

    /**
     * Explains a job.
     *
     * @param request what is asked.
     * @return the explanation.
     * @throws ExplainException when the journal is empty or ends before the position, no such job
     *     is known there, or the policy is not.
     * @throws io.weft.core.spi.JournalException when the journal cannot be read.
     */
    public Explanation explain(final ExplainRequest request) {
        final long position = position(request.position());
        requireKnown(request.policy());
        final JobHistory.Life life =
                JobHistory.of(journal, request.jobId()).life(position, request.tenant());
        final JobEvent end = life.endUntil(position);
        if (life.isRejected()) {
            return rejected(life, request.tenant());
        }
        final long lastAlive = end == null ? position : end.position() - 1;
        try (Sandbox sandbox =
                new Sandbox(journal, policies, snapshots, lastAlive, request.jobId())) {
            if (end != null) {
                return ended(sandbox, life, end, request.tenant());
            }
            return sandbox.isWaiting()
                    ? waiting(sandbox, life, position, request)
                    : placed(sandbox, life, position, request.tenant());
        }
    }

    private long position(final long asked) {
        final long last = journal.lastPosition();
        if (last == Journal.NULL_POSITION) {
            throw new ExplainException(
                    ExplainException.Kind.EMPTY,
                    "The journal is empty: whoever made it ended before its first entry.");
        }
        if (asked < ExplainRequest.LAST_POSITION || asked > last) {
            throw new ExplainException(
                    ExplainException.Kind.OUT_OF_RANGE,
                    "position=" + asked + ", expected 0.." + last);
        }
        return asked == ExplainRequest.LAST_POSITION ? last : asked;
    }

    private void requireKnown(final String policy) {
        if (policy != null) {
            try (PlacementPolicy created = policies.create(policy, 0)) {
                if (created == null) {
                    throw new ExplainException(
                            ExplainException.Kind.NO_POLICY,
                            "policy=" + policy + " is none that is known. Maybe a misprint.");
                }
            }
        }
    }

    // ------------------------------------------------------------------ gone

    private static Explanation rejected(final JobHistory.Life life, final Integer tenant) {
        final JobEvent event = life.events().get(0);
        return Explanation.ofOneNotWaiting(
                event.position(),
                event.timeNs(),
                null,
                null,
                event.reason(),
                null,
                null,
                life.until(Long.MAX_VALUE, tenant));
    }

    private static Explanation ended(
            final Sandbox sandbox,
            final JobHistory.Life life,
            final JobEvent end,
            final Integer tenant) {
        final int jobRow = sandbox.jobRow();
        return Explanation.ofOneNotWaiting(
                end.position(),
                end.timeNs(),
                sandbox.policyText(),
                JobFacts.of(sandbox.state(), jobRow, tenant, JobFacts.ENDED),
                tenant == null ? end.reason() : Words.withoutOthers(end.reason()),
                null,
                placement(sandbox.state(), jobRow),
                life.until(Long.MAX_VALUE, tenant));
    }

    // ------------------------------------------------------------------ on its nodes

    private static Explanation placed(
            final Sandbox sandbox,
            final JobHistory.Life life,
            final long position,
            final Integer tenant) {
        final int jobRow = sandbox.jobRow();
        final Reason reason =
                Words.reason(
                        sandbox.scheduler().reason(jobRow),
                        sandbox.scheduler().reasonNumber(jobRow));
        return Explanation.ofOneNotWaiting(
                position,
                sandbox.timeNs(),
                sandbox.policyText(),
                JobFacts.of(sandbox.state(), jobRow, tenant),
                told(sandbox, reason, tenant),
                null,
                placement(sandbox.state(), jobRow),
                life.until(position, tenant));
    }

    /** A reason as somebody may hear it. */
    private static Reason told(final Sandbox sandbox, final Reason reason, final Integer tenant) {
        return tenant == null || isOfOwn(sandbox, reason, tenant)
                ? reason
                : Words.withoutOthers(reason);
    }

    /** Whether a reason names a job of the tenant, or the reservation that the job asked for. */
    private static boolean isOfOwn(final Sandbox sandbox, final Reason reason, final int tenant) {
        final ClusterState state = sandbox.state();
        final ReasonCode code = ReasonCode.valueOf(reason.code());
        if (Words.namesJob(code)) {
            final int row = state.jobs().row(reason.number());
            return row != ClusterView.NULL_ROW && state.jobs().accountId(row) == tenant;
        }
        final int termsRow = state.jobs().termsRow(sandbox.jobRow());
        return code == ReasonCode.WAITING_ADVANCE_RESERVATION
                && termsRow != ClusterView.NULL_ROW
                && state.terms().reservationId(termsRow) == reason.number();
    }

    private static List<GateStep> gates(final Sandbox sandbox, final Integer tenant) {
        return GateCount.of(sandbox.state(), sandbox.jobRow()).stream()
                .map(count -> count.step(sandbox.state(), tenant))
                .toList();
    }

    private static Placement placement(final ClusterState state, final int jobRow) {
        if (state.jobs().allocationCount(jobRow) == 0) {
            return null;
        }
        final AllocationTable allocations = state.allocations();
        final List<Placement.NodeShare> nodes = new ArrayList<>();
        int a = state.jobAllocationHead(jobRow);
        while (a != ClusterView.NULL_ROW && nodes.size() < NodeFilters.NODES_SHOWN) {
            nodes.add(
                    new Placement.NodeShare(
                            state.nodeId(allocations.nodeRow(a)),
                            allocations.coreCount(a),
                            state.allocationMemory(a),
                            state.allocationGpus(a)));
            a = state.allocationNextOfJob(a);
        }
        return new Placement(
                state.jobs().startTimeNs(jobRow),
                state.jobExpectedEndNs(jobRow),
                state.jobMultiplicity(jobRow),
                state.jobs().allocationCount(jobRow),
                nodes);
    }

    // ------------------------------------------------------------------ waiting

    private static Explanation waiting(
            final Sandbox sandbox,
            final JobHistory.Life life,
            final long position,
            final ExplainRequest request) {
        final boolean isUnderOther = request.policy() != null;
        if (isUnderOther) {
            sandbox.takeOver(request.policy());
            sandbox.settle();
            if (!sandbox.isWaiting()) {
                return startedUnderOther(sandbox, life, position, request.tenant());
            }
        }
        final int jobRow = sandbox.jobRow();
        final boolean isPending = sandbox.state().jobs().state(jobRow) == JobState.PENDING.code();
        final JobFacts facts = JobFacts.of(sandbox.state(), jobRow, request.tenant());
        final ReasonCode code = sandbox.scheduler().reason(jobRow);
        final long number = sandbox.scheduler().reasonNumber(jobRow);
        final NodeFilters filters = new NodeFilters(sandbox.state(), jobRow, sandbox.timeNs());
        final long earliestNs = sandbox.policy().earliestStart(jobRow, sandbox.timeNs());
        final Blockers blockers =
                new BlockerSearch(sandbox, request.tenant())
                        .find(filters, earliestNs, code, number);
        final Reason reason =
                told(
                        sandbox,
                        Words.waiting(code, number, filters.candidates().unit()),
                        request.tenant());
        final List<GateStep> gates = gates(sandbox, request.tenant());
        final OrderPlace order = isPending ? OrderKeys.placeOf(sandbox, jobRow) : null;
        if (!isUnderOther) {
            sandbox.settle();
        }
        return new Explanation(
                position,
                sandbox.timeNs(),
                sandbox.policyText(),
                facts,
                reason,
                gates,
                filters.steps(),
                filters.candidates(),
                blockers,
                earliestNs == Long.MAX_VALUE ? null : earliestNs,
                order,
                sandbox.nextPass(),
                sandbox.isWaiting() ? ChangeSearch.in(sandbox, request.tenant()) : List.of(),
                null,
                life.until(position, request.tenant()));
    }

    private static Explanation startedUnderOther(
            final Sandbox sandbox,
            final JobHistory.Life life,
            final long position,
            final Integer tenant) {
        final int jobRow = sandbox.jobRow();
        return Explanation.ofOneNotWaiting(
                position,
                sandbox.timeNs(),
                sandbox.policyText(),
                JobFacts.of(sandbox.state(), jobRow, tenant),
                Words.reason(sandbox.scheduler().reason(jobRow), 0),
                sandbox.nextPass(),
                placement(sandbox.state(), jobRow),
                life.until(position, tenant));
    }
}
