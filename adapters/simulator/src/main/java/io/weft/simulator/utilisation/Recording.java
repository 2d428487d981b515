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

import io.weft.simulator.workload.RejectedValueException;
import io.weft.simulator.workload.RejectionReason;

/** The samples of one job, as far as they were read; it keeps the periods and not the samples. */
final class Recording {
    private static final long NONE = -1;

    /** Another 136 years do not make it overflow. */
    private static final long TOTAL_NS_MAX = 1L << 62;

    private final String job;
    private final BusyRule rule;
    private final PeriodBuilder periods = new PeriodBuilder();
    private long timeNs = NONE;
    private double percent;
    private long gapNs = BusyRule.SAMPLE_S_DEFAULT * 1_000_000_000L;
    private double percentTimesNs;

    Recording(String job, BusyRule rule) {
        this.job = job;
        this.rule = rule;
    }

    /**
     * A sample that holds until the next one.
     *
     * @throws RejectedValueException if it is not after the one before it
     */
    void onSample(long sampleTimeNs, double samplePercent, String timeText)
            throws RejectedValueException {
        if (timeNs != NONE) {
            if (sampleTimeNs <= timeNs) {
                throw new RejectedValueException(RejectionReason.TIME_GOES_BACK, "time", timeText);
            }
            gapNs = sampleTimeNs - timeNs;
            requireRoom(gapNs, timeText);
            hold(gapNs);
        }
        timeNs = sampleTimeNs;
        percent = samplePercent;
    }

    /**
     * A sample that says itself how long it holds.
     *
     * @throws RejectedValueException if all together hold longer than any job runs
     */
    void onStretch(long lengthNs, double samplePercent, String lengthText)
            throws RejectedValueException {
        requireRoom(lengthNs, lengthText);
        percent = samplePercent;
        hold(lengthNs);
    }

    /** How the job used its cores; null if it has no length. */
    JobUsage usage() {
        if (timeNs != NONE) {
            // Nobody says how long the last sample holds: as long as the one before it.
            hold(Math.min(gapNs, rule.sampleNs()));
            timeNs = NONE;
        }
        return periods.totalNs() == 0
                ? null
                : new JobUsage(job, percentTimesNs / periods.totalNs(), periods.pattern());
    }

    private void requireRoom(long ns, String text) throws RejectedValueException {
        if (ns > TOTAL_NS_MAX - periods.totalNs()) {
            throw new RejectedValueException(RejectionReason.TOO_LARGE, "time", text);
        }
    }

    private void hold(long ns) {
        long heldNs = Math.min(ns, rule.sampleNs());
        percentTimesNs += percent * heldNs;
        periods.add(rule.isBusy(percent), heldNs);
        periods.add(false, ns - heldNs);
    }
}
