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
    private final NcsHost host;
    private final boolean shares;

    NcsClock(
            final Machine machine,
            final Agenda agenda,
            final Reservations reservations,
            final Sharing sharing,
            final Scheduler scheduler,
            final NcsHost host) {
        this.machine = machine;
        this.agenda = agenda;
        this.reservations = reservations;
        this.sharing = sharing;
        this.balancing = new Balancing(machine, sharing);
        this.scheduler = scheduler;
        this.host = host;
        shares = machine.rules().timing().shares();
    }

    /** Lets the next event happen. */
    void next() {
        final Event event = agenda.poll();
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
        if (host.submit(job)) {
            machine.timetable().split(nowS);
            machine.timetable().dropUntil(nowS);
            scheduler.queue().addLast(job);
            host.pass(nowS);
        }
    }

    private void start(final NcsJob job, final int nowS) {
        job.start(nowS);
        machine.running().add(job);
        if (job.isInteractive()) {
            job.phaseEndS = nowS + job.prologS();
            agenda.add(job.phaseEndS, Kind.ACTIVATE, job);
        }
        final List<NcsJob> others = job.coexisting.toList();
        sharing.measure(others, nowS);
        sharing.adoptPace(others, true, nowS);
    }

    private void activate(final NcsJob job, final int nowS) {
        if (job.busyCount() == 0) {
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
        job.isActive = false;
        sharing.adoptPace(others, true, nowS);
        job.isActive = true;
        job.measure(nowS);
        job.isActive = false;
        job.endBusyPeriod();
        sharing.net(job, 1);
        if (job.busyIndex == job.busyCount() - 1) {
            endAfterEpilog(job, nowS);
        } else {
            job.phaseEndS = nowS + job.idleS(job.busyIndex);
            agenda.add(job.phaseEndS, Kind.ACTIVATE, job);
            job.busyIndex++;
        }
    }

    private void endAfterEpilog(final NcsJob job, final int nowS) {
        job.endS = nowS + job.epilogS();
        agenda.add(job.endS, Kind.END, job);
    }

    private void end(final NcsJob job, final int nowS) {
        job.finish(nowS);
        job.holding.sort();
        machine.remove(job);
        host.ended(job, nowS);
        reservations.release(job, nowS);
        reservations.extendOverrun(nowS);
        if (shares) {
            for (final NcsJob other : job.coexisting.toList()) {
                sharing.relieve(other, nowS);
                other.coexisting.remove(job);
            }
        }
        for (final NcsJob moved : balancing.balance(job, nowS)) {
            host.moved(moved);
        }
        host.pass(nowS);
    }
}
