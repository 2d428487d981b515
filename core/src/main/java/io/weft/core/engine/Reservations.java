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
import io.weft.core.state.JobState;
import io.weft.core.state.JobTable;
import io.weft.core.state.ReservationTable;
import io.weft.core.state.TermsTable;
import io.weft.core.wire.BooleanType;
import io.weft.core.wire.CreateReservationDecoder;
import io.weft.core.wire.InputField;
import io.weft.core.wire.NodeState;
import io.weft.core.wire.ReasonCode;
import io.weft.core.wire.ReservationChange;

/**
 * The life of advance reservations: made, begun, ended, begun again if they recur, or given up.
 * Nobody is ever ended because a reservation begins: who runs on its nodes longer than expected
 * goes on, and the decision that it has begun says on how many nodes.
 *
 * <p>Kernel thread only; no allocation. Cost: of what begins or ends, O(its nodes · reservations +
 * jobs with terms).
 */
final class Reservations {
    private static final int CHANGE_LENGTH = 256;

    private final ClusterState state;
    private final ReservationTable table;
    private final TermsTable terms;
    private final JobTable jobs;
    private final DecisionWriter decisions;
    private final JobLifecycle lifecycle;
    private final Rejection rejection;
    private final ReservationCheck check;
    private final ReservationNodes nodes;
    private final WindowSearch search;

    Reservations(
            final ClusterState state,
            final DecisionWriter decisions,
            final JobLifecycle lifecycle,
            final Rejection rejection,
            final ReservationNodes nodes,
            final WindowSearch search) {
        this.state = state;
        this.table = state.reservations();
        this.terms = state.terms();
        this.jobs = state.jobs();
        this.decisions = decisions;
        this.lifecycle = lifecycle;
        this.rejection = rejection;
        this.check = new ReservationCheck(state, rejection);
        this.nodes = nodes;
        this.search = search;
    }

    ReservationCheck check() {
        return check;
    }

    // ------------------------------------------------------------------ commands

    /** False when it was rejected. */
    boolean create(final CreateReservationDecoder input, final long timeNs) {
        if (!check.creation(input, timeNs)) {
            return false;
        }
        final int limit = input.limit();
        final boolean isChosen = input.nodes().count() == 0;
        final long startNs = isChosen ? Math.max(timeNs, input.startTime()) : input.startTime();
        input.limit(limit);
        search.beginNodes(
                input.nodeCount(), input.coresPerNode(), input.endTime() - startNs, input.period());
        if (!(isChosen ? areEnough(input, startNs) : areUnreserved(input, startNs))) {
            return false;
        }
        final int row = add(input, isChosen);
        if (row == NULL_ROW) {
            return rejection.tableFull(
                    input.reservationId(),
                    InputField.RESERVATION,
                    state.limits().reservationCount());
        }
        input.limit(limit);
        if (isChosen) {
            search.reserve(row, startNs, nodes);
        } else {
            take(row, input);
        }
        state.reservationTimes().add(row, table.startNs(row));
        decisions.reservationCreated(row, nodes.busyCount(row, table.startNs(row)));
        return true;
    }

    private int add(final CreateReservationDecoder input, final boolean isChosen) {
        final boolean isMaintenance = input.maintenance() == BooleanType.YES;
        final int row =
                table.add(
                        input.reservationId(),
                        NULL_ROW,
                        input.startTime(),
                        input.endTime(),
                        input.period(),
                        (isMaintenance ? ReservationTable.MAINTENANCE : 0)
                                | (isChosen ? ReservationTable.CHOSEN : 0));
        if (row != NULL_ROW) {
            table.owner(row, input.ownerUserId(), input.ownerAccountId());
        }
        return row;
    }

    private boolean areEnough(final CreateReservationDecoder input, final long startNs) {
        final long freeCount = search.countFree(startNs);
        if (freeCount < search.need()) {
            return rejection.reject(
                    input.reservationId(),
                    ReasonCode.NEVER_FITS,
                    input.nodeCount() == 0 ? InputField.CORE_COUNT : InputField.NODE_COUNT,
                    search.need(),
                    freeCount);
        }
        return true;
    }

    private boolean areUnreserved(final CreateReservationDecoder input, final long startNs) {
        final CreateReservationDecoder.NodesDecoder ranges = input.nodes();
        while (ranges.hasNext()) {
            ranges.next();
            for (long nodeId = ranges.firstNodeId(); nodeId <= ranges.lastNodeId(); nodeId++) {
                final int other = search.conflict(state.nodes().row((int) nodeId), startNs);
                if (other != NULL_ROW) {
                    return rejection.reject(
                            input.reservationId(),
                            ReasonCode.WRONG_STATE,
                            InputField.NODE_ID,
                            nodeId,
                            state.reservationId(other));
                }
            }
        }
        return true;
    }

    private void take(final int row, final CreateReservationDecoder input) {
        final CreateReservationDecoder.NodesDecoder ranges = input.nodes();
        while (ranges.hasNext()) {
            ranges.next();
            for (long nodeId = ranges.firstNodeId(); nodeId <= ranges.lastNodeId(); nodeId++) {
                final int nodeRow = state.nodes().row((int) nodeId);
                if (!table.hasNode(row, nodeRow)) {
                    nodes.add(row, nodeRow);
                }
            }
        }
    }

    /** False when it was rejected. */
    boolean delete(final long id) {
        final int row = id < 0 ? NULL_ROW : table.row(id);
        if (row == NULL_ROW) {
            return rejection.reject(id, ReasonCode.UNKNOWN_ID, InputField.RESERVATION, id, 0);
        }
        final int jobCount = table.jobCount(row);
        if (jobCount > 0) {
            return rejection.reject(id, ReasonCode.NOT_EMPTY, InputField.RESERVATION, id, jobCount);
        }
        say(row, ReservationChange.DELETED);
        nodes.remove(row);
        return true;
    }

    private void say(final int row, final ReservationChange change) {
        decisions.reservationChanged(row, change, -1, -1, nodes.busyCount(row, Long.MIN_VALUE));
    }

    // ------------------------------------------------------------------ time

    /** Begins and ends what is due, as far as there is room to say so; true if something was. */
    boolean handleDue(final long timeNs) {
        boolean hasChanged = false;
        while (state.reservationTimes().size() > 0
                && state.reservationTimes().key(0) <= timeNs
                && decisions.hasRoom(CHANGE_LENGTH)) {
            final int row = state.reservationTimes().row(0);
            hasChanged = true;
            if (table.state(row) == ReservationTable.COMING) {
                begin(row, timeNs);
            } else if (!end(row, timeNs)) {
                return true;
            }
        }
        return hasChanged;
    }

    private void begin(final int row, final long timeNs) {
        nodes.begin(row);
        say(row, ReservationChange.BEGUN);
        final int owner = table.jobRow(row);
        if (owner != NULL_ROW) {
            open(owner, row, timeNs);
        } else if (table.jobCount(row) > 0) {
            for (int t = 0; t < terms.slab().highWater(); t++) {
                if (names(t, row)) {
                    open(terms.jobRow(t), row, timeNs);
                }
            }
        }
    }

    private boolean names(final int termsRow, final int row) {
        return terms.jobRow(termsRow) != NULL_ROW && terms.reservationId(termsRow) == table.id(row);
    }

    /** From now on a job may be started in a begun reservation, or, with none, no longer. */
    private void open(final int jobRow, final int row, final long timeNs) {
        final JobState jobState = lifecycle.stateOf(jobRow);
        final int termsRow = jobs.termsRow(jobRow);
        lifecycle.unqueue(jobRow);
        terms.openReservation(termsRow, row);
        if (row == NULL_ROW) {
            terms.ownReservation(termsRow, NULL_ROW);
        }
        if (jobState == JobState.PENDING || jobState == JobState.WAITING) {
            lifecycle.queue(jobRow, timeNs);
        }
    }

    /** False when there is no room to close all jobs that can no longer run. */
    private boolean end(final int row, final long timeNs) {
        final int owner = table.jobRow(row);
        final boolean isLast = table.periodNs(row) == 0;
        if (owner != NULL_ROW) {
            open(owner, NULL_ROW, timeNs);
        } else if (table.jobCount(row) > 0 && !leave(row, isLast, timeNs)) {
            return false;
        }
        say(row, ReservationChange.ENDED);
        if (isLast) {
            nodes.remove(row);
        } else {
            final long windows = 1 + (timeNs - table.endNs(row)) / table.periodNs(row);
            final long laterNs = windows * table.periodNs(row);
            nodes.end(row, table.startNs(row) + laterNs, table.endNs(row) + laterNs);
        }
        return true;
    }

    private boolean leave(final int row, final boolean isLast, final long timeNs) {
        for (int t = 0; t < terms.slab().highWater(); t++) {
            if (names(t, row)) {
                final int jobRow = terms.jobRow(t);
                if (!isLast) {
                    open(jobRow, NULL_ROW, timeNs);
                } else if (jobs.allocationCount(jobRow) > 0) {
                    terms.openReservation(t, NULL_ROW);
                    terms.reservationId(t, -1);
                    table.addJobs(row, -1);
                } else if (decisions.hasRoom(CHANGE_LENGTH)) {
                    lifecycle.close(jobRow, ReasonCode.RESERVATION_ENDED, table.id(row), timeNs);
                } else {
                    return false;
                }
            }
        }
        return true;
    }

    // ------------------------------------------------------------------ what happens

    /** A node takes no jobs any more: it is replaced where it was chosen, or the loss is said. */
    void onNodeLost(final int nodeRow) {
        for (int row = 0; row < table.slab().highWater(); row++) {
            if (table.isUsed(row)
                    && table.hasNode(row, nodeRow)
                    && !table.is(row, ReservationTable.MAINTENANCE)
                    && decisions.hasRoom(CHANGE_LENGTH)) {
                lose(row, nodeRow);
            }
        }
    }

    private void lose(final int row, final int nodeRow) {
        final int nodeId = state.nodeId(nodeRow);
        final int other = findReplacement(row, nodeRow);
        if (other == NULL_ROW) {
            decisions.reservationChanged(
                    row,
                    ReservationChange.NODE_LOST,
                    nodeId,
                    -1,
                    nodes.busyCount(row, table.startNs(row)));
        } else {
            nodes.replace(row, nodeRow, other);
            decisions.reservationChanged(
                    row,
                    ReservationChange.MOVED,
                    nodeId,
                    state.nodeId(other),
                    nodes.busyCount(row, table.startNs(row)));
        }
    }

    private int findReplacement(final int row, final int nodeRow) {
        final boolean isFixed = !table.is(row, ReservationTable.CHOSEN);
        if (isFixed || table.state(row) == ReservationTable.BEGUN) {
            return NULL_ROW;
        }
        final long lengthNs = table.endNs(row) - table.startNs(row);
        final int owner = table.jobRow(row);
        if (owner == NULL_ROW) {
            search.beginNodes(0, 1, lengthNs, table.periodNs(row));
        } else {
            search.beginJob(owner, lengthNs);
        }
        return search.findLike(nodeRow, table.startNs(row));
    }

    /** A node state was observed. */
    void onNodeState(final int nodeRow, final int former, final int now) {
        final boolean isLost = former == NodeState.UP.value() && now != former;
        if (isLost && table.slab().usedCount() > 0) {
            onNodeLost(nodeRow);
        }
    }

    /** A queue has other nodes: those kept for its jobs that it lost are of no use to them. */
    void onQueueNodes(final int queueRow) {
        for (int row = 0; row < table.slab().highWater(); row++) {
            final int owner = table.isUsed(row) ? table.jobRow(row) : NULL_ROW;
            if (owner != NULL_ROW
                    && jobs.queueRow(owner) == queueRow
                    && jobs.allocationCount(owner) == 0) {
                loseOthersNodes(row, queueRow);
            }
        }
    }

    private void loseOthersNodes(final int row, final int queueRow) {
        int node = table.nextNode(row, 0);
        while (node != NULL_ROW && decisions.hasRoom(CHANGE_LENGTH)) {
            if (!state.queueHasNode(queueRow, node)) {
                lose(row, node);
            }
            node = table.nextNode(row, node + 1);
        }
    }

    /** A job has another time limit: it gives up a promise that would be too short. */
    void onWalltime(final int jobRow) {
        final int termsRow = jobs.termsRow(jobRow);
        final int row = termsRow == NULL_ROW ? NULL_ROW : terms.ownReservation(termsRow);
        if (row != NULL_ROW && jobs.walltimeNs(jobRow) > table.endNs(row) - table.startNs(row)) {
            lifecycle.giveUpPromise(jobRow, ReservationChange.DELETED);
        }
    }

    /** Gives up what was reserved for jobs that have been started; true if something was. */
    boolean giveBackStarted() {
        boolean isGiven = false;
        for (int row = 0; row < table.slab().highWater(); row++) {
            final int owner = table.isUsed(row) ? table.jobRow(row) : NULL_ROW;
            if (owner != NULL_ROW
                    && jobs.allocationCount(owner) > 0
                    && decisions.hasRoom(CHANGE_LENGTH)) {
                lifecycle.giveUpPromise(owner, ReservationChange.ENDED);
                isGiven = true;
            }
        }
        return isGiven;
    }
}
