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
package io.weft.core.spi;

/**
 * How fast a process runs that shares its core (paper, "Slowing down", points 1 and 4): alone at
 * full speed, with m - 1 others at 1 / (m · C_o). All in integers: durations are nanoseconds, the
 * overhead C_o is in thousandths, and each method says which way it rounds.
 *
 * <p>No product overflows: quotients and remainders are multiplied apart, and a duration too long
 * for 63 bits becomes {@link #FOREVER}.
 */
public final class Pace {
    /** Longer than anything: about 146 years. */
    public static final long FOREVER = Long.MAX_VALUE / 2;

    private static final long MILLE = 1000;

    private Pace() {}

    /**
     * Divisor of the speed, in thousandths.
     *
     * @param multiplicity processes on the core, from 1.
     * @param overheadPerMille C_o in thousandths, from 1000.
     * @return 1000 when alone, else multiplicity · C_o in thousandths.
     */
    public static long divisorPerMille(final int multiplicity, final int overheadPerMille) {
        return multiplicity <= 1 ? MILLE : (long) multiplicity * overheadPerMille;
    }

    /**
     * Work done in some time, rounded down.
     *
     * @param elapsedNs time that passed, from 0.
     * @param divisorPerMille from {@link #divisorPerMille}.
     * @return work in ns as if alone.
     */
    public static long workFloor(final long elapsedNs, final long divisorPerMille) {
        final long quotient = elapsedNs / divisorPerMille;
        final long rest = elapsedNs % divisorPerMille;
        return quotient * MILLE + rest * MILLE / divisorPerMille;
    }

    /**
     * Work done in some time, rounded up.
     *
     * @param elapsedNs time that passed, from 0.
     * @param divisorPerMille from {@link #divisorPerMille}.
     * @return work in ns as if alone.
     */
    public static long workCeil(final long elapsedNs, final long divisorPerMille) {
        final long quotient = elapsedNs / divisorPerMille;
        final long rest = elapsedNs % divisorPerMille;
        return quotient * MILLE + (rest * MILLE + divisorPerMille - 1) / divisorPerMille;
    }

    /**
     * Time that some work takes, rounded down.
     *
     * @param workNs work in ns as if alone, from 0.
     * @param divisorPerMille from {@link #divisorPerMille}.
     * @return duration in ns, at most {@link #FOREVER}.
     */
    public static long timeFloor(final long workNs, final long divisorPerMille) {
        final long quotient = workNs / MILLE;
        if (quotient >= FOREVER / divisorPerMille) {
            return FOREVER;
        }
        return quotient * divisorPerMille + workNs % MILLE * divisorPerMille / MILLE;
    }

    /**
     * Time that some work takes, rounded up.
     *
     * @param workNs work in ns as if alone, from 0.
     * @param divisorPerMille from {@link #divisorPerMille}.
     * @return duration in ns, at most {@link #FOREVER}.
     */
    public static long timeCeil(final long workNs, final long divisorPerMille) {
        final long quotient = workNs / MILLE;
        if (quotient >= FOREVER / divisorPerMille) {
            return FOREVER;
        }
        final long rest = workNs % MILLE * divisorPerMille;
        return quotient * divisorPerMille + (rest + MILLE - 1) / MILLE;
    }

    /**
     * The most work that takes no longer than some time, by {@link #timeCeil}.
     *
     * @param durationNs from 0.
     * @param divisorPerMille from {@link #divisorPerMille}.
     * @return work in ns as if alone, {@link Long#MAX_VALUE} when any does.
     */
    public static long workMax(final long durationNs, final long divisorPerMille) {
        if (durationNs >= FOREVER) {
            return Long.MAX_VALUE;
        }
        final long belowForever = FOREVER / divisorPerMille * MILLE - 1;
        return Math.min(belowForever, workFloor(durationNs, divisorPerMille));
    }
}
