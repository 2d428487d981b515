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
 * Takes the nodes that an index finds first in some order, and on each the emptiest cores.
 *
 * <p>Cost: what the index needs, then O(1) for each node and word of 64 cores chosen.
 */
public class OrderedSelector implements Selector {
    private final NodeIndex index;
    private final NodeOrder order;
    private ClusterView view;
    private NodeChoice choice;
    private long[] words;

    /**
     * A selector that is not yet attached.
     *
     * @param index that finds nodes; attached and kept up to date by its owner.
     * @param order of nodes.
     */
    public OrderedSelector(final NodeIndex index, final NodeOrder order) {
        this.index = index;
        this.order = order;
    }

    @Override
    public final void attach(final ClusterView newView) {
        view = newView;
        choice = new NodeChoice(newView.nodeCapacity());
        words = new long[newView.maskWordCount()];
    }

    @Override
    public final int select(final Demand demand, final NodeFilter filter, final Proposal proposal) {
        final boolean isFound =
                demand.isAnywhere()
                        ? index.chooseCores(demand, order, choice)
                        : index.chooseNodes(demand, order, filter, choice);
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
        final int countedCores = demand.isAnywhere() ? coreCount : demand.coreCount();
        final long memory = demand.memory(countedCores);
        final int index = proposal.addNode(nodeRow, memory, demand.gpusPerNode());
        EmptiestCores.find(view, nodeRow, coreCount, choice.level(), words);
        for (int word = 0; word < words.length; word++) {
            proposal.mask(index, word, words[word]);
        }
    }
}
