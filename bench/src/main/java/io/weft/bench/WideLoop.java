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

import org.HdrHistogram.Histogram;

/**
 * Times decisions about jobs of several nodes, or of cores anywhere, while jobs of one node come
 * and go beneath them: what is decided is not started.
 */
final class WideLoop {
    private static final int DIGITS = 3;
    private static final int DECISIONS_A_STATE = 8;

    private final Histogram decides = new Histogram(DIGITS);
    private final ScaleCluster cluster;
    private final PlacementLoop background;
    private final int nodeCount;
    private final int coreCount;

    WideLoop(
            final ScaleCluster cluster,
            final PlacementLoop background,
            final int nodeCount,
            final int coreCount) {
        this.cluster = cluster;
        this.background = background;
        this.nodeCount = nodeCount;
        this.coreCount = coreCount;
    }

    /** Times so many decisions, after as many that only warm up. */
    void run(final int count) {
        decide(count);
        decides.reset();
        decide(count);
    }

    private void decide(final int count) {
        for (int i = 0; i < count; i++) {
            if (i % DECISIONS_A_STATE == 0) {
                background.run(PlacementLoop.BATCH);
            }
            cluster.ask(nodeCount, coreCount, coreCount * ScaleCluster.MEMORY_PER_SLOT);
            final long from = System.nanoTime();
            cluster.decide();
            decides.recordValue(System.nanoTime() - from);
        }
    }

    /** Single decisions, a reading of the clock included, ns. */
    Histogram decides() {
        return decides;
    }
}
