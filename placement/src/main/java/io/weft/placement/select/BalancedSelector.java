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
package io.weft.placement.select;

import io.weft.core.spi.ClusterView;
import io.weft.core.spi.Proposal;

/**
 * Low and fair: keeps the multiplicity as low as possible, and among nodes and cores prefers the
 * emptiest (S. Minami, T. Endo and A. Nomura, "The Aggressive Oversubscribing Scheduling for
 * Interactive Jobs on a Supercomputing System").
 *
 * <p>Cost: what the index needs, then O(1) for each node and word of 64 cores chosen.
 */
public final class BalancedSelector implements Selector {
    private final NodeIndex index;
    private ClusterView view;
    private NodeChoice choice;
    private long[] words;

    /**
     * A selector that is not yet attached.
     *
     * @param index that finds nodes; attached and kept up to date by its owner.
     */
    public BalancedSelector(final NodeIndex index) {
        this.index = index;
    }

    @Override
    public void attach(final ClusterView newView) {
        view = newView;
        choice = new NodeChoice(newView.nodeCapacity());
        words = new long[newView.maskWordCount()];
    }

    @Override
    public int select(final Demand demand, final NodeFilter filter, final Proposal proposal) {
        final boolean isFound =
                demand.isAnywhere()
                        ? index.chooseCores(demand, choice)
                        : index.chooseNodes(demand, filter, choice);
        if (!isFound) {
            return NO_FIT;
        }
        proposal.clear();
        for (int i = 0; i < choice.nodeCount(); i++) {
            propose(demand, choice.nodeRow(i), choice.coreCount(i), proposal);
        }
        return choice.level() + 1;
    }

    private void propose(
            final Demand demand, final int nodeRow, final int coreCount, final Proposal proposal) {
        final int index = proposal.addNode(nodeRow, demand.memory(coreCount), demand.gpusPerNode());
        EmptiestCores.find(view, nodeRow, coreCount, choice.level(), words);
        for (int word = 0; word < words.length; word++) {
            proposal.mask(index, word, words[word]);
        }
    }
}
