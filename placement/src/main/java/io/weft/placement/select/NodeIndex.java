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

/**
 * Finds nodes by least level, then by order. The own level of a node for a job of n nodes with c
 * cores each is the least multiplicity at or below which it has c cores; the level of a job whose
 * cores may be anywhere is the least at which all nodes together have enough.
 *
 * <p>What an index holds is derived from the view: built by {@link #attach}, kept up to date by
 * {@link #onNodeChanged}. Whatever it holds, its answers are a function of the view alone.
 *
 * <p>Threads: the kernel thread alone. After {@link #attach} nothing is allocated.
 */
public interface NodeIndex {
    /**
     * Builds the index.
     *
     * @param view of the state.
     */
    void attach(ClusterView view);

    /**
     * A node was added, changed its state, or something of it was taken or given back.
     *
     * @param nodeRow of the node.
     */
    void onNodeChanged(int nodeRow);

    /**
     * Chooses nodes for a job of so many nodes with so many cores each: the first in the order (own
     * level ascending, cores less processes descending, node row ascending): the emptiest nodes, as
     * the paper's simulator chooses them.
     *
     * @param demand with a node count.
     * @param filter that leaves out nodes.
     * @param choice to fill; its level is the highest own level. Undefined when none is found.
     * @return false when there are not enough nodes.
     */
    boolean chooseNodes(Demand demand, NodeFilter filter, NodeChoice choice);

    /**
     * Chooses nodes for a job whose cores may be anywhere: at the least level at which there are
     * enough cores, the first in the order (cores descending, node row ascending), each with all it
     * gives, the last with the rest.
     *
     * @param demand without a node count.
     * @param choice to fill. Undefined when none is found.
     * @return false when there are not enough cores.
     */
    boolean chooseCores(Demand demand, NodeChoice choice);

    /**
     * Counts what the nodes give at the maximum multiplicity.
     *
     * @param demand of any kind.
     * @param supply to fill.
     */
    void count(Demand demand, Supply supply);
}
