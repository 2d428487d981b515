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

/**
 * How popular each estimate is, by Tsafrir, Etsion and Feitelson: the head has 89 % of the jobs,
 * its sizes fall exponentially with the rank of popularity, those of the tail by a power law.
 */
final class EstimateShares {
    private static final int HEAD_COUNT = EstimateTimes.HEAD_COUNT;
    private static final double HEAD_PERCENT = 89;
    private static final double TAIL_PERCENT = 11;

    /**
     * Which ranks of popularity were seen at each rank in time, in four logs: SDSC-SP2, CTC, KTH
     * and Blue Horizon. Row 0 is the longest time, the others ascend from the shortest.
     */
    private static final int[][] RANKS_SEEN = {
        {3, 1, 1, 1},
        {1, 3, 4, 6},
        {4, 4, 10, 5},
        {17, 2, 14, 3},
        {13, 12, 20, 7},
        {7, 9, 2, 2},
        {8, 8, 3, 18},
        {18, 18, 7, 19},
        {2, 6, 12, 4},
        {9, 7, 6, 11},
        {16, 11, 19, 20},
        {10, 20, 5, 9},
        {5, 16, 18, 10},
        {15, 5, 16, 14},
        {14, 14, 9, 13},
        {19, 13, 17, 16},
        {11, 10, 15, 15},
        {12, 15, 13, 17},
        {9, 17, 8, 8},
        {20, 19, 11, 12}
    };

    private EstimateShares() {}

    /** Percent of the jobs that the head's time of a popularity rank has, from rank 1. */
    static double headPercent(int rank) {
        if (rank > 1) {
            return 14.0491 * StrictMath.exp(-0.177531 * rank) + 0.462513;
        }
        double others = 0;
        for (int other = 2; other <= HEAD_COUNT; other++) {
            others += headPercent(other);
        }
        return HEAD_PERCENT - others;
    }

    /** Percent of the jobs that each time of a tail has, falling. */
    static double[] tailPercents(int count) {
        double[] percents = new double[count];
        double sum = 0;
        for (int i = 0; i < count; i++) {
            percents[i] = 795.6 * StrictMath.pow(HEAD_COUNT + 1 + i, -2.267);
            sum += percents[i];
        }
        for (int i = 0; i < count; i++) {
            percents[i] *= TAIL_PERCENT / sum;
        }
        return percents;
    }

    /**
     * The rank of popularity for each time of the head: first the longest time, then the others
     * from the shortest. The longest is the most popular; another time gets a rank that was seen
     * near its place, the more popular of two drawn.
     */
    static int[] headRanks(RandomSource random) {
        int[] ranks = new int[HEAD_COUNT];
        List<Integer> pool = new ArrayList<>();
        boolean[] isUsed = new boolean[HEAD_COUNT + 1];
        for (int row = 0; row < HEAD_COUNT; row++) {
            addUnused(pool, RANKS_SEEN[row], isUsed);
            int rank = row == 0 ? 1 : smallestDue(row, isUsed);
            if (rank == 0) {
                rank = StrictMath.min(draw(pool, random), draw(pool, random));
            }
            ranks[row] = rank;
            isUsed[rank] = true;
            pool.removeAll(List.of(rank));
        }
        return ranks;
    }

    private static void addUnused(List<Integer> pool, int[] ranks, boolean[] isUsed) {
        for (int rank : ranks) {
            if (!isUsed[rank]) {
                pool.add(rank);
            }
        }
    }

    private static int draw(List<Integer> pool, RandomSource random) {
        return pool.get(random.nextInt(pool.size()));
    }

    /** The smallest unused rank that no later row has seen; 0: none. */
    private static int smallestDue(int row, boolean[] isUsed) {
        for (int rank = 1; rank <= HEAD_COUNT; rank++) {
            if (!isUsed[rank] && lastRow(rank) <= row) {
                return rank;
            }
        }
        return 0;
    }

    private static int lastRow(int rank) {
        int lastRow = 0;
        for (int row = 0; row < HEAD_COUNT; row++) {
            for (int seen : RANKS_SEEN[row]) {
                lastRow = seen == rank ? row : lastRow;
            }
        }
        return lastRow;
    }
}
