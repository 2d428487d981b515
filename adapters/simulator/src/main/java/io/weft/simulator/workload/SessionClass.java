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
 * How interactive jobs of similar run time use their cores: quantiles measured over the 1,762 busy
 * and idle patterns that Minami, Endo and Nomura published with their simulator, which were sampled
 * on TSUBAME3.0 in 2022. Shares are of the run time.
 */
enum SessionClass {
    BELOW_1_MIN(
            60,
            Shares.of(0, 0, 0, .0943, .1429, .24, .30, .3256, .3333, .359, .5),
            Quantiles.of(0, 0, 0, 1, 2, 4, 4),
            Quantiles.of(0, .1087, .4348, .5455, .6667, 1, 1),
            Quantiles.of(0, 0, 0, .119, .2857, .7778, .8214)),
    BELOW_10_MIN(
            600,
            Shares.of(0, .0194, .0476, .0716, .0928, .1425, .1724, .2174, .2821, .4706, .8547),
            Quantiles.of(0, 1, 2, 3, 6, 10, 16),
            Quantiles.of(.009, .0298, .0625, .134, .4505, .8247, 1),
            Quantiles.of(0, 0, 0, .007, .0469, .6081, .9645)),
    BELOW_1_H(
            3_600,
            Shares.of(0, .0079, .0141, .0231, .03, .0557, .0925, .1232, .252, .3281, .9685),
            Quantiles.of(0, 2, 4, 9, 22, 41, 56),
            Quantiles.of(.0017, .0034, .0058, .0109, .0279, .4098, 1),
            Quantiles.of(0, 0, 0, .0011, .0178, .473, .9547)),
    BELOW_2_H(
            7_200,
            Shares.of(.0021, .0039, .0134, .0179, .029, .0565, .0621, .0909, .0987, .2999, .9452),
            Quantiles.of(2, 6, 9, 12, 45, 56, 56),
            Quantiles.of(.0007, .0009, .0017, .0048, .009, .1822, .9782),
            Quantiles.of(0, 0, 0, .0007, .0107, .0859, .9739)),
    /** Most of these reached the usual limit of two hours, busy to the end. */
    AT_2_H(
            7_300,
            Shares.of(.0014, .0014, .0014, .0141, .9571, .9624, .9631, .9638, .9642, .9648, .9653),
            Quantiles.of(2, 2, 3, 3, 3, 6, 22),
            Quantiles.of(.0003, .0025, .0057, .0107, .02, .0246, .025),
            Quantiles.of(0, .0032, .008, .0184, .3545, .9772, .9903)),
    BELOW_6_H(
            21_600,
            Shares.of(0, .0051, .0069, .0094, .0105, .0121, .0655, .2387, .6434, .9689, .989),
            Quantiles.of(0, 4, 6, 13, 18, 39, 94),
            Quantiles.of(.0002, .0004, .0008, .0049, .0189, .0189, 1),
            Quantiles.of(0, .0001, .0004, .0074, .09, .2846, .9985)),
    LONGER(
            Long.MAX_VALUE,
            Shares.of(.0001, .0005, .0023, .0039, .004, .0063, .0066, .0066, .0651, .5629, .9979),
            Quantiles.of(1, 3, 8, 13, 37, 72, 72),
            Quantiles.of(0, 0, .0002, .0002, .0052, .1163, .6288),
            Quantiles.of(0, .0004, .0031, .2352, .5745, .5794, .9997));

    private final long runtimeSBelow;
    private final QuantileTable busyShare;
    private final QuantileTable busyCount;
    private final QuantileTable prologShare;
    private final QuantileTable epilogShare;

    SessionClass(
            long runtimeSBelow,
            QuantileTable busyShare,
            QuantileTable busyCount,
            QuantileTable prologShare,
            QuantileTable epilogShare) {
        this.runtimeSBelow = runtimeSBelow;
        this.busyShare = busyShare;
        this.busyCount = busyCount;
        this.prologShare = prologShare;
        this.epilogShare = epilogShare;
    }

    static SessionClass of(long runtimeS) {
        for (SessionClass sessionClass : values()) {
            if (runtimeS < sessionClass.runtimeSBelow) {
                return sessionClass;
            }
        }
        return LONGER;
    }

    /** Share of the run time that is busy. */
    QuantileTable busyShare() {
        return busyShare;
    }

    /** How many busy periods there are. */
    QuantileTable busyCount() {
        return busyCount;
    }

    /** Share of the run time before the first busy period. */
    QuantileTable prologShare() {
        return prologShare;
    }

    /** Share of the run time after the last busy period. */
    QuantileTable epilogShare() {
        return epilogShare;
    }

    /** Deciles. */
    private static final class Shares {
        private static final double[] AT = {0, .1, .2, .3, .4, .5, .6, .7, .8, .9, 1};

        static QuantileTable of(double... values) {
            return new QuantileTable(AT, values);
        }
    }

    /** Ends, tenths, quarters and the median. */
    private static final class Quantiles {
        private static final double[] AT = {0, .1, .25, .5, .75, .9, 1};

        static QuantileTable of(double... values) {
            return new QuantileTable(AT, values);
        }
    }
}
