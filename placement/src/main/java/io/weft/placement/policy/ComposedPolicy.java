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

import io.weft.core.memory.Footprint;
import io.weft.core.spi.ClusterView;
import io.weft.core.spi.PlacementPolicy;
import io.weft.core.spi.PlacementSink;
import io.weft.core.spi.PlacementTrace;
import io.weft.core.wire.ReasonCode;
import io.weft.placement.order.Discipline;
import io.weft.placement.order.PendingOrder;
import io.weft.placement.preempt.PreemptionPass;
import io.weft.placement.select.CellIndex;
import io.weft.placement.select.NodeIndex;
import io.weft.placement.select.OrderedSelector;
import io.weft.placement.select.Selection;

/**
 * A policy made of an order, an index with a selector, and a timing; what follows a pass where jobs
 * have to give way is the same for all.
 *
 * <p>Threads: the kernel thread alone. After {@link #attach} nothing is allocated.
 */
public final class ComposedPolicy implements PlacementPolicy {
    /** Shapes of pending jobs that there is room for; more if a pass may judge more. */
    private static final int SHAPE_COUNT_MIN = 1 << 15;

    private final String name;
    private final PendingOrder order;
    private final NodeIndex index;
    private final Admission admission;
    private final Timing timing;
    private final PreemptionPass preemption = new PreemptionPass();
    private final Footprint footprint = new Footprint();
    private ClusterView view;

    private ComposedPolicy(
            final String timingName,
            final PendingOrder order,
            final Timing timing,
            final Selection selection,
            final NodeIndex index) {
        this.name =
                selection == Selection.BALANCED ? timingName : timingName + "+" + selection.label();
        this.order = order;
        this.timing = timing;
        this.index = selection.over(index);
        this.admission =
                new Admission(new OrderedSelector(this.index, selection.order()), this.index);
    }

    /**
     * First come, first served, strictly, in each queue; balanced.
     *
     * @return a policy that is not yet attached.
     */
    public static ComposedPolicy fcfs() {
        return of(Discipline.FCFS, Selection.BALANCED);
    }

    /**
     * First come, first served, with EASY backfilling; balanced.
     *
     * @return a policy that is not yet attached.
     */
    public static ComposedPolicy easy() {
        return of(Discipline.EASY, Selection.BALANCED);
    }

    /**
     * Any discipline with any selection.
     *
     * @param discipline in which jobs are queued.
     * @param selection where jobs are put.
     * @return a policy that is not yet attached.
     */
    public static ComposedPolicy of(final Discipline discipline, final Selection selection) {
        return of(discipline, selection, new CellIndex());
    }

    /**
     * The same with an index of choice, which makes a difference in cost alone.
     *
     * @param discipline in which jobs are queued.
     * @param selection where jobs are put.
     * @param index that is not attached, and of no other use from now on.
     * @return a policy that is not yet attached.
     */
    public static ComposedPolicy of(
            final Discipline discipline, final Selection selection, final NodeIndex index) {
        return of(discipline, selection, index, SHAPE_COUNT_MIN);
    }

    static ComposedPolicy of(
            final Discipline discipline,
            final Selection selection,
            final NodeIndex index,
            final int shapeCountMin) {
        final Timing timing =
                discipline.isStrict()
                        ? new StrictTiming()
                        : new EasyTiming(discipline.backfillOrder(), shapeCountMin);
        return new ComposedPolicy(discipline.label(), discipline.order(), timing, selection, index);
    }

    /**
     * First come, first served, with conservative backfilling, by node row.
     *
     * @return a policy that is not yet attached.
     */
    public static ComposedPolicy conservative() {
        return new ComposedPolicy(
                "conservative",
                PendingOrder.FCFS,
                new ConservativeTiming(),
                Selection.BALANCED,
                new CellIndex());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public boolean honoursReservations() {
        return timing.honoursReservations();
    }

    @Override
    public void attach(final ClusterView newView) {
        view = newView;
        footprint.close();
        admission.attach(newView);
        timing.attach(newView, order, admission, footprint);
        preemption.attach(newView, footprint);
    }

    @Override
    public long capacityFor(final int jobRow) {
        return admission.capacity(jobRow);
    }

    @Override
    public long startableNow(final int jobRow) {
        return admission.startableNow(jobRow);
    }

    @Override
    public int firstWaiting() {
        return timing.firstWaiting();
    }

    @Override
    public long earliestStart(final int jobRow, final long timeNs) {
        return timing.earliestStart(jobRow, timeNs);
    }

    @Override
    public void pass(final long timeNs, final PlacementSink sink) {
        admission.beginPass();
        timing.pass(timeNs, sink);
        admission.endPass();
        preemption.pass(timeNs, sink);
    }

    @Override
    public ReasonCode reason(final int jobRow) {
        return timing.reason(jobRow);
    }

    @Override
    public long reasonNumber(final int jobRow) {
        return timing.reasonNumber(jobRow);
    }

    @Override
    public void explainOrder(final int jobRow, final long timeNs, final PlacementTrace trace) {
        order.explain(view, jobRow, timeNs, trace);
    }

    @Override
    public void onNodeChanged(final int nodeRow) {
        admission.onNodeChanged(nodeRow);
        timing.onNodeChanged(nodeRow);
    }

    @Override
    public void onExpectedEndChanged(final int jobRow, final long formerEndNs) {
        timing.onExpectedEndChanged(jobRow);
    }

    @Override
    public void onQueueAdded(final int queueRow) {
        admission.onQueueAdded();
    }

    @Override
    public void onPriorityChanged() {
        if (order.hasWeights()) {
            attach(view);
        }
    }

    @Override
    public void onQueueChanged(final int queueRow) {
        admission.onQueueChanged(queueRow);
        timing.onQueueChanged();
    }

    @Override
    public void onJobQueued(final int jobRow) {
        timing.onJobQueued(jobRow);
        preemption.onJobQueued(jobRow);
    }

    @Override
    public void onJobUnqueued(final int jobRow) {
        timing.onJobUnqueued(jobRow);
        preemption.onJobUnqueued(jobRow);
    }

    @Override
    public Footprint footprint() {
        return footprint;
    }

    @Override
    public void close() {
        index.close();
        footprint.close();
    }
}
