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

/**
 * Interactive jobs as people have them: a limit from the usual menu, a run time that often reaches
 * it, and busy and idle periods in turn. Fitted to the patterns published by Minami, Endo and
 * Nomura; it keeps, for jobs of similar run time, the distribution of the busy share, of the number
 * of busy periods, and of the idle time at both ends.
 */
final class SessionModel {
    /** From here on a job is like a batch job: one of its busy periods is nearly all of it. */
    private static final double BATCH_LIKE_SHARE = 0.9;

    private static final double BATCH_LIKE_WEIGHT = 1_000;
    private static final double WEIGHT_MIN = 0.5;

    private static final double[] RUNTIME_AT = {
        0, .05, .10, .151, .25, .369, .5, .569, .646, .787, .8, .9, .95, 1
    };

    /** Natural logarithms of seconds; every seventh job ends at a limit of two hours. */
    private static final QuantileTable LN_RUNTIME =
            new QuantileTable(
                    RUNTIME_AT,
                    lnAll(
                            1, 20, 36, 60, 175, 600, 1_903, 3_600, 7_200, 7_200, 8_305, 18_870,
                            41_770, 43_200));

    private static final long[] LIMITS_S = {3_600, 7_200, 14_400, 21_600, 43_200};
    private static final double[] LIMIT_WEIGHTS = {5, 60, 5, 5, 25};

    private final RandomSource random;

    SessionModel(RandomSource random) {
        this.random = random;
    }

    /** Draws a run time of 1..43,200 whole seconds. */
    long nextRuntimeS() {
        return StrictMath.round(StrictMath.exp(LN_RUNTIME.next(random)));
    }

    /** Draws one of the usual limits that is not below a run time of up to 43,200 s. */
    long nextLimitS(long runtimeS) {
        double weight = 0;
        for (int i = 0; i < LIMITS_S.length; i++) {
            weight += LIMITS_S[i] >= runtimeS ? LIMIT_WEIGHTS[i] : 0;
        }
        double drawn = random.nextDouble() * weight;
        int i = LIMITS_S.length - 1;
        while (i > 0 && LIMITS_S[i - 1] >= runtimeS && drawn >= LIMIT_WEIGHTS[i]) {
            drawn -= LIMIT_WEIGHTS[i];
            i--;
        }
        return LIMITS_S[i];
    }

    /** Draws busy and idle periods of whole seconds for a run time. */
    UsagePattern nextUsage(long runtimeS) {
        SessionClass kind = SessionClass.of(runtimeS);
        double busyShare = kind.busyShare().next(random);
        double countDrawn = kind.busyCount().next(random);
        double prologShare = kind.prologShare().next(random);
        double epilogShare = kind.epilogShare().next(random);

        long busyS = (long) (busyShare * runtimeS + 0.5);
        if (busyS == 0) {
            return pattern(runtimeS, 0, new long[0], new long[0]);
        }
        long idleS = runtimeS - busyS;
        long countMax = StrictMath.min(busyS, idleS + 1);
        int count = (int) StrictMath.max(1, StrictMath.min((long) (countDrawn + 0.5), countMax));
        long endsS = idleS - (count - 1);
        long prologS = StrictMath.min((long) (prologShare * runtimeS), endsS);
        long epilogS = StrictMath.min((long) (epilogShare * runtimeS), endsS - prologS);
        long gapsS = idleS - prologS - epilogS;
        double[] busyWeights = weights(count);
        if (busyShare > BATCH_LIKE_SHARE) {
            busyWeights[random.nextInt(count)] *= BATCH_LIKE_WEIGHT;
        }
        long[] busy = Apportionment.parts(busyWeights, busyS);
        if (count == 1) {
            return pattern(prologS, epilogS + gapsS, busy, new long[0]);
        }
        return pattern(prologS, epilogS, busy, Apportionment.parts(weights(count - 1), gapsS));
    }

    private static double[] lnAll(double... values) {
        double[] logarithms = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            logarithms[i] = StrictMath.log(values[i]);
        }
        return logarithms;
    }

    private double[] weights(int count) {
        double[] weights = new double[count];
        for (int i = 0; i < count; i++) {
            weights[i] = WEIGHT_MIN + random.nextExponential();
        }
        return weights;
    }

    private static UsagePattern pattern(long prologS, long epilogS, long[] busyS, long[] idleS) {
        long[] periodsNs = new long[busyS.length + idleS.length];
        for (int i = 0; i < periodsNs.length; i++) {
            long lengthS = i % 2 == 0 ? busyS[i / 2] : idleS[i / 2];
            periodsNs[i] = lengthS * SwfLine.NANOS_PER_SECOND;
        }
        return UsagePattern.of(
                prologS * SwfLine.NANOS_PER_SECOND, epilogS * SwfLine.NANOS_PER_SECOND, periodsNs);
    }
}
