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
package io.weft.core.explain;

import static io.weft.core.spi.ClusterView.NULL_ROW;

import io.weft.core.state.ClusterState;
import io.weft.core.state.Gates;
import io.weft.core.state.HoldingTable;
import io.weft.core.state.JobTable;
import io.weft.core.state.LimitTable;
import io.weft.core.wire.LimitScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Something that a limit or a licence counts for a job, in a private state.
 *
 * @param whose such as {@code user 3} or {@code licence 7}.
 * @param unit of what is counted.
 * @param scope value of a {@link LimitScope}; of no matter for a licence.
 * @param row of the holding or of the licence.
 * @param held what jobs have of it.
 * @param asked what the job needs of it.
 * @param cap most that there may be.
 */
record GateCount(String whose, Unit unit, int scope, int row, long held, long asked, long cap) {

    /** What is counted. */
    enum Unit {
        JOBS,
        NODES,
        CORES,
        GPUS,
        TOKENS;

        @Override
        public String toString() {
            return this == GPUS ? "GPUs" : name().toLowerCase(Locale.ROOT);
        }
    }

    /** All that count for a job, in the order in which they are asked. */
    static List<GateCount> of(final ClusterState state, final int jobRow) {
        final List<GateCount> counts = new ArrayList<>();
        final Gates gates = state.gates();
        final int group = gates.groupOf(jobRow);
        for (int scope = 0; group != NULL_ROW && scope < LimitTable.SCOPE_COUNT; scope++) {
            final int row = gates.holdingRow(group, scope);
            if (row != NULL_ROW) {
                addLimit(counts, state, jobRow, scope, row);
            }
        }
        for (int i = 0; group != NULL_ROW && i < gates.licenceCount(group); i++) {
            final int row = gates.licenceRow(group, i);
            counts.add(
                    new GateCount(
                            "licence " + gates.licences().licenceId(row),
                            Unit.TOKENS,
                            NULL_ROW,
                            row,
                            gates.licences().usedCount(row),
                            gates.tokenCount(group, i),
                            gates.licences().count(row)));
        }
        return counts;
    }

    private static void addLimit(
            final List<GateCount> counts,
            final ClusterState state,
            final int jobRow,
            final int scope,
            final int row) {
        final LimitTable limits = state.gates().limits();
        final HoldingTable holdings = state.gates().holdings();
        final String whose = whose(state, jobRow, scope);
        final int limit = holdings.limitRow(row);
        final long[] caps = {
            limits.holdingMax(limit),
            limits.nodesMax(limit),
            limits.coresMax(limit),
            limits.gpusMax(limit)
        };
        final long[] held = {
            holdings.holdingCount(row),
            holdings.nodeCount(row),
            holdings.coreCount(row),
            holdings.gpuCount(row)
        };
        for (int i = 0; i < caps.length; i++) {
            if (caps[i] != 0) {
                final Unit unit = Unit.values()[i];
                final long asked = askedOf(state.jobs(), jobRow, unit);
                counts.add(new GateCount(whose, unit, scope, row, held[i], asked, caps[i]));
            }
        }
    }

    private static String whose(final ClusterState state, final int jobRow, final int scope) {
        final JobTable jobs = state.jobs();
        final String queue = "queue " + state.queues().queueId(jobs.queueRow(jobRow));
        if (scope == LimitScope.QUEUE.value()) {
            return queue;
        }
        final String owner =
                LimitTable.hasAccount(scope)
                        ? "account " + jobs.accountId(jobRow)
                        : "user " + jobs.userId(jobRow);
        return LimitTable.hasQueue(scope) ? owner + " in " + queue : owner;
    }

    private static long askedOf(final JobTable jobs, final int jobRow, final Unit unit) {
        final long nodes = Math.max(1, jobs.nodeCount(jobRow));
        return switch (unit) {
            case JOBS -> 1;
            case NODES -> nodes;
            case CORES -> nodes * jobs.coresPerNode(jobRow);
            case GPUS -> nodes * jobs.gpusPerNode(jobRow);
            case TOKENS -> throw new IllegalArgumentException("unit=" + unit + " is of no limit");
        };
    }

    // ------------------------------------------------------------------ asking

    String name() {
        return whose + ": " + unit;
    }

    boolean isOpen() {
        return lacking() == 0;
    }

    /** What would have to be given back, so that the job could have what it needs. */
    long lacking() {
        return Math.max(0, held + asked - cap);
    }

    /** What of it jobs of an account have: O(jobs). */
    long heldBy(final ClusterState state, final int accountId) {
        final JobTable jobs = state.jobs();
        long sum = 0;
        for (int jobRow = 0; jobRow < jobs.slab().highWater(); jobRow++) {
            final boolean isHolding = jobs.allocationHead(jobRow) != NULL_ROW;
            if (isHolding && jobs.accountId(jobRow) == accountId) {
                sum += heldByJob(state, jobRow);
            }
        }
        return sum;
    }

    private long heldByJob(final ClusterState state, final int jobRow) {
        final Gates gates = state.gates();
        final int group = gates.groupOf(jobRow);
        if (group == NULL_ROW) {
            return 0;
        }
        if (unit != Unit.TOKENS) {
            final boolean isCounted = gates.holdingRow(group, scope) == row;
            return isCounted ? askedOf(state.jobs(), jobRow, unit) : 0;
        }
        long tokens = 0;
        for (int i = 0; i < gates.licenceCount(group); i++) {
            tokens += gates.licenceRow(group, i) == row ? gates.tokenCount(group, i) : 0;
        }
        return tokens;
    }

    /** As somebody may see it. */
    GateStep step(final ClusterState state, final Integer tenant) {
        final long seen = tenant == null ? held : heldBy(state, tenant);
        return new GateStep(name(), seen, asked, cap, isOpen());
    }

    /** Lets nobody have so much of what is held; a negative amount undoes it. */
    void giveBack(final ClusterState state, final long amount) {
        final HoldingTable holdings = state.gates().holdings();
        switch (unit) {
            case JOBS -> holdings.add(row, (int) -amount, 0, 0, 0);
            case NODES -> holdings.add(row, 0, -amount, 0, 0);
            case CORES -> holdings.add(row, 0, 0, -amount, 0);
            case GPUS -> holdings.add(row, 0, 0, 0, -amount);
            case TOKENS -> state.gates().licences().add(row, (int) -amount);
        }
    }
}
