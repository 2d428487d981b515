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
package io.weft.simulator.ncs;

/**
 * Finds nodes for a job that may overtake the one that waits first: those on which it is done, at
 * the speed that sharing leaves it, before anybody else's class of sharing rises.
 */
final class BackfillFit {
    private final NcsRules rules;
    private final int[] free;
    private final int[] restS;
    private final int[] open;
    private final boolean[] isReserved;
    private final int[] acceptedReserved;
    private int openCount;
    private int acceptedReservedCount;

    BackfillFit(final NcsRules rules) {
        this.rules = rules;
        free = new int[rules.nodeCount()];
        restS = new int[rules.nodeCount()];
        open = new int[rules.nodeCount()];
        isReserved = new boolean[rules.nodeCount()];
        acceptedReserved = new int[rules.nodeCount()];
    }

    /**
     * Nodes for a job to start now.
     *
     * @param plan the timetable with the reservation of the job that waits first
     * @param reservedFromS when that begins
     * @param reservedNodes its nodes
     */
    void now(
            final Timetable plan,
            final NcsJob job,
            final int reservedFromS,
            final int[] reservedNodes,
            final Candidates candidates) {
        candidates.clear();
        acceptedReservedCount = 0;
        for (int node = 0; node < free.length; node++) {
            free[node] = rules.coresPerNode();
            restS[node] = job.requiredS();
            open[node] = node;
            isReserved[node] = false;
        }
        for (final int node : reservedNodes) {
            isReserved[node] = true;
        }
        openCount = free.length;
        for (int i = 0; i < plan.size() && openCount > 0; i++) {
            walk(plan.slice(i), job, reservedFromS, candidates);
        }
    }

    /** Goes through one slice; the nodes about which nothing is decided stay open. */
    private void walk(
            final Slice slice,
            final NcsJob job,
            final int reservedFromS,
            final Candidates candidates) {
        final boolean isLate = slice.endS() > reservedFromS;
        int kept = 0;
        for (int i = 0; i < openCount; i++) {
            final int node = open[i];
            free[node] = Math.min(free[node], slice.free(node));
            final int level = rules.levelWith(job, free[node]);
            if (level > rules.maxMultiplicity()) {
                continue;
            }
            if (isLate && !isReserved[node]) {
                dropReserved(slice, job, candidates);
            } else if (isLate && rules.levelWithout(free[node]) != level) {
                continue;
            }
            restS[node] -= (slice.endS() - slice.startS()) / level;
            if (restS[node] > 0) {
                open[kept++] = node;
            } else {
                accept(node, candidates);
            }
        }
        openCount = kept;
    }

    private void accept(final int node, final Candidates candidates) {
        candidates.add(node, free[node]);
        if (isReserved[node]) {
            acceptedReserved[acceptedReservedCount++] = node;
        }
    }

    /** Reserved nodes that were accepted are dropped if the job would raise their class here. */
    private void dropReserved(final Slice slice, final NcsJob job, final Candidates candidates) {
        int kept = 0;
        for (int i = 0; i < acceptedReservedCount; i++) {
            final int node = acceptedReserved[i];
            final int least = Math.min(slice.free(node), free[node]);
            if (rules.levelWith(job, least) != rules.levelWithout(least)
                    || job.memoryPerNodeKib() > rules.memoryPerNodeKib()) {
                candidates.remove(node);
            } else {
                acceptedReserved[kept++] = node;
            }
        }
        acceptedReservedCount = kept;
    }
}
