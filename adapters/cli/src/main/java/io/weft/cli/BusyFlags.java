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
package io.weft.cli;

import io.weft.simulator.utilisation.BusyRule;
import io.weft.simulator.utilisation.UtilisationReader;
import java.math.BigDecimal;
import picocli.CommandLine.Option;

/** When a recorded job counts as busy. */
final class BusyFlags {
    private static final int NS_DIGITS = 9;
    private static final BigDecimal SAMPLE_S_MAX = BigDecimal.valueOf(1L << 32);

    @Option(
            names = "--threshold",
            paramLabel = "PERCENT",
            description = "Busy is what is above this, in percent of a core. Default: 20.")
    private double threshold = BusyRule.THRESHOLD_DEFAULT;

    @Option(
            names = "--interval",
            paramLabel = "S",
            description =
                    "A sample stands for so many seconds at most; what comes after, without another"
                            + " sample, is idle. Default: it stands for the time until the next"
                            + " one, the last for as long as the one before it (5 s if there is"
                            + " none).")
    private BigDecimal intervalS;

    @Option(
            names = "--core",
            paramLabel = "N",
            description =
                    "What the recording writes for one core in full use: 100 for percent, 2100 for"
                            + " MHz of a core of 2.1 GHz. Default: 100; needed for cpu_usage.")
    private Double core;

    /** A reader of recordings. */
    UtilisationReader reader(boolean isStrict) {
        long sampleNs = BusyRule.UNTIL_NEXT;
        if (intervalS != null) {
            if (intervalS.signum() <= 0 || intervalS.compareTo(SAMPLE_S_MAX) > 0) {
                throw Failure.usage("--interval=" + intervalS + ", expected above 0");
            }
            sampleNs = Math.max(1, intervalS.movePointRight(NS_DIGITS).longValue());
        }
        double corePercent = core == null ? BusyRule.CORE_DEFAULT : core;
        if (core != null) {
            Flag.set("--core", core, value -> new BusyRule(0, value, 1));
        }
        long finalSampleNs = sampleNs;
        BusyRule rule =
                Flag.set(
                        "--threshold",
                        threshold,
                        value -> new BusyRule(value, corePercent, finalSampleNs));
        return new UtilisationReader(rule, core != null, isStrict);
    }
}
