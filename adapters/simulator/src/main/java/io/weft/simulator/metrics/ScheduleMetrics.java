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
package io.weft.simulator.metrics;

import io.weft.core.client.AllocationSlices;
import io.weft.core.wire.JobClass;
import io.weft.core.wire.ReasonCode;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Measures a schedule, outcome by outcome, in constant memory: about 100 bytes a job for the first
 * million, and no more than 120 MB however many follow. Up to 2^20 jobs every figure is exact; what
 * is not beyond that, {@link Distribution#errorPercent()} says, and {@link
 * ScheduleSummary#finishedErrorJobs()}. Used by one thread.
 */
public final class ScheduleMetrics implements OutcomeListener {
    private static final double NS_PER_S = 1e9;

    private final ClassMetrics all = new ClassMetrics();
    private final Map<JobClass, ClassMetrics> classes = new EnumMap<>(JobClass.class);
    private final SortedMap<ReasonCode, Integer> rejectedByReason = new TreeMap<>();
    private final SortedMap<ReasonCode, Integer> neverStartedByReason = new TreeMap<>();
    private final FinishedWork finished = new FinishedWork();
    private long firstSubmitNs = Long.MAX_VALUE;
    private long lastEndNs = Long.MIN_VALUE;

    @Override
    public void onOutcome(final JobOutcome outcome, final AllocationSlices slices) {
        all.add(outcome);
        classes.computeIfAbsent(outcome.job().jobClass(), key -> new ClassMetrics()).add(outcome);
        firstSubmitNs = Math.min(firstSubmitNs, outcome.job().submitNs());
        switch (outcome.state()) {
            case REJECTED -> rejectedByReason.merge(outcome.reason(), 1, Integer::sum);
            case NEVER_STARTED -> neverStartedByReason.merge(outcome.reason(), 1, Integer::sum);
            default -> onRun(outcome);
        }
    }

    /** A job that was cancelled may have never run; the work of one that failed was in vain. */
    private void onRun(final JobOutcome outcome) {
        if (outcome.hasRun()) {
            lastEndNs = Math.max(lastEndNs, outcome.endNs());
        }
        if (outcome.hasRun() && outcome.state() != OutcomeState.FAILED) {
            finished.add(
                    outcome.endNs() / NS_PER_S,
                    outcome.cpuTimeNs() / NS_PER_S * outcome.job().cores());
        }
    }

    /**
     * The figures of what came so far.
     *
     * @param use of machine and kernel
     */
    public ScheduleSummary summary(final MachineUse use) {
        final Map<JobClass, ClassSummary> summaries = new EnumMap<>(JobClass.class);
        classes.forEach((jobClass, metrics) -> summaries.put(jobClass, metrics.summary()));
        final boolean hasRun = !finished.isEmpty();
        return new ScheduleSummary(
                all.summary(),
                summaries,
                hasRun ? (lastEndNs - firstSubmitNs) / NS_PER_S : 0,
                hasRun ? finishedS(0.90) : 0,
                hasRun ? finishedS(0.95) : 0,
                finished.jobsPerPlace() - 1,
                use,
                rejectedByReason,
                neverStartedByReason);
    }

    private double finishedS(final double share) {
        return finished.finishedS(share) - firstSubmitNs / NS_PER_S;
    }
}
