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
package io.weft.placement.preempt;

import static io.weft.core.spi.ClusterView.NULL_ROW;

import io.weft.core.spi.ClusterView;
import io.weft.core.spi.Proposal;
import io.weft.core.wire.PreemptionKind;
import io.weft.placement.select.Demand;
import java.util.Arrays;

/**
 * Who would have to go for a node to hold a share of a job: those that go first are taken until it
 * fits, and then each is left out again that is not needed, the dearest first.
 *
 * <p>Kernel thread only; no allocation; cost is the jobs on the node times those that may go.
 */
final class NodeRelief {
    private static final int MULTIPLICITY_MAX = 15;

    private final ClusterView view;
    private final VictimOrder order;
    private final RowList candidates;
    private final RowList victims;
    private final int[] multiplicity;
    private Demand demand;
    private int beneficiaryRow;
    private long timeNs;
    private boolean givesMemory;

    NodeRelief(final ClusterView view, final VictimOrder order) {
        final int coresMax = view.maskWordCount() * Long.SIZE;
        this.view = view;
        this.order = order;
        candidates = new RowList(coresMax * MULTIPLICITY_MAX);
        victims = new RowList(coresMax * MULTIPLICITY_MAX);
        multiplicity = new int[coresMax];
    }

    long lengthInMemory() {
        return candidates.lengthInMemory()
                + victims.lengthInMemory()
                + (long) multiplicity.length * Integer.BYTES;
    }

    void begin(final Demand newDemand, final int jobRow, final long newTimeNs) {
        demand = newDemand;
        beneficiaryRow = jobRow;
        timeNs = newTimeNs;
        givesMemory = view.preemptionKind() != PreemptionKind.SUSPEND;
    }

    /** Finds who has to go; false when the share does not fit even so. */
    boolean find(final int nodeRow) {
        victims.clear();
        if (demand.isKeptOut(nodeRow)) {
            return false;
        }
        if (fits(nodeRow, victims)) {
            return true;
        }
        candidates.clear();
        int a = view.nodeAllocationHead(nodeRow);
        while (a != NULL_ROW) {
            final int jobRow = view.allocationJob(a);
            if (view.jobGivesWay(jobRow, beneficiaryRow, timeNs)) {
                order.insert(candidates, jobRow);
            }
            a = view.allocationNextOnNode(a);
        }
        int count = 0;
        boolean isEnough = false;
        while (count < candidates.count() && !isEnough) {
            victims.add(candidates.at(count++));
            isEnough = fits(nodeRow, victims);
        }
        if (isEnough) {
            dropUnneeded(nodeRow);
        }
        return isEnough;
    }

    /** The last one is needed, or it would not have been taken. */
    private void dropUnneeded(final int nodeRow) {
        for (int index = victims.count() - 2; index >= 0; index--) {
            final int jobRow = victims.at(index);
            victims.remove(index);
            if (!fits(nodeRow, victims)) {
                victims.insert(index, jobRow);
            }
        }
    }

    /** Who has to go, in order. */
    RowList victims() {
        return victims;
    }

    /** Whether the share fits when those in a list are gone. */
    boolean fits(final int nodeRow, final RowList gone) {
        final int holder = view.nodeHolder(nodeRow);
        if (holder != NULL_ROW && !gone.contains(holder)) {
            return false;
        }
        if (gone.count() == 0) {
            return demand.shareAt(nodeRow, demand.highestLevel()) == 1;
        }
        long memory = view.memoryFree(nodeRow);
        long gpusGiven = 0;
        clearCores(nodeRow);
        for (int a = view.nodeAllocationHead(nodeRow); a != NULL_ROW; ) {
            if (!gone.contains(view.allocationJob(a))) {
                addProcesses(a);
            } else if (givesMemory) {
                memory += view.allocationMemory(a);
                gpusGiven |= view.allocationGpuMask(a);
            }
            a = view.allocationNextOnNode(a);
        }
        final int gpusAgain = Long.bitCount(view.nodeGpuMask(nodeRow) & gpusGiven);
        final int gpusFree = view.gpusFree(nodeRow) + gpusAgain;
        return demand.share(coresToTake(nodeRow), memory, gpusFree) == 1;
    }

    private int coresToTake(final int nodeRow) {
        final int coreCount = view.nodeCoreCount(nodeRow);
        int cores = 0;
        for (int core = 0; core < coreCount; core++) {
            cores += multiplicity[core] <= demand.highestLevel() ? 1 : 0;
        }
        return demand.isExclusive() && cores < coreCount ? 0 : cores;
    }

    private void clearCores(final int nodeRow) {
        Arrays.fill(multiplicity, 0, view.nodeCoreCount(nodeRow), 0);
    }

    private void addProcesses(final int allocationRow) {
        for (int word = 0; word < view.maskWordCount(); word++) {
            long mask = view.allocationMask(allocationRow, word);
            while (mask != 0) {
                multiplicity[(word << 6) + Long.numberOfTrailingZeros(mask)]++;
                mask &= mask - 1;
            }
        }
    }

    /** Adds a node to a proposal, with the emptiest cores when those in a list are gone. */
    void propose(final int nodeRow, final RowList gone, final Proposal proposal) {
        clearCores(nodeRow);
        for (int a = view.nodeAllocationHead(nodeRow); a != NULL_ROW; ) {
            if (!gone.contains(view.allocationJob(a))) {
                addProcesses(a);
            }
            a = view.allocationNextOnNode(a);
        }
        final int index =
                proposal.addNode(nodeRow, demand.memory(demand.coreCount()), demand.gpusPerNode());
        final int coreCount = view.nodeCoreCount(nodeRow);
        int left = demand.coresOn(nodeRow);
        for (int level = 0; left > 0; level++) {
            for (int core = 0; core < coreCount && left > 0; core++) {
                if (multiplicity[core] == level) {
                    final int word = core >>> 6;
                    proposal.mask(index, word, proposal.mask(index, word) | 1L << core);
                    left--;
                }
            }
        }
    }
}
