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
package io.weft.placement.policy;

import io.weft.core.spi.ClusterView;
import io.weft.core.spi.Proposal;
import io.weft.core.wire.ReasonCode;
import io.weft.placement.select.Demand;
import io.weft.placement.select.NodeClasses;
import io.weft.placement.select.NodeFilter;
import io.weft.placement.select.NodeIndex;
import io.weft.placement.select.Selector;
import io.weft.placement.select.Supply;

/**
 * Whether a job fits now, and if not, why; and when an answer that was remembered still holds.
 *
 * <p>Cost: what the selector and the index need.
 */
final class Admission {
    private final Selector selector;
    private final NodeIndex index;
    private final NodeClasses classes = new NodeClasses();
    private final KeptOut keptOut = new KeptOut();
    private final Demand demand = new Demand();
    private final Supply supply = new Supply();
    private ClusterView view;
    private ReasonCode reason;
    private long reasonNumber;
    private long growth;
    private long change;
    private boolean isInPass;

    Admission(final Selector selector, final NodeIndex index) {
        this.selector = selector;
        this.index = index;
    }

    void attach(final ClusterView newView) {
        view = newView;
        index.attach(newView);
        selector.attach(newView);
        classes.attach(newView);
        keptOut.attach(newView);
    }

    NodeIndex index() {
        return index;
    }

    long capacity(final int jobRow) {
        demand.read(view, jobRow);
        return classes.capacity(demand);
    }

    /** What there is of it now, at most what it needs. */
    long startableNow(final int jobRow) {
        demand.read(view, jobRow);
        index.count(demand, supply);
        return Math.min(supply.complete(), demand.need());
    }

    // ------------------------------------------------------------------ asking

    void beginPass() {
        isInPass = true;
    }

    void endPass() {
        isInPass = false;
    }

    /** Selects for a pending job: its multiplicity, or {@link Selector#NO_FIT}. */
    int select(final int jobRow, final Proposal proposal) {
        return select(jobRow, NodeFilter.NONE, proposal);
    }

    /** Selects among the nodes that a filter leaves. */
    int select(final int jobRow, final NodeFilter filter, final Proposal proposal) {
        demand.read(view, jobRow);
        return selector.select(demand, filter, proposal);
    }

    /** Selects among the nodes that a filter leaves and that stay open until some time. */
    int select(
            final int jobRow,
            final long untilNs,
            final NodeFilter filter,
            final Proposal proposal) {
        demand.read(view, jobRow);
        demand.stayUntil(untilNs);
        return selector.select(demand, filter, proposal);
    }

    /** Finds out why a job does not fit. */
    void explain(final int jobRow) {
        demand.read(view, jobRow);
        final long need = demand.need();
        final boolean isReserved = demand.reservationRow() != ClusterView.NULL_ROW;
        if (!isReserved && classes.capacityUp(demand) < need && need <= classes.capacity(demand)) {
            keep(ReasonCode.WAITING_NODES, 0);
            return;
        }
        if (keptOut.isReason(jobRow, index)) {
            keep(ReasonCode.WAITING_ISOLATION, keptOut.jobInTheWay(jobRow));
            return;
        }
        index.count(demand, supply);
        if (supply.withCores() < need) {
            keep(ReasonCode.WAITING_CORES, need - supply.withCores());
        } else if (supply.withMemory() < need) {
            keep(ReasonCode.WAITING_MEMORY, supply.nodesWithMemory());
        } else {
            keep(ReasonCode.WAITING_GPUS, 0);
        }
    }

    private void keep(final ReasonCode newReason, final long number) {
        reason = newReason;
        reasonNumber = number;
    }

    /** What was found out last. */
    ReasonCode reason() {
        return reason;
    }

    long reasonNumber() {
        return reasonNumber;
    }

    // ------------------------------------------------------------------ keeping up

    /** As long as this is the same, who did not fit does not fit: a pass only takes. */
    long growth() {
        return growth;
    }

    /** As long as this is the same, all answers are. */
    long change() {
        return change;
    }

    void onNodeChanged(final int nodeRow) {
        change++;
        if (!isInPass) {
            growth++;
        }
        index.onNodeChanged(nodeRow);
        classes.onNodeChanged(nodeRow);
        keptOut.onNodeChanged(nodeRow);
    }

    /** Who did not fit may fit, and the other way round. */
    void onQueueChanged(final int queueRow) {
        change++;
        growth++;
        index.onQueueChanged(queueRow);
        classes.onQueueChanged();
    }

    void onQueueAdded() {
        classes.onQueueAdded();
    }
}
