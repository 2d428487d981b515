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
package io.weft.placement.select;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.AllocatedBytes;
import io.weft.core.memory.Footprint;
import io.weft.core.state.ClusterState;
import io.weft.core.state.Limits;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The index of cells answers exactly as the scan, whatever happened before. */
class CellIndexTest {
    private final Demand demand = new Demand();
    private int queryCount;
    private int foundCount;
    private int refusedCount;

    @Test
    void shouldAnswerLikeTheScanWhenClustersAreSmall() {
        for (long seed = 0; seed < 640; seed++) {
            compare(seed, 1 + (int) (seed * seed % 300), 800);
        }

        assertTrue(queryCount >= 500_000, "queries=" + queryCount);
        assertTrue(foundCount > queryCount / 10, "found=" + foundCount);
        assertTrue(refusedCount > queryCount / 10, "refused=" + refusedCount);
    }

    @Test
    void shouldAnswerLikeTheScanWhenClustersAreLarge() {
        for (long seed = 0; seed < 8; seed++) {
            compare(seed, 5000, 300);
        }

        assertTrue(foundCount > 500, "found=" + foundCount);
    }

    /** Jobs come in the mean as often as they can, so that clusters are full most of the time. */
    private void compare(final long seed, final int nodeCountMax, final int stepCount) {
        final SplittableRandom random = new SplittableRandom(seed);
        final Selection selection = Selection.values()[(int) (seed % 4)];
        final NodeOrder order = selection.order();
        try (RandomNodes world = new RandomNodes(seed, nodeCountMax);
                NodeIndex cells = selection.over(new CellIndex());
                NodeIndex fresh = selection.over(new CellIndex());
                NodeIndex scan = selection.over(new ScanIndex())) {
            cells.attach(world.state);
            scan.attach(world.state);
            final NodeChoice left = new NodeChoice(nodeCountMax);
            final NodeChoice right = new NodeChoice(nodeCountMax);
            fill(world, cells, scan, right, nodeCountMax);
            for (int step = 0; step < stepCount; step++) {
                final String where = "seed=" + seed + " step=" + step;
                final boolean isAnywhere = random.nextInt(6) == 0;
                world.ask(isAnywhere);
                demand.read(world.state, world.askingRow);
                final int salt = random.nextInt();
                final NodeFilter filter =
                        random.nextInt(4) > 0
                                ? NodeFilter.NONE
                                : row -> (row * 0x9E3779B9 + salt & 0x70000) != 0;
                final boolean isFound = choose(scan, order, filter, right);
                assertEquals(isFound, choose(cells, order, filter, left), where);
                compare(isFound, right, left, where);
                compareCounts(scan, cells, where);
                if (random.nextInt(100) == 0) {
                    fresh.attach(world.state);
                    assertEquals(isFound, choose(fresh, order, filter, left), where);
                    compare(isFound, right, left, where);
                }
                queryCount++;
                foundCount += isFound ? 1 : 0;
                refusedCount += isFound ? 0 : 1;
                change(world, random, isFound, right, cells, scan);
            }
        }
    }

    /** Starts jobs without comparing, so that there is something to compare. */
    private void fill(
            final RandomNodes world,
            final NodeIndex cells,
            final NodeIndex scan,
            final NodeChoice choice,
            final int nodeCountMax) {
        for (int i = 0; i < 3 * nodeCountMax; i++) {
            world.ask(false);
            demand.read(world.state, world.askingRow);
            if (choose(cells, NodeOrder.BALANCED, NodeFilter.NONE, choice)) {
                take(world, choice, cells, scan);
            }
        }
    }

    private boolean choose(
            final NodeIndex index,
            final NodeOrder order,
            final NodeFilter filter,
            final NodeChoice choice) {
        return demand.isAnywhere()
                ? index.chooseCores(demand, order, choice)
                : index.chooseNodes(demand, order, filter, choice);
    }

    private static void compare(
            final boolean isFound,
            final NodeChoice expected,
            final NodeChoice actual,
            final String where) {
        if (!isFound) {
            return;
        }
        assertEquals(expected.level(), actual.level(), where);
        assertEquals(expected.nodeCount(), actual.nodeCount(), where);
        for (int i = 0; i < expected.nodeCount(); i++) {
            assertEquals(expected.nodeRow(i), actual.nodeRow(i), where);
            assertEquals(expected.coreCount(i), actual.coreCount(i), where);
        }
    }

    private void compareCounts(final NodeIndex scan, final NodeIndex cells, final String where) {
        final Supply expected = new Supply();
        final Supply actual = new Supply();
        scan.count(demand, expected);
        cells.count(demand, actual);
        final long need = demand.need();
        assertEquals(
                Math.min(need, expected.withCores()), Math.min(need, actual.withCores()), where);
        assertEquals(
                Math.min(need, expected.withMemory()), Math.min(need, actual.withMemory()), where);
        assertEquals(Math.min(need, expected.complete()), Math.min(need, actual.complete()), where);
        if (expected.withMemory() < need) {
            assertEquals(expected.nodesWithMemory(), actual.nodesWithMemory(), where);
        }
    }

    private void change(
            final RandomNodes world,
            final SplittableRandom random,
            final boolean isFound,
            final NodeChoice choice,
            final NodeIndex cells,
            final NodeIndex scan) {
        if (isFound && random.nextInt(4) > 0) {
            take(world, choice, cells, scan);
        }
        while (!world.isEmpty() && random.nextBoolean()) {
            final int nodeRow = world.giveBack();
            cells.onNodeChanged(nodeRow);
            scan.onNodeChanged(nodeRow);
        }
        final int changed =
                switch (random.nextInt(32)) {
                    case 0 -> world.addNode();
                    case 1, 2 -> world.fail();
                    default -> -1;
                };
        if (changed >= 0) {
            cells.onNodeChanged(changed);
            scan.onNodeChanged(changed);
        }
    }

    private void take(
            final RandomNodes world,
            final NodeChoice choice,
            final NodeIndex cells,
            final NodeIndex scan) {
        for (int i = 0; i < choice.nodeCount(); i++) {
            world.take(demand, choice.nodeRow(i), choice.coreCount(i));
            cells.onNodeChanged(choice.nodeRow(i));
            scan.onNodeChanged(choice.nodeRow(i));
        }
    }

    @Test
    void shouldAllocateNothingWhenAttached() {
        try (RandomNodes world = new RandomNodes(5, 300);
                CellIndex cells = new CellIndex()) {
            cells.attach(world.state);
            final NodeChoice choice = new NodeChoice(300);
            final Supply supply = new Supply();

            assertEquals(
                    0, AllocatedBytes.least(() -> allocatedBytes(world, cells, choice, supply)));
        }
    }

    private long allocatedBytes(
            final RandomNodes world,
            final CellIndex cells,
            final NodeChoice choice,
            final Supply supply) {
        long bytes = 0;
        for (int i = 0; i < 500; i++) {
            world.ask(false);
            demand.read(world.state, world.askingRow);
            final long before = AllocatedBytes.now();
            final boolean isFound = choose(cells, NodeOrder.BALANCED, NodeFilter.NONE, choice);
            cells.count(demand, supply);
            bytes += AllocatedBytes.now() - before;
            if (isFound) {
                for (int at = 0; at < choice.nodeCount(); at++) {
                    world.take(demand, choice.nodeRow(at), choice.coreCount(at));
                    final long beforeChange = AllocatedBytes.now();
                    cells.onNodeChanged(choice.nodeRow(at));
                    bytes += AllocatedBytes.now() - beforeChange;
                }
            }
        }
        return bytes;
    }

    @Test
    void shouldAllocateNothingWhenANodeHasMoreMemoryThanAllBefore() {
        try (Footprint footprint = new Footprint();
                CellIndex cells = new CellIndex()) {
            final ClusterState state =
                    new ClusterState(
                            new Limits()
                                    .nodeCount(100)
                                    .coresPerNode(16)
                                    .jobCount(1)
                                    .allocationCount(1)
                                    .queueCount(1)
                                    .nameCount(1),
                            footprint);
            state.nodes().add(0, 16, 1, 0, 1, 0, 0, -1);
            cells.attach(state);
            long leastBytes = Long.MAX_VALUE;
            for (int id = 1; id < 50; id++) {
                state.nodes().add(id, 16, 1L << id, 0, 1, 0, 0, -1);
                final long before = AllocatedBytes.now();
                cells.onNodeChanged(id);
                final long bytes = AllocatedBytes.now() - before;
                leastBytes = Math.min(leastBytes, bytes);
            }

            assertEquals(0, leastBytes);
        }
    }

    @Test
    void shouldHoldNothingWhenClosed() {
        try (RandomNodes world = new RandomNodes(1, 10)) {
            final CellIndex cells = new CellIndex();
            cells.attach(world.state);
            assertTrue(cells.footprintBytes() > 0);

            cells.close();
            cells.close();

            assertEquals(0, cells.footprintBytes());
        }
    }
}
