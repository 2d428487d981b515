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

import java.util.Arrays;

/** Finds nodes for a job: those that take it at every moment of a time span. */
final class Fit {
    private final NcsRules rules;
    private final int[] least;

    Fit(final NcsRules rules) {
        this.rules = rules;
        least = new int[rules.nodeCount()];
    }

    /**
     * Nodes that take a job now: at this moment under FCFS, for as long as it may run alone under
     * EASY.
     */
    void now(final Timetable table, final NcsJob job, final int nowS, final Candidates candidates) {
        final int last =
                rules.timing().backfills()
                        ? table.lastBefore(nowS + job.requiredS())
                        : table.lastBefore(nowS + 1);
        during(table, job, 0, last, candidates);
    }

    /** Nodes that take a job in all of several slices. */
    private void during(
            final Timetable table,
            final NcsJob job,
            final int first,
            final int last,
            final Candidates candidates) {
        Arrays.fill(least, Integer.MAX_VALUE);
        for (int i = first; i <= last; i++) {
            table.slice(i).lower(least);
        }
        candidates.clear();
        for (int node = 0; node < least.length; node++) {
            if (rules.hasRoom(least[node], job.coresPerNode())) {
                candidates.add(node, least[node]);
            }
        }
    }

    /**
     * The first time, when a slice starts, at which a job fits for as long as it may run alone.
     *
     * @param from first slice that is looked at
     * @param candidates are its nodes then
     */
    int earliestS(
            final Timetable table, final NcsJob job, final int from, final Candidates candidates) {
        int first = from;
        while (true) {
            final int startS = table.slice(first).startS();
            final int last = table.lastBefore(startS + job.requiredS());
            final int blocked = firstBlocked(table, job, first, last);
            if (blocked < 0) {
                during(table, job, first, last, candidates);
                return startS;
            }
            first = blocked;
        }
    }

    /**
     * From which slice on a search that began at one must go on, because the job does not fit
     * before; -1 if it fits.
     */
    private int firstBlocked(
            final Timetable table, final NcsJob job, final int first, final int last) {
        Arrays.fill(least, Integer.MAX_VALUE);
        for (int i = first; i <= last; i++) {
            table.slice(i).lower(least);
            if (!hasRoomOnEnough(job, least)) {
                return hasRoomOnEnough(job, table.slice(i).free()) ? first + 1 : i + 1;
            }
        }
        return -1;
    }

    private boolean hasRoomOnEnough(final NcsJob job, final int[] free) {
        int count = 0;
        for (final int freeCount : free) {
            count += rules.hasRoom(freeCount, job.coresPerNode()) ? 1 : 0;
        }
        return count >= job.nodeCount();
    }
}
