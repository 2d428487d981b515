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
import io.weft.core.wire.BooleanType;
import io.weft.core.wire.InputField;
import io.weft.core.wire.QueueMove;
import io.weft.core.wire.ReasonCode;
import io.weft.core.wire.SetElasticityDecoder;
import io.weft.core.wire.SetServiceLevelDecoder;
import io.weft.core.wire.SetUtilisationCapDecoder;

/**
 * Checks the inputs that give a queue rules before anything changes; the first field that is wrong
 * is rejected. Allocates nothing.
 */
final class RuleCheck {
    /** Longest period, objective or pause. */
    static final long TIME_MAX_NS = InputCheck.WALLTIME_MAX_NS;

    private static final int PER_MILLE = 1000;
    private static final int CALM_PERIODS_MAX = 1000;
    private static final int MARK_MAX = PER_MILLE * Limits.MULTIPLICITY_MAX;

    private final ClusterState state;
    private final Rejection rejection;

    RuleCheck(final ClusterState state, final Rejection rejection) {
        this.state = state;
        this.rejection = rejection;
    }

    boolean serviceLevel(final SetServiceLevelDecoder input) {
        final int id = input.queueId();
        final int queueRow = state.queues().row(id);
        if (queueRow < 0) {
            return rejection.reject(id, ReasonCode.UNKNOWN_ID, InputField.QUEUE_ID, id, 0);
        }
        if (!inRange(id, InputField.PERIOD, input.period(), 0, TIME_MAX_NS)) {
            return false;
        }
        if (input.period() == 0) {
            return true;
        }
        final int defined = state.queues().definedMultiplicity(queueRow);
        final int multiplicity = input.multiplicityMax() == 0 ? defined : input.multiplicityMax();
        return inRange(id, InputField.WAIT_OBJECTIVE, input.waitObjective(), 0, TIME_MAX_NS)
                && inRange(id, InputField.OBJECTIVE, input.objectivePerMille(), 1, PER_MILLE)
                && inRange(id, InputField.PERIOD, input.calmPeriods(), 1, CALM_PERIODS_MAX)
                && inRange(
                        id, InputField.JOB_CLASS, input.jobClasses(), 0, ServiceLevels.ALL_CLASSES)
                && multiplicity(id, multiplicity, defined)
                && moves(id, input)
                && lentNodes(id, queueRow, input.lentNodes());
    }

    private boolean multiplicity(final int id, final int value, final int defined) {
        return inRange(id, InputField.MAX_MULTIPLICITY, value, defined, Limits.MULTIPLICITY_MAX);
    }

    /** Each is known, and none comes twice. */
    private boolean moves(final int id, final SetServiceLevelDecoder input) {
        final int first = input.firstMoveRaw();
        final int second = input.secondMoveRaw();
        final int third = input.thirdMoveRaw();
        final int most = QueueMove.PREEMPTION.value();
        if (!inRange(id, InputField.QUEUE_MOVE, first, 0, most)
                || !inRange(id, InputField.QUEUE_MOVE, second, 0, most)
                || !inRange(id, InputField.QUEUE_MOVE, third, 0, most)) {
            return false;
        }
        if (second != 0 && second == first) {
            return rejection.outOfRange(id, InputField.QUEUE_MOVE, second, first);
        }
        if (third != 0 && (third == first || third == second)) {
            return rejection.outOfRange(id, InputField.QUEUE_MOVE, third, third);
        }
        return true;
    }

    /** They exist; a queue over all nodes, those added later too, can be lent none. */
    private boolean lentNodes(
            final int id,
            final int queueRow,
            final SetServiceLevelDecoder.LentNodesDecoder ranges) {
        while (ranges.hasNext()) {
            ranges.next();
            final int first = ranges.firstNodeId();
            final int last = ranges.lastNodeId();
            if (last < first
                    || (long) last - first >= state.nodeCapacity()
                    || state.queues().hasAllNodes(queueRow)) {
                return rejection.outOfRange(id, InputField.NODE_ID, last, first);
            }
            for (long nodeId = first; nodeId <= last; nodeId++) {
                if (state.nodes().row((int) nodeId) < 0) {
                    return rejection.reject(
                            id, ReasonCode.UNKNOWN_ID, InputField.NODE_ID, nodeId, 0);
                }
            }
        }
        return true;
    }

    boolean utilisationCap(final SetUtilisationCapDecoder input) {
        final int id = input.queueId();
        final int queueRow = state.queues().row(id);
        if (queueRow < 0) {
            return rejection.reject(id, ReasonCode.UNKNOWN_ID, InputField.QUEUE_ID, id, 0);
        }
        if (!inRange(id, InputField.PERIOD, input.period(), 0, TIME_MAX_NS)) {
            return false;
        }
        final int defined = state.queues().definedMultiplicity(queueRow);
        final int low = input.lowPerMille();
        return input.period() == 0
                || inRange(id, InputField.PERIOD, input.pause(), 0, TIME_MAX_NS)
                        && multiplicity(id, input.multiplicityMax(), defined)
                        && inRange(id, InputField.UTILISATION, low, 0, MARK_MAX)
                        && inRange(id, InputField.UTILISATION, input.highPerMille(), low, MARK_MAX);
    }

    boolean elasticity(final SetElasticityDecoder input) {
        final int id = input.queueId();
        if (state.queues().row(id) < 0) {
            return rejection.reject(id, ReasonCode.UNKNOWN_ID, InputField.QUEUE_ID, id, 0);
        }
        final int pauseMin = input.growIdle() == BooleanType.YES ? 1 : 0;
        return inRange(id, InputField.PAUSE, input.pause(), pauseMin, TIME_MAX_NS)
                && inRange(id, InputField.IDLE_TIME, input.idleTime(), 0, TIME_MAX_NS)
                && inRange(id, InputField.UTILISATION, input.idlePerMille(), 0, PER_MILLE);
    }

    private boolean inRange(
            final long id,
            final InputField field,
            final long value,
            final long least,
            final long most) {
        return rejection.inRange(id, field, value, least, most);
    }
}
