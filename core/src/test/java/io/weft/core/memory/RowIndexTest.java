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
package io.weft.core.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.LongUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RowIndexTest {
    private final Footprint footprint = new Footprint();

    @AfterEach
    void tearDown() {
        footprint.close();
    }

    static Stream<Arguments> ids() {
        return Stream.of(
                Arguments.of(1, ids("consecutive", i -> i)),
                Arguments.of(2, ids("negative", i -> -1 - i)),
                Arguments.of(3, ids("far apart", i -> i << 40)),
                Arguments.of(64, ids("consecutive", i -> i)),
                Arguments.of(64, ids("at the top", i -> Long.MAX_VALUE - i)),
                Arguments.of(64, ids("at the bottom", i -> Long.MIN_VALUE + i)),
                Arguments.of(1000, ids("both signs", i -> i % 2 == 0 ? i : -i)),
                Arguments.of(1024, ids("far apart", i -> i << 52 | i)));
    }

    private static Named<LongUnaryOperator> ids(final String name, final LongUnaryOperator ids) {
        return Named.of(name, ids);
    }

    /** Values of MurmurHash3's finaliser, computed elsewhere; any other hash would be as right. */
    @Test
    void shouldBeginToSearchWhereTheHashOfAGroupSays() {
        assertEquals(1, RowIndex.home(1, Integer.MAX_VALUE));
        assertEquals(1393241264, RowIndex.home(4, Integer.MAX_VALUE));
        assertEquals(1393241267, RowIndex.home(7, Integer.MAX_VALUE));
        assertEquals(1382144983, RowIndex.home(-1, Integer.MAX_VALUE));
        assertEquals(464659696, RowIndex.home(1L << 40, Integer.MAX_VALUE));
        assertEquals(726864704, RowIndex.home(Long.MIN_VALUE, Integer.MAX_VALUE));
        assertEquals(RowIndex.home(4, 1023) + 3, RowIndex.home(7, 1023), "groups of four");
    }

    @Test
    void shouldSpreadIdsThatDifferInFewBits() {
        for (int shift = 2; shift < 54; shift++) {
            final int[] counts = new int[64];
            for (long i = 0; i < 512; i++) {
                counts[RowIndex.home(i << shift, 4095) >>> 6]++;
            }
            for (final int count : counts) {
                assertTrue(count < 32, count + " of 512 in a 64th, shift=" + shift);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("ids")
    void shouldFindLikePlainMapWhenIdsComeAndGo(final int capacity, final LongUnaryOperator ids) {
        final List<Long> pool = new ArrayList<>();
        for (long i = 0; i < 3L * capacity + 2; i++) {
            pool.add(ids.applyAsLong(i));
        }
        assertFindsLikePlainMap(capacity, pool);
    }

    @Test
    void shouldFindLikePlainMapWhenAllIdsShareLastSlots() {
        // 1024 slots for 512 ids; all of these want one of the last two, and run over the end.
        final List<Long> pool = new ArrayList<>();
        for (long id = -300_000; id < 300_000; id++) {
            if ((hash(id) & 1023) >= 1022) {
                pool.add(id);
            }
        }
        assertFindsLikePlainMap(512, pool);
    }

    /** As the index hashes; if that changes, the ids above merely collide less. */
    private static long hash(final long id) {
        long hash = id >>> 2;
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return (hash ^ (hash >>> 33)) << 2 | id & 3;
    }

    private void assertFindsLikePlainMap(final int capacity, final List<Long> pool) {
        final RowIndex index = new RowIndex(footprint, "index", capacity);
        final TreeMap<Long, Integer> model = new TreeMap<>();
        final Random random = new Random(capacity);
        for (int round = 0; round < 30_000; round++) {
            final long id = pool.get(random.nextInt(pool.size()));
            final Integer row = model.get(id);
            assertEquals(row == null ? RowIndex.NULL_ROW : row, index.row(id));
            if (row == null && model.size() < capacity) {
                model.put(id, round % 3 == 0 ? 0 : round);
                index.put(id, model.get(id));
            } else if (random.nextInt(capacity) < 1 + capacity / 3) {
                model.remove(id);
                index.remove(id);
            }
            if (round % 3000 == 0) {
                assertAllFound(pool, model, index);
            }
        }
        assertAllFound(pool, model, index);
    }

    private static void assertAllFound(
            final List<Long> pool, final TreeMap<Long, Integer> model, final RowIndex index) {
        for (final long id : pool) {
            assertEquals(model.getOrDefault(id, RowIndex.NULL_ROW), index.row(id), "id=" + id);
        }
    }

    @Test
    void shouldBeEmptyAgainWhenFilledAndEmptied() {
        final RowIndex index = new RowIndex(footprint, "index", 1000);
        for (int round = 0; round < 3; round++) {
            for (int id = 0; id < 1000; id++) {
                index.put(id * 7919L, id);
            }
            for (int id = 0; id < 1000; id++) {
                assertEquals(id, index.row(id * 7919L));
                index.remove(id * 7919L);
                assertEquals(RowIndex.NULL_ROW, index.row(id * 7919L));
            }
        }
    }
}
