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

import java.util.Arrays;
import java.util.List;

/**
 * Gives jobs the estimates that users would, by Tsafrir, Etsion and Feitelson (JSSPP 2005): twenty
 * round times for nine jobs of ten, none below the job's run time. Fewer than 200 jobs, for which
 * the model was not made, get the next popular time instead.
 */
final class EstimateModel {
    static final int JOB_COUNT_MIN = 200;
    static final long MAX_S_LEAST = 3_600;

    private final long maxS;
    private final RandomSource random;

    /**
     * Prepares for one set of jobs.
     *
     * @param maxS the longest estimate, in seconds, an hour or more
     */
    EstimateModel(long maxS, RandomSource random) {
        if (maxS < MAX_S_LEAST) {
            throw new IllegalArgumentException("maxS=" + maxS + ", expected " + MAX_S_LEAST + "..");
        }
        this.maxS = maxS;
        this.random = random;
    }

    /**
     * An estimate for each job, in the order of the jobs.
     *
     * @param runtimesS seconds, each 1..maxS
     */
    long[] estimatesS(long[] runtimesS) {
        List<Long> head = EstimateTimes.head(maxS);
        if (runtimesS.length < JOB_COUNT_MIN) {
            return Arrays.stream(runtimesS).map(runtimeS -> nextAbove(runtimeS, head)).toArray();
        }
        int tailCount = EstimateTimes.distinctCount(runtimesS.length) - EstimateTimes.HEAD_COUNT;
        List<Long> tail = EstimateTimes.tail(tailCount, head, maxS);
        long[] estimatesS = descending(head, tail, runtimesS.length);
        return assign(runtimesS, estimatesS, head);
    }

    private static long nextAbove(long runtimeS, List<Long> ascending) {
        for (long timeS : ascending) {
            if (timeS >= runtimeS) {
                return timeS;
            }
        }
        throw new IllegalArgumentException(
                "runtimeS=" + runtimeS + ", expected up to " + ascending);
    }

    /** As many estimates as jobs, the longest first. */
    private long[] descending(List<Long> head, List<Long> tail, int jobCount) {
        int headCount = head.size();
        double[] percents = new double[headCount + tail.size()];
        long[] timesS = new long[percents.length];
        int[] ranks = EstimateShares.headRanks(random);
        for (int i = 0; i < headCount; i++) {
            timesS[i] = head.get(i);
            percents[i] = EstimateShares.headPercent(ranks[(i + 1) % headCount]);
        }
        double[] tailPercents = EstimateShares.tailPercents(tail.size());
        shuffle(tailPercents);
        for (int i = 0; i < tail.size(); i++) {
            timesS[headCount + i] = tail.get(i);
            percents[headCount + i] = tailPercents[i];
        }
        return repeated(timesS, Apportionment.parts(percents, jobCount));
    }

    private static long[] repeated(long[] timesS, long[] counts) {
        long[] all = new long[(int) Arrays.stream(counts).sum()];
        int from = 0;
        for (int i = 0; i < counts.length; i++) {
            int to = from + (int) counts[i];
            Arrays.fill(all, from, to, timesS[i]);
            from = to;
        }
        sortDescending(all);
        return all;
    }

    /**
     * From the longest job on, each draws one of the estimates that are left and long enough. Where
     * the model has too few long estimates for these jobs, as many become the next popular time.
     */
    private long[] assign(long[] runtimesS, long[] descendingS, List<Long> head) {
        int jobCount = runtimesS.length;
        int[] jobs = longestFirst(runtimesS);
        for (int i = 0; i < jobCount; i++) {
            if (descendingS[i] < runtimesS[jobs[i]]) {
                descendingS[i] = nextAbove(runtimesS[jobs[i]], head);
            }
        }
        sortDescending(descendingS);
        long[] assignedS = new long[jobCount];
        int last = -1;
        for (int i = 0; i < jobCount; i++) {
            long runtimeS = runtimesS[jobs[i]];
            while (last + 1 < jobCount && descendingS[last + 1] >= runtimeS) {
                last++;
            }
            int drawn = i + random.nextInt(last - i + 1);
            assignedS[jobs[i]] = descendingS[drawn];
            descendingS[drawn] = descendingS[i];
        }
        return assignedS;
    }

    /** Jobs by descending run time, equal ones in their order; sorts without a box for each. */
    private int[] longestFirst(long[] runtimesS) {
        long[] keys = new long[runtimesS.length];
        Arrays.setAll(keys, i -> (maxS - runtimesS[i]) << Integer.SIZE - 1 | i);
        Arrays.sort(keys);
        int[] jobs = new int[keys.length];
        Arrays.setAll(jobs, i -> (int) (keys[i] & Integer.MAX_VALUE));
        return jobs;
    }

    private void shuffle(double[] values) {
        for (int i = values.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            double value = values[i];
            values[i] = values[other];
            values[other] = value;
        }
    }

    private static void sortDescending(long[] values) {
        Arrays.sort(values);
        for (int i = 0, j = values.length - 1; i < j; i++, j--) {
            long value = values[i];
            values[i] = values[j];
            values[j] = value;
        }
    }
}
