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

import io.weft.simulator.workload.JobSpec;
import io.weft.simulator.workload.RandomSource;
import io.weft.simulator.workload.UsagePattern;
import io.weft.simulator.workload.Workload;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Patterns of jobs that were watched, to be given to jobs that were not: one of those nearest in
 * execution time, drawn at random, and stretched or squeezed to the job's own. Immutable.
 */
public final class PatternLibrary {
    private static final long NS_PER_S = 1_000_000_000L;

    private final List<UsagePattern> byLength;

    private PatternLibrary(List<UsagePattern> patterns) {
        if (patterns.isEmpty()) {
            throw new IllegalArgumentException("patterns=0, expected above 0");
        }
        byLength = new ArrayList<>(patterns);
        byLength.sort(Comparator.comparingLong(UsagePattern::totalNs));
    }

    /**
     * The patterns of recorded jobs.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static PatternLibrary of(List<JobUsage> usages) {
        return new PatternLibrary(usages.stream().map(JobUsage::usage).toList());
    }

    /**
     * The patterns that the jobs of a trace carry; jobs without one are passed over.
     *
     * @param workload read to its end
     * @throws IllegalArgumentException if there is none
     */
    public static PatternLibrary of(Workload workload) {
        List<UsagePattern> patterns = new ArrayList<>();
        for (JobSpec job = workload.next(); job != null; job = workload.next()) {
            if (!job.usage().isAlwaysBusy()) {
                patterns.add(job.usage());
            }
        }
        return new PatternLibrary(patterns);
    }

    /** How many patterns there are. */
    public int size() {
        return byLength.size();
    }

    /**
     * A pattern for a job. Costs the logarithm of the number of patterns, and the neighbours.
     *
     * @param runtimeNs the job's run time in nanoseconds, above 0
     * @param neighbourCount how many of the nearest patterns may be drawn, above 0
     */
    UsagePattern draw(long runtimeNs, int neighbourCount, RandomSource random) {
        int from = firstNeighbour(runtimeNs, Math.min(neighbourCount, byLength.size()));
        int count = Math.min(neighbourCount, byLength.size());
        return fitted(byLength.get(from + random.nextInt(count)), runtimeNs);
    }

    /** The first of the patterns that are nearest in length; they stand together. */
    private int firstNeighbour(long runtimeNs, int count) {
        int from = 0;
        int to = byLength.size() - count;
        while (from < to) {
            int middle = (from + to) >>> 1;
            long below = runtimeNs - byLength.get(middle).totalNs();
            long above = byLength.get(middle + count).totalNs() - runtimeNs;
            if (below > above) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    /**
     * A pattern with all its periods in proportion, and a given length. For a run time in whole
     * seconds periods are in whole seconds too; one that is rounded to nothing is left out, and its
     * neighbours become one.
     */
    static UsagePattern fitted(UsagePattern pattern, long runtimeNs) {
        long unitNs = runtimeNs % NS_PER_S == 0 ? NS_PER_S : 1;
        var fit = new Fit(pattern.totalNs(), runtimeNs / unitNs, unitNs);
        fit.add(false, pattern.prologIdleNs());
        for (int i = 0; i < pattern.busyCount(); i++) {
            if (i > 0) {
                fit.add(false, pattern.idleNs(i - 1));
            }
            fit.add(true, pattern.busyNs(i));
        }
        fit.add(false, pattern.epilogIdleNs());
        return fit.periods.pattern();
    }

    /** Rounds where periods meet, not the periods, so that their sum is right. */
    private static final class Fit {
        private final PeriodBuilder periods = new PeriodBuilder();
        private final BigInteger total;
        private final BigInteger target;
        private final long unitNs;
        private long passedNs;
        private long placed;

        private Fit(long totalNs, long target, long unitNs) {
            total = BigInteger.valueOf(totalNs);
            this.target = BigInteger.valueOf(target);
            this.unitNs = unitNs;
        }

        private void add(boolean isBusy, long ns) {
            passedNs += ns;
            BigInteger doubled = BigInteger.valueOf(passedNs).multiply(target).shiftLeft(1);
            long end = doubled.add(total).divide(total.shiftLeft(1)).longValueExact();
            periods.add(isBusy, (end - placed) * unitNs);
            placed = end;
        }
    }
}
