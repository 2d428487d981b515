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
package io.weft.simulator.utilisation;

/**
 * When a job counts as busy. Immutable.
 *
 * @param thresholdPercent busy is what is above this, in percent of a core; 0 or above
 * @param corePercent what the recording writes for one core in full use, above 0; 100 for percent
 *     of a core, 2100 for MHz of a core of 2.1 GHz
 * @param sampleNs longest time that a sample stands for, in nanoseconds, above 0; what comes after
 *     that, without another sample, is idle
 */
public record BusyRule(double thresholdPercent, double corePercent, long sampleNs) {
    /** The paper's threshold, in percent of a core. */
    public static final double THRESHOLD_DEFAULT = 20;

    /** The paper's interval between samples, in seconds. */
    public static final int SAMPLE_S_DEFAULT = 5;

    /** What is in percent of a core. */
    public static final double CORE_DEFAULT = 100;

    /** A sample stands for the time until the next one, however long. */
    public static final long UNTIL_NEXT = Long.MAX_VALUE;

    private static final double PERCENT = 100;

    /**
     * Checks every component.
     *
     * @throws IllegalArgumentException naming the component and its value if one is out of range
     */
    public BusyRule {
        if (!(thresholdPercent >= 0 && thresholdPercent < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "thresholdPercent=" + thresholdPercent + ", expected 0 or above");
        }
        if (!(corePercent > 0 && corePercent < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("corePercent=" + corePercent + ", expected above 0");
        }
        if (sampleNs <= 0) {
            throw new IllegalArgumentException("sampleNs=" + sampleNs + ", expected above 0");
        }
    }

    /** A recorded value in percent of a core. */
    double percent(double value) {
        return value / corePercent * PERCENT;
    }

    /** Whether a job that uses so many percent of a core is busy. */
    boolean isBusy(double percent) {
        return percent > thresholdPercent;
    }
}
