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

import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OrderedRowsTest {
    private static final int CAPACITY = 300;
    private static final int SET_COUNT = 3;

    /** A row in a sorted map, by key and then by tie, which is the row from behind. */
    private record Place(long key, long tie) {
        static final Comparator<Place> ORDER =
                Comparator.comparingLong(Place::key).thenComparing(Place::tie);
    }

    private final Footprint footprint = new Footprint();
    private final OrderedRows rows =
            new OrderedRows(footprint, "rows", CAPACITY, OrderedRowsTest::tie);
    private final int[] roots = {-1, -1, -1};
    private final int[] setOf = new int[CAPACITY];
    private final long[] keyOf = new long[CAPACITY];
    private final long[] weightOf = new long[CAPACITY];

    @AfterEach
    void tearDown() {
        footprint.close();
    }

    private static long tie(final int row) {
        return -row;
    }

    private TreeMap<Place, Integer> set(final int set, final long weightMax) {
        final TreeMap<Place, Integer> map = new TreeMap<>(Place.ORDER);
        for (int row = 0; row < CAPACITY; row++) {
            if (setOf[row] == set && weightOf[row] <= weightMax) {
                map.put(new Place(keyOf[row], tie(row)), row);
            }
        }
        return map;
    }

    @Test
    void shouldFindWhatASortedMapFindsWhateverComesAndGoes() {
        final Random random = new Random(11);
        Arrays.fill(setOf, -1);
        for (int step = 0; step < 20_000; step++) {
            final int row = random.nextInt(CAPACITY);
            if (setOf[row] < 0) {
                setOf[row] = random.nextInt(SET_COUNT);
                keyOf[row] = random.nextInt(60) - 30;
                weightOf[row] = random.nextInt(40);
                roots[setOf[row]] = rows.add(roots[setOf[row]], row, keyOf[row], weightOf[row]);
            } else {
                roots[setOf[row]] = rows.remove(roots[setOf[row]], row);
                setOf[row] = -1;
            }
            compare(random);
        }
    }

    private void compare(final Random random) {
        final int set = random.nextInt(SET_COUNT);
        final long weightMax = random.nextInt(45) - 2;
        final Place place = new Place(random.nextInt(64) - 32, random.nextInt(310) - 305);
        final TreeMap<Place, Integer> light = set(set, weightMax);
        assertEquals(row(light.firstEntry()), rows.first(roots[set], weightMax));
        assertEquals(
                row(light.higherEntry(place)),
                rows.firstAfter(roots[set], place.key(), place.tie(), weightMax));
        assertEquals(
                row(set(set, 100).lowerEntry(new Place(place.key(), Long.MIN_VALUE))),
                rows.lastBelow(roots[set], place.key()));
    }

    private static int row(final Map.Entry<Place, Integer> entry) {
        return entry == null ? OrderedRows.NULL_ROW : entry.getValue();
    }

    /** So that a loaded state goes on as the one that it was taken from. */
    @Test
    void shouldBeTheSameTreeWhateverItsHistory() {
        final OrderedRows others = new OrderedRows(footprint, "others", CAPACITY, row -> -row);
        int root = OrderedRows.NULL_ROW;
        for (int row = 0; row < CAPACITY; row++) {
            root = rows.add(root, row, row % 7, row);
        }
        for (int row = CAPACITY - 1; row > 0; row--) {
            root = rows.remove(root, (row * 7) % CAPACITY);
            int other = OrderedRows.NULL_ROW;
            for (int left = 1; left < row; left++) {
                other = others.add(other, (left * 7) % CAPACITY, (left * 7) % CAPACITY % 7, 0);
            }
            other = others.add(other, 0, 0, 0);
            assertEquals(other, root);
        }
    }

    @Test
    void shouldNotGetDeepWhenRowsComeInOrder() {
        final Footprint own = new Footprint();
        try (own) {
            final int count = 200_000;
            final OrderedRows many = new OrderedRows(own, "many", count, row -> row);
            int root = OrderedRows.NULL_ROW;
            for (int row = 0; row < count; row++) {
                root = many.add(root, row, row, 1);
            }
            for (int row = 0; row < count; row += 7) {
                assertEquals(row + 1 < count ? row + 1 : -1, many.firstAfter(root, row, row, 1));
            }
            for (int row = 0; row < count; row++) {
                root = many.remove(root, row);
            }
            assertEquals(OrderedRows.NULL_ROW, root);
            assertTrue(own.totalBytes() <= 32L * count + 64);
        }
    }
}
