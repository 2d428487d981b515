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
 * <p>A job is a row given by the caller. Allocates only when it grows.
 */
final class JobProgress {
    /**
     * In place of a multiplicity: the processes of the job are suspended, its work does not go on.
     */
    static final int STOPPED = 0;

    /** The multiplicity of a job whose busy processes share no core with others. */
    static final int ALONE = 1;

    private final int overheadPerMille;
    private JobSpec[] jobs = new JobSpec[0];
    private int[] phases = new int[0];
    private int[] multiplicities = new int[0];
    private long[] remainingNs = new long[0];
    private long[] sinceNs = new long[0];
    private long[] cpuTimesNs = new long[0];

    /**
     * A record of no job.
     *
     * @param overheadPerMille C_o in thousandths, from 1000.
     */
    JobProgress(final int overheadPerMille) {
        this.overheadPerMille = overheadPerMille;
    }

    /** A job starts, alone, in its first phase. */
    void start(final int row, final JobSpec job, final long nowNs) {
        ensureRow(row);
        jobs[row] = job;
        cpuTimesNs[row] = 0;
        enter(row, JobPhases.next(job, -1), nowNs);
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
        return sinceNs[row] + Pace.timeFloor(remainingNs[row], divisorPerMille(row));
    }

    boolean isBusy(final int row) {
        return JobPhases.isBusy(phases[row]);
    }

    /** Whether the job ends with the phase it is in. */
    boolean isInLastPhase(final int row) {
        return JobPhases.next(jobs[row], phases[row]) == JobPhases.count(jobs[row]);
    }

    /** Time that each process of a job had a core for itself so far, in ns, rounded down. */
    long cpuTimeNs(final int row, final long nowNs) {
        final long elapsedNs = isBusy(row) ? nowNs - sinceNs[row] : 0;
        final int multiplicity = multiplicities[row];
        return cpuTimesNs[row] + (multiplicity == STOPPED ? 0 : elapsedNs / multiplicity);
    }

    private void enter(final int row, final int phase, final long nowNs) {
        phases[row] = phase;
        multiplicities[row] = ALONE;
        remainingNs[row] = JobPhases.lengthNs(jobs[row], phase);
        sinceNs[row] = nowNs;
    }

    private void advance(final int row, final long nowNs) {
        if (multiplicities[row] != STOPPED) {
            final long doneNs = Pace.workCeil(nowNs - sinceNs[row], divisorPerMille(row));
            remainingNs[row] = Math.max(0, remainingNs[row] - doneNs);
        }
        cpuTimesNs[row] = cpuTimeNs(row, nowNs);
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
        }
    }
}
