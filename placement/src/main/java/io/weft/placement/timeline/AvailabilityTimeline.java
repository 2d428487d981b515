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
package io.weft.placement.timeline;

import static org.agrona.BitUtil.SIZE_OF_INT;

import io.weft.core.memory.Footprint;
import io.weft.core.spi.ClusterView;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What all nodes give to the heads of one demand, at any time, when running jobs end as expected
 * and nothing else is started. What one node gives depends on its own allocations and the ends of
 * their jobs alone: it is kept as what it gives now and as steps, a gain at a time each. The gains
 * of all nodes are in one tree, so that the earliest time at which there is enough is found at
 * once. When a node has changed, its steps are taken out and put in anew; when nobody has asked for
 * long, all of it is built anew.
 *
 * <pre>
 * a node: 8 bytes            a step: 12 bytes
 *      0     4 first step         0     4 element of the tree
 *      4     4 share now          4     4 gain
 *                                 8     4 next step of the node, or next free step
 * </pre>
 *
 * <p>A head of n nodes with c cores each has one step a node, for which there is always room. A
 * head whose cores may be anywhere has one for each end on a node, and when these are too many the
 * timeline says so and is of no use.
 *
 * <p>Cost: to ask, O(log steps) and what the nodes cost that have changed since; a changed node
 * O(its allocations + its steps · log steps).
 */
final class AvailabilityTimeline {
    private static final int NULL = GainTree.NULL;
    private static final int NODE_LENGTH = 2 * SIZE_OF_INT;
    private static final int SHARE_OFFSET = SIZE_OF_INT;
    private static final int STEP_LENGTH = 3 * SIZE_OF_INT;
    private static final int GAIN_OFFSET = SIZE_OF_INT;
    private static final int NEXT_OFFSET = 2 * SIZE_OF_INT;

    private final ClusterView view;
    private final ChangeLog log;
    private final EndOrder order;
    private final Projection projection;
    private final HeadDemand demand;
    private final int stepCapacity;
    private final UnsafeBuffer nodes;
    private final UnsafeBuffer steps;
    private final GainTree tree;
    private int jobOfDemand = ClusterView.NULL_ROW;
    private int nodeCount;
    private int highWater;
    private int freeHead;
    private long shareNow;
    private long knownUntil;
    private boolean isBuilt;
    private boolean isFull;

    AvailabilityTimeline(
            final ClusterView view,
            final ChangeLog log,
            final EndOrder order,
            final Projection projection,
            final Footprint footprint,
            final int stepCapacity) {
        this.view = view;
        this.log = log;
        this.order = order;
        this.projection = projection;
        this.stepCapacity = stepCapacity;
        demand = new HeadDemand(view);
        nodes = footprint.allocate("timeline nodes", (long) view.nodeCapacity() * NODE_LENGTH);
        steps = footprint.allocate("timeline steps", (long) stepCapacity * STEP_LENGTH);
        tree = new GainTree(Math.min(stepCapacity, view.jobCapacity()), footprint);
    }

    /** Becomes that of another demand; nothing is known of it. */
    void begin(final int jobRow, final long stayUntilNs) {
        demand.read(jobRow, stayUntilNs);
        jobOfDemand = jobRow;
        isBuilt = false;
        isFull = false;
    }

    boolean isOf(final HeadDemand head) {
        return jobOfDemand != ClusterView.NULL_ROW && demand.isLike(head);
    }

    /** Whether it can be asked at a cost of what has changed; if not, it must be built. */
    boolean isFresh() {
        return isBuilt && log.isKept(knownUntil);
    }

    /** Whether there were more steps than there is room for. */
    boolean isFull() {
        return isFull;
    }

    /** What all nodes give now. */
    long shareNow() {
        return shareNow;
    }

    /**
     * The earliest time by which so much more is given than now, {@link GainTree#NEVER} if none.
     */
    long timeOf(final long gain) {
        return tree.timeOf(gain);
    }

    /** What all nodes give at some time. */
    long shareAt(final long timeNs) {
        return shareNow + tree.sumUntil(timeNs);
    }

    // ------------------------------------------------------------------ keeping up

    /** Looks at all nodes. */
    void build() {
        tree.clear();
        nodeCount = 0;
        highWater = 0;
        freeHead = NULL;
        shareNow = 0;
        isFull = false;
        addNewNodes();
        isBuilt = !isFull;
        knownUntil = log.read();
    }

    /** Looks at the nodes that have changed. */
    void update() {
        for (long behind = log.behind(knownUntil); behind > 0; behind--) {
            final int nodeRow = log.nodeRow(knownUntil++);
            if (nodeRow < nodeCount) {
                remove(nodeRow);
                add(nodeRow);
            }
        }
        addNewNodes();
        isBuilt = !isFull;
        knownUntil = log.read();
    }

    private void addNewNodes() {
        while (nodeCount < view.nodeCount() && !isFull) {
            add(nodeCount++);
        }
    }

    private void remove(final int nodeRow) {
        final int at = nodeRow * NODE_LENGTH;
        shareNow -= nodes.getInt(at + SHARE_OFFSET);
        int step = nodes.getInt(at);
        while (step != NULL) {
            final int stepAt = step * STEP_LENGTH;
            final int next = steps.getInt(stepAt + NEXT_OFFSET);
            tree.remove(steps.getInt(stepAt), steps.getInt(stepAt + GAIN_OFFSET));
            steps.putInt(stepAt + NEXT_OFFSET, freeHead);
            freeHead = step;
            step = next;
        }
    }

    private void add(final int nodeRow) {
        final int at = nodeRow * NODE_LENGTH;
        int share = 0;
        nodes.putInt(at, NULL);
        if (demand.admits(nodeRow)) {
            projection.look(nodeRow, Long.MIN_VALUE);
            share = projection.share(demand);
            if (demand.isAnywhere() || share == 0) {
                addSteps(nodeRow, share);
            }
        }
        nodes.putInt(at + SHARE_OFFSET, share);
        shareNow += share;
    }

    private void addSteps(final int nodeRow, final int now) {
        int share = now;
        order.read(nodeRow);
        for (int i = 0; i < order.count(); i++) {
            projection.release(order.allocationRow(i));
            if (order.isLastOfItsEnd(i)) {
                final int then = projection.share(demand);
                if (then > share) {
                    addStep(nodeRow, order.endNs(i), then - share);
                    share = then;
                }
                if (then > 0 && !demand.isAnywhere()) {
                    return;
                }
            }
        }
    }

    private void addStep(final int nodeRow, final long timeNs, final int gain) {
        final int step = freeHead == NULL ? highWater : freeHead;
        final int element = step < stepCapacity ? tree.add(timeNs, gain) : NULL;
        if (element == NULL) {
            isFull = true;
            return;
        }
        final int at = step * STEP_LENGTH;
        if (step == highWater) {
            highWater++;
        } else {
            freeHead = steps.getInt(at + NEXT_OFFSET);
        }
        steps.putInt(at, element);
        steps.putInt(at + GAIN_OFFSET, gain);
        steps.putInt(at + NEXT_OFFSET, nodes.getInt(nodeRow * NODE_LENGTH));
        nodes.putInt(nodeRow * NODE_LENGTH, step);
    }
}
