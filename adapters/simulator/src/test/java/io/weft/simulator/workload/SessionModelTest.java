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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Drawn sessions against the statistics of the published patterns. */
class SessionModelTest {
    private static final int COUNT = 20_000;
    private static final double S = 1e9;

    private static final List<UsagePattern> PATTERNS = new ArrayList<>();

    @BeforeAll
    static void draw() {
        var model = new SessionModel(new RandomSource(1, 0));
        for (int i = 0; i < COUNT; i++) {
            PATTERNS.add(model.nextUsage(model.nextRuntimeS()));
        }
    }

    @Test
    void shouldRunAsLongAsMeasured() {
        assertQuantile(1_903, 0.5, UsagePattern::totalNs, 0.1);
        assertQuantile(18_870, 0.9, UsagePattern::totalNs, 0.1);
        assertEquals(6_692, mean(UsagePattern::totalNs) / S, 300);
        assertTrue(max(UsagePattern::totalNs) / S <= 43_200);
    }

    @Test
    void shouldBeBusyAsMuchAsMeasured() {
        assertEquals(0.233, mean(SessionModelTest::busyShare), 0.015);
        assertEquals(0.090, quantile(0.5, SessionModelTest::busyShare), 0.015);
        assertEquals(0.237, shareOf(pattern -> busyShare(pattern) < 0.01), 0.02);
        assertEquals(0.530, shareOf(pattern -> busyShare(pattern) < 0.10), 0.02);
        assertEquals(0.114, shareOf(pattern -> busyShare(pattern) > 0.90), 0.02);
        assertEquals(0.063, shareOf(pattern -> pattern.busyCount() == 0), 0.02);
    }

    @Test
    void shouldBeBusyAsOftenAsMeasured() {
        assertEquals(5, quantile(0.5, UsagePattern::busyCount), 1);
        assertEquals(12, quantile(0.75, UsagePattern::busyCount), 1);
        assertEquals(28, quantile(0.9, UsagePattern::busyCount), 2);
        assertEquals(46, quantile(0.95, UsagePattern::busyCount), 4);
        assertEquals(94, max(UsagePattern::busyCount), 4);
    }

    @Test
    void shouldBeBusyAsLongAtOnceAsMeasured() {
        assertQuantile(15, 0.5, SessionModelTest::longestBusyNs, 0.2);
        assertQuantile(6_927, 0.9, SessionModelTest::longestBusyNs, 0.1);
        assertEquals(0.597, shareOf(p -> longestBusyNs(p) <= 30 * S), 0.03);
        assertTrue(max(SessionModelTest::longestBusyNs) / S <= 46_715);
    }

    @Test
    void shouldIdleAtBothEndsAsMeasured() {
        assertQuantile(21, 0.5, UsagePattern::prologIdleNs, 0.4);
        assertQuantile(204, 0.9, UsagePattern::prologIdleNs, 0.5);
        assertQuantile(3_215, 0.9, UsagePattern::epilogIdleNs, 0.5);
    }

    /**
     * Individual periods are not fitted, only their sums and counts: the order of size is right.
     */
    @Test
    void shouldHavePeriodsOfTheMeasuredOrder() {
        double[] busy = PATTERNS.stream().flatMapToDouble(SessionModelTest::busyPeriods).toArray();
        double[] idle = PATTERNS.stream().flatMapToDouble(SessionModelTest::idlePeriods).toArray();

        assertEquals(5, quantile(0.5, busy), 2);
        assertEquals(6_906, quantile(0.99, busy), 1_000);
        assertTrue(quantile(0.5, idle) > 20 && quantile(0.5, idle) < 120);
        assertTrue(quantile(0.9, idle) > 481 && quantile(0.9, idle) < 2 * 481);
    }

    @Test
    void shouldAskForTheUsualLimits() {
        var model = new SessionModel(new RandomSource(2, 0));
        int[] counts = new int[5];
        List<Long> limits = List.of(3_600L, 7_200L, 14_400L, 21_600L, 43_200L);
        for (int i = 0; i < COUNT; i++) {
            counts[limits.indexOf(model.nextLimitS(1))]++;
        }

        int[] percents = {5, 60, 5, 5, 25};
        for (int i = 0; i < counts.length; i++) {
            assertEquals(percents[i], 100.0 * counts[i] / COUNT, 1);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 3_600, 3_601, 7_200, 14_401, 21_601, 43_200})
    void shouldNotAskForLessThanTheRunTime(long runtimeS) {
        var model = new SessionModel(new RandomSource(2, 0));
        for (int i = 0; i < 1_000; i++) {
            assertTrue(model.nextLimitS(runtimeS) >= runtimeS);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 59, 60, 599, 3_599, 7_200, 7_300, 21_600, 1_000_000})
    void shouldFillTheRunTimeExactly(long runtimeS) {
        var model = new SessionModel(new RandomSource(2, 0));
        for (int i = 0; i < 2_000; i++) {
            UsagePattern usage = model.nextUsage(runtimeS);

            assertEquals(runtimeS * 1_000_000_000, usage.totalNs());
            assertTrue(busyPeriods(usage).allMatch(length -> length >= 1));
            assertTrue(idlePeriods(usage).allMatch(length -> length >= 1));
        }
    }

    @Test
    void shouldKnowTheClassOfARunTime() {
        assertSame(SessionClass.BELOW_1_MIN, SessionClass.of(59));
        assertSame(SessionClass.BELOW_10_MIN, SessionClass.of(60));
        assertSame(SessionClass.AT_2_H, SessionClass.of(7_200));
        assertSame(SessionClass.BELOW_6_H, SessionClass.of(7_300));
        assertSame(SessionClass.LONGER, SessionClass.of(21_600));
    }

    private static double busyShare(UsagePattern pattern) {
        return (double) pattern.busyNs() / pattern.totalNs();
    }

    private static DoubleStream busyPeriods(UsagePattern pattern) {
        return LongStream.range(0, pattern.busyCount())
                .mapToDouble(i -> pattern.busyNs((int) i) / S);
    }

    private static DoubleStream idlePeriods(UsagePattern pattern) {
        return LongStream.range(0, pattern.busyCount() - 1)
                .mapToDouble(i -> pattern.idleNs((int) i) / S);
    }

    private static double longestBusyNs(UsagePattern pattern) {
        return busyPeriods(pattern).max().orElse(0) * S;
    }

    private static void assertQuantile(
            double expectedS, double share, ToDoubleFunction<UsagePattern> valueNs, double within) {
        assertEquals(expectedS, quantile(share, valueNs) / S, within * expectedS);
    }

    private static double quantile(double share, ToDoubleFunction<UsagePattern> value) {
        return quantile(share, PATTERNS.stream().mapToDouble(value).toArray());
    }

    private static double quantile(double share, double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) (share * sorted.length)];
    }

    private static double mean(ToDoubleFunction<UsagePattern> value) {
        return PATTERNS.stream().mapToDouble(value).average().orElseThrow();
    }

    private static double shareOf(Predicate<UsagePattern> condition) {
        return mean(pattern -> condition.test(pattern) ? 1 : 0);
    }

    private static double max(ToDoubleFunction<UsagePattern> value) {
        return PATTERNS.stream().mapToDouble(value).max().orElseThrow();
    }
}
