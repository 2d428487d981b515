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

import io.weft.core.spi.Pace;
import io.weft.core.state.AllocationTable;
import io.weft.core.state.ClusterState;
import io.weft.core.state.JobState;
import io.weft.core.state.JobTable;
import io.weft.core.state.NodeTable;

/**
 * Keeps the time limits of running jobs: how much of it each has used, at which pace it uses it up
 * now, and when it will be reached. A limit is stretched by the gross multiplicity of the job's
 * fullest core, integrated over time, times C_o (paper: slowing down, point 4).
 *
 * <p>What is used is rounded down and what is left is rounded up, both in favour of the job. Kernel
 * thread only; no allocation; cost is what is touched.
 */
final class JobClocks {
    private final ClusterState state;
    private final JobTable jobs;
    private final NodeTable nodes;
    private final AllocationTable allocations;
    private final PolicySlot policy;
    private int staleHead = NULL_ROW;

    JobClocks(final ClusterState state, final PolicySlot policy) {
        this.state = state;
        this.jobs = state.jobs();
        this.nodes = state.nodes();
        this.allocations = state.allocations();
        this.policy = policy;
    }

    /** Starts the clock of a job whose allocations and multiplicity are set. */
    void start(final int jobRow, final long timeNs) {
        jobs.usedNs(jobRow, 0);
        goOn(jobRow, timeNs);
    }

    /** Lets the clock of a job go on that has cores again. */
    void goOn(final int jobRow, final long timeNs) {
        jobs.startTimeNs(jobRow, timeNs);
        jobs.usedUntilNs(jobRow, timeNs);
        jobs.expectedEndNs(jobRow, endFrom(jobRow, timeNs));
        state.running().add(jobRow, jobs.expectedEndNs(jobRow));
        state.elasticity().onHolding(jobRow);
    }

    /** The same for a job that had its cores already, but could not run. */
    void launch(final int jobRow, final long timeNs) {
        jobs.startTimeNs(jobRow, timeNs);
        jobs.usedUntilNs(jobRow, timeNs);
        moveEnd(jobRow, endFrom(jobRow, timeNs));
    }

    /** Stops the clock of a job that is about to give back its allocations. */
    void stop(final int jobRow) {
        state.running().remove(jobRow);
        state.elasticity().onGone(jobRow);
    }

    /** Sets the time at which a job that is being ended is to be looked at again. */
    void defer(final int jobRow, final long untilNs) {
        moveEnd(jobRow, untilNs);
    }

    /** Computes the end of a job anew; what it has used must have been {@link #count}ed. */
    void restart(final int jobRow, final long timeNs) {
        final int jobState = jobs.state(jobRow);
        if (jobState != JobState.ENDING.code() && jobState != JobState.CLAIMING.code()) {
            moveEnd(jobRow, endFrom(jobRow, timeNs));
        }
    }

    /** Computes the ends of all jobs anew, after the way of counting has changed. */
    void restartAll(final long timeNs) {
        final int highWater = jobs.slab().highWater();
        for (int jobRow = 0; jobRow < highWater; jobRow++) {
            if (state.running().slotOf(jobRow) >= 0) {
                restart(jobRow, timeNs);
            }
        }
    }

    /**
     * Computes the multiplicities of everything on a node anew, and the ends that hang on them;
     * {@link #refreshStale} must follow when all nodes are done.
     */
    void refreshNode(final int nodeRow, final long timeNs) {
        for (int a = nodes.allocationHead(nodeRow); a != NULL_ROW; a = allocations.nextOnNode(a)) {
            refresh(a, nodeRow, timeNs);
        }
    }

    /**
     * The same for whoever shares a core with an allocation that came or is about to go: nobody
     * else has got other company.
     */
    void refreshSharers(final int allocationRow, final long timeNs) {
        final int nodeRow = allocations.nodeRow(allocationRow);
        for (int a = nodes.allocationHead(nodeRow); a != NULL_ROW; a = allocations.nextOnNode(a)) {
            if (a != allocationRow && sharesCore(a, allocationRow)) {
                refresh(a, nodeRow, timeNs);
            }
        }
    }

    private boolean sharesCore(final int allocationRow, final int otherRow) {
        for (int word = 0; word < nodes.maskWordCount(); word++) {
            if ((allocations.mask(allocationRow, word) & allocations.mask(otherRow, word)) != 0) {
                return true;
            }
        }
        return false;
    }

    private void refresh(final int allocationRow, final int nodeRow, final long timeNs) {
        final int multiplicity = multiplicityOf(allocationRow, nodeRow);
        final int former = allocations.multiplicity(allocationRow);
        if (multiplicity != former) {
            allocations.multiplicity(allocationRow, multiplicity);
            refreshJob(allocations.jobRow(allocationRow), former, multiplicity, timeNs);
        }
    }

    int multiplicityOf(final int allocationRow, final int nodeRow) {
        int multiplicity = 0;
        for (int word = 0; word < nodes.maskWordCount(); word++) {
            final long mask = allocations.mask(allocationRow, word);
            if (mask != 0) {
                multiplicity = Math.max(multiplicity, nodes.maxMultiplicity(nodeRow, word, mask));
            }
        }
        return multiplicity;
    }

    /** A multiplicity that rises is taken over at once; one that falls may not be the highest. */
    private void refreshJob(
            final int jobRow, final int former, final int multiplicity, final long timeNs) {
        final int formerOfJob = jobs.multiplicity(jobRow);
        if (multiplicity > formerOfJob) {
            changeMultiplicity(jobRow, multiplicity, timeNs);
        } else if (former == formerOfJob && jobs.staleNext(jobRow) == NULL_ROW) {
            jobs.staleNext(jobRow, staleHead == NULL_ROW ? jobRow : staleHead);
            staleHead = jobRow;
        }
    }

    /**
     * Looks again at the jobs whose fullest core may have got emptier: once for each job, however
     * many of its nodes have changed, or a wide job would cost the square of its nodes.
     */
    void refreshStale(final long timeNs) {
        int jobRow = staleHead;
        staleHead = NULL_ROW;
        while (jobRow != NULL_ROW) {
            final int next = jobs.staleNext(jobRow);
            jobs.staleNext(jobRow, NULL_ROW);
            final int multiplicity = maxOfAllocations(jobRow);
            if (multiplicity != jobs.multiplicity(jobRow)) {
                changeMultiplicity(jobRow, multiplicity, timeNs);
            }
            jobRow = next == jobRow ? NULL_ROW : next;
        }
    }

    private void changeMultiplicity(final int jobRow, final int multiplicity, final long timeNs) {
        count(jobRow, timeNs);
        jobs.multiplicity(jobRow, multiplicity);
        restart(jobRow, timeNs);
    }

    private int maxOfAllocations(final int jobRow) {
        int multiplicity = 0;
        for (int a = jobs.allocationHead(jobRow); a != NULL_ROW; a = allocations.nextOfJob(a)) {
            multiplicity = Math.max(multiplicity, allocations.multiplicity(a));
        }
        return multiplicity;
    }

    /** Adds up what a job has used at the pace it had until now. */
    void count(final int jobRow, final long timeNs) {
        final long elapsedNs = timeNs - jobs.usedUntilNs(jobRow);
        if (jobs.state(jobRow) != JobState.CLAIMING.code()) {
            final long usedNs = Pace.workFloor(elapsedNs, state.limitDivisor(jobRow));
            jobs.usedNs(jobRow, jobs.usedNs(jobRow) + usedNs);
        }
        jobs.usedUntilNs(jobRow, timeNs);
    }

    private long endFrom(final int jobRow, final long timeNs) {
        final long remainingNs = state.jobRemainingNs(jobRow, timeNs);
        return timeNs + Pace.timeCeil(remainingNs, state.limitDivisor(jobRow));
    }

    private void moveEnd(final int jobRow, final long endNs) {
        final long formerNs = jobs.expectedEndNs(jobRow);
        if (endNs != formerNs) {
            jobs.expectedEndNs(jobRow, endNs);
            state.running().update(jobRow, endNs);
            policy.get().onExpectedEndChanged(jobRow, formerNs);
        }
    }
}
