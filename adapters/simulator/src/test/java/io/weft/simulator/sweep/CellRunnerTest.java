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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.simulator.metrics.MachineUse;
import io.weft.simulator.metrics.ScheduleMetrics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cells that are only names, done or failed at will. */
class CellRunnerTest {
    private static final CellResult DONE =
            CellResult.of(new ScheduleMetrics().summary(new MachineUse(0, 0, 0, 0, 0, 0, 0)));

    @TempDir private Path directory;

    private final List<String> told = new ArrayList<>();
    private CellStore store;

    @BeforeEach
    void createStore() throws IOException {
        store = new CellStore(directory.resolve("sweep"));
        assertFalse(store.exists());
        store.create();
        assertTrue(store.exists());
    }

    private CellRunner<String> runner(final String... cells) {
        return new CellRunner<>(List.of(cells), Function.identity(), store);
    }

    private int run(final Function<String, CellResult> simulation) throws InterruptedException {
        return runner("a", "b", "c").run(simulation, 2, (cell, result) -> told.add(cell));
    }

    @Test
    void shouldSimulateOnceWhatIsDoneAndAgainWhatFailed() throws InterruptedException {
        final Function<String, CellResult> failing =
                cell -> {
                    if (cell.equals("b")) {
                        throw new IllegalStateException("no\n  such policy");
                    }
                    return DONE;
                };
        assertEquals(1, run(failing));
        assertEquals(List.of("a", "b", "c"), told.stream().sorted().toList());
        assertEquals("no such policy", store.result("b").orElseThrow().failure());

        assertEquals(3, runner("a", "b", "c").cellCount());
        assertEquals(List.of("b", "d"), runner("a", "b", "d").pending());
        assertEquals(0, run(cell -> DONE));
        assertEquals(4, told.size());
        assertEquals(List.of(), runner("a", "b", "c").pending());
    }

    @Test
    void shouldNameAFailureThatSaysNothing() throws InterruptedException {
        assertEquals(
                3,
                run(
                        cell -> {
                            throw new NullPointerException();
                        }));
        assertEquals("java.lang.NullPointerException", store.result("a").orElseThrow().failure());
    }

    @Test
    void shouldEndWhenTheJvmFailsOrTheStoreDoes() {
        final Error error = new StackOverflowError();
        assertSame(
                error,
                assertThrows(
                        StackOverflowError.class,
                        () ->
                                run(
                                        cell -> {
                                            throw error;
                                        })));

        store = new CellStore(directory.resolve("none"));
        assertThrows(UncheckedIOException.class, () -> run(cell -> DONE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"key\":\"k\",\"failure\":\"x\"}",
                "{\"key\":\"other\",\"failure\":\"x\"}\n",
                "{\"failure\":\"x\"}\n",
                "{\"key\":\"k\"}\n",
                "{\"key\":\"k\",\"failure\":\"x\",\"summary\":{}}\n",
                "{\"key\":\"k\",\"fail\n",
                "{\"key\"",
            })
    void shouldTakeNothingForAResultThatIsNotWhole(final String text) {
        assertNull(CellResult.read(text, "k"));
    }

    @Test
    void shouldReadWhatItWrites() {
        assertEquals(DONE.write("k"), CellResult.read(DONE.write("k"), "k").write("k"));
        final CellResult failed = CellResult.failed("so it is");
        assertEquals(failed, CellResult.read(failed.write("k"), "k"));
        assertTrue(failed.isFailed());
    }
}
