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

/** Measures a schedule, outcome by outcome. Takes about 100 bytes a job. Used by one thread. */
public final class ScheduleMetrics implements OutcomeListener {
    private static final double NS_PER_S = 1e9;

    private final ClassMetrics all = new ClassMetrics();
    private final Map<JobClass, ClassMetrics> classes = new EnumMap<>(JobClass.class);
    private final SortedMap<ReasonCode, Integer> rejectedByReason = new TreeMap<>();
    private final SortedMap<ReasonCode, Integer> neverStartedByReason = new TreeMap<>();
    private final Samples endsS = new Samples();
    private final Samples workS = new Samples();
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
            default -> {
                lastEndNs = Math.max(lastEndNs, outcome.endNs());
                endsS.add(outcome.endNs() / NS_PER_S);
                workS.add(outcome.cpuTimeNs() / NS_PER_S * outcome.job().cores());
            }
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
        final boolean hasRun = endsS.count() > 0;
        return new ScheduleSummary(
                all.summary(),
                summaries,
                hasRun ? (lastEndNs - firstSubmitNs) / NS_PER_S : 0,
                hasRun ? finishedS(0.90) : 0,
                hasRun ? finishedS(0.95) : 0,
                use,
                rejectedByReason,
                neverStartedByReason);
    }

    private double finishedS(final double share) {
        final double target = share * workS.sum();
        double done = workS.get(0);
        int i = 0;
        while (done < target && i + 1 < workS.count()) {
            done += workS.get(++i);
        }
        return endsS.get(i) - firstSubmitNs / NS_PER_S;
    }
}
