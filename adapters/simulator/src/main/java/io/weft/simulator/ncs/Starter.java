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
    private final Timetable timetable;
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
        this.timetable = machine.timetable();
        this.agenda = agenda;
        this.reservations = reservations;
        this.sharing = sharing;
    }

    /** Jobs started since the list was cleared last. */
    List<NcsJob> started() {
        return started;
    }

    /** Starts a job on cores of its own. */
    void startAlone(final NcsJob job, final Choice choice, final int nowS) {
        final int untilS = nowS + job.requiredS();
        timetable.split(nowS);
        timetable.split(untilS);
        timetable.take(nowS, untilS, choice.nodes(), job.coresPerNode());
        start(job, choice, untilS, nowS + job.times().actualS(), nowS);
    }

    /** Starts a job on cores that others have, too. */
    void startSharing(
            final NcsJob job, final Choice choice, final Victims victims, final int nowS) {
        timetable.split(nowS);
        for (final NcsJob victim : victims.list()) {
            victim.coexisting.add(job);
            sharing.hit(victim, victim.netAhead, job.isInteractive(), nowS);
            victim.gross = victim.grossAhead;
        }
        for (final NcsJob victim : victims.list()) {
            reservations.move(victim, nowS);
        }
        join(job, choice, victims, nowS);
        final int untilS = job.limitEndS(nowS);
        timetable.split(untilS);
        timetable.take(nowS, untilS, choice.nodes(), job.coresPerNode());
        start(job, choice, untilS, job.trueEndS(nowS), nowS);
    }

    /** Starts a job that overtakes others, in the plan, too. */
    void backfill(
            final NcsJob job,
            final Choice choice,
            final Victims victims,
            final Timetable plan,
            final int nowS) {
        job.startReason = ReasonCode.BACKFILLED;
        timetable.split(nowS);
        plan.cut(nowS);
        if (choice.level() == 1) {
            startAlone(job, choice, nowS);
        } else {
            backfillSharing(job, choice, victims, plan, nowS);
        }
        plan.cut(job.reservedUntilS);
        plan.take(nowS, job.reservedUntilS, choice.nodes(), job.coresPerNode());
    }

    /**
     * Those who share cores with the job are slowed as if all processes there were busy, until its
     * start makes that good at the same second; but only of whom that moves an event, the
     * reservation moves.
     */
    private void backfillSharing(
            final NcsJob job,
            final Choice choice,
            final Victims victims,
            final Timetable plan,
            final int nowS) {
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
        join(job, choice, victims, nowS);
        final int untilS = job.limitEndS(nowS);
        timetable.split(untilS);
        timetable.take(nowS, untilS, choice.nodes(), job.coresPerNode());
        start(job, choice, untilS, job.trueEndS(nowS), nowS);
    }

    private void join(
            final NcsJob job, final Choice choice, final Victims victims, final int nowS) {
        job.coexisting = victims.jobs();
        job.gross = choice.level();
        sharing.net(job, victims.net());
        job.measureFrom(nowS);
    }

    private void start(
            final NcsJob job,
            final Choice choice,
            final int untilS,
            final int endS,
            final int nowS) {
        job.reservedUntilS = untilS;
        machine.place(job, choice.nodes());
        agenda.add(nowS, Kind.START, job);
        if (!job.isInteractive()) {
            job.endS = endS;
            agenda.add(endS, Kind.END, job);
        }
        started.add(job);
    }
}
