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
package io.weft.core.engine;

import io.weft.core.memory.RowHeap;
import io.weft.core.state.ClusterState;
import io.weft.core.state.Limits;
import io.weft.core.state.NodeTable;
import io.weft.core.state.SharingTable;
import io.weft.core.wire.NodeState;
import io.weft.core.wire.ReasonCode;
import io.weft.core.wire.SetUtilisationCapDecoder;

/**
 * Lets M of a queue follow what is busy on its nodes, beyond the paper: processes that were seen to
 * be idle slow nobody, so more may share a core. Measured are the busy processes a core, over the
 * nodes of the queue that are up. Below the low mark M rises by one; above the high mark, or when
 * nothing is seen to be idle any more, it falls by one, never below that of the queue's definition.
 * A process is busy until it was seen to be idle, so without observations nothing is ever moved.
 *
 * <p>Measured is a period after something started, ended or was observed, and then as long as a
 * move is wanted.
 *
 * <p>Kernel thread only; no allocation. Cost: O(nodes) a measurement, O(queues) when the first
 * thing happens after one.
 */
final class SharingRules {
    private final ClusterState state;
    private final NodeTable nodes;
    private final SharingTable sharings;
    private final RowHeap periods;
    private final QueueAdjuster adjuster;
    private long busyCount;
    private long idleCount;
    private long coreCount;

    SharingRules(final ClusterState state, final QueueAdjuster adjuster) {
        this.state = state;
        this.nodes = state.nodes();
        this.sharings = state.sharings();
        this.periods = state.periods();
        this.adjuster = adjuster;
    }

    /** Replaces the rule of a queue; what the former one raised is taken back. */
    void set(final int queueRow, final SetUtilisationCapDecoder input, final long timeNs) {
        if (sharings.has(queueRow)) {
            sharings.raise(queueRow, 0);
            final int none = QueueAdjuster.NOT_MEASURED;
            adjuster.adjust(queueRow, ReasonCode.NONE, none, none);
            sleep(queueRow);
        }
        sharings.begin(queueRow, input.period());
        if (input.period() != 0) {
            final int defined = state.queues().definedMultiplicity(queueRow);
            sharings.pauseNs(queueRow, input.pause());
            sharings.raiseMax(queueRow, input.multiplicityMax() - defined);
            sharings.lowPerMille(queueRow, input.lowPerMille());
            sharings.highPerMille(queueRow, input.highPerMille());
            wake(queueRow, timeNs);
        }
    }

    /** M up to which the rule of a queue may raise it; any, without a rule. */
    int multiplicityBound(final int queueRow) {
        return sharings.has(queueRow)
                ? state.queues().definedMultiplicity(queueRow) + sharings.raiseMax(queueRow)
                : Limits.MULTIPLICITY_MAX;
    }

    /** Another M is about to be defined: the bound stays, and so does what was raised, up to it. */
    void beforeDefined(final int queueRow, final int multiplicity) {
        if (sharings.has(queueRow)) {
            final int raiseMax = multiplicityBound(queueRow) - multiplicity;
            sharings.raiseMax(queueRow, raiseMax);
            sharings.raise(queueRow, Math.min(sharings.raise(queueRow), raiseMax));
        }
    }

    /** There may be a move to make now where there was none before. */
    void afterDefined(final int queueRow, final long timeNs) {
        if (sharings.has(queueRow)) {
            wake(queueRow, timeNs);
        }
    }

    /** Something started, ended or was observed. */
    void onBusyChanged(final long timeNs) {
        for (int queueRow = 0; queueRow < state.queueCount(); queueRow++) {
            if (sharings.has(queueRow)) {
                wake(queueRow, timeNs);
            }
        }
    }

    private void wake(final int queueRow, final long timeNs) {
        if (sharings.dueNs(queueRow) == 0) {
            final long dueNs = timeNs + sharings.periodNs(queueRow);
            sharings.dueNs(queueRow, dueNs);
            periods.add(2 * queueRow + 1, dueNs);
        }
    }

    private void sleep(final int queueRow) {
        if (sharings.dueNs(queueRow) != 0) {
            sharings.dueNs(queueRow, 0);
            periods.remove(2 * queueRow + 1);
        }
    }

    /** Ends the period of a queue: measures, moves, begins another one or none. */
    void endPeriod(final int queueRow, final long timeNs) {
        sleep(queueRow);
        measure(queueRow);
        final int busyPerMille = coreCount == 0 ? 0 : (int) (1000 * busyCount / coreCount);
        final int change = change(queueRow, busyPerMille);
        if (change == 0) {
            return;
        }
        if (timeNs >= sharings.restsUntilNs(queueRow)) {
            sharings.raise(queueRow, sharings.raise(queueRow) + change);
            sharings.restsUntilNs(queueRow, timeNs + sharings.pauseNs(queueRow));
            if (change > 0) {
                final int low = sharings.lowPerMille(queueRow);
                adjuster.adjust(queueRow, ReasonCode.UTILISATION_LOW, busyPerMille, low);
            } else {
                final int high = sharings.highPerMille(queueRow);
                adjuster.adjust(queueRow, ReasonCode.UTILISATION_HIGH, busyPerMille, high);
            }
        }
        wake(queueRow, timeNs);
    }

    private void measure(final int queueRow) {
        busyCount = 0;
        idleCount = 0;
        coreCount = 0;
        for (int nodeRow = 0; nodeRow < state.nodeCount(); nodeRow++) {
            if (state.queueHasNode(queueRow, nodeRow)
                    && nodes.state(nodeRow) == NodeState.UP.value()) {
                final int idle = nodes.idleCount(nodeRow);
                idleCount += idle;
                busyCount += nodes.processCount(nodeRow) - idle;
                coreCount += nodes.coreCount(nodeRow);
            }
        }
    }

    private int change(final int queueRow, final int busyPerMille) {
        final int raise = sharings.raise(queueRow);
        if (raise > 0 && (idleCount == 0 || busyPerMille > sharings.highPerMille(queueRow))) {
            return -1;
        }
        final boolean isLow = idleCount > 0 && busyPerMille < sharings.lowPerMille(queueRow);
        return isLow && raise < sharings.raiseMax(queueRow) ? 1 : 0;
    }
}
