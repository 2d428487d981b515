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
package io.weft.simulator.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.simulator.NodeShare;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cells of a grid, and which of them a part of the sweep has. */
class SweepGridTest {
    private static final List<NodeShare> SHARES = List.of(NodeShare.NONE, NodeShare.of("2%"));

    private static SweepGrid grid(final List<String> traces, final List<Long> seeds) {
        return new SweepGrid(
                List.of("easy", "fcfs"),
                List.of(1, 3),
                SHARES,
                List.of(1000, 1200),
                List.of(900, 1000),
                traces,
                seeds);
    }

    @Test
    void shouldChangeTheLastParameterFirst() {
        final List<SweepCell> cells = grid(List.of("a", "b"), List.of()).cells();

        assertEquals(64, cells.size());
        for (int i = 0; i < cells.size(); i++) {
            assertEquals(
                    new SweepCell(
                            i,
                            i % 2 == 0 ? "easy" : "fcfs",
                            i / 2 % 2 == 0 ? 1 : 3,
                            SHARES.get(i / 4 % 2),
                            i / 8 % 2 == 0 ? 1000 : 1200,
                            i / 16 % 2 == 0 ? 900 : 1000,
                            i / 32 == 0 ? "a" : "b",
                            null),
                    cells.get(i));
        }
    }

    @Test
    void shouldNameTheParametersOfACell() {
        final List<SweepCell> cells = grid(List.of(), List.of(7L, 5L)).cells();

        assertEquals(64, cells.size());
        final Map<String, String> parameters = cells.get(47).parameters();
        assertEquals(
                List.of(
                        "policy=fcfs",
                        "max_multiplicity=3",
                        "interactive_nodes=2%",
                        "overhead=1.2",
                        "load_factor=0.9",
                        "trace=",
                        "seed=5"),
                parameters.entrySet().stream().map(Object::toString).toList());
        assertEquals("", grid(List.of("a"), List.of()).cells().get(0).parameters().get("seed"));
        assertEquals("1", cells.get(0).parameters().get("overhead"));
    }

    private static Arguments wrong(final String message, final Supplier<SweepGrid> grid) {
        return Arguments.of(message, grid);
    }

    static Stream<Arguments> wrongGrids() {
        return Stream.of(
                wrong("seed has no value, expected at", () -> grid(List.of(), List.of())),
                wrong("seed has a value twice: 3", () -> grid(List.of(), List.of(3L, 2L, 3L))),
                wrong("trace has a value twice: a", () -> grid(List.of("a", "a"), List.of())),
                wrong(
                        "seed=4 is about generated jobs, but a trace is given",
                        () -> grid(List.of("a"), List.of(4L))),
                wrong("policy has no value", () -> grid(0, 1, 1)),
                wrong("max_multiplicity has no value", () -> grid(1, 0, 1)),
                wrong("load_factor has no value", () -> grid(1, 1, 0)),
                wrong("the grid has more cells than 1000000", () -> grid(1001, 1, 1000)),
                // The product does not fit into 64 bits.
                wrong("the grid has more cells than 1000000", () -> grid(60_000, 60_000, 60_000)));
    }

    /** With so many policies, multiplicities and load factors. */
    private static SweepGrid grid(final int policies, final int multiplicities, final int loads) {
        return new SweepGrid(
                IntStream.range(0, policies).mapToObj(i -> "p" + i).toList(),
                IntStream.range(0, multiplicities).boxed().toList(),
                List.of(NodeShare.NONE),
                List.of(1000),
                IntStream.range(0, loads).boxed().toList(),
                List.of(),
                List.of(1L));
    }

    @ParameterizedTest
    @MethodSource("wrongGrids")
    void shouldNameWhatIsWrong(final String message, final Supplier<SweepGrid> grid) {
        final IllegalArgumentException e = assertThrows(IllegalArgumentException.class, grid::get);

        assertTrue(e.getMessage().startsWith(message), e::getMessage);
    }

    @Test
    void shouldHaveAsManyCellsAsAreAllowed() {
        assertEquals(1000, grid(1000, 1, 1000).policies().size());
        assertEquals(
                SweepGrid.CELL_COUNT_MAX,
                new SweepGrid(
                                List.of("easy"),
                                List.of(1),
                                List.of(NodeShare.NONE),
                                List.of(1000),
                                List.of(1000),
                                List.of(),
                                LongStream.range(0, SweepGrid.CELL_COUNT_MAX).boxed().toList())
                        .cells()
                        .size());
    }

    @ParameterizedTest
    @CsvSource({"1/3, 0 3 6", "2/3, 1 4 7", "3/3, 2 5", "1/1, 0 1 2 3 4 5 6 7", "9/9, ''"})
    void shouldGiveEveryNthCellToAPart(final String text, final String numbers) {
        final Shard shard = Shard.of(text);

        final List<String> held =
                grid(2, 2, 2).cells().stream()
                        .filter(shard::holds)
                        .map(cell -> Integer.toString(cell.number()))
                        .toList();

        assertEquals(numbers, String.join(" ", held));
        assertEquals(text, shard.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0/3", "4/3", "1/0", "1", "1/2/3", "-1/2", " 1/2", "1/1000000000", ""})
    void shouldRefuseWhatIsNoPart(final String text) {
        final IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> Shard.of(text));

        assertTrue(
                e.getMessage().startsWith("shard=" + text + ", expected i/n with i in 1..n"),
                e::getMessage);
    }
}
