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

import io.weft.core.spi.PlacementSink;
import io.weft.core.wire.ReasonCode;
import io.weft.placement.order.Discipline;
import io.weft.placement.order.PendingOrder;
import io.weft.placement.select.Selection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** In each queue in some order: the first that does not fit holds up its queue. */
public final class ReferenceStrict extends ReferencePolicy {
    private final Discipline discipline;

    /** A policy that is not yet attached: first come, first served, balanced. */
    public ReferenceStrict() {
        this(Discipline.FCFS, Selection.BALANCED);
    }

    /**
     * A policy that is not yet attached.
     *
     * @param discipline a strict one.
     * @param selection where jobs are put.
     */
    public ReferenceStrict(final Discipline discipline, final Selection selection) {
        super("reference-" + discipline.label(), selection);
        this.discipline = discipline;
    }

    @Override
    public void onPriorityChanged() {
        if (discipline.order().hasWeights()) {
            forget();
        }
    }

    @Override
    void decide(final long timeNs, final PlacementSink sink) {
        final Map<Integer, Integer> blockers = new TreeMap<>();
        final Map<Integer, Refusal> refusals = new TreeMap<>();
        final Map<Alike, Refusal> shut = new LinkedHashMap<>();
        walk(timeNs, sink, blockers, refusals, shut);
        explain(
                jobRow -> {
                    if (shut.containsKey(alike(jobRow))) {
                        return shut.get(alike(jobRow));
                    }
                    final int line = line(jobRow);
                    if (!blockers.containsKey(line)) {
                        return Refusal.NOT_REACHED;
                    }
                    final int blocker = blockers.get(line);
                    return jobRow == blocker
                            ? refusals.get(line)
                            : new Refusal(ReasonCode.WAITING_TURN, view().jobId(blocker));
                });
    }

    /**
     * What jobs have in common that are passed over together.
     *
     * @param demand what they ask for.
     * @param userRow of their user, 0 where users are not ranked.
     * @param accountRow of their account, 0 where accounts are not ranked.
     * @param group that they are of.
     * @param line in which they stand.
     */
    private record Alike(Demand demand, int userRow, int accountRow, int group, int line) {}

    private Alike alike(final int jobRow) {
        final PendingOrder order = discipline.order();
        return new Alike(
                Demand.of(view(), jobRow),
                order.ranksUsers(view()) ? view().jobUser(jobRow) : 0,
                order.ranksAccounts(view()) ? view().jobAccount(jobRow) : 0,
                view().jobGroup(jobRow),
                line(jobRow));
    }

    private void walk(
            final long timeNs,
            final PlacementSink sink,
            final Map<Integer, Integer> blockers,
            final Map<Integer, Refusal> refusals,
            final Map<Alike, Refusal> shut) {
        final Machine machine = machine();
        final ReferenceGate gate = new ReferenceGate(view());
        int stepCount = 0;
        for (final int jobRow : pendingJobs(discipline.order(), timeNs)) {
            final int line = line(jobRow);
            if (blockers.containsKey(line) || shut.containsKey(alike(jobRow))) {
                continue;
            }
            if (stepCount >= view().passStepsMax()) {
                sink.cut(jobRow, stepCount);
                return;
            }
            final Optional<Refusal> gated = gate.refusal(jobRow);
            if (gated.isPresent()) {
                stepCount++;
                shut.put(alike(jobRow), gated.get());
                continue;
            }
            final Demand demand = Demand.of(view(), jobRow);
            Optional<Placement> placement = ReferenceSelector.select(machine, demand, node -> true);
            stepCount += 1 + placement.map(Placement::nodeCount).orElse(0);
            Refusal refusal =
                    placement.isPresent()
                            ? Refusal.NOT_REACHED
                            : Refusal.of(view(), machine, demand);
            final Optional<Long> refusing = refusing(machine, jobRow, placement, timeNs);
            if (refusing.isPresent()) {
                refusal = new Refusal(ReasonCode.WAITING_ADVANCE_RESERVATION, refusing.get());
                final long untilNs = ReferenceAdvance.longestEndNs(view(), jobRow, timeNs);
                placement =
                        ReferenceSelector.select(machine, demand.stayUntil(untilNs), node -> true);
                final int missed = view().nodeCount() / NODES_PER_STEP;
                stepCount += 1 + placement.map(Placement::nodeCount).orElse(missed);
                if (refusing(machine, jobRow, placement, timeNs).isPresent()) {
                    placement = Optional.empty();
                }
            }
            if (placement.isEmpty()) {
                leave(jobRow);
                blockers.put(line, jobRow);
                refusals.put(line, refusal);
            } else if (start(sink, jobRow, placement.get(), ReasonCode.FITS)) {
                machine.take(placement.get());
            } else {
                return;
            }
        }
    }

    private Optional<Long> refusing(
            final Machine machine,
            final int jobRow,
            final Optional<Placement> placement,
            final long timeNs) {
        return placement.flatMap(
                placed ->
                        ReferenceAdvance.refusing(
                                view(),
                                machine,
                                jobRow,
                                placed,
                                timeNs,
                                endNs(jobRow, placed, timeNs)));
    }
}
