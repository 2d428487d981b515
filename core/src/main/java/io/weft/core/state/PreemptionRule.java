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
package io.weft.core.state;

import io.weft.core.spi.ClusterView;
import io.weft.core.wire.JobClass;
import io.weft.core.wire.PreemptionKind;

/**
 * Who has to give way to whom, as the {@code SetPreemption} input says; until the first, nobody.
 *
 * <p>A job gives way only while it runs, only to a job of a higher class, and only so often. It is
 * left alone for a while after each start or resumption, so that every one of them brings the work
 * on and no job is stopped and started for nothing; work that was done before that does not protect
 * it, or the longest jobs would hold the machine for ever.
 *
 * <p>Kernel thread only; O(1), but for jobs that hold whole nodes.
 */
public final class PreemptionRule {
    private static final long NS_PER_MS = 1_000_000;

    private final JobTable jobs;
    private final NodeTable nodes;
    private final AllocationTable allocations;
    private final TermsTable terms;
    private final QueueTable queues;
    private int preemptingClasses;
    private int victimClasses;
    private PreemptionKind kind = PreemptionKind.SUSPEND;
    private long graceNs;
    private long protectedNs;
    private long suspendMaxNs;
    private int preemptionsMax;

    PreemptionRule(
            final JobTable jobs,
            final NodeTable nodes,
            final AllocationTable allocations,
            final TermsTable terms,
            final QueueTable queues) {
        this.queues = queues;
        this.jobs = jobs;
        this.nodes = nodes;
        this.allocations = allocations;
        this.terms = terms;
    }

    /**
     * Takes over what an input says.
     *
     * @param newPreemptingClasses bit set of classes that others give way to, 0: none.
     * @param newVictimClasses bit set of classes that give way.
     * @param newKind how they do.
     * @param newGraceNs time they get for it.
     * @param newProtectedNs time for which a job is left alone.
     * @param newSuspendMaxNs when nodes are closed for a suspended job, 0: never.
     * @param newPreemptionsMax how often a job gives way.
     */
    public void install(
            final int newPreemptingClasses,
            final int newVictimClasses,
            final PreemptionKind newKind,
            final long newGraceNs,
            final long newProtectedNs,
            final long newSuspendMaxNs,
            final int newPreemptionsMax) {
        preemptingClasses = newPreemptingClasses;
        victimClasses = newVictimClasses;
        kind = newKind;
        graceNs = newGraceNs;
        protectedNs = newProtectedNs;
        suspendMaxNs = newSuspendMaxNs;
        preemptionsMax = newPreemptionsMax;
    }

    /**
     * Classes that others give way to.
     *
     * @return a bit for each class; 0 when nobody gives way.
     */
    public int preemptingClasses() {
        return preemptingClasses;
    }

    /**
     * Classes that give way.
     *
     * @return a bit for each class.
     */
    public int victimClasses() {
        return victimClasses;
    }

    /**
     * How jobs give way.
     *
     * @return the kind.
     */
    public PreemptionKind kind() {
        return kind;
    }

    /**
     * Time that a job is given to stop.
     *
     * @return ns.
     */
    public long graceNs() {
        return graceNs;
    }

    /**
     * Time for which a job is left alone after a start or a resumption.
     *
     * @return ns.
     */
    public long protectedNs() {
        return protectedNs;
    }

    /**
     * How long the longest suspended job waits before its nodes are closed to others.
     *
     * @return ns, 0: they never are.
     */
    public long suspendMaxNs() {
        return suspendMaxNs;
    }

    /**
     * How often a job gives way at most.
     *
     * @return a count.
     */
    public int preemptionsMax() {
        return preemptionsMax;
    }

    /**
     * Whether a job has to give way to another.
     *
     * @param jobRow of any job.
     * @param beneficiaryRow of the other.
     * @param timeNs now.
     * @return true if so.
     */
    public boolean givesWay(final int jobRow, final int beneficiaryRow, final long timeNs) {
        final int jobClass = jobs.jobClass(jobRow);
        final int beneficiaryClass = jobs.jobClass(beneficiaryRow);
        return jobs.state(jobRow) == JobState.RUNNING.code()
                && (victimClasses >>> jobClass & 1) != 0
                && jobClass < beneficiaryClass
                && mayPreempt(beneficiaryRow)
                && jobs.has(jobRow, JobTable.PREEMPTABLE)
                && allows(jobRow, kind)
                && timeNs - jobs.startTimeNs(jobRow) >= protectedNs
                && preemptionCount(jobRow) < preemptionsMax;
    }

    /**
     * Whether somebody may have to give way to anybody.
     *
     * @return false when no pending job need be asked about.
     */
    public boolean isInForce() {
        return victimClasses != 0 && (preemptingClasses != 0 || queues.preemptingCount() > 0);
    }

    /**
     * Whether others may have to give way to a job: its class says so, or a rule of its queue.
     *
     * @param jobRow of the job.
     * @return never true of a batch job.
     */
    public boolean mayPreempt(final int jobRow) {
        final int jobClass = jobs.jobClass(jobRow);
        return (preemptingClasses >>> jobClass & 1) != 0
                || jobClass > JobClass.BATCH.value() && queues.mayPreempt(jobs.queueRow(jobRow));
    }

    /**
     * Whether a job can give way in some manner.
     *
     * @param jobRow of the job.
     * @param way how.
     * @return false if it would have to be started anew and may not.
     */
    public boolean allows(final int jobRow, final PreemptionKind way) {
        return way != PreemptionKind.REQUEUE || jobs.has(jobRow, JobTable.REQUEUEABLE);
    }

    /**
     * How often a job gave way to others.
     *
     * @param jobRow of the job.
     * @return a count.
     */
    public int preemptionCount(final int jobRow) {
        final int termsRow = jobs.termsRow(jobRow);
        return termsRow == ClusterView.NULL_ROW ? 0 : terms.preemptionCount(termsRow);
    }

    /**
     * Work that is lost if a job gives way now as the rule says.
     *
     * @param jobRow of a running job.
     * @param timeNs now.
     * @return see {@link #workLost(int, PreemptionKind, long)}.
     */
    public long workLost(final int jobRow, final long timeNs) {
        return workLost(jobRow, kind, timeNs);
    }

    /**
     * Work that is lost if a job gives way now: nothing when it is suspended or checkpointable.
     *
     * @param jobRow of a running job.
     * @param way how it gives way.
     * @param timeNs now.
     * @return cores times the time it ran, core ms; {@link Long#MAX_VALUE} if that is more.
     */
    public long workLost(final int jobRow, final PreemptionKind way, final long timeNs) {
        if (way == PreemptionKind.SUSPEND || jobs.has(jobRow, JobTable.CHECKPOINTABLE)) {
            return 0;
        }
        final int termsRow = jobs.termsRow(jobRow);
        final long before = termsRow == ClusterView.NULL_ROW ? 0 : terms.ranNs(termsRow);
        final long ranMs = (before + timeNs - jobs.startTimeNs(jobRow)) / NS_PER_MS;
        final long cores = coreCount(jobRow);
        return ranMs > Long.MAX_VALUE / cores ? Long.MAX_VALUE : ranMs * cores;
    }

    private long coreCount(final int jobRow) {
        if (!jobs.isExclusive(jobRow)) {
            return (long) Math.max(1, jobs.nodeCount(jobRow)) * jobs.coresPerNode(jobRow);
        }
        long cores = 0;
        int a = jobs.allocationHead(jobRow);
        while (a != ClusterView.NULL_ROW) {
            cores += nodes.coreCount(allocations.nodeRow(a));
            a = allocations.nextOfJob(a);
        }
        return cores;
    }
}
