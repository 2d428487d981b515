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
import io.weft.simulator.ncs.Event.Kind;
import java.util.ArrayList;
import java.util.List;

/** Starts jobs on the nodes chosen for them. */
final class Starter {
    private final Machine machine;
    private final Agenda agenda;
    private final Reservations reservations;
    private final Sharing sharing;
    private final List<NcsJob> started = new ArrayList<>();

    Starter(
            final Machine machine,
            final Agenda agenda,
            final Reservations reservations,
            final Sharing sharing) {
        this.machine = machine;
        this.agenda = agenda;
        this.reservations = reservations;
        this.sharing = sharing;
    }

    /** Jobs started since the list was cleared last. */
    List<NcsJob> started() {
        return started;
    }

    /** Starts a job on cores of its own. */
    void startAlone(final NcsJob job, final int[] nodes, final int nowS) {
        final Timetable table = machine.timetable();
        job.gross = 1;
        final int untilS = nowS + job.requiredS();
        table.split(nowS);
        table.split(untilS);
        table.takeTouching(nowS, untilS, nodes, job.coresPerNode());
        start(job, nodes, untilS, nowS + job.actualS(), nowS);
    }

    /** Starts a job on cores that others have, too. */
    void startSharing(
            final NcsJob job,
            final int[] nodes,
            final int level,
            final Victims victims,
            final int nowS) {
        final Timetable table = machine.timetable();
        table.split(nowS);
        for (final NcsJob victim : victims.list()) {
            victim.coexisting.add(job);
            sharing.hit(victim, victim.netAhead, job.isInteractive(), nowS);
            victim.gross = victim.grossAhead;
        }
        for (final NcsJob victim : victims.list()) {
            reservations.move(victim, nowS);
        }
        join(job, level, victims, nowS);
        final int untilS = job.limitEndS(nowS);
        table.split(untilS);
        table.takeTouching(nowS, untilS, nodes, job.coresPerNode());
        start(job, nodes, untilS, job.trueEndS(nowS), nowS);
    }

    /** Starts a job that overtakes others on cores of its own, in the plan, too. */
    void backfillAlone(final NcsJob job, final int[] nodes, final Timetable plan, final int nowS) {
        job.startReason = ReasonCode.BACKFILLED;
        plan.cut(nowS);
        plan.cut(nowS + job.requiredS());
        plan.takeTouching(nowS, nowS + job.requiredS(), nodes, job.coresPerNode());
        startAlone(job, nodes, nowS);
    }

    /**
     * Starts a job that overtakes others on cores that others have, in the plan, too. Those are
     * slowed as if all processes on their cores were busy, until the start makes that good.
     */
    void backfillSharing(
            final NcsJob job,
            final int[] nodes,
            final int level,
            final Victims victims,
            final Timetable plan,
            final int nowS) {
        final Timetable table = machine.timetable();
        job.startReason = ReasonCode.BACKFILLED;
        table.split(nowS);
        plan.cut(nowS);
        final List<NcsJob> moved = new ArrayList<>();
        for (final NcsJob victim : victims.list()) {
            victim.coexisting.add(job);
            if (sharing.hit(victim, victim.grossAhead, false, nowS)) {
                moved.add(victim);
            }
            victim.gross = victim.grossAhead;
        }
        for (final NcsJob victim : moved) {
            reservations.move(victim, nowS, plan);
        }
        join(job, level, victims, nowS);
        final int untilS = job.limitEndS(nowS);
        table.split(untilS);
        plan.cut(untilS);
        table.takeTouching(nowS, untilS, nodes, job.coresPerNode());
        plan.takeTouching(nowS, untilS, nodes, job.coresPerNode());
        start(job, nodes, untilS, job.trueEndS(nowS), nowS);
    }

    private void join(final NcsJob job, final int level, final Victims victims, final int nowS) {
        job.coexisting = victims.jobs();
        job.gross = level;
        sharing.net(job, victims.net());
        job.measureFrom(nowS);
    }

    private void start(
            final NcsJob job, final int[] nodes, final int untilS, final int endS, final int nowS) {
        job.reservedUntilS = untilS;
        machine.place(job, nodes);
        agenda.add(nowS, Kind.START, job);
        if (!job.isInteractive()) {
            job.endS = endS;
            agenda.add(endS, Kind.END, job);
        }
        started.add(job);
    }
}
