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

import static io.weft.core.spi.ClusterView.NULL_ROW;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weft.core.memory.Footprint;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PendingListTest {
    private static final int CAPACITY = 5000;

    private final Footprint footprint = new Footprint();
    private final JobTable jobs = new JobTable(footprint, CAPACITY);
    private final PendingList list =
            new PendingList(
                    jobs, new SizeTable(footprint, jobs, new TermsTable(footprint, 1)), footprint);

    @AfterEach
    void tearDown() {
        footprint.close();
    }

    private void add(final int... positions) {
        for (final int position : positions) {
            jobs.position(position, position);
            list.add(position);
        }
    }

    private List<Integer> rows() {
        final List<Integer> rows = new ArrayList<>();
        int previous = NULL_ROW;
        for (int row = list.head(); row != NULL_ROW; row = jobs.pendingNext(row)) {
            assertEquals(previous, jobs.pendingPrevious(row));
            rows.add(row);
            previous = row;
        }
        assertEquals(rows.size(), list.count());
        return rows;
    }

    @Test
    void shouldTakeOldPlaceWhenJobComesBack() {
        add(1, 2, 3, 4);
        list.remove(2);
        list.remove(1);
        list.remove(4);

        add(2);
        assertEquals(List.of(2, 3), rows());
        add(4, 1);

        assertEquals(List.of(1, 2, 3, 4), rows());
    }

    @Test
    void shouldBeEmptyAfterLastJobLeftAndTakeJobsAgain() {
        add(5);
        list.remove(5);

        assertEquals(List.of(), rows());
        add(6, 5);
        assertEquals(List.of(5, 6), rows());
    }

    @Test
    void shouldLeaveNoLinkBehindInJobThatLeft() {
        add(1, 2, 3);
        list.remove(2);

        assertEquals(NULL_ROW, jobs.pendingNext(2));
        assertEquals(NULL_ROW, jobs.pendingPrevious(2));
    }

    @Test
    void shouldStayInOrderOfSubmissionWhateverHappens() {
        final TreeMap<Long, Integer> model = new TreeMap<>();
        final Random random = new Random(5);
        for (int row = 0; row < 100; row++) {
            // Rows are reused, so their order says nothing.
            jobs.position(row, row * 37L % 101);
        }
        for (int round = 0; round < 5000; round++) {
            final int row = random.nextInt(100);
            final boolean isIn = model.remove(jobs.position(row)) != null;
            if (isIn) {
                list.remove(row);
            } else {
                model.put(jobs.position(row), row);
                list.add(row);
            }
            assertEquals(List.copyOf(model.values()), rows());
        }
    }

    /** Rows are not in the order of positions, and thousands come and go. */
    @Test
    void shouldKeepTheOrderOfPositionsWhateverComesBack() {
        final Random random = new Random(7);
        final TreeMap<Long, Integer> expected = new TreeMap<>();
        final List<Integer> absent = new ArrayList<>();
        for (int row = 0; row < CAPACITY; row++) {
            jobs.position(row, row * 4_999L % 5_003 + 1);
            absent.add(row);
        }
        for (int step = 0; step < 30_000; step++) {
            final boolean adds =
                    !absent.isEmpty() && random.nextInt(100) < (step < 15_000 ? 60 : 40);
            if (adds) {
                final int row = absent.remove(random.nextInt(absent.size()));
                list.add(row);
                expected.put(jobs.position(row), row);
            } else if (!expected.isEmpty()) {
                final Long position = expected.ceilingKey(1L + random.nextInt(5_003));
                if (position != null) {
                    final int row = expected.remove(position);
                    list.remove(row);
                    absent.add(row);
                }
            }
            if (step % 500 == 0) {
                assertEquals(List.copyOf(expected.values()), rows());
            }
        }
    }
}
