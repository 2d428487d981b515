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

import io.weft.simulator.metrics.JobHistory;
import java.util.Arrays;

/**
 * What happened to jobs since they were submitted, by row, and what they keep from one start to the
 * next. Allocates only when it grows, and for the histories of jobs to which something happened.
 */
final class JobHistories {
    private static final double NS_PER_S = 1e9;

    private int[] suspensions = new int[64];
    private int[] requeues = new int[64];
    private int[] resizes = new int[64];
    private long[] lostNs = new long[64];
    private long[] keptNs = new long[64];
    private long[] keptCpuTimeNs = new long[64];

    /** A job is submitted. */
    void clear(final int row) {
        if (row >= requeues.length) {
            final int capacity = Math.max(row + 1, 2 * requeues.length);
            suspensions = Arrays.copyOf(suspensions, capacity);
            requeues = Arrays.copyOf(requeues, capacity);
            resizes = Arrays.copyOf(resizes, capacity);
            lostNs = Arrays.copyOf(lostNs, capacity);
            keptNs = Arrays.copyOf(keptNs, capacity);
            keptCpuTimeNs = Arrays.copyOf(keptCpuTimeNs, capacity);
        }
        suspensions[row] = 0;
        requeues[row] = 0;
        resizes[row] = 0;
        lostNs[row] = 0;
        keptNs[row] = 0;
        keptCpuTimeNs[row] = 0;
    }

    void onSuspended(final int row) {
        suspensions[row]++;
    }

    void onResized(final int row) {
        resizes[row]++;
    }

    /**
     * A job that ran waits again.
     *
     * @param doneNs work it had done, as if alone.
     * @param keptWorkNs what of it is saved.
     * @param cpuTimeNs that was spent on it.
     * @return what of that was spent in vain.
     */
    long onRequeued(final int row, final long doneNs, final long keptWorkNs, final long cpuTimeNs) {
        requeues[row]++;
        final long sinceNs = doneNs - keptNs[row];
        final long spentNs = cpuTimeNs - keptCpuTimeNs[row];
        // Of the time since the last start the part that belongs to the work that is lost.
        final long inVainNs =
                sinceNs == 0 ? 0 : Proportion.ceil(spentNs, doneNs - keptWorkNs, sinceNs);
        keptNs[row] = keptWorkNs;
        keptCpuTimeNs[row] = cpuTimeNs - inVainNs;
        lose(row, inVainNs);
        return inVainNs;
    }

    /** Cores were held for nothing for so long. */
    void lose(final int row, final long cpuTimeNs) {
        lostNs[row] += cpuTimeNs;
    }

    /** Whether a job has run before. */
    boolean isRestart(final int row) {
        return requeues[row] > 0;
    }

    /** Work that a job need not do again, as if alone. */
    long keptNs(final int row) {
        return keptNs[row];
    }

    /** What was spent on that work. */
    long keptCpuTimeNs(final int row) {
        return keptCpuTimeNs[row];
    }

    /**
     * All of it.
     *
     * @param coreCount cores that the job asked for.
     */
    JobHistory history(final int row, final long coreCount) {
        if ((suspensions[row] | requeues[row] | resizes[row] | lostNs[row]) == 0) {
            return JobHistory.NONE;
        }
        return new JobHistory(
                suspensions[row], requeues[row], resizes[row], lostNs[row] / NS_PER_S * coreCount);
    }
}
