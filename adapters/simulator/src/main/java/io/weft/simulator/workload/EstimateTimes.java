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
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The values that users give as estimates, by D. Tsafrir, Y. Etsion and D. G. Feitelson, "Modeling
 * user runtime estimates", JSSPP 2005: the popular head of round times, and a tail of others. All
 * in seconds.
 */
final class EstimateTimes {
    static final int HEAD_COUNT = 20;

    private static final long MINUTE_S = 60;

    /** How many distinct estimates so many jobs have. */
    private static final int[][] DISTINCT = {
        {0, 0}, {20, 10}, {200, 20}, {1_000, 35}, {10_000, 90}, {70_000, 340}, {250_000, 565}
    };

    /** The times popular in all logs, in minutes. */
    private static final int[] JOINT_MINUTES = {
        5, 10, 15, 20, 30, 60, 120, 180, 240, 300, 360, 480, 600, 720, 1080
    };

    /**
     * What further popular times are multiples of, in minutes, from the roundest; the last one,
     * which is not the paper's, fills the head where the longest estimate is below two hours.
     */
    private static final int[] ROUND_MINUTES = {
        12_000, 6_000, 3_000, 600, 300, 120, 60, 20, 10, 5, 1
    };

    /** Where a tail time goes when its place is taken, in seconds. */
    private static final int[] SHIFTS_S = {0, 30, -30, 20, -20, 10, -10};

    private EstimateTimes() {}

    /** How many distinct estimates a number of jobs has: linear between measured points. */
    static int distinctCount(int jobCount) {
        for (int i = 1; i < DISTINCT.length; i++) {
            int[] above = DISTINCT[i];
            if (jobCount <= above[0]) {
                int[] below = DISTINCT[i - 1];
                double share = (double) (jobCount - below[0]) / (above[0] - below[0]);
                return (int) StrictMath.round(below[1] + share * (above[1] - below[1]));
            }
        }
        return DISTINCT[DISTINCT.length - 1][1];
    }

    /**
     * The popular times, ascending, the longest of all last.
     *
     * @param maxS the longest estimate, an hour or more
     */
    static List<Long> head(long maxS) {
        SortedSet<Long> times = new TreeSet<>();
        times.add(maxS);
        for (int minutes : JOINT_MINUTES) {
            if (minutes * MINUTE_S < maxS) {
                times.add(minutes * MINUTE_S);
            }
        }
        for (int minutes : ROUND_MINUTES) {
            addMultiples(times, minutes * MINUTE_S, maxS);
        }
        return new ArrayList<>(times);
    }

    /**
     * Times of the tail, ascending, none of them in the head; a few less than asked for where they
     * would coincide.
     *
     * @param count how many are asked for
     */
    static List<Long> tail(int count, List<Long> head, long maxS) {
        double distinct = HEAD_COUNT + count;
        double a = 1 + 12.1039 * StrictMath.pow(distinct, -0.6026);
        SortedSet<Long> tail = new TreeSet<>();
        for (int i = 1; i <= count; i++) {
            double x = (double) i / count;
            double time = maxS * (a - 1) * x / (a - x);
            long minutes = StrictMath.round(time / MINUTE_S);
            addNearby(tail, minutes * MINUTE_S, head, maxS);
        }
        return new ArrayList<>(tail);
    }

    private static void addMultiples(SortedSet<Long> times, long unitS, long maxS) {
        long multiple = (maxS - 1) / unitS * unitS;
        while (multiple > 0 && times.size() < HEAD_COUNT) {
            times.add(multiple);
            multiple -= unitS;
        }
    }

    private static void addNearby(SortedSet<Long> tail, long timeS, List<Long> head, long maxS) {
        for (int shiftS : SHIFTS_S) {
            long candidate = timeS + shiftS;
            boolean isFree = !tail.contains(candidate) && !head.contains(candidate);
            if (isFree && candidate > 0 && candidate < maxS) {
                tail.add(candidate);
                return;
            }
        }
    }
}
