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
 * How the machine was used over time: cores with a process, processes, and processes a core on the
 * fullest node. Jobs are taken to have held from start to end the cores that they held at their
 * end, which is all that results tell; where the kernel moved processes on a node meanwhile,
 * occupied cores may differ a little from what was, and the other two do not.
 */
final class UseSeries implements JobEvents.Listener {
    private final CoreRanges ranges;
    private final int[][] counts;
    private final TimeBins occupied;
    private final TimeBins processes;
    private final TimeBins fullest;
    private long occupiedCount;
    private long processCount;
    private final int[] nodeProcesses;
    private final FullestNode loads;

    private UseSeries(final RunResult run, final int binCount) {
        ranges = run.ranges();
        counts = Arrays.stream(run.nodeCores()).mapToObj(int[]::new).toArray(int[][]::new);
        nodeProcesses = new int[counts.length];
        loads = new FullestNode(counts.length);
        occupied = new TimeBins(run.beginNs(), run.endNs(), binCount);
        processes = new TimeBins(run.beginNs(), run.endNs(), binCount);
        fullest = new TimeBins(run.beginNs(), run.endNs(), binCount);
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

    /** Processes a core of the node that has most. */
    TimeBins fullest() {
        return fullest;
    }

    @Override
    public void onElapsed(final long fromNs, final long untilNs) {
        occupied.add(fromNs, untilNs, occupiedCount);
        processes.add(fromNs, untilNs, processCount);
        fullest.add(fromNs, untilNs, loads.max());
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
            final int node = ranges.node(range);
            final int[] cores = counts[node];
            for (int core = ranges.firstCore(range); core <= ranges.lastCore(range); core++) {
                final int before = cores[core];
                cores[core] += difference;
                occupiedCount += (cores[core] > 0 ? 1 : 0) - (before > 0 ? 1 : 0);
            }
            processCount += (long) difference * ranges.coreCount(range);
            nodeProcesses[node] += difference * ranges.coreCount(range);
            loads.set(node, (double) nodeProcesses[node] / cores.length);
        }
    }
}
