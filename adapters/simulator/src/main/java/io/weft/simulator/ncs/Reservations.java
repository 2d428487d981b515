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
import java.util.List;

/** Keeps the timetable in step with the jobs that run. */
final class Reservations {
    private final Machine machine;
    private final Timetable timetable;

    Reservations(final Machine machine) {
        this.machine = machine;
        timetable = machine.timetable();
    }

    /** Lets a reservation end when the limit of its job, stretched as it is now, is used up. */
    void move(final NcsJob job, final int nowS) {
        final int formerS = job.reservedUntilS;
        job.reservedUntilS = Math.max(job.limitEndS(nowS), job.endS);
        move(timetable, job, formerS, nowS);
    }

    /** The same in the timetable and in a plan made from it, in which nothing is joined. */
    void move(final NcsJob job, final int nowS, final Timetable plan) {
        final int formerS = job.reservedUntilS;
        move(job, nowS);
        final int[] nodes = job.holding.nodes();
        refill(plan, job, nodes, formerS);
        plan.cut(nowS);
        plan.cut(job.reservedUntilS);
        take(plan, job, nodes);
    }

    private static void move(
            final Timetable table, final NcsJob job, final int formerS, final int nowS) {
        final int[] nodes = job.holding.nodes();
        refill(table, job, nodes, formerS);
        table.split(nowS);
        table.split(job.reservedUntilS);
        take(table, job, nodes);
    }

    private static void refill(
            final Timetable table, final NcsJob job, final int[] nodes, final int formerS) {
        final int last = table.endingAt(formerS);
        for (int i = 0; i <= last; i++) {
            table.add(i, nodes, job.coresPerNode());
        }
    }

    private static void take(final Timetable table, final NcsJob job, final int[] nodes) {
        final int last = table.endingAt(job.reservedUntilS);
        for (int i = 0; i <= last; i++) {
            table.add(i, nodes, -job.coresPerNode());
        }
    }

    /** Gives back what is left of the reservation of a job that ended. */
    void release(final NcsJob job, final int nowS) {
        timetable.split(nowS);
        for (int i = 0; i < timetable.size(); i++) {
            final int endS = timetable.slice(i).endS();
            if (nowS < endS && endS <= job.reservedUntilS) {
                timetable.add(i, job.holding.nodes(), job.coresPerNode());
            }
        }
        timetable.dropUntil(nowS);
    }

    /**
     * Looks for nodes that seem freer than they are, because jobs run on after the end of their
     * reservation, and reserves until their jobs will have ended.
     *
     * @return whether the last such node has a job that will end at this second: then nothing is to
     *     be scheduled before that.
     */
    boolean extendOverrun(final int nowS) {
        if (!seemsFreer()) {
            return false;
        }
        final int[] seemFree = timetable.slice(0).free().clone();
        final List<NcsJob> extended = new ArrayList<>();
        boolean isEndNear = false;
        for (int i = 0; i < seemFree.length; i++) {
            if (seemFree[i] > machine.node(i).freeCount()) {
                isEndNear = hasJobEnding(i, nowS);
                if (!isEndNear) {
                    extendOn(i, nowS, extended);
                }
            }
        }
        for (final NcsJob job : extended) {
            job.reservedUntilS = job.endS == 0 ? job.phaseEndS : job.endS;
        }
        return isEndNear;
    }

    private boolean seemsFreer() {
        final int[] free = timetable.slice(0).free();
        for (int i = 0; i < free.length; i++) {
            if (free[i] > machine.node(i).freeCount()) {
                return true;
            }
        }
        return false;
    }

    private boolean hasJobEnding(final int node, final int nowS) {
        for (final NcsJob job : machine.running()) {
            if (job.endS == nowS && job.reservedUntilS >= nowS && job.holding.has(node)) {
                return true;
            }
        }
        return false;
    }

    private void extendOn(final int node, final int nowS, final List<NcsJob> extended) {
        for (final NcsJob job : machine.running()) {
            if (job.reservedUntilS <= nowS
                    && job.reservedUntilS < job.endS
                    && job.holding.has(node)) {
                extend(job, node, job.endS, nowS);
                extended.add(job);
            }
        }
        for (final NcsJob job : machine.running()) {
            if (job.isInteractive()
                    && job.reservedUntilS <= nowS
                    && (job.isActive
                            ? job.reservedUntilS < job.phaseEndS
                            : job.reservedUntilS <= job.phaseEndS)
                    && job.holding.has(node)
                    && job.endS == 0) {
                extend(job, node, job.phaseEndS, nowS);
                extended.add(job);
            }
        }
    }

    private void extend(final NcsJob job, final int node, final int untilS, final int nowS) {
        timetable.split(nowS);
        timetable.split(untilS);
        for (int i = 0; i < timetable.size() && timetable.slice(i).startS() < untilS; i++) {
            if (timetable.slice(i).startS() >= job.reservedUntilS) {
                timetable.add(i, node, -job.coresPerNode());
            }
        }
    }
}
