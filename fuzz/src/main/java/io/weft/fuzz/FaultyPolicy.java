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

import io.weft.core.spi.ClusterView;
import io.weft.core.spi.ForwardingPolicy;
import io.weft.core.spi.PlacementPolicy;
import io.weft.core.spi.PlacementSink;
import io.weft.core.spi.Proposal;
import io.weft.core.wire.ReasonCode;

/** A policy with a fault planted at its doors. */
final class FaultyPolicy extends ForwardingPolicy {
    private final Fault fault;
    private ClusterView view;
    private int count;

    FaultyPolicy(final PlacementPolicy policy, final Fault fault) {
        super(policy);
        this.fault = fault;
    }

    /** Whether the fault shows: it is this one. */
    private boolean has(final Fault other) {
        return fault == other;
    }

    /** Whether the fault shows: it is this one, and its turn, which comes rarely. */
    private boolean hasRarely(final Fault other) {
        return fault == other && ++count % 16 == 0;
    }

    @Override
    public void attach(final ClusterView newView) {
        view = newView;
        super.attach(
                fault.lie() == null
                        ? newView
                        : LyingView.of(newView, fault.question(), fault.lie()));
    }

    @Override
    public long capacityFor(final int jobRow) {
        return super.capacityFor(jobRow) - (has(Fault.CAPACITY_LESS) ? 1 : 0);
    }

    @Override
    public long startableNow(final int jobRow) {
        final long count = super.startableNow(jobRow);
        return Math.max(0, count - (has(Fault.STARTABLE_ONE_LESS) ? 1 : 0));
    }

    @Override
    public int firstWaiting() {
        return has(Fault.FIRST_WAITING_LEFT_OUT) ? ClusterView.NULL_ROW : super.firstWaiting();
    }

    @Override
    public long earliestStart(final int jobRow, final long timeNs) {
        final long startNs = super.earliestStart(jobRow, timeNs);
        final boolean isLater = startNs > timeNs && startNs < Long.MAX_VALUE;
        return startNs + (has(Fault.EARLIEST_START_LATER) && isLater ? 1 : 0);
    }

    @Override
    public void pass(final long timeNs, final PlacementSink sink) {
        if (hasRarely(Fault.PASS_LEFT_OUT)) {
            return;
        }
        super.pass(timeNs + (has(Fault.PASS_TIME_LATER) ? 1 : 0), new FaultySink(sink));
    }

    @Override
    public ReasonCode reason(final int jobRow) {
        final ReasonCode reason = super.reason(jobRow);
        final boolean isMixed =
                has(Fault.REASON_MEMORY_AS_CORES) && reason == ReasonCode.WAITING_MEMORY;
        return isMixed ? ReasonCode.WAITING_CORES : reason;
    }

    @Override
    public long reasonNumber(final int jobRow) {
        final boolean isWrong =
                has(Fault.REASON_NUMBER_MORE) && super.reason(jobRow) == ReasonCode.WAITING_CORES;
        return super.reasonNumber(jobRow) + (isWrong ? 1 : 0);
    }

    @Override
    public void onNodeChanged(final int nodeRow) {
        if (!hasRarely(Fault.NODE_CHANGE_MISSED)) {
            super.onNodeChanged(nodeRow);
        }
    }

    @Override
    public void onQueueAdded(final int queueRow) {
        if (!has(Fault.QUEUE_ADDED_MISSED)) {
            super.onQueueAdded(queueRow);
        }
    }

    @Override
    public void onPriorityChanged() {
        if (!has(Fault.WEIGHTS_MISSED)) {
            super.onPriorityChanged();
        }
    }

    @Override
    public void onQueueChanged(final int queueRow) {
        if (!has(Fault.QUEUE_CHANGE_MISSED)) {
            super.onQueueChanged(queueRow);
        }
    }

    @Override
    public void onJobQueued(final int jobRow) {
        if (!hasRarely(Fault.JOB_QUEUED_MISSED)) {
            super.onJobQueued(jobRow);
        }
    }

    /** What the policy starts, with a fault. */
    private final class FaultySink implements PlacementSink {
        private final PlacementSink sink;

        FaultySink(final PlacementSink sink) {
            this.sink = sink;
        }

        @Override
        public Proposal proposal() {
            return sink.proposal();
        }

        @Override
        public boolean start(final int jobRow, final ReasonCode reason) {
            if (has(Fault.CORE_TIE_HIGHEST)) {
                for (int i = 0; i < proposal().nodeCount(); i++) {
                    swapCore(proposal(), i);
                }
            }
            return sink.start(jobRow, has(Fault.BACKFILL_AS_FIT) ? ReasonCode.FITS : reason);
        }

        @Override
        public boolean preempt(final int jobRow, final int[] victims, final int victimCount) {
            return !hasRarely(Fault.PREEMPTION_LEFT_OUT)
                    && sink.preempt(jobRow, victims, victimCount);
        }

        @Override
        public void cut(final int jobRow, final int stepCount) {
            sink.cut(jobRow, stepCount + (has(Fault.CUT_STEP_MORE) ? 1 : 0));
        }
    }

    /** Takes the highest idle core instead of the lowest, on a node whose first cores are idle. */
    private void swapCore(final Proposal proposal, final int index) {
        final int nodeRow = proposal.nodeRow(index);
        final int coreCount = Math.min(Long.SIZE, view.nodeCoreCount(nodeRow));
        final long mask = proposal.mask(index, 0);
        long busy = 0;
        int allocation = view.nodeAllocationHead(nodeRow);
        while (allocation != ClusterView.NULL_ROW) {
            busy |= view.allocationMask(allocation, 0);
            allocation = view.allocationNextOnNode(allocation);
        }
        final long valid = coreCount == Long.SIZE ? -1 : (1L << coreCount) - 1;
        final long unused = valid & ~busy & ~mask;
        final long lowest = Long.lowestOneBit(mask & ~busy);
        if (unused != 0 && lowest != 0) {
            proposal.mask(index, 0, mask & ~lowest | Long.highestOneBit(unused));
        }
    }
}
