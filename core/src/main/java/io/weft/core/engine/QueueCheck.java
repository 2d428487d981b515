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
import io.weft.core.state.Limits;
import io.weft.core.wire.AlterQueueDecoder;
import io.weft.core.wire.BooleanType;
import io.weft.core.wire.DefineQueueDecoder;
import io.weft.core.wire.InputField;
import io.weft.core.wire.ReasonCode;

/**
 * Checks what is said of queues when they are defined and altered, before anything changes.
 * Allocates nothing; O(nodes named).
 */
final class QueueCheck {
    private final ClusterState state;
    private final Rejection rejection;

    QueueCheck(final ClusterState state, final Rejection rejection) {
        this.state = state;
        this.rejection = rejection;
    }

    boolean definition(final DefineQueueDecoder input) {
        final int id = input.queueId();
        if (state.queues().row(id) >= 0) {
            return rejection.reject(id, ReasonCode.DUPLICATE_ID, InputField.QUEUE_ID, id, 0);
        }
        return rejection.inRange(id, InputField.QUEUE_ID, id, 0, Integer.MAX_VALUE)
                && multiplicity(id, input.maxMultiplicity(), Limits.MULTIPLICITY_MAX)
                && walltime(id, input.walltimeMax())
                && size(id, InputField.NODE_COUNT, input.nodeCountMax())
                && size(id, InputField.CORE_COUNT, input.coreCountMax())
                && nodes(id, input.nodes());
    }

    private boolean multiplicity(final int id, final int value, final int most) {
        return rejection.inRange(id, InputField.MAX_MULTIPLICITY, value, 1, most);
    }

    private boolean walltime(final int id, final long value) {
        return rejection.inRange(id, InputField.WALLTIME, value, 0, InputCheck.WALLTIME_MAX_NS);
    }

    private boolean size(final int id, final InputField field, final int value) {
        return rejection.inRange(id, field, value, 0, Integer.MAX_VALUE);
    }

    private boolean nodes(final int id, final DefineQueueDecoder.NodesDecoder ranges) {
        while (ranges.hasNext()) {
            ranges.next();
            if (!areKnown(id, ranges.firstNodeId(), ranges.lastNodeId())) {
                return false;
            }
        }
        return true;
    }

    private boolean areKnown(final int id, final int first, final int last) {
        if (last < first || (long) last - first >= state.nodeCapacity()) {
            return rejection.outOfRange(id, InputField.NODE_ID, last, first);
        }
        for (long nodeId = first; nodeId <= last; nodeId++) {
            if (state.nodes().row((int) nodeId) < 0) {
                return rejection.reject(id, ReasonCode.UNKNOWN_ID, InputField.NODE_ID, nodeId, 0);
            }
        }
        return true;
    }

    /** Whether a queue may become so, whose rules may raise M up to some bound. */
    boolean alteration(
            final AlterQueueDecoder input, final int queueRow, final int multiplicityBound) {
        final int id = input.queueId();
        final int maxMultiplicity = input.maxMultiplicity();
        final int nodeCountMax = input.nodeCountMax();
        final int coreCountMax = input.coreCountMax();
        return (maxMultiplicity == AlterQueueDecoder.maxMultiplicityNullValue()
                        || multiplicity(id, maxMultiplicity, multiplicityBound))
                && (input.walltimeMax() == AlterQueueDecoder.walltimeMaxNullValue()
                        || walltime(id, input.walltimeMax()))
                && (nodeCountMax == AlterQueueDecoder.nodeCountMaxNullValue()
                        || size(id, InputField.NODE_COUNT, nodeCountMax))
                && (coreCountMax == AlterQueueDecoder.coreCountMaxNullValue()
                        || size(id, InputField.CORE_COUNT, coreCountMax))
                && nodes(id, queueRow, input);
    }

    /** They exist, and no rule lends one of them: it would be the queue's own and lent at once. */
    private boolean nodes(final int id, final int queueRow, final AlterQueueDecoder input) {
        final AlterQueueDecoder.NodesDecoder ranges = input.nodes();
        if (input.allNodes() == BooleanType.YES) {
            return rejection.inRange(id, InputField.NODE_ID, ranges.count(), 0, 0)
                    && areOwn(id, queueRow, 0, state.nodeCount());
        }
        while (ranges.hasNext()) {
            ranges.next();
            final int first = ranges.firstNodeId();
            final int last = ranges.lastNodeId();
            if (!areKnown(id, first, last)) {
                return false;
            }
            for (long nodeId = first; nodeId <= last; nodeId++) {
                final int row = state.nodes().row((int) nodeId);
                if (!areOwn(id, queueRow, row, row + 1)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean areOwn(final int id, final int queueRow, final int fromRow, final int toRow) {
        if (state.services().lentCount(queueRow) == 0) {
            return true;
        }
        final int lentRow = state.services().nextLent(queueRow, fromRow);
        return lentRow < 0
                || lentRow >= toRow
                || rejection.reject(
                        id, ReasonCode.WRONG_STATE, InputField.NODE_ID, state.nodeId(lentRow), 0);
    }
}
