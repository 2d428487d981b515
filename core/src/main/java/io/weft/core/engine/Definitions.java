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
import io.weft.core.state.NameTable;
import io.weft.core.wire.DefineNodeDecoder;
import io.weft.core.wire.DefineQueueDecoder;
import io.weft.core.wire.InputField;
import io.weft.core.wire.ReasonCode;
import org.agrona.DirectBuffer;

/** Adds names, nodes and queues. Kernel thread only; no allocation. */
final class Definitions {
    private final ClusterState state;
    private final PolicySlot policy;
    private final Rejection rejection;
    private final InputCheck check;
    private final QueueCheck queueCheck;

    Definitions(
            final ClusterState state,
            final PolicySlot policy,
            final Rejection rejection,
            final InputCheck check) {
        this.state = state;
        this.policy = policy;
        this.rejection = rejection;
        this.check = check;
        this.queueCheck = new QueueCheck(state, rejection);
    }

    void name(
            final int nameId,
            final int kind,
            final DirectBuffer text,
            final int offset,
            final int length) {
        final NameTable names = state.names();
        if (nameId < 0) {
            rejection.outOfRange(nameId, InputField.NAME_ID, nameId, Integer.MAX_VALUE);
        } else if (names.row(nameId) >= 0) {
            rejection.reject(nameId, ReasonCode.DUPLICATE_ID, InputField.NAME_ID, nameId, 0);
        } else if (length > NameTable.TEXT_LENGTH_MAX) {
            rejection.outOfRange(nameId, InputField.MESSAGE, length, NameTable.TEXT_LENGTH_MAX);
        } else if (names.add(nameId, kind, text, offset, length) < 0) {
            rejection.tableFull(nameId, InputField.NAME_ID, names.slab().capacity());
        }
    }

    /** True if the policy may place more than before. */
    boolean node(final DefineNodeDecoder input) {
        if (!check.node(input)) {
            return false;
        }
        final int row =
                state.nodes()
                        .add(
                                input.nodeId(),
                                input.coreCount(),
                                input.memory(),
                                input.gpuCount(),
                                Math.max(1, input.gpuMultiplicity()),
                                input.features(),
                                input.switchId(),
                                input.nameId());
        if (row < 0) {
            return rejection.tableFull(input.nodeId(), InputField.NODE_ID, state.nodeCapacity());
        }
        if (!policy.isEmpty()) {
            policy.get().onNodeChanged(row);
        }
        return true;
    }

    void queue(final DefineQueueDecoder input) {
        final int limit = input.limit();
        if (!queueCheck.definition(input)) {
            return;
        }
        final int row =
                state.queues()
                        .add(
                                input.queueId(),
                                input.maxMultiplicity(),
                                input.walltimeMax(),
                                input.nodeCountMax(),
                                input.coreCountMax(),
                                input.priority(),
                                input.nameId());
        if (row < 0) {
            rejection.tableFull(input.queueId(), InputField.QUEUE_ID, state.queueCapacity());
            return;
        }
        input.limit(limit);
        addNodes(row, input.nodes());
        if (!policy.isEmpty()) {
            policy.get().onQueueAdded(row);
        }
    }

    private void addNodes(final int queueRow, final DefineQueueDecoder.NodesDecoder ranges) {
        if (ranges.count() == 0) {
            state.queues().addAllNodes(queueRow);
        }
        while (ranges.hasNext()) {
            ranges.next();
            for (long nodeId = ranges.firstNodeId(); nodeId <= ranges.lastNodeId(); nodeId++) {
                state.queues().addNode(queueRow, state.nodes().row((int) nodeId));
            }
        }
    }
}
