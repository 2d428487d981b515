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
import io.weft.core.state.JobTable;
import io.weft.core.state.ReservationTable;
import io.weft.core.wire.InputField;
import io.weft.core.wire.ReasonCode;

/**
 * Answers at submission whether a job ends by its deadline. If it can, whole nodes are reserved for
 * it at the earliest time there is, and the job takes its nodes for itself wherever it starts: so
 * nobody slows it down, and it ends in time unless a node fails, others outlive their limits, or
 * its start fails. If it starts elsewhere before, what was reserved is given back.
 *
 * <p>Kernel thread only; no allocation; cost see {@link WindowSearch}.
 */
final class Deadlines {
    private final ClusterState state;
    private final JobTable jobs;
    private final ReservationTable table;
    private final PolicySlot policy;
    private final DecisionWriter decisions;
    private final Rejection rejection;
    private final ReservationNodes nodes;
    private final WindowSearch search;

    Deadlines(
            final ClusterState state,
            final PolicySlot policy,
            final DecisionWriter decisions,
            final Rejection rejection,
            final ReservationNodes nodes,
            final WindowSearch search) {
        this.state = state;
        this.jobs = state.jobs();
        this.table = state.reservations();
        this.policy = policy;
        this.decisions = decisions;
        this.rejection = rejection;
        this.nodes = nodes;
        this.search = search;
    }

    /** Answers a job with a deadline; false when it is rejected because it cannot be promised. */
    boolean answer(final int jobRow, final boolean isRefusedLate, final long timeNs) {
        final int termsRow = jobs.termsRow(jobRow);
        final long deadlineNs = state.terms().deadlineNs(termsRow);
        final long walltimeNs = jobs.walltimeNs(jobRow);
        final long fromNs = Math.max(timeNs, state.terms().beginTimeNs(termsRow));
        search.beginJob(jobRow, walltimeNs);
        final long startNs = search.findStart(fromNs);
        final boolean isInTime =
                startNs != WindowSearch.NEVER && startNs <= deadlineNs - walltimeNs;
        final ReasonCode reason =
                isInTime ? promise(jobRow, termsRow, startNs) : ReasonCode.DEADLINE_MISSED;
        final boolean isPromised = reason == ReasonCode.DEADLINE_PROMISED;
        final boolean isNever = startNs == WindowSearch.NEVER;
        final long latestNs = Math.max(fromNs, deadlineNs - walltimeNs);
        final long missing = isInTime ? 0 : search.need() - search.countFree(latestNs);
        decisions.deadlineAnswer(
                jobs.jobId(jobRow),
                reason,
                isNever ? -1 : startNs,
                isNever ? -1 : startNs + walltimeNs,
                missing,
                isInTime ? 0 : search.countHeld(latestNs, missing));
        if (isPromised) {
            decisions.reservationCreated(state.terms().ownReservation(termsRow), 0);
        }
        if (!isPromised && isRefusedLate) {
            return rejection.reject(
                    jobs.jobId(jobRow),
                    reason,
                    InputField.DEADLINE,
                    deadlineNs,
                    isNever ? -1 : startNs + walltimeNs);
        }
        return true;
    }

    private ReasonCode promise(final int jobRow, final int termsRow, final long startNs) {
        if (!policy.get().honoursReservations()) {
            return ReasonCode.NOT_SUPPORTED;
        }
        final long endNs = startNs + jobs.walltimeNs(jobRow);
        final int row = table.add(-1, jobRow, startNs, endNs, 0, ReservationTable.CHOSEN);
        if (row == NULL_ROW) {
            return ReasonCode.TABLE_FULL;
        }
        search.reserve(row, startNs, nodes);
        state.reservationTimes().add(row, startNs);
        state.terms().ownReservation(termsRow, row);
        jobs.exclusive(jobRow, true);
        state.sizes().remove(jobs.termsRow(jobRow));
        return ReasonCode.DEADLINE_PROMISED;
    }
}
