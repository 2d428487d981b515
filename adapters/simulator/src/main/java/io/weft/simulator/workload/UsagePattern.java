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
package io.weft.simulator.workload;

import java.util.Arrays;

/**
 * When a job's processes are busy, in the time of a run alone: an idle prolog, then busy and idle
 * periods in turn (the first and the last busy), then an idle epilog. A job without any busy period
 * is idle throughout. The model and its words are those of Minami, Endo and Nomura. Immutable; a
 * pattern of n busy periods takes 16n + 60 bytes or so.
 */
public final class UsagePattern {
    /** A batch job: busy from start to end. It has no periods to ask for. */
    public static final UsagePattern ALWAYS_BUSY = new UsagePattern(0, 0, new long[0], 0, 0);

    private final long prologIdleNs;
    private final long epilogIdleNs;
    private final long[] periodsNs;
    private final long busyNs;
    private final long totalNs;

    private UsagePattern(
            long prologIdleNs, long epilogIdleNs, long[] periodsNs, long busyNs, long totalNs) {
        this.prologIdleNs = prologIdleNs;
        this.epilogIdleNs = epilogIdleNs;
        this.periodsNs = periodsNs;
        this.busyNs = busyNs;
        this.totalNs = totalNs;
    }

    /**
     * A pattern of given lengths.
     *
     * @param prologIdleNs idle nanoseconds before the first busy period, 0 or above
     * @param epilogIdleNs idle nanoseconds after the last busy period, 0 or above
     * @param periodsNs busy1, idle1, busy2, … busyN: empty or of odd length, each 0 or above;
     *     copied
     * @throws IllegalArgumentException naming the length that is out of range; also when all
     *     together are 0 or overflow a long
     */
    public static UsagePattern of(long prologIdleNs, long epilogIdleNs, long... periodsNs) {
        check(periodsNs.length == 0 || periodsNs.length % 2 == 1, "periods", periodsNs.length);
        check(prologIdleNs >= 0, "prologIdleNs", prologIdleNs);
        check(epilogIdleNs >= 0, "epilogIdleNs", epilogIdleNs);
        long busyNs = 0;
        long totalNs = prologIdleNs + epilogIdleNs;
        check(totalNs >= 0, "totalNs", totalNs);
        for (int i = 0; i < periodsNs.length; i++) {
            check(periodsNs[i] >= 0, "periodNs", periodsNs[i]);
            busyNs += i % 2 == 0 ? periodsNs[i] : 0;
            totalNs += periodsNs[i];
            check(totalNs >= 0, "totalNs", totalNs);
        }
        check(totalNs > 0, "totalNs", totalNs);
        return new UsagePattern(prologIdleNs, epilogIdleNs, periodsNs.clone(), busyNs, totalNs);
    }

    /** Whether this is {@link #ALWAYS_BUSY}; then the lengths below are all 0 and mean nothing. */
    public boolean isAlwaysBusy() {
        return this == ALWAYS_BUSY;
    }

    /** Idle nanoseconds before the first busy period. */
    public long prologIdleNs() {
        return prologIdleNs;
    }

    /** Idle nanoseconds after the last busy period. */
    public long epilogIdleNs() {
        return epilogIdleNs;
    }

    /** How many busy periods there are; 0 means idle throughout. */
    public int busyCount() {
        return (periodsNs.length + 1) / 2;
    }

    /**
     * Length of a busy period.
     *
     * @param index 0..busyCount-1
     */
    public long busyNs(int index) {
        return periodsNs[2 * index];
    }

    /**
     * Length of the idle period that follows a busy one.
     *
     * @param index 0..busyCount-2
     */
    public long idleNs(int index) {
        return periodsNs[2 * index + 1];
    }

    /** All busy periods together, in nanoseconds. */
    public long busyNs() {
        return busyNs;
    }

    /** The whole pattern, prolog and epilog included, in nanoseconds. */
    public long totalNs() {
        return totalNs;
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || other instanceof UsagePattern that
                        && !isAlwaysBusy()
                        && !that.isAlwaysBusy()
                        && prologIdleNs == that.prologIdleNs
                        && epilogIdleNs == that.epilogIdleNs
                        && Arrays.equals(periodsNs, that.periodsNs);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * Long.hashCode(prologIdleNs) + Long.hashCode(epilogIdleNs))
                + Arrays.hashCode(periodsNs);
    }

    @Override
    public String toString() {
        return isAlwaysBusy()
                ? "always busy"
                : "prologIdleNs="
                        + prologIdleNs
                        + ", periodsNs="
                        + Arrays.toString(periodsNs)
                        + ", epilogIdleNs="
                        + epilogIdleNs;
    }

    private static void check(boolean condition, String name, long value) {
        if (!condition) {
            throw new IllegalArgumentException(name + "=" + value + ", expected a length");
        }
    }
}
