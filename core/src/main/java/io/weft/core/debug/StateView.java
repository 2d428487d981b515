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
package io.weft.core.debug;

import io.weft.core.engine.Scheduler;
import io.weft.core.spi.ClusterView;
import io.weft.core.state.ClusterState;
import io.weft.core.state.JobState;
import io.weft.core.state.JobTable;
import io.weft.core.wire.JobClass;
import io.weft.core.wire.NodeState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Looks into a state. What it hands out is copied, in the order of ids, and stays as it is when the
 * machine goes on. Threads: that of the machine.
 */
public final class StateView {
    private final TimeMachine machine;
    private final ClusterState state;
    private final Scheduler scheduler;

    /**
     * A view of where a machine stands now.
     *
     * @param machine that must not be moved while the view is used.
     */
    public StateView(final TimeMachine machine) {
        this(machine, machine.state(), machine.scheduler());
    }

    StateView(final TimeMachine machine, final ClusterState state, final Scheduler scheduler) {
        this.machine = machine;
        this.state = state;
        this.scheduler = scheduler;
    }

    /**
     * The state in a few numbers; O(nodes).
     *
     * @return the numbers.
     */
    public Overview overview() {
        int upCount = 0;
        long coreCount = 0;
        long processCount = 0;
        int multiplicityMax = 0;
        for (int row = 0; row < state.nodeCount(); row++) {
            upCount += state.isNodeUp(row) ? 1 : 0;
            coreCount += state.nodeCoreCount(row);
            processCount += state.processCount(row);
            multiplicityMax = Math.max(multiplicityMax, state.nodes().maxMultiplicity(row));
        }
        return new Overview(
                machine.position(),
                machine.timeNs(),
                machine.firstPosition(),
                machine.lastPosition(),
                machine.policy(),
                state.queueCount(),
                state.nodeCount(),
                upCount,
                coreCount,
                processCount,
                multiplicityMax,
                state.jobs().slab().usedCount(),
                state.pendingCount(),
                state.runningCount());
    }

    // ------------------------------------------------------------------ nodes

    /**
     * All nodes.
     *
     * @return in the order of their definition.
     */
    public List<NodeView> nodes() {
        final List<NodeView> nodes = new ArrayList<>();
        for (int row = 0; row < state.nodeCount(); row++) {
            nodes.add(node(row));
        }
        return nodes;
    }

    /**
     * One node.
     *
     * @param nodeId of it.
     * @return the node, or null when there is none.
     */
    public NodeView nodeById(final int nodeId) {
        final int row = state.nodes().row(nodeId);
        return row == ClusterView.NULL_ROW ? null : node(row);
    }

    NodeView node(final int row) {
        final List<Integer> coresAt = new ArrayList<>();
        int below = 0;
        for (int m = 0; m <= state.nodes().maxMultiplicity(row); m++) {
            final int atOrBelow = state.coresAtOrBelow(row, m);
            coresAt.add(atOrBelow - below);
            below = atOrBelow;
        }
        return new NodeView(
                state.nodeId(row),
                NodeState.get((short) state.nodes().state(row)).name(),
                state.nodeCoreCount(row),
                coresAt,
                state.processCount(row),
                state.memoryFree(row),
                state.memoryTotal(row),
                state.gpusFree(row),
                state.gpusTotal(row),
                jobsOn(row));
    }

    private List<Long> jobsOn(final int nodeRow) {
        final List<Long> jobIds = new ArrayList<>();
        int a = state.nodeAllocationHead(nodeRow);
        while (a != ClusterView.NULL_ROW) {
            jobIds.add(state.jobId(state.allocationJob(a)));
            a = state.allocationNextOnNode(a);
        }
        return jobIds.stream().sorted().distinct().toList();
    }

    // ------------------------------------------------------------------ jobs

    /**
     * Ids of all jobs that are not gone; O(jobs).
     *
     * @return in ascending order.
     */
    public long[] jobIds() {
        final JobTable jobs = state.jobs();
        final long[] ids = new long[jobs.slab().usedCount()];
        int count = 0;
        for (int row = 0; row < jobs.slab().highWater(); row++) {
            if (jobs.state(row) != JobState.FREE.code()) {
                ids[count++] = jobs.jobId(row);
            }
        }
        Arrays.sort(ids);
        return ids;
    }

    /**
     * Jobs that wait to be started.
     *
     * @param limit most to hand out.
     * @return the first of them in the order in which they came.
     */
    public List<JobView> pending(final int limit) {
        final List<JobView> jobs = new ArrayList<>();
        int row = state.pendingHead();
        while (row != ClusterView.NULL_ROW && jobs.size() < limit) {
            jobs.add(job(row));
            row = state.pendingNext(row);
        }
        return jobs;
    }

    /**
     * Jobs that hold cores.
     *
     * @param limit most to hand out.
     * @return those with the lowest ids.
     */
    public List<JobView> placed(final int limit) {
        final List<JobView> jobs = new ArrayList<>();
        for (final long id : jobIds()) {
            final int row = state.jobs().row(id);
            if (jobs.size() < limit && state.jobs().allocationCount(row) > 0) {
                jobs.add(job(row));
            }
        }
        return jobs;
    }

    /**
     * One job.
     *
     * @param jobId of it.
     * @return the job, or null when there is none.
     */
    public JobView jobById(final long jobId) {
        final int row = state.jobs().row(jobId);
        return row == ClusterView.NULL_ROW ? null : job(row);
    }

    private JobView job(final int row) {
        final JobTable jobs = state.jobs();
        final boolean isPlaced = jobs.allocationCount(row) > 0;
        return new JobView(
                jobs.jobId(row),
                JobState.of(jobs.state(row)).name(),
                JobClass.get((short) jobs.jobClass(row)).name(),
                state.queues().queueId(jobs.queueRow(row)),
                jobs.userId(row),
                jobs.accountId(row),
                jobs.nodeCount(row),
                jobs.coresPerNode(row),
                jobs.walltimeNs(row),
                jobs.priority(row),
                jobs.position(row) >>> ClusterView.PLACE_SHIFT,
                jobs.submitTimeNs(row),
                isPlaced ? jobs.startTimeNs(row) : 0,
                isPlaced ? jobs.expectedEndNs(row) : 0,
                isPlaced ? jobs.multiplicity(row) : 0,
                scheduler.reason(row).name(),
                scheduler.reasonNumber(row),
                shares(row));
    }

    private List<JobView.Share> shares(final int jobRow) {
        final List<JobView.Share> shares = new ArrayList<>();
        int a = state.jobAllocationHead(jobRow);
        while (a != ClusterView.NULL_ROW) {
            shares.add(
                    new JobView.Share(
                            state.nodeId(state.allocationNode(a)),
                            cores(a),
                            state.allocationMemory(a),
                            state.allocationGpus(a)));
            a = state.allocationNextOfJob(a);
        }
        return shares;
    }

    /** Ranges of the cores of an allocation. */
    private String cores(final int allocationRow) {
        final StringBuilder text = new StringBuilder();
        final int end = state.maskWordCount() * Long.SIZE;
        int core = 0;
        while (core < end) {
            int last = core;
            while (last < end && hasCore(allocationRow, last)) {
                last++;
            }
            if (last > core) {
                text.append(text.isEmpty() ? "" : ",").append(core);
                text.append(last - core > 1 ? "-" + (last - 1) : "");
            }
            core = last + 1;
        }
        return text.toString();
    }

    private boolean hasCore(final int allocationRow, final int core) {
        return (state.allocationMask(allocationRow, core / Long.SIZE) >>> core & 1) != 0;
    }
}
