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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EstimateModelTest {
    private static final long TWO_DAYS_S = 172_800;

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "20, 10",
        "110, 15",
        "200, 20",
        "1000, 35",
        "10000, 90",
        "70000, 340",
        "250000, 565",
        "1000000, 565"
    })
    void shouldHaveAsManyDistinctEstimatesAsMeasured(int jobCount, int expected) {
        assertEquals(expected, EstimateTimes.distinctCount(jobCount));
    }

    @Test
    void shouldKnowTheTwentyPopularTimes() {
        List<Double> hours =
                EstimateTimes.head(TWO_DAYS_S).stream().map(time -> time / 3_600.0).toList();

        assertEquals(
                List.of(
                        1 / 12.0, 1 / 6.0, 0.25, 1 / 3.0, 0.5, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0,
                        10.0, 12.0, 18.0, 20.0, 30.0, 40.0, 45.0, 48.0),
                hours);
    }

    @ParameterizedTest
    @ValueSource(longs = {3_600, 3_601, 7_200, 43_200, 172_800, 1L << 31})
    void shouldHaveTwentyPopularTimesWhateverTheLongest(long maxS) {
        List<Long> head = EstimateTimes.head(maxS);
        List<Long> tail = EstimateTimes.tail(500, head, maxS);

        assertEquals(20, head.size());
        assertEquals(maxS, head.get(19));
        Set<Long> all = new HashSet<>(head);
        all.addAll(tail);
        assertEquals(20 + tail.size(), all.size());
        assertTrue(all.stream().allMatch(time -> time > 0 && time <= maxS));
    }

    @Test
    void shouldShareTheHeadAsPublished() {
        double sum = IntStream.rangeClosed(1, 20).mapToDouble(EstimateShares::headPercent).sum();

        assertEquals(89, sum, 1e-9);
        assertEquals(10.3125, EstimateShares.headPercent(2), 1e-3);
        assertEquals(11, Arrays.stream(EstimateShares.tailPercents(70)).sum(), 1e-9);
    }

    @Test
    void shouldGiveEachPopularityRankOnceWhateverTheSeed() {
        int[] expected = IntStream.rangeClosed(1, 20).toArray();
        for (int seed = 0; seed < 1_000; seed++) {
            int[] ranks = EstimateShares.headRanks(new RandomSource(seed, 0));

            assertEquals(1, ranks[0]);
            Arrays.sort(ranks);
            assertArrayEquals(expected, ranks);
        }
    }

    @Test
    void shouldGiveNineJobsOfTenOneOfTwentyTimes() {
        long[] runtimesS = runtimes(10_000);

        long[] estimatesS = model(TWO_DAYS_S).estimatesS(runtimesS);

        for (int i = 0; i < runtimesS.length; i++) {
            assertTrue(estimatesS[i] >= runtimesS[i] && estimatesS[i] <= TWO_DAYS_S);
        }
        Map<Long, Long> counts = counts(estimatesS);
        assertEquals(90, counts.size(), 2);
        List<Long> popular = EstimateTimes.head(TWO_DAYS_S);
        long inHead = popular.stream().mapToLong(time -> counts.getOrDefault(time, 0L)).sum();
        assertEquals(0.89, inHead / 10_000.0, 0.01);
        assertEquals(0.2175, counts.get(TWO_DAYS_S) / 10_000.0, 0.01);
    }

    @Test
    void shouldLeaveUsersToGuessBadly() {
        long[] runtimesS = runtimes(10_000);

        long[] estimatesS = model(TWO_DAYS_S).estimatesS(runtimesS);

        double accuracy =
                IntStream.range(0, runtimesS.length)
                        .mapToDouble(i -> (double) runtimesS[i] / estimatesS[i])
                        .average()
                        .orElseThrow();
        assertTrue(accuracy > 0.1 && accuracy < 0.5, "accuracy=" + accuracy);
    }

    @Test
    void shouldRaiseEstimatesWhenTooManyJobsAreLong() {
        long[] runtimesS = new long[1_000];
        Arrays.fill(runtimesS, TWO_DAYS_S - 1);

        assertEquals(Map.of(TWO_DAYS_S, 1_000L), counts(model(TWO_DAYS_S).estimatesS(runtimesS)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 199})
    void shouldTakeTheNextPopularTimeWhenJobsAreFew(int jobCount) {
        long[] runtimesS = new long[jobCount];
        Arrays.fill(runtimesS, 301);

        long[] expected = new long[jobCount];
        Arrays.fill(expected, 600);
        assertArrayEquals(expected, model(TWO_DAYS_S).estimatesS(runtimesS));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 1_000})
    void shouldCoverEveryJobWhenTheLongestIsAnHour(int jobCount) {
        long[] runtimesS = new long[jobCount];
        Arrays.setAll(runtimesS, i -> 1 + i * 3_599L / (jobCount - 1));

        long[] estimatesS = model(3_600).estimatesS(runtimesS);

        for (int i = 0; i < jobCount; i++) {
            assertTrue(estimatesS[i] >= runtimesS[i] && estimatesS[i] <= 3_600);
        }
    }

    @Test
    void shouldRefuseALongestEstimateBelowAnHour() {
        assertThrows(IllegalArgumentException.class, () -> model(3_599));
    }

    private static EstimateModel model(long maxS) {
        return new EstimateModel(maxS, new RandomSource(1, 0));
    }

    private static long[] runtimes(int count) {
        var random = new RandomSource(2, 0);
        var model = new LublinRuntimes(LublinParameters.BATCH);
        long[] runtimesS = new long[count];
        Arrays.setAll(runtimesS, i -> model.nextS(8, random));
        return runtimesS;
    }

    private static Map<Long, Long> counts(long[] values) {
        return Arrays.stream(values)
                .boxed()
                .collect(Collectors.groupingBy(v -> v, TreeMap::new, Collectors.counting()));
    }
}
