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
import io.weft.core.state.ReservationTable;
import io.weft.core.wire.BooleanType;
import io.weft.core.wire.CreateReservationDecoder;
import io.weft.core.wire.InputField;
import io.weft.core.wire.ReasonCode;
import io.weft.core.wire.SubmitJobDecoder;

/** Checks what inputs say about reservations before anything changes. Allocates nothing. */
final class ReservationCheck {
    /** Latest time that a reservation may name, so that sums of times are times. */
    static final long TIME_MAX_NS = Long.MAX_VALUE / 4;

    private final ClusterState state;
    private final ReservationTable table;
    private final Rejection rejection;

    ReservationCheck(final ClusterState state, final Rejection rejection) {
        this.state = state;
        this.table = state.reservations();
        this.rejection = rejection;
    }

    boolean creation(final CreateReservationDecoder input, final long timeNs) {
        final long id = input.reservationId();
        final long startNs = input.startTime();
        final long endNs = input.endTime();
        if (id < 0) {
            return rejection.outOfRange(id, InputField.RESERVATION, id, 0);
        }
        if (table.row(id) >= 0) {
            return rejection.reject(id, ReasonCode.DUPLICATE_ID, InputField.RESERVATION, id, 0);
        }
        if (startNs < 0 || startNs > TIME_MAX_NS) {
            return rejection.outOfRange(id, InputField.BEGIN_TIME, startNs, TIME_MAX_NS);
        }
        if (endNs <= Math.max(startNs, timeNs) || endNs > TIME_MAX_NS) {
            return rejection.outOfRange(id, InputField.DEADLINE, endNs, TIME_MAX_NS);
        }
        final long periodNs = input.period();
        if (periodNs != 0 && (periodNs < endNs - startNs || periodNs > TIME_MAX_NS)) {
            return rejection.outOfRange(id, InputField.WALLTIME, periodNs, endNs - startNs);
        }
        if (input.maintenanceRaw() > BooleanType.YES.value()) {
            return rejection.outOfRange(id, InputField.STATE, input.maintenanceRaw(), 1);
        }
        return hasNodes(id, input);
    }

    private boolean hasNodes(final long id, final CreateReservationDecoder input) {
        final int limit = input.limit();
        final CreateReservationDecoder.NodesDecoder ranges = input.nodes();
        if (ranges.count() == 0) {
            input.limit(limit);
            return isSize(id, input);
        }
        while (ranges.hasNext()) {
            ranges.next();
            final int first = ranges.firstNodeId();
            final int last = ranges.lastNodeId();
            if (last < first || (long) last - first >= state.nodeCapacity()) {
                return rejection.outOfRange(id, InputField.NODE_ID, last, first);
            }
            for (long nodeId = first; nodeId <= last; nodeId++) {
                if (state.nodes().row((int) nodeId) < 0) {
                    return rejection.reject(
                            id, ReasonCode.UNKNOWN_ID, InputField.NODE_ID, nodeId, 0);
                }
            }
        }
        input.limit(limit);
        return true;
    }

    private boolean isSize(final long id, final CreateReservationDecoder input) {
        if (input.nodeCount() < 0 || input.nodeCount() > state.nodeCapacity()) {
            return rejection.outOfRange(
                    id, InputField.NODE_COUNT, input.nodeCount(), state.nodeCapacity());
        }
        if (input.coresPerNode() <= 0) {
            return rejection.outOfRange(id, InputField.CORE_COUNT, input.coresPerNode(), 1);
        }
        return true;
    }

    /** Whether a job may run on the reservation that it names. */
    boolean naming(final long jobId, final SubmitJobDecoder input) {
        final long id = input.reservationId();
        final int row = id < 0 ? -1 : table.row(id);
        if (row < 0) {
            return rejection.reject(jobId, ReasonCode.UNKNOWN_ID, InputField.RESERVATION, id, 0);
        }
        if (table.is(row, ReservationTable.MAINTENANCE)) {
            return rejection.reject(jobId, ReasonCode.WRONG_STATE, InputField.RESERVATION, id, 0);
        }
        final int userId = table.ownerUserId(row);
        final int accountId = table.ownerAccountId(row);
        if (userId != -1 && userId != input.userId()) {
            return rejection.outOfRange(jobId, InputField.USER_ID, input.userId(), userId);
        }
        if (accountId != -1 && accountId != input.accountId()) {
            return rejection.outOfRange(jobId, InputField.USER_ID, input.accountId(), accountId);
        }
        final long lengthNs = table.endNs(row) - table.startNs(row);
        if (input.walltime() > lengthNs) {
            return rejection.outOfRange(jobId, InputField.WALLTIME, input.walltime(), lengthNs);
        }
        if (input.nodeCount() > table.nodeCount(row)) {
            return rejection.outOfRange(
                    jobId, InputField.NODE_COUNT, input.nodeCount(), table.nodeCount(row));
        }
        return true;
    }
}
