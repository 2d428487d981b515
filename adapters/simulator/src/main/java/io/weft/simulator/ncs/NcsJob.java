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
import io.weft.simulator.workload.JobSpec;

/**
 * One job as the published simulator sees it: events at whole seconds, progress in doubles that are
 * rounded nowhere but where an event is made of them.
 */
final class NcsJob {
    /** The time of what has not happened. */
    static final int NEVER = -1;

    private static final double WORK_PRECISION = 1e-8;

    private final JobSpec spec;
    private final int id;
    private final JobTimes times;

    /** Where it runs. */
    final Holding holding = new Holding();

    /** Jobs it shares a core with. */
    JobSet coexisting = new JobSet();

    /** Row in the kernel while it is there. */
    int kernelRow = -1;

    /** Why it was started. */
    ReasonCode startReason = ReasonCode.FITS;

    int startS = NEVER;

    /** When its end is due; 0 while an interactive job does not know it. */
    int endS;

    /** When the phase of an interactive job is over. */
    int phaseEndS;

    /** End of its reservation. */
    int reservedUntilS;

    /** Gross multiplicity: jobs on its fullest core. */
    int gross = 1;

    /** What {@link Victims} found that {@link #gross} and {@link #net()} would become. */
    int grossAhead;

    int netAhead;

    /** Whether an interactive job is in a busy period. */
    boolean isActive;

    /** The busy period it is in, or the next one. */
    int busyIndex;

    private int net = 1;
    private double slowness = 1.0;
    private double work;
    private double limitUsed;
    private double cpuS;
    private int runS;
    private int measuredS;

    /**
     * A job before its submission.
     *
     * @throws ArithmeticException if its id or one of its times is no int
     */
    NcsJob(final JobSpec spec, final long originNs) {
        this.spec = spec;
        id = Math.toIntExact(spec.id());
        times = new JobTimes(spec, originNs);
    }

    JobSpec spec() {
        return spec;
    }

    int id() {
        return id;
    }

    JobTimes times() {
        return times;
    }

    int requiredS() {
        return times.requiredS();
    }

    int nodeCount() {
        return spec.nodeCount();
    }

    int coresPerNode() {
        return spec.coresPerNode();
    }

    int processors() {
        return spec.processors();
    }

    long memoryPerNodeKib() {
        return spec.memoryPerNode() >> 10;
    }

    boolean isInteractive() {
        return !spec.usage().isAlwaysBusy();
    }

    /** Whether it is interactive and its user thinks: it does not slow others. */
    boolean isIdle() {
        return isInteractive() && !isActive;
    }

    /** Jobs at work on its busiest core, itself included; of an idle job, 1. */
    int net() {
        return net;
    }

    /** Sets {@link #net()} and what sharing costs beside dividing the core. */
    void net(final int value, final double overhead) {
        net = isIdle() ? 1 : value;
        slowness = net == 1 ? 1.0 : overhead;
    }

    /** Seconds that each of its processes had a core for itself, sharing shared out evenly. */
    double cpuS() {
        return cpuS;
    }

    void start(final int nowS) {
        startS = nowS;
        measuredS = nowS;
    }

    /** What is done counts from here. */
    void measureFrom(final int nowS) {
        measuredS = nowS;
    }

    /** Counts what was done since the last time, at the pace it had. */
    void measure(final int nowS) {
        if (!isIdle() && startS != NEVER && measuredS != nowS) {
            final int elapsedS = nowS - measuredS;
            work += (double) elapsedS / net / slowness;
            limitUsed += (double) elapsedS / gross;
            count(elapsedS);
        }
        measuredS = nowS;
    }

    private void count(final int elapsedS) {
        cpuS += (double) elapsedS / net;
        runS += elapsedS;
    }

    /** Ends a busy period that was measured; what is done counts anew in the next one. */
    void endBusyPeriod() {
        if (work + WORK_PRECISION < times.busyS(busyIndex)) {
            throw new IllegalStateException(this + ": a busy period ends with work left");
        }
        work = 0;
    }

    /** Counts the last stretch. */
    void finish(final int nowS) {
        if (!isInteractive()) {
            count(nowS - measuredS);
        }
        if (startS + times.idleSumS() + runS != nowS) {
            throw new IllegalStateException(this + ": ends at " + nowS + " s, but ran " + runS);
        }
    }

    /** When a batch job is done if nothing changes. */
    int trueEndS(final int nowS) {
        return endS(nowS, times.actualS());
    }

    /** When the busy period is over if nothing changes. */
    int busyEndS(final int nowS) {
        return endS(nowS, times.busyS(busyIndex));
    }

    private int endS(final int nowS, final int lengthS) {
        return ceil(nowS + Math.max((lengthS - work) * net, 0) * slowness);
    }

    /** When its limit, stretched by the gross multiplicity from now on, is used up. */
    int limitEndS(final int nowS) {
        return ceil(nowS + Math.max((times.requiredS() - limitUsed) * gross, 1));
    }

    private static int ceil(final double seconds) {
        return (int) Math.ceil(seconds);
    }

    @Override
    public String toString() {
        return "jobId=" + id;
    }
}
