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
package io.weft.core.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;

class LimitsTest {
    private record Limit(BiFunction<Limits, Integer, Limits> set, ToIntFunction<Limits> get) {}

    private static final Map<String, Limit> LIMITS =
            new TreeMap<>(
                    Map.ofEntries(
                            Map.entry("nodeCount", new Limit(Limits::nodeCount, Limits::nodeCount)),
                            Map.entry(
                                    "coresPerNode",
                                    new Limit(Limits::coresPerNode, Limits::coresPerNode)),
                            Map.entry("jobCount", new Limit(Limits::jobCount, Limits::jobCount)),
                            Map.entry(
                                    "allocationCount",
                                    new Limit(Limits::allocationCount, Limits::allocationCount)),
                            Map.entry(
                                    "queueCount",
                                    new Limit(Limits::queueCount, Limits::queueCount)),
                            Map.entry("nameCount", new Limit(Limits::nameCount, Limits::nameCount)),
                            Map.entry(
                                    "decisionLength",
                                    new Limit(Limits::decisionLength, Limits::decisionLength)),
                            Map.entry(
                                    "passStepsMax",
                                    new Limit(Limits::passStepsMax, Limits::passStepsMax)),
                            Map.entry(
                                    "termsCount",
                                    new Limit(Limits::termsCount, Limits::termsCount)),
                            Map.entry(
                                    "dependencyCount",
                                    new Limit(Limits::dependencyCount, Limits::dependencyCount)),
                            Map.entry(
                                    "outcomeCount",
                                    new Limit(Limits::outcomeCount, Limits::outcomeCount)),
                            Map.entry(
                                    "groupCount",
                                    new Limit(Limits::groupCount, Limits::groupCount)),
                            Map.entry(
                                    "reservationCount",
                                    new Limit(
                                            Limits::reservationCount, Limits::reservationCount))));

    @Test
    void shouldKnowEveryLimit() {
        final var fields =
                Arrays.stream(Limits.class.getDeclaredFields())
                        .map(java.lang.reflect.Field::getName)
                        .filter(name -> Character.isLowerCase(name.charAt(0)))
                        .sorted()
                        .toList();

        assertEquals(fields, LIMITS.keySet().stream().toList());
    }

    @Test
    void shouldNameLimitAndValueWhenOutOfRange() {
        LIMITS.forEach(
                (name, limit) -> {
                    for (final int value : new int[] {0, -1, Integer.MIN_VALUE}) {
                        assertRefuses(limit, value, name + "=" + value + ", expected 1..");
                    }
                });
        assertRefuses(LIMITS.get("coresPerNode"), 1025, "coresPerNode=1025, expected 1..1024");
    }

    private static void assertRefuses(final Limit limit, final int value, final String start) {
        final Limits limits = new Limits();
        final int former = limit.get().applyAsInt(limits);
        final IllegalArgumentException refusal =
                assertThrows(
                        IllegalArgumentException.class, () -> limit.set().apply(limits, value));
        assertTrue(refusal.getMessage().startsWith(start), refusal.getMessage());
        assertEquals(former, limit.get().applyAsInt(limits));
    }

    @Test
    void shouldTakeAndCopyEveryValueUpToItsEnds() {
        LIMITS.forEach(
                (name, limit) -> {
                    final int most = name.equals("coresPerNode") ? 1024 : Integer.MAX_VALUE;
                    for (final int value : new int[] {1, 77, most}) {
                        final Limits limits = new Limits();
                        limit.set().apply(limits, value);
                        assertEquals(value, limit.get().applyAsInt(limits), name);
                        assertEquals(value, limit.get().applyAsInt(new Limits(limits)), name);
                    }
                });
    }

    @Test
    void shouldHaveAllocationForEveryJobOfTenMillion() {
        final Limits limits = new Limits().nodeCount(100_000).jobCount(10_000_000);

        assertTrue(limits.allocationCount() >= 10_000_000);
        assertEquals(1 << 22, limits.jobCount(1000).allocationCount());
        assertEquals(4 * 64, limits.nodeCount(1).allocationCount());
    }

    @Test
    void shouldHaveRoomForEveryNodeInOneJobAndInOneDecision() {
        for (final int nodeCount : new int[] {1, 100, 10_000, 100_000}) {
            for (final int coreCount : new int[] {1, 64, 65, 1024}) {
                final Limits limits = new Limits().nodeCount(nodeCount).coresPerNode(coreCount);
                assertTrue(limits.allocationCount() >= nodeCount);
                assertTrue(limits.decisionLength() >= limits.startLengthMax());
                assertEquals((coreCount + 63) / 64, limits.maskWordCount());
            }
        }
    }
}
