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
import io.weft.core.spi.PlacementSink;
import io.weft.core.wire.ReasonCode;
import io.weft.placement.select.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Conservative backfilling (A. Mu'alem and D. Feitelson, "Utilization, Predictability, Workloads,
 * and User Runtime Estimates in Scheduling the IBM SP2 with Backfilling", 2001), for nodes and
 * cores that are shared, exactly as ConservativeTiming states it.
 */
public final class ReferenceConservative extends ReferencePolicy {
    private static final int JOBS_MAX = 256;
    private static final int SHARES_MIN = 256;
    private static final int SHARES_PER_NODE = 4;

    /** A policy that is not yet attached. */
    public ReferenceConservative() {
        super("reference-conservative", Selection.BALANCED);
    }

    /**
     * A reservation.
     *
     * @param jobId of the job it is for.
     * @param startNs when the job is to start.
     * @param endNs when it is to have ended.
     * @param placement where, and at which multiplicity at most.
     * @param isAlone whether nobody else may be on its nodes.
     */
    private record Plan(
            long jobId, long startNs, long endNs, Placement placement, boolean isAlone) {
        void addTo(final ReferenceProfile profile) {
            profile.add(placement, isAlone, startNs, endNs);
        }
    }

    @Override
    public boolean honoursReservations() {
        return false;
    }

    void decide(final long timeNs, final PlacementSink sink) {
        final Map<Integer, Refusal> refusals = new TreeMap<>();
        final Map<Integer, Refusal> shut = new TreeMap<>();
        final Refusal others = walk(timeNs, sink, refusals, shut);
        refusals.putAll(shut);
        explain(jobRow -> refusals.getOrDefault(jobRow, others));
    }

    /** Fills in why jobs wait that are planned or shut out; answers why all others do. */
    private Refusal walk(
            final long timeNs,
            final PlacementSink sink,
            final Map<Integer, Refusal> refusals,
            final Map<Integer, Refusal> shut) {
        final ReferenceGate gate = new ReferenceGate(view());
        final List<Plan> plans = new ArrayList<>();
        int shareCount = 0;
        long lastId = 0;
        ReferenceProfile profile = profile(timeNs, plans);
        for (final int jobRow : pendingJobs()) {
            if (refusals.size() == JOBS_MAX) {
                break;
            }
            final Optional<Refusal> refusal = gate.refusal(jobRow);
            if (refusal.isPresent()) {
                shut.put(jobRow, refusal.get());
                continue;
            }
            final Optional<Plan> plan = earliest(jobRow, timeNs, profile, plans);
            if (plan.isPresent() && plan.get().startNs() == timeNs) {
                final ReasonCode reason =
                        refusals.isEmpty() ? ReasonCode.FITS : ReasonCode.BACKFILLED;
                if (!start(sink, jobRow, plan.get().placement(), reason)) {
                    return Refusal.NOT_REACHED;
                }
                profile = profile(timeNs, plans);
                continue;
            }
            shareCount += plan.map(each -> each.placement().nodeCount()).orElse(0);
            if (shareCount > SHARES_MIN + SHARES_PER_NODE * view().nodeCapacity()) {
                break;
            }
            leave(jobRow);
            refusals.put(jobRow, refusal(jobRow, profile.machine(), plans));
            lastId = view().jobId(jobRow);
            if (plan.isPresent()) {
                plans.add(plan.get());
                plan.get().addTo(profile);
            }
        }
        return new Refusal(ReasonCode.WAITING_TURN, lastId);
    }

    private Refusal refusal(final int jobRow, final Machine machine, final List<Plan> plans) {
        final Demand demand = Demand.of(view(), jobRow);
        if (ReferenceSelector.select(machine, demand, node -> true).isEmpty()) {
            return Refusal.of(view(), machine, demand);
        }
        // A plan has no GPU shared, so a job may fit beside others and wait for nobody's plan.
        return plans.isEmpty()
                ? new Refusal(ReasonCode.WAITING_GPUS, 0)
                : new Refusal(ReasonCode.WAITING_RESERVATION, plans.get(0).jobId());
    }

    private ReferenceProfile profile(final long timeNs, final List<Plan> plans) {
        final ReferenceProfile profile = new ReferenceProfile(view(), timeNs);
        plans.forEach(plan -> plan.addTo(profile));
        return profile;
    }

    private Optional<Plan> earliest(
            final int jobRow,
            final long nowNs,
            final ReferenceProfile profile,
            final List<Plan> plans) {
        final Demand demand = Demand.of(view(), jobRow);
        final boolean isAlone = view().jobIsExclusive(jobRow);
        for (final long startNs : profile.times()) {
            // Nothing asks for less: where this is too much, no level need be looked at.
            final int highest = demand.maxMultiplicity() - 1;
            final long soonestNs = startNs + durationNs(jobRow, 1);
            if (profile.place(demand, isAlone, startNs, soonestNs, highest).isEmpty()) {
                continue;
            }
            for (int level = 0; level < (isAlone ? 1 : demand.maxMultiplicity()); level++) {
                final long endNs = startNs + durationNs(jobRow, level + 1);
                final Optional<Placement> placement =
                        profile.place(demand, isAlone, startNs, endNs, level);
                if (placement.isPresent()
                        && (startNs > nowNs
                                || leavesPromises(placement.get(), nowNs, profile, plans))) {
                    return Optional.of(
                            new Plan(
                                    view().jobId(jobRow),
                                    startNs,
                                    endNs,
                                    placement.get(),
                                    isAlone));
                }
            }
        }
        return Optional.empty();
    }

    private boolean leavesPromises(
            final Placement placement,
            final long nowNs,
            final ReferenceProfile profile,
            final List<Plan> plans) {
        return plans.stream()
                .noneMatch(
                        plan ->
                                ReferenceReservation.isMissedByVictims(
                                        plan.startNs(),
                                        view(),
                                        profile.machine(),
                                        placement,
                                        nowNs,
                                        victim -> true));
    }

    private long durationNs(final int jobRow, final int multiplicity) {
        final ClusterView view = view();
        final long walltimeNs = view.jobWalltimeNs(jobRow);
        final long divisor = Pace.divisorPerMille(multiplicity, view.overheadPerMille());
        return view.stretchesLimits() ? Pace.timeCeil(walltimeNs, divisor) : walltimeNs;
    }
}
