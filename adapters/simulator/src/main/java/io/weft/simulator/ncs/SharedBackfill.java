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

import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * EASY backfilling on cores that may be shared: a job overtakes if it is done before the first in
 * the queue starts, or leaves it its nodes, and slows nobody down whose reservation ends until
 * then.
 */
final class SharedBackfill implements Backfill {
    private final Timetable timetable;
    private final Reservations reservations;
    private final Starter starter;
    private final Victims victims;
    private final Fit fit;
    private final BackfillFit backfillFit;
    private final Candidates candidates;
    private final boolean givesUp;

    SharedBackfill(final Machine machine, final Reservations reservations, final Starter starter) {
        this.timetable = machine.timetable();
        this.reservations = reservations;
        this.starter = starter;
        victims = new Victims(machine);
        fit = new Fit(machine.rules());
        backfillFit = new BackfillFit(machine.rules());
        candidates = new Candidates(machine.rules());
        givesUp = machine.rules().edition().givesUp();
    }

    @Override
    public void fill(final Deque<NcsJob> queue, final int nowS) {
        final Iterator<NcsJob> jobs = queue.iterator();
        final NcsJob head = jobs.next();
        final int headStartS = fit.earliestS(timetable, head, 1, candidates);
        final Choice headChoice = candidates.choose(head);
        final Timetable plan = plan(head, headStartS, headChoice);
        final List<NcsJob> refused = new ArrayList<>();
        while (jobs.hasNext()) {
            final NcsJob job = jobs.next();
            if (reservations.extendOverrun(nowS)) {
                return;
            }
            if (givesUp && isNoSmallerThanOneOf(refused, job)) {
                continue;
            }
            backfillFit.now(plan, job, headStartS, headChoice.nodes(), candidates);
            if (candidates.areEnoughFor(job)) {
                final Choice choice = candidates.choose(job);
                victims.find(job, choice.nodes());
                if (raisesAnyUntil(headStartS)) {
                    refused.add(job);
                } else {
                    jobs.remove();
                    starter.backfill(job, choice, victims, plan, nowS);
                }
            }
        }
    }

    /** The timetable with a reservation for the job that waits first, as long as if alone. */
    private Timetable plan(final NcsJob head, final int startS, final Choice choice) {
        final Timetable plan = timetable.copy();
        head.gross = choice.level();
        plan.split(startS);
        plan.split(head.limitEndS(startS));
        head.gross = 1;
        plan.take(startS, startS + head.requiredS(), choice.nodes(), head.coresPerNode());
        return plan;
    }

    private static boolean isNoSmallerThanOneOf(final List<NcsJob> refused, final NcsJob job) {
        for (final NcsJob other : refused) {
            if (other.requiredS() <= job.requiredS() && other.processors() <= job.processors()) {
                return true;
            }
        }
        return false;
    }

    /** Whether the multiplicity of a job rises whose reservation ends until a time. */
    private boolean raisesAnyUntil(final int timeS) {
        for (final NcsJob victim : victims.list()) {
            if (victim.reservedUntilS <= timeS && victim.grossAhead > victim.gross) {
                return true;
            }
        }
        return false;
    }
}
