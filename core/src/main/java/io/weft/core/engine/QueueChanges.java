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
import io.weft.core.wire.AlterQueueDecoder;
import io.weft.core.wire.BooleanType;
import io.weft.core.wire.InputField;
import io.weft.core.wire.QueueMove;
import io.weft.core.wire.ReasonCode;

/**
 * Changes what queues are while the cluster is at work. It concerns starts from then on: who runs
 * keeps what it has, whatever M and the nodes are now, and who waits is decided by the new values.
 *
 * <p>Kernel thread only; no allocation, unless the policy orders by the priority of queues and that
 * is altered. Cost: O(nodes · queues), as policies count the nodes of queues anew.
 */
final class QueueChanges {
    private final ClusterState state;
    private final QueueTable queues;
    private final PolicySlot policy;
    private final Rejection rejection;
    private final QueueCheck check;
    private final QueueRules rules;
    private final Reservations reservations;

    QueueChanges(
            final ClusterState state,
            final PolicySlot policy,
            final Rejection rejection,
            final QueueRules rules,
            final Reservations reservations) {
        this.state = state;
        this.queues = state.queues();
        this.policy = policy;
        this.rejection = rejection;
        this.check = new QueueCheck(state, rejection);
        this.rules = rules;
        this.reservations = reservations;
    }

    /** All of it or nothing; false when it was rejected. */
    boolean alter(final AlterQueueDecoder input) {
        final int id = input.queueId();
        final int row = queues.row(id);
        if (row < 0) {
            return rejection.reject(id, ReasonCode.UNKNOWN_ID, InputField.QUEUE_ID, id, 0);
        }
        final int limit = input.limit();
        if (!check.alteration(input, row, rules.multiplicityBound(row))) {
            return false;
        }
        input.limit(limit);
        alterLimits(row, input);
        alterNodes(row, input);
        if (input.maxMultiplicity() != AlterQueueDecoder.maxMultiplicityNullValue()) {
            rules.defineMultiplicity(row, input.maxMultiplicity());
        }
        alterPriority(row, input.priority());
        return true;
    }

    private void alterLimits(final int row, final AlterQueueDecoder input) {
        if (input.walltimeMax() != AlterQueueDecoder.walltimeMaxNullValue()) {
            queues.walltimeMaxNs(row, input.walltimeMax());
        }
        if (input.nodeCountMax() != AlterQueueDecoder.nodeCountMaxNullValue()) {
            queues.nodeCountMax(row, input.nodeCountMax());
        }
        if (input.coreCountMax() != AlterQueueDecoder.coreCountMaxNullValue()) {
            queues.coreCountMax(row, input.coreCountMax());
        }
    }

    private void alterPriority(final int row, final int priority) {
        if (priority == AlterQueueDecoder.priorityNullValue() || priority == queues.priority(row)) {
            return;
        }
        queues.priority(row, priority);
        if (!policy.isEmpty()) {
            policy.get().onPriorityChanged();
        }
    }

    // ------------------------------------------------------------------ nodes

    private void alterNodes(final int row, final AlterQueueDecoder input) {
        final AlterQueueDecoder.NodesDecoder ranges = input.nodes();
        final boolean hasAll = input.allNodes() == BooleanType.YES;
        if (!hasAll && ranges.count() == 0) {
            return;
        }
        final boolean areLent = state.services().stepsMade(row, QueueMove.LENT_NODES) > 0;
        queues.removeAllNodes(row);
        if (hasAll) {
            queues.addAllNodes(row);
        }
        while (ranges.hasNext()) {
            ranges.next();
            for (long nodeId = ranges.firstNodeId(); nodeId <= ranges.lastNodeId(); nodeId++) {
                queues.addNode(row, state.nodes().row((int) nodeId));
            }
        }
        if (areLent) {
            addLentNodes(row);
        }
        tellOfNodes(row);
        reservations.onQueueNodes(row);
    }

    private void addLentNodes(final int row) {
        int node = state.services().nextLent(row, 0);
        while (node >= 0) {
            queues.addNode(row, node);
            node = state.services().nextLent(row, node + 1);
        }
    }

    /** Which nodes were the queue's is not known any more, so all of them are told. */
    private void tellOfNodes(final int row) {
        if (policy.isEmpty()) {
            return;
        }
        policy.get().onQueueChanged(row);
        for (int node = 0; node < state.nodeCount(); node++) {
            policy.get().onNodeChanged(node);
        }
    }
}
