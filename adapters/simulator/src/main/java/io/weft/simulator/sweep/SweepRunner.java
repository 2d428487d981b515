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

import java.util.List;

/**
 * Simulates the cells of a sweep that are not done, several at a time. A cell that fails is kept
 * with its reason and stops no other; when the sweep runs again it is tried again.
 */
public final class SweepRunner {
    private final CellRunner<SweepCell> cells;

    /**
     * Looks for what is done.
     *
     * @param plan of the sweep
     * @param shard which part of it
     * @param store of the results
     */
    public SweepRunner(final SweepPlan plan, final Shard shard, final CellStore store) {
        final List<SweepCell> held = plan.grid().cells().stream().filter(shard::holds).toList();
        cells = new CellRunner<>(held, plan::key, store);
    }

    /** Cells of the shard. */
    public int cellCount() {
        return cells.cellCount();
    }

    /** How many of them are to be simulated. */
    public int pendingCount() {
        return cells.pending().size();
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
    public int run(
            final CellSimulation simulation,
            final int threads,
            final CellRunner.Listener<SweepCell> listener)
            throws InterruptedException {
        return cells.run(cell -> CellResult.of(simulation.run(cell)), threads, listener);
    }
}
