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
import io.weft.core.state.Gates;
import io.weft.core.state.JobTable;
import io.weft.core.state.ReservationTable;
import io.weft.core.state.TermsTable;
import io.weft.core.wire.BooleanType;
import io.weft.core.wire.SubmitJobDecoder;
import io.weft.core.wire.SubmitJobDecoder.LicencesDecoder;

/**
 * Puts what a submission says into the rows of its job. Kernel thread only; no allocation; O(1).
 */
final class JobIntake {
    private static final int NO_ROW = -1;

    private final ClusterState state;
    private final JobTable jobs;
    private final TermsTable terms;
    private final Gates gates;

    JobIntake(final ClusterState state) {
        this.state = state;
        this.jobs = state.jobs();
        this.terms = state.terms();
        this.gates = state.gates();
    }

    /**
     * Fills the row of a new job.
     *
     * @return 0, or the capacity of the table that has no room for its terms or its group; then the
     *     row is given back.
     */
    int fill(final int row, final SubmitJobDecoder input, final long position, final long timeNs) {
        jobs.walltimeNs(row, input.walltime());
        jobs.memoryPerNode(row, input.memoryPerNode());
        jobs.memoryPerCore(row, input.memoryPerCore());
        jobs.features(row, input.features());
        jobs.nodeCount(row, input.nodeCount());
        jobs.coresPerNode(row, input.coresPerNode());
        jobs.gpusPerNode(row, input.gpusPerNode());
        jobs.exclusive(row, input.exclusive() == BooleanType.YES);
        jobs.queueRow(row, state.queues().row(input.queueId()));
        jobs.jobClass(row, input.jobClassRaw());
        jobs.position(row, position);
        jobs.submitTimeNs(row, timeNs);
        jobs.priority(row, input.priority());
        jobs.userId(row, input.userId());
        jobs.accountId(row, input.accountId());
        jobs.flags(row, flags(input));
        if (hasTerms(input) && !fillTerms(row, input)) {
            jobs.remove(row);
            return state.limits().termsCount();
        }
        if (!join(row, input)) {
            remove(row);
            return state.limits().groupCount();
        }
        return 0;
    }

    private static int flags(final SubmitJobDecoder input) {
        return input.requeueableRaw() * JobTable.REQUEUEABLE
                | input.checkpointableRaw() * JobTable.CHECKPOINTABLE
                | input.preemptableRaw() * JobTable.PREEMPTABLE;
    }

    private static boolean hasTerms(final SubmitJobDecoder input) {
        return (input.beginTime() | input.deadline()) != 0 || input.reservationId() != -1;
    }

    private boolean fillTerms(final int row, final SubmitJobDecoder input) {
        final int termsRow = terms.add(row);
        if (termsRow == NO_ROW) {
            return false;
        }
        jobs.termsRow(row, termsRow);
        terms.beginTimeNs(termsRow, input.beginTime());
        terms.deadlineNs(termsRow, input.deadline());
        if (input.reservationId() != -1) {
            joinReservation(termsRow, input.reservationId());
        }
        return true;
    }

    private boolean join(final int row, final SubmitJobDecoder input) {
        final LicencesDecoder licences = GateInputs.licencesOf(input);
        gates.begin();
        while (licences.hasNext()) {
            licences.next();
            gates.needLicence(gates.licences().row(licences.licenceId()), licences.tokenCount());
        }
        return gates.join(row);
    }

    private void joinReservation(final int termsRow, final long reservationId) {
        final ReservationTable reservations = state.reservations();
        final int row = reservations.row(reservationId);
        terms.reservationId(termsRow, reservationId);
        reservations.addJobs(row, 1);
        if (reservations.state(row) == ReservationTable.BEGUN) {
            terms.openReservation(termsRow, row);
        }
    }

    /** Gives back the rows of a job. */
    void remove(final int row) {
        final int termsRow = jobs.termsRow(row);
        if (termsRow != NO_ROW) {
            if (terms.reservationId(termsRow) != -1) {
                final int named = state.reservations().row(terms.reservationId(termsRow));
                state.reservations().addJobs(named, -1);
            }
            terms.remove(termsRow);
        }
        gates.leave(row);
        jobs.remove(row);
    }
}
