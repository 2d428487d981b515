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

import io.weft.simulator.NodeShare;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * The values that each parameter takes. Every combination is a cell, in the order of traces, seeds,
 * load factors, overheads, interactive nodes, multiplicities and policies, the last changing first.
 *
 * @param policies names
 * @param maxMultiplicities M
 * @param interactiveNodes what is set aside for interactive jobs
 * @param overheadsPerMille C_o in thousandths
 * @param loadFactorsPerMille load factors in thousandths
 * @param traces as they were named; none: jobs are generated
 * @param seeds of the generator; none beside traces
 */
public record SweepGrid(
        List<String> policies,
        List<Integer> maxMultiplicities,
        List<NodeShare> interactiveNodes,
        List<Integer> overheadsPerMille,
        List<Integer> loadFactorsPerMille,
        List<String> traces,
        List<Long> seeds) {

    /** The most cells; more is a slip of the finger, and no table for people. */
    public static final int CELL_COUNT_MAX = 1_000_000;

    /**
     * Copies and checks the values.
     *
     * @throws IllegalArgumentException if a parameter has no value or one twice, if there are both
     *     traces and seeds or neither, or too many cells
     */
    public SweepGrid {
        policies = checked("policy", policies);
        maxMultiplicities = checked("max_multiplicity", maxMultiplicities);
        interactiveNodes = checked("interactive_nodes", interactiveNodes);
        overheadsPerMille = checked("overhead", overheadsPerMille);
        loadFactorsPerMille = checked("load_factor", loadFactorsPerMille);
        if (traces.isEmpty()) {
            seeds = checked("seed", seeds);
        } else if (!seeds.isEmpty()) {
            throw new IllegalArgumentException(
                    "seed=" + seeds.get(0) + " is about generated jobs, but a trace is given");
        } else {
            traces = checked("trace", traces);
        }
        traces = List.copyOf(traces);
        seeds = List.copyOf(seeds);
        long count = 1;
        for (final List<?> values :
                List.of(
                        policies,
                        maxMultiplicities,
                        interactiveNodes,
                        overheadsPerMille,
                        loadFactorsPerMille,
                        traces.isEmpty() ? seeds : traces)) {
            count *= values.size();
            if (count > CELL_COUNT_MAX) {
                throw new IllegalArgumentException(
                        "the grid has more cells than " + CELL_COUNT_MAX);
            }
        }
    }

    private static <T> List<T> checked(final String name, final List<T> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException(name + " has no value, expected at least one");
        }
        final LinkedHashSet<T> seen = new LinkedHashSet<>();
        for (final T value : values) {
            if (!seen.add(value)) {
                throw new IllegalArgumentException(name + " has a value twice: " + value);
            }
        }
        return List.copyOf(values);
    }

    /** All cells, numbered. */
    public List<SweepCell> cells() {
        final List<SweepCell> cells = new ArrayList<>();
        for (final String trace : traces) {
            addAll(cells, trace, null);
        }
        for (final Long seed : seeds) {
            addAll(cells, "", seed);
        }
        return cells;
    }

    private void addAll(final List<SweepCell> cells, final String trace, final Long seed) {
        for (final int loadFactor : loadFactorsPerMille) {
            for (final int overhead : overheadsPerMille) {
                for (final NodeShare share : interactiveNodes) {
                    addAll(cells, trace, seed, loadFactor, overhead, share);
                }
            }
        }
    }

    private void addAll(
            final List<SweepCell> cells,
            final String trace,
            final Long seed,
            final int loadFactor,
            final int overhead,
            final NodeShare share) {
        for (final int max : maxMultiplicities) {
            for (final String policy : policies) {
                cells.add(
                        new SweepCell(
                                cells.size(),
                                policy,
                                max,
                                share,
                                overhead,
                                loadFactor,
                                trace,
                                seed));
            }
        }
    }
}
