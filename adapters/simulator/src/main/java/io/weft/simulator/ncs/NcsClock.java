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

import io.weft.simulator.ncs.Event.Kind;
import java.util.List;

/** Lets happen what happens, one event after the other. */
final class NcsClock {
    private final Machine machine;
    private final Agenda agenda;
    private final Reservations reservations;
    private final Sharing sharing;
    private final Balancing balancing;
    private final Scheduler scheduler;
    private final World world;
    private final boolean shares;

    /** What is outside: the kernel, and whoever keeps the results. */
    interface World {
        /** Submits a job to the kernel; answers whether it was taken. */
        boolean submit(NcsJob job);

        /** A job ended. */
        void end(NcsJob job);

        /** Processes of a job moved. */
        void move(NcsJob job);

        /** Lets the scheduler look at the jobs that wait. */
        void pass();
    }

    NcsClock(
            final Machine machine,
            final Agenda agenda,
            final Reservations reservations,
            final Sharing sharing,
            final Scheduler scheduler,
            final World world) {
        this.machine = machine;
        this.agenda = agenda;
        this.reservations = reservations;
        this.sharing = sharing;
        this.balancing = new Balancing(machine, sharing);
        this.scheduler = scheduler;
        this.world = world;
        shares = machine.rules().timing().shares();
    }

    /** Lets an event happen. */
    void happen(final Event event) {
        final NcsJob job = event.job();
        final int nowS = event.timeS();
        switch (event.kind()) {
            case START -> start(job, nowS);
            case ACTIVATE -> activate(job, nowS);
            case DEACTIVATE -> deactivate(job, nowS);
            case END -> end(job, nowS);
            case SUBMIT -> submit(job, nowS);
            default -> throw new IllegalStateException(event.toString());
        }
    }

    private void submit(final NcsJob job, final int nowS) {
        if (world.submit(job)) {
            machine.timetable().split(nowS);
            machine.timetable().dropUntil(nowS);
            scheduler.add(job);
            world.pass();
        }
    }

    private void start(final NcsJob job, final int nowS) {
        job.start(nowS);
        machine.running().add(job);
        if (job.isInteractive()) {
            job.phaseEndS = nowS + job.times().prologS();
            agenda.add(job.phaseEndS, Kind.ACTIVATE, job);
        }
        final List<NcsJob> others = job.coexisting.toList();
        sharing.measure(others, nowS);
        sharing.adoptPace(others, true, nowS);
    }

    private void activate(final NcsJob job, final int nowS) {
        if (job.times().busyCount() == 0) {
            endAfterEpilog(job, nowS);
            return;
        }
        final List<NcsJob> others = job.coexisting.toList();
        sharing.measure(others, nowS);
        job.isActive = true;
        sharing.adoptPace(others, false, nowS);
        sharing.net(job, machine.netOf(job));
        job.measureFrom(nowS);
        job.phaseEndS = job.busyEndS(nowS);
        agenda.add(job.phaseEndS, Kind.DEACTIVATE, job);
    }

    private void deactivate(final NcsJob job, final int nowS) {
        final List<NcsJob> others = job.coexisting.toList();
        sharing.measure(others, nowS);
        job.measure(nowS);
        job.endBusyPeriod();
        job.isActive = false;
        sharing.adoptPace(others, true, nowS);
        sharing.net(job, 1);
        if (job.busyIndex == job.times().busyCount() - 1) {
            endAfterEpilog(job, nowS);
        } else {
            job.phaseEndS = nowS + job.times().idleS(job.busyIndex);
            agenda.add(job.phaseEndS, Kind.ACTIVATE, job);
            job.busyIndex++;
        }
    }

    private void endAfterEpilog(final NcsJob job, final int nowS) {
        job.endS = nowS + job.times().epilogS();
        agenda.add(job.endS, Kind.END, job);
    }

    private void end(final NcsJob job, final int nowS) {
        job.finish(nowS);
        machine.remove(job);
        world.end(job);
        reservations.release(job, nowS);
        reservations.extendOverrun(nowS);
        if (shares) {
            for (final NcsJob other : job.coexisting.toList()) {
                sharing.relieve(other, nowS);
                other.coexisting.remove(job);
            }
        }
        for (final NcsJob moved : balancing.balance(job, nowS)) {
            world.move(moved);
        }
        world.pass();
    }
}
