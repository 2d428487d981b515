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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/** Looks at the jobs that wait, and starts those that may. */
final class Scheduler {
    private final Machine machine;
    private final NcsRules rules;
    private final Reservations reservations;
    private final Starter starter;
    private final Victims victims;
    private final Fit fit;
    private final BackfillFit backfillFit;
    private final Candidates candidates;
    private final Deque<NcsJob> queue = new ArrayDeque<>();

    Scheduler(final Machine machine, final Reservations reservations, final Starter starter) {
        this.machine = machine;
        this.reservations = reservations;
        this.starter = starter;
        rules = machine.rules();
        victims = new Victims(machine);
        fit = new Fit(rules);
        backfillFit = new BackfillFit(rules);
        candidates = new Candidates(rules.nodeCount());
    }

    /** Jobs that wait, in the order of submission. */
    Deque<NcsJob> queue() {
        return queue;
    }

    /** Starts what may start now. */
    void schedule(final int nowS) {
        while (!queue.isEmpty()) {
            final NcsJob head = queue.peekFirst();
            if (reservations.extendOverrun(nowS)) {
                return;
            }
            fit.now(machine.timetable(), head, nowS, candidates);
            if (candidates.count() < head.nodeCount()) {
                break;
            }
            final int[] nodes = candidates.choose(head.nodeCount());
            final int level = level(head, nodes);
            queue.removeFirst();
            if (level == 1) {
                starter.startAlone(head, nodes, nowS);
            } else {
                victims.find(head, nodes);
                starter.startSharing(head, nodes, level, victims, nowS);
            }
        }
        if (rules.timing().backfills() && queue.size() >= 2) {
            if (rules.timing().shares()) {
                backfillSharing(nowS);
            } else {
                backfillUnshared(nowS);
            }
        }
    }

    /** When a job would start if nothing else did, were the reservations true. */
    int earliestStartS(final NcsJob job) {
        return earliestStartS(job, 0);
    }

    private int earliestStartS(final NcsJob job, final int fromSlice) {
        final Timetable table = machine.timetable();
        return table.slice(fit.earliest(table, job, fromSlice, candidates)).startS();
    }

    private void backfillUnshared(final int nowS) {
        final NcsJob head = queue.peekFirst();
        final int headStartS = earliestStartS(head, 0);
        final int[] headNodes = candidates.choose(head.nodeCount());
        final int headEndS = headStartS + head.requiredS();
        final Timetable plan = machine.timetable().copy();
        plan.split(headStartS);
        plan.split(headEndS);
        plan.takeOverlapping(headStartS, headEndS, headNodes, head.coresPerNode());
        for (final Iterator<NcsJob> jobs = queue.iterator(); jobs.hasNext(); ) {
            final NcsJob job = jobs.next();
            fit.now(plan, job, nowS, candidates);
            if (candidates.count() >= job.nodeCount()) {
                final int[] nodes = candidates.choose(job.nodeCount());
                jobs.remove();
                job.startReason = ReasonCode.BACKFILLED;
                plan.split(nowS);
                plan.split(nowS + job.requiredS());
                plan.takeTouching(nowS, nowS + job.requiredS(), nodes, job.coresPerNode());
                starter.startAlone(job, nodes, nowS);
            }
        }
    }

    private void backfillSharing(final int nowS) {
        final NcsJob head = queue.peekFirst();
        final int headStartS = earliestStartS(head, 1);
        final int[] headNodes = candidates.choose(head.nodeCount());
        head.gross = level(head, headNodes);
        final Timetable plan = machine.timetable().copy();
        plan.split(headStartS);
        plan.split(head.limitEndS(headStartS));
        plan.takeOverlapping(
                headStartS, headStartS + head.requiredS(), headNodes, head.coresPerNode());
        final List<NcsJob> refused = new ArrayList<>();
        final Iterator<NcsJob> jobs = queue.iterator();
        jobs.next();
        while (jobs.hasNext()) {
            final NcsJob job = jobs.next();
            if (reservations.extendOverrun(nowS)) {
                return;
            }
            if (rules.edition().givesUp() && isNoSmallerThanOneOf(refused, job)) {
                continue;
            }
            backfillFit.now(plan, job, headStartS, headNodes, candidates);
            if (candidates.count() < job.nodeCount()) {
                continue;
            }
            final int[] nodes = candidates.choose(job.nodeCount());
            final int level = level(job, nodes);
            victims.find(job, nodes);
            if (raisesAnyUntil(headStartS)) {
                refused.add(job);
                continue;
            }
            jobs.remove();
            if (level == 1) {
                starter.backfillAlone(job, nodes, plan, nowS);
            } else {
                starter.backfillSharing(job, nodes, level, victims, plan, nowS);
            }
        }
        head.gross = 1;
    }

    private static boolean isNoSmallerThanOneOf(final List<NcsJob> refused, final NcsJob job) {
        for (final NcsJob other : refused) {
            if (other.requiredS() <= job.requiredS() && other.processors() <= job.processors()) {
                return true;
            }
        }
        return false;
    }

    /** Whether the multiplicity of a job rises that has its cores no longer than to a time. */
    private boolean raisesAnyUntil(final int timeS) {
        for (final NcsJob victim : victims.list()) {
            if (victim.reservedUntilS <= timeS && victim.grossAhead > victim.gross) {
                return true;
            }
        }
        return false;
    }

    /** Which multiple of its cores the fullest of chosen nodes needs. */
    private int level(final NcsJob job, final int[] nodes) {
        int level = 0;
        for (final int node : nodes) {
            final int freeCount = candidates.free(node) - job.coresPerNode();
            level = Math.max(level, rules.level(rules.coresPerNode() - freeCount));
        }
        return level;
    }
}
