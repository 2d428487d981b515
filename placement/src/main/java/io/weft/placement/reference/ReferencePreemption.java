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
import io.weft.core.spi.PlacementSink;
import io.weft.core.wire.PreemptionKind;
import io.weft.core.wire.ReasonCode;
import io.weft.placement.preempt.PreemptionPass;
import io.weft.placement.select.Selection;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Who gives way after a pass, exactly as PreemptionPass states it. */
final class ReferencePreemption {
    private static final int NODES_PER_STEP = 64;

    private final ReferencePolicy policy;
    private final ClusterView view;
    private final Selection selection;
    private final long timeNs;
    private final PlacementSink sink;
    private final Comparator<Integer> order;

    ReferencePreemption(
            final ReferencePolicy policy,
            final Selection selection,
            final long timeNs,
            final PlacementSink sink) {
        this.policy = policy;
        this.view = policy.view();
        this.selection = selection;
        this.timeNs = timeNs;
        this.sink = sink;
        final Comparator<Integer> lowestClass = Comparator.comparing(view::jobClass);
        final Comparator<Integer> greediest = Comparator.comparing(this::usage);
        final Comparator<Integer> oldest = Comparator.comparing(view::jobStartTimeNs);
        order =
                lowestClass
                        .thenComparing(view::jobPriority)
                        .thenComparing(jobRow -> view.jobWorkLost(jobRow, timeNs))
                        .thenComparing(greediest.reversed())
                        .thenComparing(oldest.reversed())
                        .thenComparing(jobRow -> jobRow);
    }

    private long usage(final int jobRow) {
        return view.userUsage(view.jobUser(jobRow), timeNs);
    }

    void pass() {
        if (!view.isPreemptionInForce()) {
            return;
        }
        int stepCount = 0;
        Optional<Integer> next = next();
        while (next.isPresent()) {
            if (stepCount >= view.passStepsMax()) {
                sink.cut(next.get(), stepCount);
                return;
            }
            stepCount += 1 + view.nodeCount() / NODES_PER_STEP;
            if (!isStarted(next.get())) {
                return;
            }
            next = next();
        }
    }

    private Optional<Integer> next() {
        final Comparator<Integer> lowestClass = Comparator.comparing(view::jobClass);
        final Comparator<Integer> submission = Comparator.comparing(view::jobPosition);
        return policy.pendingJobs().stream()
                .filter(view::jobMayPreempt)
                .filter(row -> view.jobNodeCount(row) > 0)
                .filter(row -> view.jobGate(row) == ReasonCode.NONE)
                .min(lowestClass.reversed().thenComparing(submission));
    }

    /** A node and who would have to go. */
    private record Relief(ReferenceNode node, List<Integer> victims) {
        boolean isFree() {
            return victims.isEmpty();
        }

        int dearest() {
            return victims.get(victims.size() - 1);
        }
    }

    private boolean isStarted(final int jobRow) {
        final Demand demand = Demand.of(view, jobRow);
        final List<Relief> reliefs = new ArrayList<>();
        for (final ReferenceNode node : Machine.of(view, selection).nodes()) {
            if (node.reservation == ClusterView.NULL_ROW) {
                relief(node, demand, jobRow)
                        .ifPresent(victims -> reliefs.add(new Relief(node, victims)));
            }
        }
        if (reliefs.size() < demand.nodeCount()) {
            return false;
        }
        reliefs.sort(cheapest());
        final List<Relief> chosen = new ArrayList<>(reliefs.subList(0, demand.nodeCount()));
        chosen.sort(Comparator.comparing(relief -> relief.node().row));
        final List<Integer> victims =
                new ArrayList<>(
                        chosen.stream()
                                .flatMap(relief -> relief.victims().stream())
                                .distinct()
                                .toList());
        if (victims.size() > PreemptionPass.VICTIMS_MAX) {
            return false;
        }
        for (final int victim : victims.stream().sorted(order.reversed()).toList()) {
            final List<Integer> others = victims.stream().filter(row -> row != victim).toList();
            if (chosen.stream().allMatch(relief -> fits(relief.node(), demand, others))) {
                victims.remove(Integer.valueOf(victim));
            }
        }
        return isStarted(jobRow, demand, chosen, victims);
    }

    private Comparator<Relief> cheapest() {
        return Comparator.comparing(
                        (Relief relief) ->
                                relief.isFree() ? -1 : view.jobClass(relief.dearest()).value())
                .thenComparing(relief -> relief.isFree() ? 0L : view.jobPriority(relief.dearest()))
                .thenComparing(this::workLost)
                .thenComparing(relief -> relief.victims().size())
                .thenComparing(relief -> relief.node().row);
    }

    private BigInteger workLost(final Relief relief) {
        return relief.victims().stream()
                .map(victim -> BigInteger.valueOf(view.jobWorkLost(victim, timeNs)))
                .reduce(BigInteger.ZERO, BigInteger::add)
                .min(BigInteger.valueOf(Long.MAX_VALUE));
    }

    /** Who has to go from a node, if it is enough. */
    private Optional<List<Integer>> relief(
            final ReferenceNode node, final Demand demand, final int jobRow) {
        if (node.keepsOut(demand)) {
            return Optional.empty();
        }
        final List<Integer> victims = new ArrayList<>();
        final List<Integer> candidates =
                jobsOn(node).stream()
                        .filter(each -> view.jobGivesWay(each, jobRow, timeNs))
                        .sorted(order)
                        .toList();
        for (final int candidate : candidates) {
            if (!fits(node, demand, victims)) {
                victims.add(candidate);
            }
        }
        if (!fits(node, demand, victims)) {
            return Optional.empty();
        }
        for (final int victim : victims.stream().sorted(order.reversed()).toList()) {
            final List<Integer> others = victims.stream().filter(row -> row != victim).toList();
            if (fits(node, demand, others)) {
                victims.remove(Integer.valueOf(victim));
            }
        }
        return Optional.of(victims);
    }

    private List<Integer> jobsOn(final ReferenceNode node) {
        final List<Integer> jobs = new ArrayList<>();
        int allocation = view.nodeAllocationHead(node.row);
        while (allocation != ClusterView.NULL_ROW) {
            jobs.add(view.allocationJob(allocation));
            allocation = view.allocationNextOnNode(allocation);
        }
        return jobs;
    }

    private boolean fits(
            final ReferenceNode node, final Demand demand, final Collection<Integer> gone) {
        return without(node, gone).shareAt(demand, demand.highestLevel()) == 1;
    }

    private ReferenceNode without(final ReferenceNode node, final Collection<Integer> gone) {
        final ReferenceNode rest = node.copy();
        int allocation = view.nodeAllocationHead(node.row);
        while (allocation != ClusterView.NULL_ROW) {
            if (gone.contains(view.allocationJob(allocation))) {
                final Share share = ReferenceNode.share(view, allocation);
                rest.giveBack(
                        view.preemptionKind() == PreemptionKind.SUSPEND
                                ? new Share(
                                        share.cores(),
                                        0,
                                        0,
                                        new TreeSet<>(),
                                        share.isExclusive(),
                                        share.key())
                                : share);
            }
            allocation = view.allocationNextOnNode(allocation);
        }
        return rest;
    }

    private boolean isStarted(
            final int jobRow,
            final Demand demand,
            final List<Relief> chosen,
            final List<Integer> victims) {
        final SortedMap<Integer, Share> shares = new TreeMap<>();
        for (final Relief relief : chosen) {
            final ReferenceNode node = without(relief.node(), victims);
            shares.put(node.row, node.shareOf(demand, demand.coreCount()));
        }
        policy.propose(sink, new Placement(shares, 0));
        return victims.isEmpty()
                ? sink.start(jobRow, ReasonCode.FITS)
                : sink.preempt(
                        jobRow,
                        victims.stream().mapToInt(Integer::intValue).toArray(),
                        victims.size());
    }
}
