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
package io.weft.placement.reference;

import io.weft.core.spi.ClusterView;
import io.weft.core.wire.ReasonCode;

/**
 * Why a job waits.
 *
 * @param reason what it waits for; the first thing that is short if it does not fit.
 * @param number that belongs to it.
 */
record Refusal(ReasonCode reason, long number) {
    private static final long NO_JOB = -1;

    static final Refusal NOT_CONSIDERED = new Refusal(ReasonCode.NOT_CONSIDERED, 0);
    static final Refusal NOT_REACHED = new Refusal(ReasonCode.NOT_REACHED, 0);

    /**
     * The first that is true: the nodes that are up could not even hold the job if they were empty,
     * though all nodes could; it would fit, could it share nodes with everybody; there are not
     * enough cores; not enough cores with memory; not enough GPUs.
     */
    static Refusal of(final ClusterView view, final Machine machine, final Demand demand) {
        final int highest = demand.highestLevel();
        long capacity = 0;
        long capacityUp = 0;
        long withCores = 0;
        long withMemory = 0;
        long nodesWithMemory = 0;
        for (final ReferenceNode node : machine.nodes()) {
            if (node.belongsTo(demand)) {
                capacity += node.shareWhenEmpty(view, demand);
            }
            if (node.admitsFirstCopy(demand)) {
                capacityUp += node.shareWhenEmpty(view, demand);
            }
            if (node.admits(demand)) {
                withCores += node.shareWithoutMemoryAt(demand, highest);
                withMemory += node.shareWithoutGpusAt(demand, highest);
                nodesWithMemory += node.shareWithoutGpusAt(demand, highest) > 0 ? 1 : 0;
            }
        }
        if (!demand.isReserved() && capacityUp < demand.need() && demand.need() <= capacity) {
            return new Refusal(ReasonCode.WAITING_NODES, 0);
        }
        if (machine.holds(demand.withAnyKey())) {
            return new Refusal(ReasonCode.WAITING_ISOLATION, jobInTheWay(view, machine, demand));
        }
        if (withCores < demand.need()) {
            return new Refusal(ReasonCode.WAITING_CORES, demand.need() - withCores);
        }
        return withMemory < demand.need()
                ? new Refusal(ReasonCode.WAITING_MEMORY, nodesWithMemory)
                : new Refusal(ReasonCode.WAITING_GPUS, 0);
    }

    /** The oldest on the first node that keeps the job out and would give something. */
    private static long jobInTheWay(
            final ClusterView view, final Machine machine, final Demand demand) {
        final Demand free = demand.withAnyKey();
        for (final ReferenceNode node : machine.nodes()) {
            final int allocation = view.nodeAllocationHead(node.row);
            if (node.keepsOut(demand)
                    && allocation != ClusterView.NULL_ROW
                    && node.shareAt(free, free.highestLevel()) > 0) {
                return view.jobId(view.allocationJob(allocation));
            }
        }
        return NO_JOB;
    }
}
