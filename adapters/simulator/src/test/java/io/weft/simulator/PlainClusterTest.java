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
package io.weft.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.simulator.workload.JobSpec;
import io.weft.simulator.workload.UsagePattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.agrona.collections.IntArrayList;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The simulated cluster against {@link PlainCluster}, to the nanosecond, in random histories. */
class PlainClusterTest {
    private static final int NODE_COUNT = 3;
    private static final int ROW_COUNT = 14;
    private static final int OVERHEAD_PER_MILLE = 1187;

    private final SimulatedCluster fast =
            new SimulatedCluster(
                    new SimulationSettings(MachineDescription.of(NODE_COUNT, 64))
                            .maxMultiplicity(15)
                            .overheadPerMille(OVERHEAD_PER_MILLE));
    private final PlainCluster plain = new PlainCluster(OVERHEAD_PER_MILLE);
    private final long[][] masks = new long[ROW_COUNT][];
    private long nowNs;
    private int endCount;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldAgreeWithThePlainClusterWhateverHappens(final long seed) {
        final Random random = new Random(seed);
        for (int step = 0; step < 3_000; step++) {
            final long eventNs = plain.nextEventNs();
            assertEquals(eventNs, fast.nextEventNs(), "seed=" + seed + ", step=" + step);
            final boolean isEvent = eventNs != Long.MAX_VALUE && random.nextInt(3) > 0;
            if (isEvent) {
                advance(eventNs);
                end();
                fast.changePhases();
                plain.changePhases();
            } else {
                final long betweenNs = nowNs + random.nextInt(50);
                advance(Math.min(eventNs == Long.MAX_VALUE ? betweenNs : eventNs - 1, betweenNs));
                disturb(random);
            }
        }
        assertTrue(endCount > 100, "endCount=" + endCount);
    }

    private void advance(final long timeNs) {
        nowNs = Math.max(nowNs, timeNs);
        fast.advance(nowNs);
        plain.advance(nowNs);
    }

    private void end() {
        final IntArrayList found = fast.takeEnds();
        final List<Integer> rows = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            rows.add(found.getInt(i));
        }
        assertEquals(plain.ends(), rows);
        endCount += rows.size();
        rows.forEach(this::remove);
    }

    private void remove(final int row) {
        assertEquals(plain.cpuTimeNs(row), fast.cpuTimeNs(row));
        fast.remove(row);
        plain.remove(row);
        masks[row] = null;
    }

    private void disturb(final Random random) {
        final int row = random.nextInt(ROW_COUNT);
        if (masks[row] == null) {
            start(row, random);
        } else if (random.nextInt(4) == 0) {
            remove(row);
        } else {
            move(row, random);
        }
    }

    private void start(final int row, final Random random) {
        masks[row] = new long[NODE_COUNT];
        final int first = random.nextInt(NODE_COUNT);
        final TestSlices slices = new TestSlices();
        for (int node = first;
                node < NODE_COUNT && (node == first || random.nextBoolean());
                node++) {
            masks[row][node] = fewCores(random);
            slices.and(node, masks[row][node]);
        }
        final JobSpec job = job(row, random);
        fast.start(row, job, slices);
        plain.start(row, job, masks[row].clone());
    }

    private void move(final int row, final Random random) {
        final int node = random.nextInt(NODE_COUNT);
        if (masks[row][node] != 0) {
            masks[row][node] = fewCores(random);
            fast.move(row, TestSlices.of(node, masks[row][node]));
            plain.move(row, node, masks[row][node]);
        }
    }

    /** Few of few cores, so that many are shared. */
    private static long fewCores(final Random random) {
        return 1L << random.nextInt(4) | 1L << 60 + random.nextInt(4);
    }

    private static JobSpec job(final int row, final Random random) {
        if (random.nextInt(3) == 0) {
            final long runtimeNs = 1 + random.nextInt(400);
            return TestJobs.job(row, 0, runtimeNs, runtimeNs, 1, 2, null);
        }
        final long[] periodsNs = new long[random.nextInt(4) == 0 ? 0 : 1 + 2 * random.nextInt(4)];
        for (int i = 0; i < periodsNs.length; i++) {
            periodsNs[i] = random.nextInt(4) == 0 ? 0 : random.nextInt(120);
        }
        final UsagePattern usage =
                UsagePattern.of(
                        random.nextInt(2) * random.nextInt(80),
                        1 + random.nextInt(2) * random.nextInt(80),
                        periodsNs);
        return TestJobs.job(row, 0, usage.totalNs(), usage.totalNs(), 1, 2, usage);
    }
}
