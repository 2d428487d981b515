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
package io.weft.fuzz;

import io.weft.core.client.AllocationSlices;
import io.weft.core.client.DecisionListener;
import io.weft.core.client.DecisionStamp;
import io.weft.core.spi.ClusterView;
import io.weft.core.state.ClusterState;
import io.weft.core.state.JobState;
import io.weft.core.wire.ReasonCode;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * The books of somebody who knows nothing but the decisions: which jobs there are, which cores each
 * was told to have, and the core time of each. They are compared with the state, node by node and
 * core by core.
 */
final class ClusterLedger implements DecisionListener {
    private static final int WORDS = 16;

    private final Map<Long, Account> accounts = new TreeMap<>();
    private final ClusterFault fault;
    private BigInteger ofClosedJobs = BigInteger.ZERO;
    private BigInteger ofNodes = BigInteger.ZERO;
    private long acceptedCount;
    private long closedCount;

    /** A job: the cores it was told to have by node, and its core time in core ns. */
    private static final class Account {
        private Map<Integer, long[]> cores = Map.of();
        private BigInteger coreTime = BigInteger.ZERO;
    }

    ClusterLedger(final ClusterFault fault) {
        this.fault = fault;
    }

    @Override
    public void onJobAccepted(final DecisionStamp stamp, final long jobId) {
        acceptedCount++;
        require(accounts.put(jobId, new Account()) == null, "accepted twice", jobId);
    }

    @Override
    public void onStartJob(
            final DecisionStamp stamp,
            final long jobId,
            final ReasonCode reason,
            final int multiplicity,
            final AllocationSlices slices) {
        require(account(jobId).cores.isEmpty(), "started twice", jobId);
        tell(jobId, slices);
    }

    @Override
    public void onContinueJob(
            final DecisionStamp stamp,
            final long jobId,
            final ReasonCode reason,
            final int multiplicity,
            final AllocationSlices slices) {
        tell(jobId, slices);
    }

    @Override
    public void onJobResized(
            final DecisionStamp stamp,
            final long jobId,
            final ReasonCode reason,
            final int multiplicity,
            final AllocationSlices slices) {
        tell(jobId, slices);
    }

    @Override
    public void onReboundJob(
            final DecisionStamp stamp,
            final long jobId,
            final ReasonCode reason,
            final AllocationSlices slices) {
        // Only the nodes on which cores change are told.
        final Map<Integer, long[]> cores = new TreeMap<>(account(jobId).cores);
        cores.putAll(read(slices));
        account(jobId).cores = cores;
    }

    @Override
    public void onJobRequeued(
            final DecisionStamp stamp,
            final long jobId,
            final ReasonCode reason,
            final long detail) {
        account(jobId).cores = Map.of();
    }

    @Override
    public void onJobClosed(
            final DecisionStamp stamp,
            final long jobId,
            final ReasonCode reason,
            final long detail) {
        closedCount++;
        ofClosedJobs = ofClosedJobs.add(account(jobId).coreTime);
        accounts.remove(jobId);
    }

    private void tell(final long jobId, final AllocationSlices slices) {
        account(jobId).cores = read(slices);
    }

    private Map<Integer, long[]> read(final AllocationSlices slices) {
        final Map<Integer, long[]> cores = new TreeMap<>();
        while (slices.next()) {
            final long[] words = cores.computeIfAbsent(slices.nodeId(), id -> new long[WORDS]);
            final long mask = slices.coreMask();
            final boolean isLess = fault == ClusterFault.CORE_UNTOLD && acceptedCount % 64 == 0;
            words[slices.firstCore() / Long.SIZE] |= isLess ? mask & mask - 1 : mask;
        }
        return cores;
    }

    private Account account(final long jobId) {
        final Account account = accounts.get(jobId);
        require(account != null, "decided about, and is not there", jobId);
        return account;
    }

    /**
     * Counts the core time until now: once by what jobs were told, once by what nodes have.
     *
     * @param state as it was since the last time.
     * @param jobsNs how much time passed for jobs.
     * @param nodesNs the same, for nodes.
     */
    void onTime(final ClusterState state, final long jobsNs, final long nodesNs) {
        final BigInteger jobsTime = BigInteger.valueOf(jobsNs);
        for (int slot = 0; slot < state.runningCount(); slot++) {
            final int row = state.runningJob(slot);
            final Account account = account(state.jobId(row));
            final long cores = isTold(state, row) ? told(account) : held(state, row);
            account.coreTime = account.coreTime.add(jobsTime.multiply(BigInteger.valueOf(cores)));
        }
        long processes = 0;
        for (int row = 0; row < state.nodeCount(); row++) {
            processes += state.processCount(row);
        }
        ofNodes = ofNodes.add(BigInteger.valueOf(nodesNs).multiply(BigInteger.valueOf(processes)));
    }

    /** One that waits for others to give way has cores, and nobody was told. */
    private static boolean isTold(final ClusterState state, final int jobRow) {
        return state.jobs().state(jobRow) != JobState.CLAIMING.code();
    }

    private static long told(final Account account) {
        return account.cores.values().stream()
                .flatMapToLong(Arrays::stream)
                .map(Long::bitCount)
                .sum();
    }

    private static long held(final ClusterState state, final int jobRow) {
        long count = 0;
        int allocation = state.jobAllocationHead(jobRow);
        while (allocation != ClusterView.NULL_ROW) {
            for (int word = 0; word < state.maskWordCount(); word++) {
                count += Long.bitCount(state.allocationMask(allocation, word));
            }
            allocation = state.allocationNextOfJob(allocation);
        }
        return count;
    }

    /** Compares the books with the state. */
    void audit(final ClusterState state) {
        for (final Map.Entry<Long, Account> entry : accounts.entrySet()) {
            final int row = state.jobs().row(entry.getKey());
            require(row != ClusterView.NULL_ROW, "is not in the table", entry.getKey());
        }
        final int jobCount = state.jobs().slab().usedCount();
        if (jobCount != accounts.size() || jobCount != acceptedCount - closedCount) {
            throw new AssertionError(
                    jobCount + " jobs in the table, " + accounts.size() + " by the decisions");
        }
        for (int slot = 0; slot < state.runningCount(); slot++) {
            final int row = state.runningJob(slot);
            if (isTold(state, row)) {
                auditCores(state, row);
            }
        }
        auditTime();
    }

    private void auditCores(final ClusterState state, final int jobRow) {
        final long jobId = state.jobId(jobRow);
        final Map<Integer, long[]> told = new TreeMap<>(account(jobId).cores);
        int allocation = state.jobAllocationHead(jobRow);
        while (allocation != ClusterView.NULL_ROW) {
            final long[] words = told.remove(state.nodeId(state.allocationNode(allocation)));
            require(words != null, "has a node of which nobody was told", jobId);
            for (int word = 0; word < state.maskWordCount(); word++) {
                require(
                        words[word] == state.allocationMask(allocation, word),
                        "has other cores than were told",
                        jobId);
            }
            allocation = state.allocationNextOfJob(allocation);
        }
        require(told.isEmpty(), "was told nodes that it has not", jobId);
    }

    private void auditTime() {
        BigInteger ofJobs = ofClosedJobs;
        for (final Account account : accounts.values()) {
            ofJobs = ofJobs.add(account.coreTime);
        }
        if (!ofJobs.equals(ofNodes)) {
            throw new AssertionError("jobs had " + ofJobs + " core ns, nodes gave " + ofNodes);
        }
    }

    /** Core hours that nodes gave. */
    long coreHours() {
        return ofNodes.divide(BigInteger.valueOf(3_600_000_000_000L)).longValue();
    }

    private static void require(final boolean holds, final String what, final long jobId) {
        if (!holds) {
            throw new AssertionError("jobId=" + jobId + " " + what);
        }
    }
}
