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

import io.weft.core.spi.ClusterView;
import io.weft.core.state.ClusterState;
import java.util.ArrayList;
import java.util.List;

/**
 * Which nodes could take a share of a job now, condition by condition, and what each gives. A plain
 * walk over all nodes, with the rules of {@link ClusterView}.
 */
final class NodeFilters {
    static final int NODES_SHOWN = 10;

    private final ClusterState state;
    private final int jobRow;
    private final int nodeCount;
    private final int coresWanted;
    private final int level;
    private final boolean isExclusive;
    private final int reservationRow;
    private final int copies;
    private final long earliestEndNs;
    private final List<FilterStep> steps = new ArrayList<>();
    private final List<Integer> candidateIds = new ArrayList<>();
    private int candidateCount;
    private long supply;

    NodeFilters(final ClusterState state, final int jobRow, final long timeNs) {
        this.state = state;
        this.jobRow = jobRow;
        nodeCount = state.jobNodeCount(jobRow);
        coresWanted = state.jobCoresPerNode(jobRow);
        isExclusive = state.jobIsExclusive(jobRow);
        reservationRow = state.jobReservation(jobRow);
        copies = state.jobCopies(jobRow);
        // Alone on its cores it takes as long as its limit; with others, longer.
        earliestEndNs = timeNs + Math.min(state.jobWalltimeNs(jobRow), Long.MAX_VALUE - timeNs);
        level = isExclusive ? 0 : state.queueMaxMultiplicity(state.jobQueue(jobRow)) - 1;
        walk();
    }

    private enum Condition {
        ALL,
        UP,
        NOT_RESERVED,
        QUEUE,
        FEATURES,
        STAYS_OPEN,
        NO_COPY,
        NOT_HELD,
        MAY_SHARE,
        CORES,
        MEMORY,
        GPUS
    }

    private void walk() {
        final int[] nodes = new int[Condition.values().length];
        final long[] supplies = new long[nodes.length];
        for (int nodeRow = 0; nodeRow < state.nodeCount(); nodeRow++) {
            int given = all(nodeRow);
            for (final Condition condition : Condition.values()) {
                given = givenAfter(condition, nodeRow, given);
                if (given == 0) {
                    break;
                }
                nodes[condition.ordinal()]++;
                supplies[condition.ordinal()] += given;
            }
            if (given > 0) {
                onCandidate(nodeRow, given);
            }
        }
        for (final Condition condition : Condition.values()) {
            final int i = condition.ordinal();
            final String name = Words.of(condition).replace(' ', '-');
            steps.add(new FilterStep(name, nodes[i], supplies[i]));
        }
    }

    private void onCandidate(final int nodeRow, final int given) {
        candidateCount++;
        supply += given;
        if (candidateIds.size() < NODES_SHOWN) {
            candidateIds.add(state.nodeId(nodeRow));
        }
    }

    private int givenAfter(final Condition condition, final int nodeRow, final int given) {
        return switch (condition) {
            case ALL -> given;
            case UP -> state.nodes().isOpen(nodeRow) ? given : 0;
            case NOT_RESERVED -> isOpenToJob(nodeRow) ? given : 0;
            case QUEUE -> state.queueHasNode(state.jobQueue(jobRow), nodeRow) ? given : 0;
            case FEATURES -> hasFeatures(nodeRow) ? given : 0;
            case STAYS_OPEN -> closesNs(nodeRow) >= earliestEndNs ? given : 0;
            case NO_COPY -> hasCopy(nodeRow) ? 0 : given;
            case NOT_HELD -> state.nodeHolder(nodeRow) == ClusterView.NULL_ROW ? given : 0;
            case MAY_SHARE -> mayShare(nodeRow) ? given : 0;
            case CORES -> shareOf(coresFree(nodeRow, state.coresAtOrBelow(nodeRow, level)));
            case MEMORY -> withMemory(given, state.memoryFree(nodeRow));
            case GPUS -> state.gpusFree(nodeRow) >= state.jobGpusPerNode(jobRow) ? given : 0;
        };
    }

    /** Whether no reservation has begun on a node, or only the one that the job runs in. */
    private boolean isOpenToJob(final int nodeRow) {
        return state.reservations().begunOn(nodeRow) == reservationRow;
    }

    /** By when the job must have left a node; what is reserved for itself is not in its way. */
    private long closesNs(final int nodeRow) {
        final int coming = state.nodeReservation(nodeRow);
        final boolean isOwn = coming == state.jobPromise(jobRow);
        final long stayNs =
                reservationRow == ClusterView.NULL_ROW
                        ? Long.MAX_VALUE
                        : state.reservationStayNs(reservationRow);
        return isOwn ? stayNs : Math.min(stayNs, state.nodeClosesNs(nodeRow));
    }

    private boolean hasCopy(final int nodeRow) {
        return copies != ClusterView.NULL_ROW && state.hasCopyOn(copies, nodeRow);
    }

    private boolean hasFeatures(final int nodeRow) {
        final long wanted = state.jobFeatures(jobRow);
        return (state.nodeFeatures(nodeRow) & wanted) == wanted;
    }

    /** Whether nobody is there with whom the job may not share a node. */
    private boolean mayShare(final int nodeRow) {
        return state.nodeKey(nodeRow) == state.jobKey(jobRow) || state.nodeJobCount(nodeRow) == 0;
    }

    /** An exclusive job takes all cores of a node or none. */
    private int coresFree(final int nodeRow, final int cores) {
        return isExclusive && cores < state.nodeCoreCount(nodeRow) ? 0 : cores;
    }

    private boolean isAnywhere() {
        return nodeCount == 0;
    }

    /** What a node counts for before it was looked at. */
    private int all(final int nodeRow) {
        return isAnywhere() ? state.nodeCoreCount(nodeRow) : 1;
    }

    private int shareOf(final int cores) {
        return isAnywhere() ? cores : cores >= coresWanted ? 1 : 0;
    }

    /** What is left of a share, of one node or of some cores, in so much memory. */
    private int withMemory(final int given, final long memoryFree) {
        final long rest = memoryFree - state.jobMemoryPerNode(jobRow);
        final long perCore = state.jobMemoryPerCore(jobRow);
        if (rest < 0) {
            return 0;
        }
        final long cores = perCore == 0 ? Integer.MAX_VALUE : rest / perCore;
        if (!isAnywhere()) {
            return cores >= coresWanted ? given : 0;
        }
        return isExclusive && cores < given ? 0 : (int) Math.min(given, cores);
    }

    // ------------------------------------------------------------------ answers

    List<FilterStep> steps() {
        return steps;
    }

    Candidates candidates() {
        return new Candidates(
                isAnywhere() ? coresWanted : nodeCount,
                supply,
                isAnywhere() ? "core" : "node",
                candidateCount,
                candidateIds);
    }

    /** Whether a node would give more if nobody were on it. */
    boolean isShort(final int nodeRow) {
        int now = all(nodeRow);
        for (final Condition condition : Condition.values()) {
            now = givenAfter(condition, nodeRow, now);
            if (now == 0 && condition.compareTo(Condition.NO_COPY) <= 0) {
                return false;
            }
            if (now == 0) {
                break;
            }
        }
        return now < givenWhenEmpty(nodeRow);
    }

    private int givenWhenEmpty(final int nodeRow) {
        final int given =
                withMemory(shareOf(state.nodeCoreCount(nodeRow)), state.memoryTotal(nodeRow));
        return state.gpusTotal(nodeRow) >= state.jobGpusPerNode(jobRow) ? given : 0;
    }
}
