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

import io.weft.core.state.ClusterState;
import io.weft.core.state.QueueTable;
import io.weft.core.state.ServiceTable;
import io.weft.core.state.SharingTable;
import io.weft.core.wire.QueueMove;
import io.weft.core.wire.ReasonCode;

/**
 * Puts in force what the rules of a queue ask for: its M is that of its definition, raised by as
 * much as the rule that asks for most; it has the nodes of its definition and, if its service level
 * says so, those that others lend it. What changes is a decision, and told to the policy. It
 * concerns starts alone: no job is stopped.
 *
 * <p>Kernel thread only; no allocation; O(1), but O(lent nodes) and what the policy needs when they
 * come or go.
 */
final class QueueAdjuster {
    /** What is said instead of a share when nothing was measured. */
    static final int NOT_MEASURED = -1;

    private final QueueTable queues;
    private final ServiceTable services;
    private final SharingTable sharings;
    private final PolicySlot policy;
    private final DecisionWriter decisions;
    private boolean hasChanged;

    QueueAdjuster(
            final ClusterState state, final PolicySlot policy, final DecisionWriter decisions) {
        this.queues = state.queues();
        this.services = state.services();
        this.sharings = state.sharings();
        this.policy = policy;
        this.decisions = decisions;
    }

    /** Whether anything was changed since this was asked last. */
    boolean takeHasChanged() {
        final boolean had = hasChanged;
        hasChanged = false;
        return had;
    }

    /** Puts in force what the rules of a queue ask for now. */
    void adjust(
            final int queueRow, final ReasonCode reason, final int measured, final int objective) {
        adjustMultiplicity(queueRow, reason, measured, objective);
        adjustLentNodes(queueRow, reason, measured, objective);
        adjustPreemption(queueRow, reason, measured, objective);
    }

    private void adjustMultiplicity(
            final int queueRow, final ReasonCode reason, final int measured, final int objective) {
        final int raise =
                Math.max(
                        services.stepsMade(queueRow, QueueMove.MAX_MULTIPLICITY),
                        sharings.raise(queueRow));
        final int former = queues.maxMultiplicity(queueRow);
        final int wanted = queues.definedMultiplicity(queueRow) + raise;
        if (wanted != former) {
            queues.maxMultiplicity(queueRow, wanted);
            if (!policy.isEmpty()) {
                policy.get().onQueueChanged(queueRow);
            }
            final QueueMove move = QueueMove.MAX_MULTIPLICITY;
            say(queueRow, move, former, wanted, reason, measured, objective);
        }
    }

    private void adjustLentNodes(
            final int queueRow, final ReasonCode reason, final int measured, final int objective) {
        final boolean isWanted = services.stepsMade(queueRow, QueueMove.LENT_NODES) > 0;
        final int first = services.nextLent(queueRow, 0);
        if (first >= 0 && queues.hasNode(queueRow, first) != isWanted) {
            final int count = services.lentCount(queueRow);
            for (int node = first; node >= 0; node = services.nextLent(queueRow, node + 1)) {
                if (isWanted) {
                    queues.addNode(queueRow, node);
                } else {
                    queues.removeNode(queueRow, node);
                }
            }
            tellOfNodes(queueRow, first);
            final int former = isWanted ? 0 : count;
            final QueueMove move = QueueMove.LENT_NODES;
            say(queueRow, move, former, count - former, reason, measured, objective);
        }
    }

    private void tellOfNodes(final int queueRow, final int first) {
        if (policy.isEmpty()) {
            return;
        }
        policy.get().onQueueChanged(queueRow);
        for (int node = first; node >= 0; node = services.nextLent(queueRow, node + 1)) {
            policy.get().onNodeChanged(node);
        }
    }

    private void adjustPreemption(
            final int queueRow, final ReasonCode reason, final int measured, final int objective) {
        final int wanted = services.stepsMade(queueRow, QueueMove.PREEMPTION);
        final int former = queues.mayPreempt(queueRow) ? 1 : 0;
        if (wanted != former) {
            queues.mayPreempt(queueRow, wanted > 0);
            say(queueRow, QueueMove.PREEMPTION, former, wanted, reason, measured, objective);
        }
    }

    private void say(
            final int queueRow,
            final QueueMove move,
            final int former,
            final int value,
            final ReasonCode reason,
            final int measured,
            final int objective) {
        hasChanged = true;
        decisions.queueAdjusted(
                queues.queueId(queueRow), move, former, value, reason, measured, objective);
    }
}
