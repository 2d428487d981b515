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
package io.weft.placement.timeline;

import io.weft.core.memory.CorePlanes;
import io.weft.core.spi.ClusterView;
import java.util.Arrays;

/**
 * What one node gives to a job for some time from some moment on, running jobs and reservations
 * counted: those cores that never have too many processes in all that time, and the least memory
 * and GPUs.
 *
 * <p>Cost: a question, O(words) for each step of the node in that time, until one is not enough by
 * itself, which is O(1); the earliest time, about twice that for each step until then.
 */
final class NodeWindow {
    /** The node never gives it. */
    static final long NEVER = Long.MAX_VALUE;

    private final ClusterView view;
    private final NodeSteps steps;
    private final long[][] usable = new long[CorePlanes.COUNT_MAX][];
    private long memoryFree;
    private int gpusFree;

    NodeWindow(final ClusterView view, final NodeSteps steps) {
        this.view = view;
        this.steps = steps;
        for (int level = 0; level < usable.length; level++) {
            usable[level] = new long[view.maskWordCount()];
        }
    }

    /** Reads who is on a node and will be. */
    void read(final int nodeRow, final long nowNs) {
        steps.read(nodeRow, nowNs);
    }

    /** The first time after some at which somebody is gone from the node. */
    long nextEndNs(final long timeNs) {
        int step = steps.stepAt(timeNs) + 1;
        while (step < steps.count() && !steps.isEnd(step)) {
            step++;
        }
        return step < steps.count() ? steps.timeNs(step) : NEVER;
    }

    /**
     * The earliest time from some on at which the node gives something for so long, if it is before
     * a limit; else a time from the limit on before which it does not.
     *
     * <p>It is the time given, or one at which somebody is gone: where somebody only comes, the
     * node gives no more than before, and did not give enough.
     */
    long earliest(
            final HeadDemand demand,
            final long fromNs,
            final long durationNs,
            final int level,
            final long limitNs) {
        int first = steps.stepAt(fromNs);
        long timeNs = fromNs;
        while (timeNs < limitNs) {
            final int last = lastTogether(demand, first, timeNs + durationNs, level);
            if (last == steps.count()) {
                return timeNs;
            }
            first = firstTogether(demand, last, level);
            if (first == steps.count()) {
                return NEVER;
            }
            timeNs = steps.timeNs(first);
        }
        return timeNs;
    }

    /** The step with which it is not enough any more; how many steps there are if there is none. */
    private int lastTogether(
            final HeadDemand demand, final int first, final long untilNs, final int level) {
        if (!givesAlone(demand, first, level)) {
            return first;
        }
        begin(level, level);
        int step = first;
        do {
            if (!addStep(demand, step, level)) {
                return step;
            }
            step++;
        } while (step < steps.count() && steps.timeNs(step) < untilNs);
        return steps.count();
    }

    /** The first step from which on it is enough until the end of another. */
    private int firstTogether(final HeadDemand demand, final int last, final int level) {
        if (!givesAlone(demand, last, level)) {
            return last + 1;
        }
        begin(level, level);
        int step = last;
        while (addStep(demand, step, level)) {
            step--;
        }
        return step + 1;
    }

    /** Adds a step to those that are looked at together; false if that is too much. */
    private boolean addStep(final HeadDemand demand, final int step, final int level) {
        return givesAlone(demand, step, level) && given(demand, add(step, level)) > 0;
    }

    /** Whether a step would be enough by itself; if not, it is too much for any others. */
    private boolean givesAlone(final HeadDemand demand, final int step, final int level) {
        return !steps.isClosed(step, demand.isExclusive(), demand.key())
                && demand.share(
                                steps.usableCount(step, level),
                                steps.memoryFree(step),
                                steps.gpusFree(step))
                        > 0;
    }

    /** What the node gives from a time until another, in the unit of the demand. */
    int share(final HeadDemand demand, final long fromNs, final long untilNs, final int level) {
        return share(demand, fromNs, untilNs, level, level);
    }

    /**
     * The same, and notes what the node would give from each later step on until the same time: no
     * less than it gives from there for as long.
     */
    int shareAndNote(
            final HeadDemand demand, final long fromNs, final long untilNs, final int level) {
        final int first = steps.stepAt(fromNs);
        int step = steps.stepAt(untilNs - 1);
        int share = 0;
        begin(level, level);
        while (step >= first && !steps.isClosed(step, demand.isExclusive(), demand.key())) {
            share = given(demand, add(step, level));
            steps.given(step, share);
            if (share == 0) {
                break;
            }
            step--;
        }
        for (; step >= first; step--) {
            share = 0;
            steps.given(step, 0);
        }
        return share;
    }

    /** What was noted of a time, {@link NodeSteps#UNKNOWN} if that was not until so late. */
    int noted(final long timeNs, final long untilNs) {
        final int step = steps.stepAt(timeNs);
        return steps.timeNs(step) < untilNs ? steps.given(step) : NodeSteps.UNKNOWN;
    }

    /** The same, to {@link #choose} from. */
    int shareToChoose(
            final HeadDemand demand, final long fromNs, final long untilNs, final int level) {
        return share(demand, fromNs, untilNs, 0, level);
    }

    private int share(
            final HeadDemand demand,
            final long fromNs,
            final long untilNs,
            final int lowest,
            final int level) {
        int step = steps.stepAt(fromNs);
        if (!givesAlone(demand, step, level)) {
            return 0;
        }
        begin(lowest, level);
        int share;
        do {
            if (!givesAlone(demand, step, level)) {
                return 0;
            }
            share = given(demand, add(step, level));
            for (int each = lowest; each < level; each++) {
                steps.retainUsable(step, each, usable[each]);
            }
            step++;
        } while (share > 0 && step < steps.count() && steps.timeNs(step) < untilNs);
        return share;
    }

    private void begin(final int lowest, final int level) {
        memoryFree = Long.MAX_VALUE;
        gpusFree = Integer.MAX_VALUE;
        for (int each = lowest; each <= level; each++) {
            final long[] cores = usable[each];
            for (int word = 0; word < cores.length; word++) {
                cores[word] = -1L;
            }
        }
    }

    /** Adds a step to those that are looked at together; answers how many cores are left. */
    private int add(final int step, final int level) {
        memoryFree = Math.min(memoryFree, steps.memoryFree(step));
        gpusFree = Math.min(gpusFree, steps.gpusFree(step));
        return steps.retainUsable(step, level, usable[level]);
    }

    private int given(final HeadDemand demand, final int cores) {
        final int given = demand.share(cores, memoryFree, gpusFree);
        final boolean isPart =
                demand.isExclusive()
                        && demand.isAnywhere()
                        && given < view.nodeCoreCount(steps.nodeRow());
        return isPart ? 0 : given;
    }

    /** Of the cores that are given, those that have the fewest processes, lowest numbers first. */
    void choose(final int coreCount, final int level, final long[] words) {
        Arrays.fill(words, 0);
        int missing = coreCount;
        for (int each = 0; each <= level && missing > 0; each++) {
            for (int word = 0; word < words.length && missing > 0; word++) {
                final long left = usable[each][word] & ~words[word];
                final long taken = CorePlanes.lowest(left, Math.min(missing, Long.bitCount(left)));
                words[word] |= taken;
                missing -= Long.bitCount(taken);
            }
        }
    }
}
