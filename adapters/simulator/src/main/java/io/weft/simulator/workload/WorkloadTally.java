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

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts while a workload is read; not for use by several threads. */
public final class WorkloadTally {
    private final int rejectedKept;
    private final List<RejectedLine> rejected = new ArrayList<>();
    private final Map<RejectionReason, Long> byReason = new EnumMap<>(RejectionReason.class);
    private final Map<RuleOfUse, Long> byRule = new EnumMap<>(RuleOfUse.class);
    private long linesRead;
    private long jobsDelivered;
    private long jobsDropped;
    private long linesRejected;

    /**
     * Counts from 0.
     *
     * @param rejectedKept how many rejected lines are kept with their text, 0 or above
     */
    public WorkloadTally(int rejectedKept) {
        this.rejectedKept = rejectedKept;
    }

    /** Sets how many lines were read up to now. */
    public void onLines(long lineCount) {
        linesRead = lineCount;
    }

    /** One more job is handed out. */
    public void onDelivered() {
        jobsDelivered++;
    }

    /** One more job is left out by a rule of use. */
    public void onDropped() {
        jobsDropped++;
    }

    /** Rules of use were applied, each to one job. */
    public void onApplied(Iterable<RuleOfUse> rules) {
        for (RuleOfUse rule : rules) {
            byRule.merge(rule, 1L, Long::sum);
        }
    }

    /** One more line was not understood. */
    public void onRejected(RejectedLine line) {
        linesRejected++;
        byReason.merge(line.reason(), 1L, Long::sum);
        if (rejected.size() < rejectedKept) {
            rejected.add(line);
        }
    }

    /** The counts up to now. */
    public WorkloadReport report() {
        return new WorkloadReport(
                linesRead, jobsDelivered, jobsDropped, linesRejected, rejected, byReason, byRule);
    }
}
