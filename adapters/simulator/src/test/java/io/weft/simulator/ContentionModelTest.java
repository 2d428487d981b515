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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ContentionModelTest {
    private final ContentionModel model = new ContentionModel(MachineDescription.of(4, 12), 8);

    @Test
    void shouldNotSlowAJobThatIsAlone() {
        start(0, TestSlices.of(0, 0b1111));
        start(1, TestSlices.of(0, 0b11110000));

        assertEquals(1, model.netMultiplicity(0));
        assertEquals(1, model.netMultiplicity(1));
        assertEquals(RowSet.NULL_ROW, model.pollChanged());
    }

    @Test
    void shouldSlowBothWhenOneCoreIsShared() {
        start(0, TestSlices.of(0, 0b0011).and(1, 0b0011));

        start(1, TestSlices.of(1, 0b0110));

        assertEquals(2, model.netMultiplicity(0));
        assertEquals(2, model.netMultiplicity(1));
        assertEquals(0, model.pollChanged());
        assertEquals(RowSet.NULL_ROW, model.pollChanged());
    }

    @Test
    void shouldLetTheFullestCoreSetThePace() {
        start(0, TestSlices.of(0, 0b01));
        start(1, TestSlices.of(0, 0b01));
        start(2, TestSlices.of(0, 0b10));

        start(3, TestSlices.of(0, 0b11));

        assertEquals(3, model.netMultiplicity(0));
        assertEquals(3, model.netMultiplicity(1));
        assertEquals(2, model.netMultiplicity(2));
        assertEquals(3, model.netMultiplicity(3));
    }

    @Test
    void shouldNeitherSlowNorBeSlowedWhenIdle() {
        start(0, TestSlices.of(0, 1));
        model.hold(1, TestSlices.of(0, 1));
        assertEquals(1, model.netMultiplicity(0));
        assertEquals(1, model.netMultiplicity(1));

        model.activate(1);
        assertEquals(2, model.netMultiplicity(0));

        model.deactivate(0);
        assertEquals(1, model.netMultiplicity(0));
        assertEquals(1, model.netMultiplicity(1));
    }

    @Test
    void shouldKeepThePaceWhenAnotherCoreIsAsFull() {
        start(0, TestSlices.of(0, 0b11));
        start(1, TestSlices.of(0, 0b01));
        start(2, TestSlices.of(0, 0b10));
        drain();

        end(1);

        assertEquals(2, model.netMultiplicity(0));
        assertEquals(RowSet.NULL_ROW, model.pollChanged());
        end(2);
        assertEquals(1, model.netMultiplicity(0));
        assertEquals(0, model.pollChanged());
    }

    @Test
    void shouldMoveOnlyOnTheNodesNamed() {
        start(0, TestSlices.of(0, 0b11).and(1, 0b11).and(2, 0b11));
        start(1, TestSlices.of(1, 0b01));

        model.move(0, TestSlices.of(1, 0b1010));

        assertEquals(1, model.netMultiplicity(0));
        assertEquals(1, model.netMultiplicity(1));
        assertEquals("0:3 1:a 2:3", text(0));
        start(2, TestSlices.of(1, 0b1000));
        assertEquals(2, model.netMultiplicity(0));
    }

    @Test
    void shouldKeepAnIdleJobIdleWhenItMoves() {
        model.hold(0, TestSlices.of(0, 0b1));
        start(1, TestSlices.of(0, 0b10));

        model.move(0, TestSlices.of(0, 0b10));

        assertEquals(1, model.netMultiplicity(1));
        assertFalse(model.isBusy(0));
        assertEquals("0:2", text(0));
    }

    @Test
    void shouldCountProcessesAndCores() {
        start(0, TestSlices.of(0, 0b11));
        model.hold(1, TestSlices.of(0, 0b110));

        assertEquals(4, model.occupancy().processCount());
        assertEquals(3, model.occupancy().occupiedCoreCount());
        assertEquals(2, model.occupancy().multiplicityMax());
        end(0);
        assertEquals(2, model.occupancy().processCount());
        assertEquals(2, model.occupancy().occupiedCoreCount());
    }

    @Test
    void shouldHaltWhenACoreGetsMoreProcessesThanAllowed() {
        final ContentionModel strict = new ContentionModel(MachineDescription.of(4, 12), 1);
        strict.hold(0, TestSlices.of(3, 1));

        final IllegalStateException e =
                assertThrows(
                        IllegalStateException.class, () -> strict.hold(1, TestSlices.of(3, 1)));

        assertTrue(e.getMessage().contains("nodeId=3"), e.getMessage());
    }

    /** Everything counted again from the masks after every step, on nodes of 100 cores. */
    @Test
    void shouldAgreeWithAPlainCountWhateverHappens() {
        final int nodeCount = 3;
        final ContentionModel fast = new ContentionModel(MachineDescription.of(nodeCount, 100), 15);
        final Random random = new Random(7);
        final long[][][] masks = new long[12][][];
        for (int step = 0; step < 5_000; step++) {
            final int row = random.nextInt(masks.length);
            if (masks[row] == null) {
                masks[row] = randomMasks(random, nodeCount);
                fast.hold(row, slices(masks[row]));
            } else {
                change(fast, row, masks, random);
            }
            for (int other = 0; other < masks.length; other++) {
                if (masks[other] != null) {
                    assertEquals(
                            plainCount(fast, masks, other), fast.netMultiplicity(other), "" + step);
                }
            }
        }
    }

    private static void change(
            final ContentionModel model,
            final int row,
            final long[][][] masks,
            final Random random) {
        switch (random.nextInt(4)) {
            case 0 -> {
                if (model.isBusy(row)) {
                    model.deactivate(row);
                }
                model.release(row);
                masks[row] = null;
            }
            case 1 -> {
                final int node = random.nextInt(masks[row].length);
                final long[] moved = {random.nextLong() & random.nextLong(), random.nextInt(16)};
                if ((masks[row][node][0] | masks[row][node][1]) != 0
                        && (moved[0] | moved[1]) != 0) {
                    masks[row][node] = moved;
                    final TestSlices slices = new TestSlices();
                    add(slices, node, moved);
                    model.move(row, slices);
                }
            }
            default -> {
                if (model.isBusy(row)) {
                    model.deactivate(row);
                } else {
                    model.activate(row);
                }
            }
        }
    }

    private static int plainCount(
            final ContentionModel model, final long[][][] masks, final int row) {
        int most = 1;
        for (int node = 0; node < masks[row].length; node++) {
            for (int core = 0; core < 100; core++) {
                int busy = 0;
                for (int other = 0; other < masks.length; other++) {
                    if (masks[other] != null
                            && model.isBusy(other)
                            && (masks[other][node][core >> 6] >> core & 1) != 0) {
                        busy++;
                    }
                }
                if ((masks[row][node][core >> 6] >> core & 1) != 0) {
                    most = Math.max(most, busy);
                }
            }
        }
        return model.isBusy(row) ? most : 1;
    }

    private static long[][] randomMasks(final Random random, final int nodeCount) {
        final long[][] masks = new long[nodeCount][];
        for (int node = 0; node < nodeCount; node++) {
            final long some = random.nextLong() & random.nextLong() & random.nextLong();
            masks[node] =
                    random.nextInt(3) == 0
                            ? new long[2]
                            : new long[] {some, random.nextLong() & 0xfL};
        }
        return masks;
    }

    private static TestSlices slices(final long[][] masks) {
        final TestSlices slices = new TestSlices();
        for (int node = 0; node < masks.length; node++) {
            add(slices, node, masks[node]);
        }
        return slices;
    }

    private static void add(final TestSlices slices, final int node, final long[] words) {
        for (int word = 0; word < words.length; word++) {
            if (words[word] != 0) {
                slices.and(node, word << 6, words[word]);
            }
        }
    }

    private void start(final int row, final TestSlices slices) {
        model.hold(row, slices);
        model.activate(row);
    }

    private void end(final int row) {
        model.deactivate(row);
        model.release(row);
    }

    private void drain() {
        while (model.pollChanged() != RowSet.NULL_ROW) {
            // Forget.
        }
    }

    private String text(final int row) {
        final HeldSlices held = new HeldSlices();
        model.slices(row, held);
        final List<String> parts = new ArrayList<>();
        while (held.next()) {
            parts.add(held.nodeId() + ":" + Long.toHexString(held.coreMask()));
        }
        return String.join(" ", parts);
    }
}
