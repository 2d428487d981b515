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

/**
 * Simulates the cells of a sweep that are not done, several at a time. A cell that fails is kept
 * with its reason and stops no other; when the sweep runs again it is tried again.
 */
public final class SweepRunner {
    private final SweepPlan plan;
    private final CellStore store;
    private final List<SweepCell> pending = new ArrayList<>();
    private final int cellCount;

    /** Hears of every cell that is done, on the thread that called {@link #run}. */
    @FunctionalInterface
    public interface Listener {
        /** One more is done. */
        void onCell(SweepCell cell, CellResult result);
    }

    private record Done(SweepCell cell, CellResult result) {}

    /**
     * Looks for what is done.
     *
     * @param plan of the sweep
     * @param shard which part of it
     * @param store of the results
     */
    public SweepRunner(final SweepPlan plan, final Shard shard, final CellStore store) {
        this.plan = plan;
        this.store = store;
        int count = 0;
        for (final SweepCell cell : plan.grid().cells()) {
            if (shard.holds(cell)) {
                count++;
                if (store.result(plan.key(cell)).map(CellResult::isFailed).orElse(true)) {
                    pending.add(cell);
                }
            }
        }
        cellCount = count;
    }

    /** Cells of the shard. */
    public int cellCount() {
        return cellCount;
    }

    /** How many of them are to be simulated. */
    public int pendingCount() {
        return pending.size();
    }

    /**
     * Simulates them.
     *
     * @param simulation of a cell
     * @param threads how many at a time, above 0
     * @param listener hears of each
     * @return how many failed
     * @throws InterruptedException if the calling thread is interrupted; what is done is kept
     */
    public int run(final CellSimulation simulation, final int threads, final Listener listener)
            throws InterruptedException {
        final ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            final ExecutorCompletionService<Done> results =
                    new ExecutorCompletionService<>(executor);
            for (final SweepCell cell : pending) {
                results.submit(() -> new Done(cell, simulate(simulation, cell)));
            }
            int failed = 0;
            for (int i = 0; i < pending.size(); i++) {
                final Done done = taken(results);
                failed += done.result().isFailed() ? 1 : 0;
                listener.onCell(done.cell(), done.result());
            }
            return failed;
        } finally {
            executor.shutdownNow();
        }
    }

    private CellResult simulate(final CellSimulation simulation, final SweepCell cell) {
        final CellResult result = result(simulation, cell);
        store.keep(plan.key(cell), result);
        return result;
    }

    private static CellResult result(final CellSimulation simulation, final SweepCell cell) {
        try {
            return CellResult.of(simulation.run(cell));
        } catch (final RuntimeException e) {
            return CellResult.failed(e.getMessage() == null ? e.toString() : e.getMessage());
        }
    }

    /** What is thrown past a cell is about the store or the JVM, and ends the sweep. */
    private static Done taken(final ExecutorCompletionService<Done> results)
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
