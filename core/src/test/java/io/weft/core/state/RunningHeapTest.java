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

import io.weft.core.memory.Footprint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RunningHeapTest {
    private static final int JOB_COUNT = 200;

    private final Footprint footprint = new Footprint();
    private final JobTable jobs = new JobTable(footprint, JOB_COUNT);
    private final RunningHeap heap = new RunningHeap(footprint, jobs);
    private final List<Integer> model = new ArrayList<>();
    private final Random random = new Random(4);

    @AfterEach
    void tearDown() {
        footprint.close();
    }

    private int newEnd() {
        return random.nextInt(50);
    }

    private List<Integer> sorted() {
        final List<Integer> rows = new ArrayList<>(model);
        rows.sort(Comparator.<Integer>comparingLong(jobs::expectedEndNs).thenComparing(row -> row));
        return rows;
    }

    private void assertSound() {
        assertEquals(model.size(), heap.size());
        for (int slot = 0; slot < heap.size(); slot++) {
            assertEquals(slot, heap.slotOf(heap.job(slot)));
        }
        if (heap.size() > 0) {
            assertEquals(sorted().get(0), heap.job(0));
        }
    }

    @Test
    void shouldHaveFirstToEndOnTopWhateverHappens() {
        for (int round = 0; round < 20_000; round++) {
            final int row = random.nextInt(JOB_COUNT);
            final boolean isIn = model.contains(row);
            if (!isIn) {
                jobs.expectedEndNs(row, newEnd());
                model.add(row);
                heap.add(row);
            } else if (random.nextInt(3) == 0) {
                model.remove((Integer) row);
                heap.remove(row);
            } else {
                jobs.expectedEndNs(row, newEnd());
                heap.update(row);
            }
            assertSound();
        }
    }

    @Test
    void shouldGiveJobsInOrderOfEndAndThenRow() {
        for (int row = JOB_COUNT - 1; row >= 0; row--) {
            jobs.expectedEndNs(row, newEnd());
            model.add(row);
            heap.add(row);
        }

        for (final int expected : sorted()) {
            assertEquals(expected, heap.job(0));
            heap.remove(expected);
        }
        assertEquals(0, heap.size());
    }
}
