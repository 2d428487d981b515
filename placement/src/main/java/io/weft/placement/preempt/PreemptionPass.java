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

import io.weft.core.memory.Footprint;
import io.weft.core.spi.ClusterView;
import io.weft.core.spi.PlacementSink;
import io.weft.core.spi.Proposal;
import io.weft.core.wire.ReasonCode;
import io.weft.placement.select.Demand;

/**
 * What follows a pass where jobs have to give way: the jobs of preempting classes that still wait
 * are tried one after the other, see the package. For each, every node of its queue is looked at,
 * and the cheapest are taken; then, of all jobs that would have to go, those are spared again that
 * one on another node has made needless, the dearest first.
 *
 * <p>A step is: a job tried; 64 nodes of the machine. When as many were taken as a pass may take,
 * the pass is cut. More than 1024 jobs do not give way to one.
 *
 * <p>Kernel thread only; after {@link #attach} nothing is allocated.
 */
public final class PreemptionPass {
    /** Most jobs that give way to one. */
    public static final int VICTIMS_MAX = 1024;

    private static final int NODES_PER_STEP = 64;

    private final Beneficiaries beneficiaries = new Beneficiaries();
    private final Demand demand = new Demand();
    private final RowList victims = new RowList(VICTIMS_MAX + 1);
    private final RowList byOrder = new RowList(VICTIMS_MAX + 1);
    private ClusterView view;
    private VictimOrder order;
    private NodeRelief relief;
    private ReliefPrices prices;

    /** A pass that is not yet attached. */
    public PreemptionPass() {}

    /**
     * Takes memory.
     *
     * @param newView of the state.
     * @param footprint that counts the memory.
     */
    public void attach(final ClusterView newView, final Footprint footprint) {
        view = newView;
        beneficiaries.attach(newView);
        order = new VictimOrder(newView);
        relief = new NodeRelief(newView, order);
        prices = new ReliefPrices(newView);
        footprint.count(
                "preemption",
                relief.lengthInMemory()
                        + prices.lengthInMemory()
                        + victims.lengthInMemory()
                        + byOrder.lengthInMemory());
    }

    /**
     * Tries those that still wait.
     *
     * @param timeNs now.
     * @param sink that takes the decisions.
     */
    public void pass(final long timeNs, final PlacementSink sink) {
        if (!view.isPreemptionInForce()) {
            return;
        }
        int stepCount = 0;
        boolean isStarted = true;
        while (isStarted) {
            final int jobRow = beneficiaries.first();
            if (jobRow == NULL_ROW) {
                return;
            }
            if (stepCount >= view.passStepsMax()) {
                sink.cut(jobRow, stepCount);
                return;
            }
            stepCount += 1 + view.nodeCount() / NODES_PER_STEP;
            isStarted = find(jobRow, timeNs) && start(jobRow, sink);
        }
    }

    private boolean find(final int jobRow, final long timeNs) {
        demand.read(view, jobRow);
        order.begin(timeNs);
        relief.begin(demand, jobRow, timeNs);
        prices.begin(demand.nodeCount(), timeNs);
        for (int nodeRow = 0; nodeRow < view.nodeCount(); nodeRow++) {
            if (demand.admits(nodeRow) && isUnreserved(nodeRow) && relief.find(nodeRow)) {
                prices.offer(nodeRow, relief.victims());
            }
        }
        if (!prices.isFull()) {
            return false;
        }
        prices.mark();
        if (!isCollected()) {
            return false;
        }
        spareNeedless();
        return true;
    }

    /** Nobody is made to give way where the place would have to be left again. */
    private boolean isUnreserved(final int nodeRow) {
        return view.reservationCount() == 0 || view.nodeReservation(nodeRow) == NULL_ROW;
    }

    private boolean isCollected() {
        victims.clear();
        for (int node = prices.next(0); node != NULL_ROW; node = prices.next(node + 1)) {
            relief.find(node);
            final RowList ofNode = relief.victims();
            for (int i = 0; i < ofNode.count(); i++) {
                if (!victims.contains(ofNode.at(i))) {
                    if (victims.count() == VICTIMS_MAX) {
                        return false;
                    }
                    victims.add(ofNode.at(i));
                }
            }
        }
        return true;
    }

    private void spareNeedless() {
        byOrder.clear();
        for (int i = 0; i < victims.count(); i++) {
            order.insert(byOrder, victims.at(i));
        }
        for (int i = byOrder.count() - 1; i >= 0 && demand.nodeCount() > 1; i--) {
            final int jobRow = byOrder.at(i);
            final int index = victims.indexOf(jobRow);
            victims.remove(index);
            if (!fitsWithout(jobRow)) {
                victims.insert(index, jobRow);
            }
        }
    }

    /** Whether all shares fit still, now that a job is no longer among the victims. */
    private boolean fitsWithout(final int jobRow) {
        int a = view.jobAllocationHead(jobRow);
        while (a != NULL_ROW) {
            final int nodeRow = view.allocationNode(a);
            if (prices.isKept(nodeRow) && !relief.fits(nodeRow, victims)) {
                return false;
            }
            a = view.allocationNextOfJob(a);
        }
        return true;
    }

    private boolean start(final int jobRow, final PlacementSink sink) {
        final Proposal proposal = sink.proposal();
        proposal.clear();
        for (int node = prices.next(0); node != NULL_ROW; node = prices.next(node + 1)) {
            relief.propose(node, victims, proposal);
        }
        return victims.count() == 0
                ? sink.start(jobRow, ReasonCode.FITS)
                : sink.preempt(jobRow, victims.rows(), victims.count());
    }

    /**
     * A job joined the pending jobs.
     *
     * @param jobRow of the job.
     */
    public void onJobQueued(final int jobRow) {
        beneficiaries.onJobQueued(jobRow);
    }

    /**
     * A job is about to leave the pending jobs.
     *
     * @param jobRow of the job.
     */
    public void onJobUnqueued(final int jobRow) {
        beneficiaries.onJobUnqueued(jobRow);
    }
}
