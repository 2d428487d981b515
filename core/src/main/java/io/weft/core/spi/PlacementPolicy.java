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
package io.weft.core.spi;

import io.weft.core.memory.Footprint;
import io.weft.core.wire.ReasonCode;

/**
 * Decides where and when pending jobs run. The policy proposes, the engine checks and keeps the
 * state: a proposal that breaks an invariant halts the kernel.
 *
 * <p>What a policy keeps for itself (an index, a timeline) is derived: {@link #attach} builds it
 * from the view at any moment, the {@code on…} methods keep it up to date. What it decides is a
 * pure function of the view and of the time it is given, so that a kernel that was restored and one
 * that never stopped decide alike.
 *
 * <p>Threads: the kernel thread alone. After {@link #attach} nothing may be allocated.
 */
public interface PlacementPolicy extends AutoCloseable {
    /**
     * Name under which the policy is journaled, such as {@code easy}.
     *
     * @return the name.
     */
    String name();

    /**
     * Version under which the policy is journaled; it changes when decisions would.
     *
     * @return from 1.
     */
    int version();

    /**
     * Builds whatever the policy derives from the state. Called when it is installed and after the
     * state was loaded; at any load of the cluster.
     *
     * @param view of the state, valid until {@link #close()}.
     */
    void attach(ClusterView view);

    /**
     * Whether the policy keeps off nodes on which an advance reservation begins or has begun. Under
     * one that does not, there can be none.
     *
     * @return true if it does.
     */
    default boolean honoursReservations() {
        return false;
    }

    /**
     * Could it ever start: how much of the machine could hold a piece of the job if it were empty
     * and every node up.
     *
     * @param jobRow of a job.
     * @return nodes that could hold one node's share of it, or, if its cores may be anywhere, cores
     *     that could be given to it at once; the job never fits if that is less than it asks for.
     */
    long capacityFor(int jobRow);

    /**
     * What could it have now: how much of what the job asks for there is, limits, licences and
     * promises to others apart.
     *
     * @param jobRow of a job that holds nothing.
     * @return nodes, or cores when they may be anywhere, at most what it asks for; 0 of a policy
     *     that does not tell, whose malleable jobs start with all they ask for.
     */
    default long startableNow(final int jobRow) {
        return 0;
    }

    /**
     * When could it start: the earliest time at which the job would fit if running jobs end when
     * {@link ClusterView#jobExpectedEndNs expected} and nothing else is started.
     *
     * @param jobRow of a pending job.
     * @param timeNs now.
     * @return time in ns, {@code timeNs} if it fits now, {@link Long#MAX_VALUE} if it never would.
     */
    long earliestStart(int jobRow, long timeNs);

    /**
     * Looks at the pending jobs once, in order, and starts those that should start now.
     *
     * <p>What a pass may cost is limited: a policy counts steps, in units that are part of what it
     * decides, and when it would look at something new and has taken {@link
     * ClusterView#passStepsMax()} or more, it {@linkplain PlacementSink#cut says so} and ends the
     * pass. The next one begins with the first job again. That starves nobody who was promised a
     * start: promises go to the first in order, so they are made again before the steps are used
     * up, and what starts later in a pass keeps to them.
     *
     * @param timeNs now.
     * @param sink that takes the decisions.
     */
    void pass(long timeNs, PlacementSink sink);

    /**
     * The job that the last pass would have started first, of those that it left waiting for want
     * of cores, memory or GPUs; whom limits or licences keep from starting is passed over. O(1);
     * asked right after a pass. For its sake malleable jobs may shrink, see the engine.
     *
     * @return row of a job, which may have been started since; -1 when there is none, or of a
     *     policy that does not tell, under which nobody shrinks.
     */
    default int firstWaiting() {
        return ClusterView.NULL_ROW;
    }

    /**
     * Why a pending job waited at the last pass; O(1). Jobs that the policy does not tell apart
     * share a reason. It is derived, like all that a policy keeps: after {@link #attach} nothing is
     * known until there was a pass.
     *
     * @param jobRow of a pending job.
     * @return the reason; {@link ReasonCode#NOT_CONSIDERED} when it joined the pending jobs after
     *     the last pass, {@link ReasonCode#NOT_REACHED} when that pass ended before it came to it.
     */
    ReasonCode reason(int jobRow);

    /**
     * Number that belongs to the reason, see {@link ReasonCode}; O(1).
     *
     * @param jobRow of a pending job.
     * @return the number, 0 where a reason has none.
     */
    long reasonNumber(int jobRow);

    /**
     * Tells by what the pending jobs are ordered and what this job has of it, the most significant
     * key first. For explanations: it may allocate, and nothing on the way of a command calls it.
     *
     * @param jobRow of a pending job.
     * @param timeNs now.
     * @param trace told each key, and after each the factors that it is made of, if it is; nothing
     *     by a policy that has no order, or does not tell.
     */
    default void explainOrder(final int jobRow, final long timeNs, final PlacementTrace trace) {}

    /**
     * A node was added, changed its state, or its cores, memory or GPUs were taken or given back.
     *
     * @param nodeRow of the node.
     */
    default void onNodeChanged(final int nodeRow) {}

    /**
     * A queue was added.
     *
     * @param queueRow of the queue.
     */
    default void onQueueAdded(final int queueRow) {}

    /**
     * The weights of the factors of priority, or the priority of a queue, may be others now, see
     * {@link ClusterView#priorityWeight} and {@link ClusterView#queuePriority}. A policy whose
     * order depends on them may take its time, and memory, as in {@link #attach}.
     */
    default void onPriorityChanged() {}

    /**
     * A queue has another M in force, or may use other nodes than before. {@link #onNodeChanged}
     * follows for each node that it got or lost.
     *
     * @param queueRow of the queue.
     */
    default void onQueueChanged(final int queueRow) {}

    /**
     * A job joined the pending jobs, at its place in the order.
     *
     * @param jobRow of the job.
     */
    default void onJobQueued(final int jobRow) {}

    /**
     * A job is about to leave the pending jobs: started, held, altered or cancelled.
     *
     * @param jobRow of the job.
     */
    default void onJobUnqueued(final int jobRow) {}

    /**
     * A job holds its allocation now.
     *
     * @param jobRow of the job.
     */
    default void onJobPlaced(final int jobRow) {}

    /**
     * A job is about to give back its allocation.
     *
     * @param jobRow of the job.
     */
    default void onJobReleased(final int jobRow) {}

    /**
     * The expected end of a job that holds an allocation has changed.
     *
     * @param jobRow of the job.
     * @param formerEndNs what it was.
     */
    default void onExpectedEndChanged(final int jobRow, final long formerEndNs) {}

    /**
     * Memory that the policy holds from {@link #attach} to {@link #close()}: what it allocated, and
     * the arrays that it {@linkplain Footprint#count counted}. For any thread.
     *
     * @return the footprint, or null when it holds nothing worth counting.
     */
    default Footprint footprint() {
        return null;
    }

    /** Frees what the policy holds off-heap; twice does no harm. */
    @Override
    void close();
}
