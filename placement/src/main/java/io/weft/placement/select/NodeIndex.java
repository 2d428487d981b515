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
 * cores may be anywhere is the least at which all nodes together have enough. An exclusive job has
 * level 0, on nodes on which nobody is.
 *
 * <p>The order {@link NodeOrder#BALANCED} of nodes for a job of n nodes with c cores each is
 *
 * <ol>
 *   <li>own level, ascending: what is shared is shared by as few as possible;
 *   <li>nodes whose memory class begins with enough memory for the job, before those of the class
 *       in which what it needs lies: the former are known to fit without a look at them;
 *   <li>class of the number of cores at or below the own level, descending: emptiest nodes first,
 *       as the paper's simulator chooses them;
 *   <li>nodes all of whose cores are at or below the own level, before those with a fuller core;
 *       among the former, class of the number of cores below the own level, descending;
 *   <li>memory class, ascending: nodes with much free memory stay open for jobs that need it;
 *   <li>node row, ascending.
 * </ol>
 *
 * <p>{@link NodeOrder#SPREAD} differs in memory class, descending. {@link NodeOrder#PACKED} differs
 * in cores: class of the number of cores at or below the own level, ascending, but the class in
 * which c lies, if it does not begin with c, last; then nodes with a fuller core before those with
 * none, among the latter class of the number of cores below the own level, ascending. It is the
 * best fit by cores, and of these by memory.
 *
 * <p>Numbers of cores up to 15 are a class each, from 16 on there are eight classes to an octave.
 * Free memory comes in quarters of an octave; the highest of 64 classes is the one in which the
 * memory of the largest node of the machine lies, the lowest takes all below. Where nodes are
 * equal, have at most 16 cores, evenly used, and the same memory class, the balanced order is (own
 * level ascending, cores less processes descending, row ascending).
 *
 * <p>What an index holds is derived from the view: built by {@link #attach}, kept up to date by
 * {@link #onNodeChanged}. Whatever it holds, its answers are a function of the view alone.
 *
 * <p>Threads: the kernel thread alone. After {@link #attach} nothing is allocated, unless an index
 * says when.
 */
public interface NodeIndex extends AutoCloseable {
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
     * A queue may use other nodes than before, or its maximum multiplicity has changed. {@link
     * #onNodeChanged} follows for each of these nodes.
     *
     * @param queueRow of the queue.
     */
    default void onQueueChanged(final int queueRow) {}

    /**
     * Chooses nodes for a job of so many nodes with so many cores each: the first in the order,
     * each with the cores asked for, or all of them for an exclusive job.
     *
     * <p>A job with a {@linkplain ClusterView#jobKey key} gets first nodes of its key, by own level
     * and row, then nodes on which nobody is, in the order.
     *
     * @param demand with a node count.
     * @param order of nodes.
     * @param filter that leaves out nodes.
     * @param choice to fill; its level is the highest own level. Undefined when none is found.
     * @return false when there are not enough nodes.
     */
    boolean chooseNodes(Demand demand, NodeOrder order, NodeFilter filter, NodeChoice choice);

    /**
     * Chooses nodes for a job whose cores may be anywhere, at the least level at which there are
     * enough cores. Of the nodes in the order (cores it gives descending, node row ascending) it
     * takes the first ones, each with all it gives, the last with the rest; so nodes are as few as
     * possible. An exclusive job gets all cores of the last one too.
     *
     * <p>With {@link NodeOrder#SPREAD}, unless the job is exclusive, nodes are as many as possible
     * and cores are shared out evenly: every node gives t cores, or all it can give if that is
     * less, with the least t that suffices; as many of those that can give t as there are cores
     * left over, the last in that order, give one less, and nodes that would give none are not
     * taken.
     *
     * @param demand without a node count.
     * @param order of nodes.
     * @param choice to fill. Undefined when none is found.
     * @return false when there are not enough cores.
     */
    boolean chooseCores(Demand demand, NodeOrder order, NodeChoice choice);

    /**
     * Counts what the nodes give at the maximum multiplicity, at least as far as the job needs.
     *
     * @param demand of any kind.
     * @param supply to fill.
     */
    void count(Demand demand, Supply supply);

    /** Frees what the index holds off-heap; twice does no harm, and it can be attached again. */
    @Override
    void close();
}
