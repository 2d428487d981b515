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
package io.weft.bench;

import io.weft.placement.select.CellIndex;
import io.weft.placement.select.NodeIndex;
import io.weft.placement.select.ScanIndex;
import java.util.function.Supplier;

/** Times decisions of one node on the table of a large machine; values in ns, one a round. */
final class DecisionCost implements AutoCloseable {
    private static final double MEDIAN = 50;
    private static final double ONE_IN_THOUSAND = 99.9;

    private final ScaleCluster cluster;
    private final PlacementLoop loop;

    /**
     * A machine at a load, warm.
     *
     * @param nodeCount of its nodes, 128 cores each, M = 8.
     * @param load part of its slots that are taken.
     * @param shape cores of the jobs that come and go, or {@link PlacementLoop#MIXED}.
     * @param warmUpCount jobs that come and go first.
     */
    DecisionCost(final int nodeCount, final double load, final int shape, final int warmUpCount) {
        cluster = new ScaleCluster(nodeCount, true);
        cluster.attach(new CellIndex());
        loop = new PlacementLoop(cluster, new JobMix(5, ScaleCluster.MEMORY_PER_SLOT), shape);
        loop.fill(load);
        loop.run(warmUpCount);
    }

    /** One more round. */
    void run(final int jobCount) {
        loop.run(jobCount);
    }

    /** Median of single decisions, a reading of the clock included. */
    double decideP50() {
        return loop.decides.getValueAtPercentile(MEDIAN);
    }

    /** The slowest single decision in a thousand, a reading of the clock included. */
    double decideP999() {
        return loop.decides.getValueAtPercentile(ONE_IN_THOUSAND);
    }

    /** Median of the mean of 64 decisions on one state. */
    double decideBatchP50() {
        return loop.decideBatches.getValueAtPercentile(MEDIAN);
    }

    /** Median of the mean of 64 starts. */
    double startBatchP50() {
        return loop.startBatches.getValueAtPercentile(MEDIAN);
    }

    /** Median of the mean of some releases. */
    double releaseBatchP50() {
        return loop.releaseBatches.getValueAtPercentile(MEDIAN);
    }

    /**
     * How many times longer other indexes take, on the same machine in the same minute.
     *
     * @param other that reads all nodes for a decision.
     * @param jobCount jobs that come and go under it.
     * @param roundCount rounds, each with both.
     * @return a ratio for each round.
     */
    double[] ratiosTo(final Supplier<NodeIndex> other, final int jobCount, final int roundCount) {
        final double[] ratios = new double[roundCount];
        for (int i = 0; i < roundCount; i++) {
            cluster.attach(other.get());
            loop.run(jobCount);
            // Single ones: a batch of slow ones lasts so long that others get their turn.
            final double slow = decideP50();
            cluster.attach(new CellIndex());
            loop.run(4 * jobCount);
            loop.run(4 * jobCount);
            ratios[i] = slow / Math.max(1, decideP50());
        }
        return ratios;
    }

    /** The same to {@link ScanIndex}. */
    double[] ratiosToScan(final int jobCount, final int roundCount) {
        return ratiosTo(ScanIndex::new, jobCount, roundCount);
    }

    /** The same to {@link NaiveIndex}. */
    double[] ratiosToNaive(final int jobCount, final int roundCount) {
        return ratiosTo(NaiveIndex::new, jobCount, roundCount);
    }

    @Override
    public void close() {
        cluster.close();
    }
}
