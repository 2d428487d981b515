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

import io.weft.core.spi.ClusterView;
import io.weft.core.state.ClusterState;
import io.weft.core.state.Gates;
import io.weft.core.state.JobTable;
import io.weft.core.state.ReservationTable;
import io.weft.core.state.TermsTable;
import io.weft.core.wire.BooleanType;
import io.weft.core.wire.CopySpread;
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
     * Takes a row for one of the jobs of a submission and fills it; there must be room.
     *
     * @return the row, or -1 when there is no room for its group; then nothing is taken.
     */
    int add(
            final SubmitJobDecoder input,
            final int member,
            final long position,
            final long timeNs) {
        final int row = jobs.add(input.jobId() + member);
        fill(row, input, position << ClusterView.PLACE_SHIFT | member, timeNs);
        if (hasTerms(input)) {
            fillTerms(row, input, member);
        }
        if (!join(row, input)) {
            undo(row);
            return NO_ROW;
        }
        return row;
    }

    private void fill(
            final int row, final SubmitJobDecoder input, final long place, final long timeNs) {
        jobs.walltimeNs(row, input.walltime());
        jobs.memoryPerNode(row, memoryPerNode(input));
        jobs.memoryPerCore(row, input.memoryPerCore());
        jobs.features(row, input.features());
        jobs.nodeCount(row, input.nodeCount());
        jobs.coresPerNode(row, input.coresPerNode());
        jobs.gpusPerNode(row, input.gpusPerNode());
        jobs.exclusive(row, input.exclusive() == BooleanType.YES);
        jobs.isolation(row, input.isolationRaw());
        jobs.queueRow(row, state.queues().row(input.queueId()));
        jobs.jobClass(row, input.jobClassRaw());
        jobs.position(row, place);
        jobs.submitTimeNs(row, timeNs);
        jobs.priority(row, input.priority());
        jobs.userId(row, input.userId());
        jobs.accountId(row, input.accountId());
        jobs.flags(row, flags(input));
    }

    /** Of each node, that for its GPUs included. */
    static long memoryPerNode(final SubmitJobDecoder input) {
        return input.memoryPerNode() + input.memoryPerGpu() * input.gpusPerNode();
    }

    private static int flags(final SubmitJobDecoder input) {
        return input.requeueableRaw() * JobTable.REQUEUEABLE
                | input.checkpointableRaw() * JobTable.CHECKPOINTABLE
                | input.preemptableRaw() * JobTable.PREEMPTABLE;
    }

    /** Whether the jobs of a submission need terms of their own. */
    boolean hasTerms(final SubmitJobDecoder input) {
        return (input.beginTime() | input.deadline() | input.coreCountMin()) != 0
                || input.reservationId() != -1
                || MemberCheck.memberCount(input) > 1
                || input.sbeRewind().dependencies().count() != 0;
    }

    private void fillTerms(final int row, final SubmitJobDecoder input, final int member) {
        final int termsRow = terms.add(row);
        jobs.termsRow(row, termsRow);
        terms.beginTimeNs(termsRow, input.beginTime());
        terms.deadlineNs(termsRow, input.deadline());
        final int memberCount = MemberCheck.memberCount(input);
        if (memberCount > 1) {
            final boolean isCopies = input.copyCount() > 1;
            final int arrayRow =
                    member > 0
                            ? state.arrays().row(input.jobId())
                            : state.arrays()
                                    .add(
                                            input.jobId(),
                                            memberCount,
                                            isCopies,
                                            input.arrayRunningMax());
            if (isCopies && input.copySpread() == CopySpread.SWITCHES) {
                state.arrays().spreadOverSwitches(arrayRow);
            }
            terms.arrayRow(termsRow, arrayRow);
        }
        if (input.reservationId() != -1) {
            joinReservation(termsRow, input.reservationId());
        }
        if (input.coreCountMin() > 0) {
            state.sizes().add(row, input.coreCountMin());
        }
    }

    /** Sees to it that a job has terms; false when there is no room for them. */
    boolean addTerms(final int row) {
        if (jobs.termsRow(row) == NO_ROW) {
            jobs.termsRow(row, terms.add(row));
        }
        return jobs.termsRow(row) != NO_ROW;
    }

    /** Gives back the rows of the first job of a submission that is refused after all. */
    void undo(final int row) {
        final int termsRow = jobs.termsRow(row);
        if (termsRow != NO_ROW && terms.arrayRow(termsRow) != NO_ROW) {
            state.arrays().remove(terms.arrayRow(termsRow));
        }
        remove(row);
    }

    /** All jobs of a submission are of one group: only for the first there may be no room. */
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
            state.sizes().remove(termsRow);
            terms.remove(termsRow);
        }
        gates.leave(row);
        jobs.remove(row);
    }
}
