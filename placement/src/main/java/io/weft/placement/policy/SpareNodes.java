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
package io.weft.placement.policy;

import io.weft.core.spi.ClusterView;
import io.weft.placement.select.Demand;
import io.weft.placement.select.EmptiestCores;
import io.weft.placement.select.NodeFilter;
import io.weft.placement.timeline.Reservations;

/** Leaves only nodes on which no head of a queue loses anything by a share of a job. */
final class SpareNodes implements NodeFilter {
    /** Nodes that a second try which finds nothing may refuse in one step. */
    static final int PER_STEP = 64;

    private final ClusterView view;
    private final Reservations reservations;
    private final Demand demand = new Demand();
    private final long[] words;
    private int jobRow;

    SpareNodes(final ClusterView view, final Reservations reservations) {
        this.view = view;
        this.reservations = reservations;
        words = new long[view.maskWordCount()];
    }

    /** From now on the shares are those of this job. */
    void begin(final int newJobRow) {
        jobRow = newJobRow;
        demand.read(view, newJobRow);
    }

    @Override
    public boolean allows(final int nodeRow) {
        EmptiestCores.find(view, nodeRow, demand.coresOn(nodeRow), words);
        final long memory = demand.memory(demand.coreCount());
        return reservations.allowOn(jobRow, nodeRow, words, memory, demand.gpusPerNode());
    }
}
