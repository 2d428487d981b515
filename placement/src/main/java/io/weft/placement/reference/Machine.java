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
package io.weft.placement.reference;

import io.weft.core.spi.ClusterView;
import io.weft.placement.select.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** All nodes at some moment, now or in a projection, by row. */
final class Machine {
    private final List<ReferenceNode> nodes;
    private final Selection selection;

    private Machine(final List<ReferenceNode> nodes, final Selection selection) {
        this.nodes = nodes;
        this.selection = selection;
    }

    static Machine of(final ClusterView view, final Selection selection) {
        final List<ReferenceNode> nodes = new ArrayList<>();
        for (int row = 0; row < view.nodeCount(); row++) {
            nodes.add(ReferenceNode.of(view, row));
        }
        return new Machine(nodes, selection);
    }

    Machine copy() {
        return new Machine(
                new ArrayList<>(nodes.stream().map(ReferenceNode::copy).toList()), selection);
    }

    /** Where jobs are put. */
    Selection selection() {
        return selection;
    }

    List<ReferenceNode> nodes() {
        return nodes;
    }

    ReferenceNode node(final int row) {
        return nodes.get(row);
    }

    /** Memory of the node that has most, busy or not. */
    long largestMemory() {
        return nodes.stream().mapToLong(node -> node.memoryTotal).max().orElse(0);
    }

    void take(final Placement placement) {
        for (final Map.Entry<Integer, Share> entry : placement.shares().entrySet()) {
            node(entry.getKey()).take(entry.getValue());
        }
    }

    void giveBack(final ClusterView view, final int jobRow) {
        int allocation = view.jobAllocationHead(jobRow);
        while (allocation != ClusterView.NULL_ROW) {
            node(view.allocationNode(allocation)).giveBack(ReferenceNode.share(view, allocation));
            allocation = view.allocationNextOfJob(allocation);
        }
    }

    /** Whether the job fits at the maximum multiplicity of its queue. */
    boolean holds(final Demand demand) {
        return total(demand, demand.highestLevel()) >= demand.need();
    }

    /** What all nodes together give at a level, in the unit of {@link Demand#need()}. */
    long total(final Demand demand, final int level) {
        long total = 0;
        for (final ReferenceNode node : nodes) {
            total += node.shareAt(demand, level);
        }
        return total;
    }
}
