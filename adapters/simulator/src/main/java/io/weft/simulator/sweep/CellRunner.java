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

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * Simulates those cells of an experiment that are not done, several at a time, in the order in
 * which they are given. A cell that fails is kept with its reason and stops no other; the next run
 * tries it again.
 *
 * @param <C> what a cell is
 */
public final class CellRunner<C> {
    private final Function<C, String> keys;
    private final CellStore store;
    private final List<C> pending = new ArrayList<>();
    private final int cellCount;

    /**
     * Hears of every cell that is done, on the thread that called {@link #run}.
     *
     * @param <C> what a cell is
     */
    @FunctionalInterface
    public interface Listener<C> {
        /** One more is done. */
        void onCell(C cell, CellResult result);
    }

    private record Done<C>(C cell, CellResult result) {}

    /**
     * Looks for what is done.
     *
     * @param cells of the experiment
     * @param keys name the result of a cell: equal keys, equal results
     * @param store of the results
     */
    public CellRunner(final List<C> cells, final Function<C, String> keys, final CellStore store) {
        this.keys = keys;
        this.store = store;
        cellCount = cells.size();
        for (final C cell : cells) {
            if (store.result(keys.apply(cell)).map(CellResult::isFailed).orElse(true)) {
                pending.add(cell);
            }
        }
    }

    /** All cells. */
    public int cellCount() {
        return cellCount;
    }

    /** Those that are to be simulated. */
    public List<C> pending() {
        return List.copyOf(pending);
    }

    /**
     * Simulates them.
     *
     * @param simulation of a cell, called by several threads at once; what it throws at run time is
     *     the reason of the failure
     * @param threads how many at a time, above 0
     * @param listener hears of each
     * @return how many failed
     * @throws InterruptedException if the calling thread is interrupted; what is done is kept
     */
    public int run(
            final Function<C, CellResult> simulation, final int threads, final Listener<C> listener)
            throws InterruptedException {
        final ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            final ExecutorCompletionService<Done<C>> results =
                    new ExecutorCompletionService<>(executor);
            for (final C cell : pending) {
                results.submit(() -> new Done<>(cell, simulate(simulation, cell)));
            }
            int failed = 0;
            for (int i = 0; i < pending.size(); i++) {
                final Done<C> done = taken(results);
                failed += done.result().isFailed() ? 1 : 0;
                listener.onCell(done.cell(), done.result());
            }
            return failed;
        } finally {
            executor.shutdownNow();
        }
    }

    private CellResult simulate(final Function<C, CellResult> simulation, final C cell) {
        final CellResult result = result(simulation, cell);
        store.keep(keys.apply(cell), result);
        return result;
    }

    private static <C> CellResult result(final Function<C, CellResult> simulation, final C cell) {
        try {
            return simulation.apply(cell);
        } catch (final RuntimeException e) {
            return CellResult.failed(e.getMessage() == null ? e.toString() : e.getMessage());
        }
    }

    /** What is thrown past a cell is about the store or the JVM, and ends the experiment. */
    private static <C> Done<C> taken(final ExecutorCompletionService<Done<C>> results)
            throws InterruptedException {
        try {
            return results.take().get();
        } catch (final ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) e.getCause();
        }
    }
}
