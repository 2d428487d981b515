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
package io.weft.core.explain;

import static io.weft.core.spi.ClusterView.NULL_ROW;

import io.weft.core.state.ArrayTable;
import io.weft.core.state.ClusterState;
import io.weft.core.state.DependencyTable;
import io.weft.core.state.JobState;
import io.weft.core.state.TermsTable;
import io.weft.core.wire.Isolation;
import java.util.ArrayList;
import java.util.List;

/**
 * What a job asks for beyond nodes, cores, memory and time. A part that it does not ask for is
 * null.
 *
 * @param beginTimeNs when it may start at the earliest.
 * @param deadlineNs by when it is to have ended.
 * @param promisedStartNs start of what is reserved for it, so that it meets its deadline.
 * @param reservationId the advance reservation that it runs in.
 * @param isolation with whom it shares nodes: {@code user} or {@code tenant}.
 * @param siblings the array or the copies of which it is one.
 * @param dependencies what has not come true yet of what it waits for, in the order in which it was
 *     asked for.
 */
public record JobTerms(
        Long beginTimeNs,
        Long deadlineNs,
        Long promisedStartNs,
        Long reservationId,
        String isolation,
        Siblings siblings,
        List<Dependency> dependencies) {
    private static final JobTerms NONE =
            new JobTerms(null, null, null, null, null, null, List.of());

    /**
     * Another job that is waited for.
     *
     * @param jobId of the other job; null when it is another tenant's.
     * @param kind what of it: {@code after start}, {@code after ok}, {@code after not ok} or {@code
     *     after any}.
     * @param state where the other job is in its life; null when it is another tenant's.
     */
    public record Dependency(Long jobId, String kind, String state) {}

    /**
     * Jobs that were submitted together.
     *
     * @param kind {@code array} or {@code copies}.
     * @param firstId id of the first of them.
     * @param place of the job among them, from 1.
     * @param count how many they were.
     * @param aliveCount how many are not gone.
     * @param slotMax most that are queued or hold cores at once; 0 for no limit.
     * @param onSwitchesApart whether no two copies may be on one switch.
     */
    public record Siblings(
            String kind,
            long firstId,
            long place,
            int count,
            int aliveCount,
            int slotMax,
            boolean onSwitchesApart) {}

    /** The terms of a job as somebody may see them, null if there are none. */
    static JobTerms of(final ClusterState state, final int jobRow, final Integer tenant) {
        final int code = state.jobs().isolation(jobRow);
        final boolean isIsolated = code != Isolation.NONE.value();
        final String isolation = isIsolated ? Words.of(Isolation.get((short) code)) : null;
        final int row = state.jobs().termsRow(jobRow);
        final JobTerms terms =
                row == NULL_ROW
                        ? new JobTerms(null, null, null, null, isolation, null, List.of())
                        : ofRow(state, jobRow, isolation, tenant);
        return terms.equals(NONE) ? null : terms;
    }

    private static JobTerms ofRow(
            final ClusterState state,
            final int jobRow,
            final String isolation,
            final Integer tenant) {
        final TermsTable terms = state.terms();
        final int row = state.jobs().termsRow(jobRow);
        final int promise = terms.ownReservation(row);
        return new JobTerms(
                unless(0, terms.beginTimeNs(row)),
                unless(0, terms.deadlineNs(row)),
                promise == NULL_ROW ? null : state.reservationStartNs(promise),
                unless(-1, terms.reservationId(row)),
                isolation,
                siblings(state, jobRow, terms.arrayRow(row)),
                dependencies(state, row, tenant));
    }

    private static Long unless(final long none, final long value) {
        return value == none ? null : value;
    }

    private static Siblings siblings(
            final ClusterState state, final int jobRow, final int arrayRow) {
        final ArrayTable arrays = state.arrays();
        return arrayRow == NULL_ROW
                ? null
                : new Siblings(
                        arrays.isCopies(arrayRow) ? "copies" : "array",
                        arrays.firstId(arrayRow),
                        state.jobId(jobRow) - arrays.firstId(arrayRow) + 1,
                        arrays.memberCount(arrayRow),
                        arrays.aliveCount(arrayRow),
                        arrays.slotMax(arrayRow),
                        arrays.areOnSwitchesApart(arrayRow));
    }

    private static List<Dependency> dependencies(
            final ClusterState state, final int termsRow, final Integer tenant) {
        final DependencyTable table = state.dependencies();
        final List<Dependency> dependencies = new ArrayList<>();
        int row = state.terms().dependencyHead(termsRow);
        while (row != NULL_ROW) {
            final int other = state.terms().jobRow(table.predecessor(row));
            final String kind = Words.of(table.kind(row));
            final boolean isHidden = tenant != null && state.jobs().accountId(other) != tenant;
            dependencies.add(
                    isHidden
                            ? new Dependency(null, kind, null)
                            : new Dependency(state.jobId(other), kind, lifeState(state, other)));
            row = table.nextOfDependent(row);
        }
        return List.copyOf(dependencies);
    }

    private static String lifeState(final ClusterState state, final int jobRow) {
        return Words.of(JobState.of(state.jobs().state(jobRow)));
    }
}
