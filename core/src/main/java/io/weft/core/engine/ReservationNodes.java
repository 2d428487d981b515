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

import static io.weft.core.spi.ClusterView.NULL_ROW;

import io.weft.core.state.ClusterState;
import io.weft.core.state.ReservationTable;

/**
 * Opens and closes the nodes of reservations and tells the policy.
 *
 * <p>Kernel thread only; no allocation. Cost: O(nodes · reservations) for the nodes of one.
 */
final class ReservationNodes {
    private final ClusterState state;
    private final ReservationTable table;
    private final PolicySlot policy;

    ReservationNodes(final ClusterState state, final PolicySlot policy) {
        this.state = state;
        this.table = state.reservations();
        this.policy = policy;
    }

    /** Gives a reservation a node it does not have. */
    void add(final int row, final int nodeRow) {
        table.addNode(row, nodeRow);
        tell(nodeRow);
    }

    /** Replaces a node of a reservation by another. */
    void replace(final int row, final int nodeRow, final int newNodeRow) {
        table.removeNode(row, nodeRow);
        tell(nodeRow);
        add(row, newNodeRow);
    }

    /** From now on the nodes are open to its jobs alone. */
    void begin(final int row) {
        table.begin(row);
        state.reservationTimes().update(row, table.endNs(row));
        deriveAll(row);
    }

    /** From now on the nodes are open to all, until the next window starts. */
    void end(final int row, final long startNs, final long endNs) {
        table.end(row, startNs, endNs);
        state.reservationTimes().update(row, startNs);
        deriveAll(row);
    }

    private void deriveAll(final int row) {
        for (int node = table.nextNode(row, 0); node != NULL_ROW; ) {
            table.derive(node);
            tell(node);
            node = table.nextNode(row, node + 1);
        }
    }

    /** Forgets a reservation. */
    void remove(final int row) {
        if (table.state(row) == ReservationTable.BEGUN) {
            table.end(row, table.startNs(row), table.endNs(row));
        }
        for (int node = table.nextNode(row, 0); node != NULL_ROW; ) {
            table.removeNode(row, node);
            tell(node);
            node = table.nextNode(row, node + 1);
        }
        if (state.reservationTimes().slotOf(row) >= 0) {
            state.reservationTimes().remove(row);
        }
        table.remove(row);
    }

    /** Nodes on which some job is expected to run longer than to some time. */
    int busyCount(final int row, final long timeNs) {
        int count = 0;
        for (int node = table.nextNode(row, 0); node != NULL_ROW; ) {
            count += isBusy(node, timeNs) ? 1 : 0;
            node = table.nextNode(row, node + 1);
        }
        return count;
    }

    private boolean isBusy(final int nodeRow, final long timeNs) {
        int a = state.nodeAllocationHead(nodeRow);
        while (a != NULL_ROW && state.jobExpectedEndNs(state.allocationJob(a)) <= timeNs) {
            a = state.allocationNextOnNode(a);
        }
        return a != NULL_ROW;
    }

    private void tell(final int nodeRow) {
        if (!policy.isEmpty()) {
            policy.get().onNodeChanged(nodeRow);
        }
    }
}
