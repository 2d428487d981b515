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
package io.weft.core.state;

import io.weft.core.spi.ClusterView;

/**
 * How little somebody has used of what is his due: 2^-(usage / due), as in Slurm's classic fair
 * share (slurm.schedmd.com/classic_fair_share.html). His due is his share of all cores of the
 * machine, where Slurm takes his share of what all have used: an idle machine does not make a
 * little usage look large, and nobody's factor depends on what others use.
 *
 * <p>In integers: a power of two is read from a table in steps of 1/256 and interpolated; what
 * comes out is at most 3 / {@link ClusterView#FAIR_SHARE_ONE} from the true value of a usage and a
 * due, which is rounded down to 2^-16 cores. No allocation, O(1).
 */
final class FairShare {
    /** Cores beyond these do not count, so that no product overflows. */
    private static final long CORES_MAX = 1L << 30;

    private static final int DUE_BITS = 16;

    /** Of usage / due, when both are what they are, and after the remainder was divided too. */
    private static final int QUOTIENT_BITS = 30 - DUE_BITS;

    private static final int RATIO_BITS = QUOTIENT_BITS + 6;
    private static final int TABLE_BITS = 8;
    private static final int STEP_BITS = RATIO_BITS - TABLE_BITS;
    private static final int POWER_BITS = 30;
    private static final int ONE_BITS = Long.numberOfTrailingZeros(ClusterView.FAIR_SHARE_ONE);

    /** 2^-(i / 256) in units of 2^-30. */
    private static final long[] POWERS = new long[(1 << TABLE_BITS) + 1];

    static {
        for (int i = 0; i < POWERS.length; i++) {
            final double exponent = POWER_BITS - (double) i / (1 << TABLE_BITS);
            POWERS[i] = StrictMath.round(StrictMath.pow(2, exponent));
        }
    }

    private FairShare() {}

    /**
     * The factor.
     *
     * @param usage in units of 2^-30 cores, from 0.
     * @param share 0..{@link UserTable#SHARE_MAX}.
     * @param shareSum of all, at least the share.
     * @param coreCount of the machine.
     * @return 0..{@link ClusterView#FAIR_SHARE_ONE}; 0 without a share.
     */
    static long factor(
            final long usage, final long share, final long shareSum, final long coreCount) {
        if (share == 0) {
            return 0;
        }
        final long cores = Math.min(coreCount, CORES_MAX);
        final long due = Math.max(1, (cores << DUE_BITS) * share / shareSum);
        final long quotient = Math.max(0, usage) / due;
        if (quotient >>> QUOTIENT_BITS > ONE_BITS) {
            return 0;
        }
        final int shift = RATIO_BITS - QUOTIENT_BITS;
        final long rest = Math.max(0, usage) % due;
        final long ratio = (quotient << shift) + (rest << shift) / due;
        return power(ratio) >> POWER_BITS - ONE_BITS + (ratio >>> RATIO_BITS);
    }

    /** 2^-x for the part of x that is below 1. */
    private static long power(final long ratio) {
        final int step = (int) (ratio >>> STEP_BITS) & (1 << TABLE_BITS) - 1;
        final long rest = ratio & (1 << STEP_BITS) - 1;
        return POWERS[step] - ((POWERS[step] - POWERS[step + 1]) * rest >> STEP_BITS);
    }
}
