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
import io.weft.simulator.workload.UsagePattern;
import io.weft.simulator.workload.WorkloadException;

/**
 * One job as the published simulator sees it: whole seconds from the first submission, progress in
 * doubles, rounded nowhere but where an event is made of it.
 */
final class NcsJob {
    /** The time of what has not happened. */
    static final int NEVER = -1;

    private static final long NS_PER_S = 1_000_000_000L;

    private final JobSpec spec;
    private final int id;
    private final int submitS;
    private final int prologS;
    private final int epilogS;
    private final int[] busyS;
    private final int[] idleS;
    private final int actualS;
    private final int requiredS;

    /** Where it runs. */
    final Holding holding = new Holding();

    /** Jobs it shares a core with. */
    JobSet coexisting = new JobSet();

    /** Row in the kernel while it is there. */
    int kernelRow = -1;

    /** Why it was started. */
    ReasonCode startReason = ReasonCode.FITS;

    int startS = NEVER;

    /** When the event ahead, the end of the job or of a phase, happens; 0: none was made yet. */
    int endS;

    int phaseEndS;

    /** End of its reservation. */
    int reservedUntilS;

    /** Gross multiplicity: jobs on its fullest core. */
    int gross = 1;

    /** What {@link Victims} found {@link #gross} and {@link #net()} would become. */
    int grossAhead;

    int netAhead;

    boolean isActive;
    int busyIndex;

    private int net = 1;
    private double slowness = 1.0;
    private double work;
    private double busyWork;
    private double limitUsed;
    private double cpuS;
    private int runS;
    private int measuredS;

    private NcsJob(final JobSpec spec, final long originNs) {
        this.spec = spec;
        id = Math.toIntExact(spec.id());
        submitS = seconds(spec.submitNs() - originNs);
        final UsagePattern usage = spec.usage();
        prologS = seconds(usage.prologIdleNs());
        epilogS = seconds(usage.epilogIdleNs());
        busyS = new int[usage.isAlwaysBusy() ? 0 : usage.busyCount()];
        idleS = new int[Math.max(0, busyS.length - 1)];
        int sumS = prologS + epilogS;
        for (int i = 0; i < busyS.length; i++) {
            busyS[i] = seconds(usage.busyNs(i));
            sumS += busyS[i];
        }
        for (int i = 0; i < idleS.length; i++) {
            idleS[i] = seconds(usage.idleNs(i));
            sumS += idleS[i];
        }
        actualS = usage.isAlwaysBusy() ? seconds(spec.runtimeNs()) : sumS;
        requiredS = Math.max(actualS, seconds(spec.walltimeNs()));
    }

    /**
     * A job before its submission.
     *
     * @throws WorkloadException if its id or one of its times does not fit the rules
     */
    static NcsJob of(final JobSpec spec, final long originNs) {
        try {
            final NcsJob job = new NcsJob(spec, originNs);
            if (job.submitS + (long) job.requiredS >= Timetable.END_S) {
                throw new ArithmeticException("the end of time is " + Timetable.END_S + " s");
            }
            return job;
        } catch (final ArithmeticException e) {
            throw new WorkloadException(
                    "jobId=" + spec.id() + ": its id or one of its times is too large", e);
        }
    }

    private static int seconds(final long ns) {
        return Math.toIntExact((ns + NS_PER_S - 1) / NS_PER_S);
    }

    JobSpec spec() {
        return spec;
    }

    int id() {
        return id;
    }

    int submitS() {
        return submitS;
    }

    int actualS() {
        return actualS;
    }

    int requiredS() {
        return requiredS;
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

    /** Whether it is interactive and works: the end of that is an event that moves. */
    boolean isInBusyPeriod() {
        return isInteractive() && isActive;
    }

    int prologS() {
        return prologS;
    }

    int epilogS() {
        return epilogS;
    }

    int busyCount() {
        return busyS.length;
    }

    int idleS(final int index) {
        return idleS[index];
    }

    /** Jobs at work on its fullest core, itself included; of an idle job, 1. */
    int net() {
        return net;
    }

    /** Sets {@link #net()} and how much slower that makes it beside sharing. */
    void net(final int value, final double overhead) {
        net = isIdle() ? 1 : value;
        slowness = net == 1 ? 1.0 : overhead;
    }

    /** Seconds that it had a core for itself, sharing shared out evenly. */
    double cpuS() {
        return cpuS;
    }

    void start(final int nowS) {
        startS = nowS;
        measuredS = nowS;
    }

    /** Counts what was done since the last time, at the pace it had. */
    void measure(final int nowS) {
        if (!isIdle() && startS != NEVER && measuredS != nowS) {
            final int elapsedS = nowS - measuredS;
            final double done = (double) elapsedS / net / slowness;
            if (isInteractive()) {
                busyWork += done;
            } else {
                work += done;
            }
            limitUsed += (double) elapsedS / gross;
            count(elapsedS);
        }
        measuredS = nowS;
    }

    private void count(final int elapsedS) {
        cpuS += (double) elapsedS / net;
        runS += elapsedS;
    }

    /** Counts the last stretch of a job that ends. */
    void finish(final int nowS) {
        if (!isInteractive()) {
            count(nowS - measuredS);
        }
    }

    /** What is done counts from here. */
    void measureFrom(final int nowS) {
        measuredS = nowS;
    }

    void endBusyPeriod() {
        busyWork = 0;
    }

    /** When a batch job is done if nothing changes. */
    int trueEndS(final int nowS) {
        return ceil(nowS + Math.max((actualS - work) * net, 0) * slowness);
    }

    /** When the busy period is over if nothing changes. */
    int busyEndS(final int nowS) {
        return ceil(nowS + Math.max((busyS[busyIndex] - busyWork) * net, 0) * slowness);
    }

    /** When its limit, stretched by the gross multiplicity from now on, is used up. */
    int limitEndS(final int nowS) {
        return ceil(nowS + Math.max((requiredS - limitUsed) * gross, 1));
    }

    private static int ceil(final double seconds) {
        return (int) Math.ceil(seconds);
    }

    @Override
    public String toString() {
        return "jobId=" + id;
    }
}
