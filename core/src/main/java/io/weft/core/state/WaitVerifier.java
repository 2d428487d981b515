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
package io.weft.core.state;

import static io.weft.core.spi.ClusterView.NULL_ROW;
import static io.weft.core.state.StateVerifier.check;

import io.weft.core.memory.RowHeap;
import io.weft.core.wire.ReasonCode;

/** The part of {@link StateVerifier} that is about what jobs wait for, and when they are woken. */
final class WaitVerifier {
    private final JobTable jobs;
    private final TermsTable terms;
    private final DependencyTable dependencies;
    private final ArrayTable arrays;
    private final RowHeap alarms;
    private int alarmCount;
    private int ofDependents;
    private int onPredecessors;

    WaitVerifier(final ClusterState state) {
        jobs = state.jobs();
        terms = state.terms();
        dependencies = state.dependencies();
        arrays = state.arrays();
        alarms = state.alarms();
    }

    void verify() {
        final int[] alive = new int[arrays.slab().highWater()];
        final int[] slots = new int[arrays.slab().highWater()];
        for (int row = 0; row < jobs.slab().highWater(); row++) {
            final JobState jobState = JobState.of(jobs.state(row));
            final int termsRow = jobState == JobState.FREE ? NULL_ROW : jobs.termsRow(row);
            if (termsRow != NULL_ROW) {
                verifyAlarm(row, termsRow, jobState);
                verifyChains(termsRow);
                verifyDependent(row, termsRow, jobState);
                final int arrayRow = terms.arrayRow(termsRow);
                if (arrayRow != NULL_ROW) {
                    alive[arrayRow]++;
                    slots[arrayRow] += terms.slot(termsRow) == TermsTable.SLOT_TAKEN ? 1 : 0;
                    verifySlot(row, termsRow, jobState);
                }
            } else {
                check(jobState != JobState.WAITING, "terms of waiting job", row);
            }
        }
        check(alarmCount == alarms.size(), "alarms", alarmCount);
        check(ofDependents == dependencies.slab().usedCount(), "dependencies", ofDependents);
        check(onPredecessors == ofDependents, "dependencies on others", onPredecessors);
        int used = 0;
        for (int row = 0; row < alive.length; row++) {
            used += alive[row] > 0 ? 1 : 0;
            if (alive[row] > 0) {
                verifyArray(row, alive[row], slots[row]);
            }
        }
        check(used == arrays.slab().usedCount(), "rows of arrays", used);
    }

    /** An alarm is set for who must go, who leaves, and who waits for nothing but its time. */
    private void verifyAlarm(final int jobRow, final int termsRow, final JobState jobState) {
        final int slot = alarms.slotOf(termsRow);
        final boolean isDoomed = terms.doomReason(termsRow) != 0;
        final boolean waitsForTime =
                jobState == JobState.WAITING
                        && jobs.reason(jobRow) == ReasonCode.WAITING_BEGIN_TIME.value();
        final boolean isLeaving = jobState == JobState.LEAVING;
        final boolean isExpected = isDoomed || waitsForTime || isLeaving;
        check((slot != RowHeap.NULL_SLOT) == isExpected, "alarm of job", jobRow);
        if (slot != RowHeap.NULL_SLOT) {
            final long ownNs =
                    isLeaving ? terms.retryTimeNs(termsRow) : terms.beginTimeNs(termsRow);
            final long timeNs = isDoomed ? terms.doomTimeNs(termsRow) : ownNs;
            check(alarms.key(slot) == timeNs, "time of alarm of job", jobRow);
            alarmCount++;
        }
    }

    private void verifyChains(final int termsRow) {
        int row = terms.dependencyHead(termsRow);
        for (; row != NULL_ROW; row = dependencies.nextOfDependent(row)) {
            check(dependencies.dependent(row) == termsRow, "dependent of dependency", row);
            ofDependents++;
        }
        int last = NULL_ROW;
        row = terms.dependentHead(termsRow);
        for (; row != NULL_ROW; row = dependencies.nextOnPredecessor(row)) {
            check(dependencies.predecessor(row) == termsRow, "other job of dependency", row);
            last = row;
            onPredecessors++;
        }
        check(terms.dependentTail(termsRow) == last, "last who waits for terms", termsRow);
    }

    /** Who waits for others is neither queued nor holds cores. */
    private void verifyDependent(final int jobRow, final int termsRow, final JobState jobState) {
        check(
                terms.dependencyHead(termsRow) == NULL_ROW
                        || jobState == JobState.WAITING
                        || jobState == JobState.HELD,
                "state of job that depends",
                jobRow);
    }

    private void verifySlot(final int jobRow, final int termsRow, final JobState jobState) {
        final int arrayRow = terms.arrayRow(termsRow);
        final int slot = terms.slot(termsRow);
        if (arrays.slotMax(arrayRow) == 0) {
            check(slot == 0, "slot of job", jobRow);
            return;
        }
        final boolean isOut = jobState == JobState.HELD || jobState == JobState.WAITING;
        check((slot == TermsTable.SLOT_TAKEN) == !isOut, "slot of job", jobRow);
        final boolean waitsForSlot =
                jobState == JobState.WAITING
                        && jobs.reason(jobRow) == ReasonCode.WAITING_ARRAY.value();
        check((slot == TermsTable.SLOT_WAITING) == waitsForSlot, "line of job", jobRow);
    }

    private void verifyArray(final int row, final int aliveCount, final int slotCount) {
        final int slotMax = arrays.slotMax(row);
        check(arrays.row(arrays.firstId(row)) == row, "index of array", row);
        check(arrays.aliveCount(row) == aliveCount, "jobs of array", row);
        check(arrays.slotCount(row) == slotCount, "slots of array", row);
        check(slotMax == 0 || slotCount <= slotMax, "limit of array", row);
        int last = NULL_ROW;
        for (int t = arrays.waitingHead(row); t != NULL_ROW; t = terms.slotNext(t)) {
            check(terms.arrayRow(t) == row, "array of who waits in line", t);
            check(terms.slot(t) == TermsTable.SLOT_WAITING, "place in line", t);
            check(terms.slotPrevious(t) == last, "chain of line", t);
            check(slotCount == slotMax, "line beside free slots of array", row);
            last = t;
        }
        check(arrays.waitingTail(row) == last, "end of line of array", row);
    }
}
