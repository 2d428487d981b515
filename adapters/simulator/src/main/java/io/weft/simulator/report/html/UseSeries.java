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
package io.weft.simulator.report.html;

import java.util.Arrays;

/**
 * How the machine was used over time: cores with a process, processes, and the most processes on a
 * core. Jobs are taken to have held from start to end the cores that they held at their end, which
 * is all that results tell; where the kernel moved processes meanwhile, occupied cores and
 * multiplicity differ a little from what was, and processes do not.
 */
final class UseSeries implements JobEvents.Listener {
    private final CoreRanges ranges;
    private final int[][] counts;
    private final TimeBins occupied;
    private final TimeBins processes;
    private final TimeBins multiplicityMax;
    private long occupiedCount;
    private long processCount;
    private int[] coresByMultiplicity = new int[8];
    private int highest;

    private UseSeries(final RunResult run, final int binCount) {
        ranges = run.ranges();
        counts = Arrays.stream(run.nodeCores()).mapToObj(int[]::new).toArray(int[][]::new);
        occupied = new TimeBins(run.beginNs(), run.endNs(), binCount);
        processes = new TimeBins(run.beginNs(), run.endNs(), binCount);
        multiplicityMax = new TimeBins(run.beginNs(), run.endNs(), binCount);
    }

    static UseSeries of(final RunResult run, final int binCount) {
        final UseSeries series = new UseSeries(run, binCount);
        JobEvents.play(run, JobResult::startNs, JobResult::endNs, series);
        return series;
    }

    /** Cores with at least one process. */
    TimeBins occupied() {
        return occupied;
    }

    /** Processes on all cores together. */
    TimeBins processes() {
        return processes;
    }

    /** Most processes on any core. */
    TimeBins multiplicityMax() {
        return multiplicityMax;
    }

    @Override
    public void onElapsed(final long fromNs, final long untilNs) {
        occupied.add(fromNs, untilNs, occupiedCount);
        processes.add(fromNs, untilNs, processCount);
        multiplicityMax.add(fromNs, untilNs, highest);
    }

    @Override
    public void onBegin(final JobResult job) {
        change(job, 1);
    }

    @Override
    public void onEnd(final JobResult job) {
        change(job, -1);
    }

    private void change(final JobResult job, final int difference) {
        for (int range = job.firstRange(); range < job.rangeEnd(); range++) {
            final int[] cores = counts[ranges.node(range)];
            for (int core = ranges.firstCore(range); core <= ranges.lastCore(range); core++) {
                changeCore(cores, core, difference);
            }
        }
        while (highest > 0 && coresByMultiplicity[highest] == 0) {
            highest--;
        }
    }

    private void changeCore(final int[] cores, final int core, final int difference) {
        final int before = cores[core];
        final int after = before + difference;
        cores[core] = after;
        if (after == coresByMultiplicity.length) {
            coresByMultiplicity = Arrays.copyOf(coresByMultiplicity, 2 * after);
        }
        coresByMultiplicity[before]--;
        coresByMultiplicity[after]++;
        highest = Math.max(highest, after);
        processCount += difference;
        occupiedCount += (after > 0 ? 1 : 0) - (before > 0 ? 1 : 0);
    }
}
