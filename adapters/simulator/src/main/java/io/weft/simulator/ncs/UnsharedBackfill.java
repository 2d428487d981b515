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

import io.weft.core.wire.ReasonCode;
import java.util.Deque;
import java.util.Iterator;

/** EASY backfilling on cores that nobody shares. */
final class UnsharedBackfill implements Backfill {
    private final Timetable timetable;
    private final Starter starter;
    private final Fit fit;
    private final Candidates candidates;

    UnsharedBackfill(final Machine machine, final Starter starter) {
        this.timetable = machine.timetable();
        this.starter = starter;
        fit = new Fit(machine.rules());
        candidates = new Candidates(machine.rules());
    }

    @Override
    public void fill(final Deque<NcsJob> queue, final int nowS) {
        final Timetable plan = plan(queue.peekFirst());
        for (final Iterator<NcsJob> jobs = queue.iterator(); jobs.hasNext(); ) {
            final NcsJob job = jobs.next();
            fit.now(plan, job, nowS, candidates);
            if (candidates.areEnoughFor(job)) {
                jobs.remove();
                start(job, plan, nowS);
            }
        }
    }

    /** The timetable with a reservation for the job that waits first. */
    private Timetable plan(final NcsJob head) {
        final int startS = fit.earliestS(timetable, head, 0, candidates);
        final int endS = startS + head.requiredS();
        final Timetable plan = timetable.copy();
        plan.split(startS);
        plan.split(endS);
        plan.take(startS, endS, candidates.choose(head).nodes(), head.coresPerNode());
        return plan;
    }

    private void start(final NcsJob job, final Timetable plan, final int nowS) {
        final Choice choice = candidates.choose(job);
        final int untilS = nowS + job.requiredS();
        job.startReason = ReasonCode.BACKFILLED;
        plan.split(nowS);
        plan.split(untilS);
        plan.take(nowS, untilS, choice.nodes(), job.coresPerNode());
        starter.startAlone(job, choice, nowS);
    }
}
