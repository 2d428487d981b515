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

import java.util.ArrayDeque;
import java.util.Deque;

/** Looks at the jobs that wait, and starts those that may. */
final class Scheduler {
    private final Timetable timetable;
    private final Reservations reservations;
    private final Starter starter;
    private final Victims victims;
    private final Fit fit;
    private final Candidates candidates;
    private final Backfill backfill;
    private final Deque<NcsJob> queue = new ArrayDeque<>();

    Scheduler(final Machine machine, final Reservations reservations, final Starter starter) {
        this.timetable = machine.timetable();
        this.reservations = reservations;
        this.starter = starter;
        victims = new Victims(machine);
        fit = new Fit(machine.rules());
        candidates = new Candidates(machine.rules());
        backfill = backfill(machine, reservations, starter);
    }

    private static Backfill backfill(
            final Machine machine, final Reservations reservations, final Starter starter) {
        final NcsTiming timing = machine.rules().timing();
        if (!timing.backfills()) {
            return (jobs, nowS) -> {};
        }
        return timing.shares()
                ? new SharedBackfill(machine, reservations, starter)
                : new UnsharedBackfill(machine, starter);
    }

    /** A job waits, last of all. */
    void add(final NcsJob job) {
        queue.addLast(job);
    }

    /**
     * Starts what may start now. Stops where it finds a job that will end at this second, as that
     * end leads here again.
     */
    void schedule(final int nowS) {
        while (!queue.isEmpty()) {
            final NcsJob head = queue.peekFirst();
            if (reservations.extendOverrun(nowS)) {
                return;
            }
            fit.now(timetable, head, nowS, candidates);
            if (!candidates.areEnoughFor(head)) {
                break;
            }
            queue.removeFirst();
            start(head, nowS);
        }
        if (queue.size() >= 2) {
            backfill.fill(queue, nowS);
        }
    }

    private void start(final NcsJob job, final int nowS) {
        final Choice choice = candidates.choose(job);
        if (choice.level() == 1) {
            starter.startAlone(job, choice, nowS);
        } else {
            victims.find(job, choice.nodes());
            starter.startSharing(job, choice, victims, nowS);
        }
    }

    /** When a job would start if nothing else did, were the reservations true. */
    int earliestStartS(final NcsJob job) {
        return fit.earliestS(timetable, job, 0, candidates);
    }
}
