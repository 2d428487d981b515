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

/** What it does to jobs that others join them on their cores, leave, turn busy or idle. */
final class Sharing {
    private final Machine machine;
    private final Agenda agenda;
    private final Reservations reservations;
    private final double overhead;

    Sharing(final Machine machine, final Agenda agenda, final Reservations reservations) {
        this.machine = machine;
        this.agenda = agenda;
        this.reservations = reservations;
        overhead = machine.rules().overhead();
    }

    void net(final NcsJob job, final int net) {
        job.net(net, overhead);
    }

    /**
     * A job is joined by another one.
     *
     * @return whether that moved an event
     */
    boolean hit(final NcsJob job, final int net, final boolean isByInteractive, final int nowS) {
        job.measure(nowS);
        net(job, net);
        if (isByInteractive) {
            return false;
        }
        if (job.isInteractive()) {
            return moveBusyEnd(job, nowS);
        }
        final int endS = job.trueEndS(nowS);
        return nowS < endS && job.endS != nowS && moveEnd(job, endS);
    }

    void measure(final List<NcsJob> jobs, final int nowS) {
        for (final NcsJob job : jobs) {
            job.measure(nowS);
        }
    }

    /**
     * Jobs whose neighbour started, or turned busy or idle, adopt their new pace.
     *
     * @param sparesNow whether a busy period that is over at this second is left alone
     */
    void adoptPace(final List<NcsJob> jobs, final boolean sparesNow, final int nowS) {
        for (final NcsJob job : jobs) {
            net(job, machine.netOf(job));
            if (!job.isInteractive()) {
                moveEnd(job, job.trueEndS(nowS));
            } else if (!(sparesNow && job.phaseEndS == nowS)) {
                moveBusyEnd(job, nowS);
            }
        }
    }

    /** A job is left by another one. */
    void relieve(final NcsJob job, final int nowS) {
        adopt(job, machine.grossOf(job), nowS);
        if (job.isInteractive()) {
            moveBusyEnd(job, nowS);
        } else {
            final int endS = job.trueEndS(nowS);
            if (endS != nowS && job.endS != nowS) {
                moveEnd(job, endS);
            }
        }
        moveReservation(job, nowS);
    }

    /** A job is joined by a process that moved. */
    void join(final NcsJob job, final int nowS) {
        final int formerGross = job.gross;
        final int gross = machine.grossOf(job);
        adopt(job, gross, nowS);
        if (job.isInteractive()) {
            moveBusyEnd(job, nowS);
        } else {
            final int endS = job.trueEndS(nowS);
            if (gross != formerGross && endS != nowS) {
                moveEnd(job, endS);
            }
        }
        moveReservation(job, nowS);
    }

    private void adopt(final NcsJob job, final int gross, final int nowS) {
        job.measure(nowS);
        net(job, machine.netOf(job));
        job.gross = gross;
    }

    private void moveReservation(final NcsJob job, final int nowS) {
        if (job.reservedUntilS != nowS) {
            reservations.move(job, nowS);
        }
    }

    private boolean moveEnd(final NcsJob job, final int endS) {
        if (endS == job.endS) {
            return false;
        }
        agenda.move(job.endS, endS, Kind.END, job);
        job.endS = endS;
        return true;
    }

    private boolean moveBusyEnd(final NcsJob job, final int nowS) {
        if (!job.isActive) {
            return false;
        }
        final int endS = job.busyEndS(nowS);
        if (endS == job.phaseEndS) {
            return false;
        }
        agenda.move(job.phaseEndS, endS, Kind.DEACTIVATE, job);
        job.phaseEndS = endS;
        return true;
    }
}
