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
package io.weft.simulator;

import io.weft.core.spi.Pace;
import io.weft.simulator.workload.JobSpec;
import java.util.Arrays;

/**
 * How far running jobs are: the phase each one is in, what is left of it, and how fast that goes.
 * An idle phase takes its length; a busy one is work, done at 1 / (m' · C_o) when m' >= 2 busy
 * processes share the job's fullest core, and at full speed when the job is alone (Minami, Endo and
 * Nomura, "Slowing down").
 *
 * <p>All in integer ns, rounded in favour of the job: work done is rounded up, the time that is
 * left down. The kernel rounds the limit of a job the other way, what was used up of it down and
 * the time that is left of it up, and counts idle processes too. So at any moment the job is at
 * least as far with its work as its limit is used up, and a job whose run alone is within its
 * walltime is never killed because it shared cores, not even by a nanosecond.
 *
 * <p>Whoever has fewer cores than asked for works more slowly by its {@link Speedup}. What going on
 * or starting again costs is work that is done before any other; it counts towards the limit.
 *
 * <p>A job is a row given by the caller. Allocates only when it grows, and to reckon with jobs that
 * have fewer cores than asked for.
 */
final class JobProgress {
    /**
     * In place of a multiplicity: the processes of the job are suspended, its work does not go on.
     */
    static final int STOPPED = 0;

    /** The multiplicity of a job whose busy processes share no core with others. */
    static final int ALONE = 1;

    private final int overheadPerMille;
    private final Speedup speedup;
    private JobSpec[] jobs = new JobSpec[0];
    private int[] phases = new int[0];
    private int[] multiplicities = new int[0];
    private long[] remainingNs = new long[0];
    private long[] sinceNs = new long[0];
    private long[] cpuTimesNs = new long[0];
    private long[] costsNs = new long[0];
    private long[] overheadsNs = new long[0];
    private int[] coreCounts = new int[0];

    /**
     * A record of no job.
     *
     * @param overheadPerMille C_o in thousandths, from 1000.
     * @param speedup of jobs that have fewer cores than they asked for.
     */
    JobProgress(final int overheadPerMille, final Speedup speedup) {
        this.overheadPerMille = overheadPerMille;
        this.speedup = speedup;
    }

    /** A job starts, alone, in its first phase, on all cores it asked for. */
    void start(final int row, final JobSpec job, final long nowNs) {
        ensureRow(row);
        jobs[row] = job;
        cpuTimesNs[row] = 0;
        costsNs[row] = 0;
        overheadsNs[row] = 0;
        coreCounts[row] = (int) job.cores();
        enter(row, JobPhases.next(job, -1), nowNs);
    }

    /**
     * A job that has just started finds work done that it did before.
     *
     * @param doneNs of it, in its phases from the first on, as if alone.
     * @param cpuTimeNs that it took.
     */
    void restore(final int row, final long doneNs, final long cpuTimeNs) {
        cpuTimesNs[row] = cpuTimeNs;
        remainingNs[row] -= doneNs;
        while (remainingNs[row] <= 0 && !isInLastPhase(row)) {
            final long excessNs = -remainingNs[row];
            enter(row, JobPhases.next(jobs[row], phases[row]), sinceNs[row]);
            remainingNs[row] -= excessNs;
        }
        remainingNs[row] = Math.max(0, remainingNs[row]);
    }

    /** Before it does anything else a job has work to do that does not bring it on. */
    void delay(final int row, final long workNs, final long nowNs) {
        advance(row, nowNs);
        costsNs[row] += workNs;
    }

    /** From now on the job has so many cores. */
    void resize(final int row, final int coreCount, final long nowNs) {
        advance(row, nowNs);
        coreCounts[row] = coreCount;
    }

    /** The job's phase is over and the next one begins, alone. */
    void enterNext(final int row, final long nowNs) {
        advance(row, nowNs);
        enter(row, JobPhases.next(jobs[row], phases[row]), nowNs);
    }

    /**
     * From now on the job shares its fullest core with others.
     *
     * @param multiplicity net multiplicity of the job, or {@link #STOPPED}.
     * @return whether that is news.
     */
    boolean pace(final int row, final int multiplicity, final long nowNs) {
        if (multiplicity == multiplicities[row]) {
            return false;
        }
        advance(row, nowNs);
        multiplicities[row] = multiplicity;
        return true;
    }

    /** The job is gone. */
    void end(final int row) {
        jobs[row] = null;
    }

    /** When the phase ends if the pace stays as it is; never if the job is stopped. */
    long phaseEndNs(final int row) {
        if (multiplicities[row] == STOPPED) {
            return Long.MAX_VALUE;
        }
        return sinceNs[row] + timeNs(row, costsNs[row] + remainingNs[row]);
    }

    boolean isBusy(final int row) {
        return JobPhases.isBusy(phases[row]);
    }

    /** Whether the job ends with the phase it is in. */
    boolean isInLastPhase(final int row) {
        return JobPhases.next(jobs[row], phases[row]) == JobPhases.count(jobs[row]);
    }

    /** Cores that the job has. */
    int coreCount(final int row) {
        return coreCounts[row];
    }

    /** Work that a job has done so far, in all its phases, as if alone, in ns. */
    long doneNs(final int row, final long nowNs) {
        advance(row, nowNs);
        long doneNs = JobPhases.lengthNs(jobs[row], phases[row]) - remainingNs[row];
        for (int phase = 0; phase < phases[row]; phase++) {
            doneNs += JobPhases.lengthNs(jobs[row], phase);
        }
        return doneNs;
    }

    /**
     * Time that each process of a job had a core for itself so far, in ns, rounded down; where it
     * has fewer than asked for, on average over those asked for.
     */
    long cpuTimeNs(final int row, final long nowNs) {
        return cpuTimesNs[row] + shareNs(row, nowNs - sinceNs[row] - delayNs(row, nowNs));
    }

    /** The same for the time that work took which does not bring the job on. */
    long overheadNs(final int row, final long nowNs) {
        return overheadsNs[row] + shareNs(row, delayNs(row, nowNs));
    }

    /** How long of late the job was busy with that. */
    private long delayNs(final int row, final long nowNs) {
        return costsNs[row] == 0 || multiplicities[row] == STOPPED
                ? 0
                : Math.min(nowNs - sinceNs[row], timeNs(row, costsNs[row]));
    }

    private long shareNs(final int row, final long elapsedNs) {
        if (multiplicities[row] == STOPPED || !isBusy(row)) {
            return 0;
        }
        final long aloneNs = elapsedNs / multiplicities[row];
        final int coreCount = coreCounts[row];
        final long asked = jobs[row].cores();
        return coreCount == asked ? aloneNs : Proportion.floor(aloneNs, coreCount, asked);
    }

    private long timeNs(final int row, final long workNs) {
        final long fullNs = Pace.timeFloor(workNs, divisorPerMille(row));
        return isSlow(row)
                ? speedup.timeNs(fullNs, coreCounts[row], (int) jobs[row].cores())
                : fullNs;
    }

    private long workNs(final int row, final long elapsedNs) {
        final long fullNs =
                isSlow(row)
                        ? speedup.fullNs(elapsedNs, coreCounts[row], (int) jobs[row].cores())
                        : elapsedNs;
        return Pace.workCeil(fullNs, divisorPerMille(row));
    }

    /** Idle times are a person's, on however many cores. */
    private boolean isSlow(final int row) {
        return coreCounts[row] != jobs[row].cores() && isBusy(row);
    }

    private void enter(final int row, final int phase, final long nowNs) {
        phases[row] = phase;
        multiplicities[row] = ALONE;
        remainingNs[row] = JobPhases.lengthNs(jobs[row], phase);
        sinceNs[row] = nowNs;
    }

    private void advance(final int row, final long nowNs) {
        cpuTimesNs[row] = cpuTimeNs(row, nowNs);
        overheadsNs[row] = overheadNs(row, nowNs);
        if (multiplicities[row] != STOPPED) {
            final long doneNs = workNs(row, nowNs - sinceNs[row]);
            final long delayNs = Math.min(costsNs[row], doneNs);
            costsNs[row] -= delayNs;
            remainingNs[row] = Math.max(0, remainingNs[row] - (doneNs - delayNs));
        }
        sinceNs[row] = nowNs;
    }

    private long divisorPerMille(final int row) {
        return Pace.divisorPerMille(multiplicities[row], overheadPerMille);
    }

    private void ensureRow(final int row) {
        final int former = jobs.length;
        if (row >= former) {
            final int capacity = Math.max(row + 1, Math.max(64, 2 * former));
            jobs = Arrays.copyOf(jobs, capacity);
            phases = Arrays.copyOf(phases, capacity);
            multiplicities = Arrays.copyOf(multiplicities, capacity);
            remainingNs = Arrays.copyOf(remainingNs, capacity);
            sinceNs = Arrays.copyOf(sinceNs, capacity);
            cpuTimesNs = Arrays.copyOf(cpuTimesNs, capacity);
            costsNs = Arrays.copyOf(costsNs, capacity);
            overheadsNs = Arrays.copyOf(overheadsNs, capacity);
            coreCounts = Arrays.copyOf(coreCounts, capacity);
        }
    }
}
