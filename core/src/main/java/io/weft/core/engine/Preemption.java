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
package io.weft.core.engine;

import static io.weft.core.spi.ClusterView.NULL_ROW;

import io.weft.core.memory.CorePlanes;
import io.weft.core.memory.RowHeap;
import io.weft.core.spi.Proposal;
import io.weft.core.state.AllocationTable;
import io.weft.core.state.ClusterState;
import io.weft.core.state.GpuTable;
import io.weft.core.state.JobState;
import io.weft.core.state.JobTable;
import io.weft.core.state.NodeTable;
import io.weft.core.state.PreemptionRule;
import io.weft.core.state.TermsTable;
import io.weft.core.wire.PreemptionKind;
import io.weft.core.wire.ReasonCode;

/**
 * Makes jobs give way. They lose their cores in the state at once, so that nobody else can slip in,
 * and are told to suspend or to end, now and again, until they are seen to be off. What a policy
 * proposes is checked: every victim has to give way by the rule, and without any one of them the
 * proposal would not fit.
 *
 * <p>Kernel thread only; no allocation unless it halts; cost is what the victims hold.
 */
final class Preemption {
    private final JobTable jobs;
    private final NodeTable nodes;
    private final AllocationTable allocations;
    private final TermsTable terms;
    private final RowHeap alarms;
    private final PreemptionRule rule;
    private final ClusterState state;
    private final DecisionWriter decisions;
    private final Absence absence;

    Preemption(final ClusterState state, final DecisionWriter decisions, final Absence absence) {
        this.state = state;
        this.jobs = state.jobs();
        this.nodes = state.nodes();
        this.allocations = state.allocations();
        this.terms = state.terms();
        this.alarms = state.alarms();
        this.rule = state.preemption();
        this.decisions = decisions;
        this.absence = absence;
    }

    // ------------------------------------------------------------------ by a policy

    /** Whether there are terms for all of them. */
    boolean hasTerms(final int[] victims, final int victimCount) {
        int missing = 0;
        for (int i = 0; i < victimCount; i++) {
            missing += jobs.termsRow(victims[i]) == NULL_ROW ? 1 : 0;
        }
        return missing <= terms.slab().capacity() - terms.slab().usedCount();
    }

    /** Takes the cores of all victims; goes on only if each has to give way. */
    void giveWay(
            final int[] victims,
            final int victimCount,
            final int beneficiaryRow,
            final long timeNs) {
        for (int i = 0; i < victimCount; i++) {
            final int jobRow = victims[i];
            require(rule.givesWay(jobRow, beneficiaryRow, timeNs), "need not give way", jobRow);
            giveWay(
                    jobRow,
                    rule.kind(),
                    jobs.jobId(beneficiaryRow),
                    ReasonCode.PREEMPTED,
                    false,
                    timeNs);
        }
    }

    /** Goes on only if the proposal, which fits now, would not fit with any victim back. */
    void requireNeeded(
            final int[] victims,
            final int victimCount,
            final int beneficiaryRow,
            final Proposal proposal) {
        for (int i = 0; i < victimCount; i++) {
            final int jobRow = victims[i];
            require(isNeeded(jobRow, beneficiaryRow, proposal), "gives way for nothing", jobRow);
        }
    }

    private boolean isNeeded(
            final int victimRow, final int beneficiaryRow, final Proposal proposal) {
        int index = 0;
        int a = jobs.allocationHead(victimRow);
        while (a != NULL_ROW && index < proposal.nodeCount()) {
            final int nodeRow = allocations.nodeRow(a);
            final int proposedRow = proposal.nodeRow(index);
            if (nodeRow == proposedRow
                    && isInTheWay(a, victimRow, beneficiaryRow, proposal, index)) {
                return true;
            }
            if (nodeRow <= proposedRow) {
                a = allocations.nextOfJob(a);
            }
            if (proposedRow <= nodeRow) {
                index++;
            }
        }
        return false;
    }

    private boolean isInTheWay(
            final int allocationRow,
            final int victimRow,
            final int beneficiaryRow,
            final Proposal proposal,
            final int index) {
        if (jobs.isExclusive(victimRow) || jobs.isExclusive(beneficiaryRow)) {
            return true;
        }
        final int nodeRow = proposal.nodeRow(index);
        final int highest = state.queueMaxMultiplicity(jobs.queueRow(beneficiaryRow)) - 1;
        for (int word = 0; word < nodes.maskWordCount(); word++) {
            final long both = proposal.mask(index, word) & allocations.mask(allocationRow, word);
            if (both != 0 && nodes.maxMultiplicity(nodeRow, word, both) >= highest) {
                return true;
            }
        }
        final boolean givesMemory = rule.kind() != PreemptionKind.SUSPEND;
        return givesMemory && lacks(allocationRow, proposal, index);
    }

    /** What the victim had of memory and GPUs is free by now. */
    private boolean lacks(final int allocationRow, final Proposal proposal, final int index) {
        final int nodeRow = proposal.nodeRow(index);
        final GpuTable gpus = state.gpus();
        final int lastLevel = nodes.gpuMultiplicityMax(nodeRow) - 1;
        final long lost =
                CorePlanes.at(gpus.planes(), gpus.offset(nodeRow), 0, lastLevel)
                        & allocations.gpuMask(allocationRow);
        final long memoryFree = nodes.memoryFree(nodeRow) - allocations.memory(allocationRow);
        final int gpusFree = nodes.gpusFree(nodeRow) - Long.bitCount(lost);
        return memoryFree < proposal.memory(index) || gpusFree < proposal.gpuCount(index);
    }

    void forgetCores(final int[] victims, final int victimCount) {
        for (int i = 0; i < victimCount; i++) {
            absence.forgetCores(victims[i], rule.kind() == PreemptionKind.SUSPEND);
        }
    }

    private void require(final boolean holds, final String what, final int jobRow) {
        if (!holds) {
            throw new HaltException(
                    "A policy proposed a preemption that breaks an invariant: jobId="
                            + jobs.jobId(jobRow)
                            + " "
                            + what);
        }
    }

    // ------------------------------------------------------------------ one job

    /** Makes room for what is to be known of a job that gives way; false when there is none. */
    boolean hasTerms(final int jobRow) {
        return jobs.termsRow(jobRow) != NULL_ROW
                || terms.slab().usedCount() < terms.slab().capacity();
    }

    /** Makes one job give way because somebody says so; {@link #hasTerms(int)} must hold. */
    void giveWay(
            final int jobRow,
            final PreemptionKind kind,
            final long beneficiaryId,
            final ReasonCode reason,
            final boolean isKept,
            final long timeNs) {
        final long workLost = rule.workLost(jobRow, kind, timeNs);
        final long graceNs = rule.graceNs();
        final int termsRow = termsRow(jobRow);
        decisions.jobPreempted(jobs.jobId(jobRow), beneficiaryId, workLost, graceNs, kind, reason);
        terms.preemption(termsRow, isKept ? TermsTable.KEPT : 0);
        terms.beneficiaryId(termsRow, beneficiaryId);
        terms.ranNs(termsRow, terms.ranNs(termsRow) + timeNs - jobs.startTimeNs(jobRow));
        if (reason == ReasonCode.PREEMPTED) {
            terms.preemptionCount(termsRow, terms.preemptionCount(termsRow) + 1);
        }
        absence.vacate(jobRow, kind == PreemptionKind.SUSPEND, timeNs);
        leave(jobRow, kind, reason, beneficiaryId, timeNs + graceNs);
    }

    private int termsRow(final int jobRow) {
        if (jobs.termsRow(jobRow) == NULL_ROW) {
            jobs.termsRow(jobRow, terms.add(jobRow));
        }
        return jobs.termsRow(jobRow);
    }

    /** Tells an absent job to leave; it is told again some time after {@code fromNs}. */
    void leave(
            final int jobRow,
            final PreemptionKind kind,
            final ReasonCode reason,
            final long number,
            final long fromNs) {
        final int termsRow = jobs.termsRow(jobRow);
        terms.preemption(
                termsRow, terms.preemption(termsRow) & ~TermsTable.KIND_MASK | kind.value());
        jobs.state(jobRow, JobState.LEAVING.code());
        jobs.reason(jobRow, reason.value());
        jobs.reasonNumber(jobRow, number);
        tell(jobRow, fromNs);
    }

    private void tell(final int jobRow, final long fromNs) {
        final int termsRow = jobs.termsRow(jobRow);
        final long retryNs = fromNs + JobLifecycle.TERMINATION_RETRY_NS;
        terms.retryTimeNs(termsRow, retryNs);
        if (alarms.slotOf(termsRow) < 0) {
            alarms.add(termsRow, retryNs);
        } else {
            alarms.update(termsRow, retryNs);
        }
        final ReasonCode reason = ReasonCode.get((short) jobs.reason(jobRow));
        if (kind(jobRow) == PreemptionKind.SUSPEND) {
            decisions.pauseJob(jobs.jobId(jobRow), reason, jobs.reasonNumber(jobRow));
        } else {
            decisions.terminateJob(jobs.jobId(jobRow), reason, jobs.reasonNumber(jobRow));
        }
    }

    /** Tells a job again that it has to leave. */
    void retry(final int jobRow, final long timeNs) {
        tell(jobRow, timeNs);
    }

    /** How a leaving job gives way. */
    PreemptionKind kind(final int jobRow) {
        final int kind = terms.preemption(jobs.termsRow(jobRow)) & TermsTable.KIND_MASK;
        return PreemptionKind.get((short) kind);
    }

    /** A leaving job was seen to be off its nodes. */
    void onOff(final int jobRow) {
        alarms.remove(jobs.termsRow(jobRow));
        absence.addLeaving(jobRow, -1);
    }
}
