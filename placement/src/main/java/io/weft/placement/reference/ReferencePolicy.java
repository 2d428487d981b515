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
import io.weft.core.spi.Pace;
import io.weft.core.spi.PlacementPolicy;
import io.weft.core.spi.PlacementSink;
import io.weft.core.spi.Proposal;
import io.weft.core.wire.ReasonCode;
import io.weft.placement.order.PendingOrder;
import io.weft.placement.select.Selection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;

/**
 * What the policies share that are written in ordinary collections. Between calls they remember
 * nothing but why each job waited at the last pass.
 *
 * <p>Threads: the kernel thread alone. Cost: whatever it takes; it allocates.
 */
public abstract class ReferencePolicy implements PlacementPolicy {
    /** Nodes that a second try which finds nothing may refuse in one step. */
    static final int NODES_PER_STEP = 64;

    private final String name;
    private final Selection selection;
    private final SortedMap<Integer, Refusal> reasons = new TreeMap<>();
    private ClusterView view;
    private int firstWaiting = ClusterView.NULL_ROW;

    ReferencePolicy(final String timing, final Selection selection) {
        this.name = selection == Selection.BALANCED ? timing : timing + "+" + selection.label();
        this.selection = selection;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final int version() {
        return 1;
    }

    @Override
    public boolean honoursReservations() {
        return true;
    }

    @Override
    public final void attach(final ClusterView view) {
        this.view = view;
        firstWaiting = ClusterView.NULL_ROW;
        reasons.clear();
    }

    final ClusterView view() {
        return view;
    }

    /** The line in which a job stands: that of its queue, or of its reservation. */
    final int line(final int jobRow) {
        final int reservation = reservation(jobRow);
        return reservation == ClusterView.NULL_ROW
                ? view.jobQueue(jobRow)
                : view.queueCapacity() + reservation;
    }

    /** The reservation in which a job runs or that was made for it, or -1. */
    final int reservation(final int jobRow) {
        return Math.max(view.jobReservation(jobRow), view.jobPromise(jobRow));
    }

    /** When a job is expected to end that starts now at a placement. */
    final long endNs(final int jobRow, final Placement placement, final long timeNs) {
        final long walltimeNs = view.jobWalltimeNs(jobRow);
        final long divisor =
                Pace.divisorPerMille(placement.multiplicity(), view.overheadPerMille());
        return timeNs + (view.stretchesLimits() ? Pace.timeCeil(walltimeNs, divisor) : walltimeNs);
    }

    /** All nodes as they are now. */
    final Machine machine() {
        return Machine.of(view, selection);
    }

    @Override
    public final void pass(final long timeNs, final PlacementSink sink) {
        firstWaiting = ClusterView.NULL_ROW;
        decide(timeNs, sink);
        new ReferencePreemption(this, selection, timeNs, sink).pass();
    }

    @Override
    public final int firstWaiting() {
        return firstWaiting;
    }

    /** Remembers the first job that the pass leaves waiting. */
    final void leave(final int jobRow) {
        firstWaiting = firstWaiting == ClusterView.NULL_ROW ? jobRow : firstWaiting;
    }

    /** What the pass does beside preemption. */
    abstract void decide(long timeNs, PlacementSink sink);

    @Override
    public final long capacityFor(final int jobRow) {
        final Demand demand = Demand.of(view, jobRow);
        long capacity = 0;
        for (final ReferenceNode node : machine().nodes()) {
            capacity += node.belongsTo(demand) ? node.shareWhenEmpty(view, demand) : 0;
        }
        return capacity;
    }

    @Override
    public final long startableNow(final int jobRow) {
        final Demand demand = Demand.of(view, jobRow);
        return Math.min(machine().total(demand, demand.highestLevel()), demand.need());
    }

    @Override
    public final long earliestStart(final int jobRow, final long timeNs) {
        final Machine machine = machine();
        final boolean fitsNow = machine.holds(Demand.of(view, jobRow));
        if (fitsNow && ReferenceAdvance.isClear(view, jobRow, timeNs)) {
            return timeNs;
        }
        return ReferenceReservation.earliest(view, machine, jobRow, timeNs, fitsNow)
                .map(ReferenceReservation::startNs)
                .orElse(Long.MAX_VALUE);
    }

    /** The pending jobs in the order of submission. */
    final List<Integer> pendingJobs() {
        final List<Integer> jobs = new ArrayList<>();
        for (int row = view.pendingHead(); row != ClusterView.NULL_ROW; ) {
            jobs.add(row);
            row = view.pendingNext(row);
        }
        return jobs;
    }

    /** The pending jobs in some order. */
    final List<Integer> pendingJobs(final PendingOrder order, final long timeNs) {
        final Comparator<Integer> submission = Comparator.comparing(view::jobPosition);
        final Comparator<Integer> shortest = Comparator.comparing(view::jobWalltimeNs);
        final Comparator<Integer> lowest = Comparator.comparing(view::jobPriority);
        final Comparator<Integer> modest =
                Comparator.comparing(jobRow -> view.userUsage(view.jobUser(jobRow), timeNs));
        final Comparator<Integer> urgent = Comparator.comparing(view::jobDeadlineNs);
        final ReferencePriority priority = new ReferencePriority(view, timeNs);
        final Comparator<Integer> weighed = Comparator.comparing(priority::of);
        final List<Integer> jobs = pendingJobs();
        jobs.sort(
                switch (order) {
                    case FCFS -> submission;
                    case SHORTEST_FIRST -> shortest.thenComparing(submission);
                    case LONGEST_FIRST -> shortest.reversed().thenComparing(submission);
                    case PRIORITY -> lowest.reversed().thenComparing(submission);
                    case FAIR_SHARE ->
                            lowest.reversed().thenComparing(modest).thenComparing(submission);
                    case DEADLINE -> urgent.thenComparing(submission);
                    case MULTIFACTOR -> weighed.reversed().thenComparing(submission);
                });
        return jobs;
    }

    /** Remembers why each job waits; called when a pass has ended. */
    final void explain(final IntFunction<Refusal> refusalOf) {
        reasons.clear();
        pendingJobs().forEach(jobRow -> reasons.put(jobRow, refusalOf.apply(jobRow)));
    }

    /** Forgets why jobs wait. */
    final void forget() {
        reasons.clear();
    }

    @Override
    public final void onJobQueued(final int jobRow) {
        reasons.remove(jobRow);
    }

    @Override
    public final ReasonCode reason(final int jobRow) {
        return reasons.getOrDefault(jobRow, Refusal.NOT_CONSIDERED).reason();
    }

    @Override
    public final long reasonNumber(final int jobRow) {
        return reasons.getOrDefault(jobRow, Refusal.NOT_CONSIDERED).number();
    }

    /** Starts a job; false when the pass must stop. */
    final boolean start(
            final PlacementSink sink,
            final int jobRow,
            final Placement placement,
            final ReasonCode reason) {
        propose(sink, placement);
        return sink.start(jobRow, reason);
    }

    /** Fills in the proposal. */
    final void propose(final PlacementSink sink, final Placement placement) {
        final Proposal proposal = sink.proposal();
        proposal.clear();
        for (final Map.Entry<Integer, Share> entry : placement.shares().entrySet()) {
            final Share share = entry.getValue();
            final int index = proposal.addNode(entry.getKey(), share.memory(), share.gpuCount());
            final long[] words = new long[view.maskWordCount()];
            for (final int core : share.cores()) {
                words[core / 64] |= 1L << (core % 64);
            }
            for (int word = 0; word < words.length; word++) {
                proposal.mask(index, word, words[word]);
            }
        }
    }

    @Override
    public final void close() {
        // Nothing is held.
    }
}
