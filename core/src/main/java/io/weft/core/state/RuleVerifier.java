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
import io.weft.core.wire.QueueMove;

/** The part of {@link StateVerifier} that is about the rules by which queues adjust themselves. */
final class RuleVerifier {
    private final ClusterState state;
    private final QueueTable queues;
    private final JobTable jobs;
    private final ServiceTable services;
    private final SharingTable sharings;

    RuleVerifier(final ClusterState state) {
        this.state = state;
        this.queues = state.queues();
        this.jobs = state.jobs();
        this.services = state.services();
        this.sharings = state.sharings();
    }

    void verify() {
        int dueCount = 0;
        for (int row = 0; row < state.queueCount(); row++) {
            verifyInForce(row);
            verifyCounts(row);
            dueCount += verifyDue(2 * row, services.dueNs(row), services.periodNs(row));
            dueCount += verifyDue(2 * row + 1, sharings.dueNs(row), sharings.periodNs(row));
        }
        check(state.periods().size() == dueCount, "periods of queues", dueCount);
        verifyElasticity();
    }

    private void verifyElasticity() {
        final ElasticityTable table = state.elasticity();
        final SizeTable sizes = state.sizes();
        int shrinkableCount = 0;
        int growableCount = 0;
        int timeCount = 0;
        for (int row = 0; row < jobs.slab().highWater(); row++) {
            if (jobs.state(row) != JobState.FREE.code() && sizes.isMalleable(row)) {
                final int terms = jobs.termsRow(row);
                final long dueNs = sizes.dueNs(terms);
                final boolean isOut = table.isUsed() && state.running().slotOf(row) < 0;
                check(!isOut || dueNs == 0, "time without cores of job", row);
                shrinkableCount +=
                        verifyIn(
                                table.shrinkable(),
                                terms,
                                table.mayShrink(row),
                                table.shrinkKey(terms));
                growableCount +=
                        verifyIn(table.growable(), terms, table.mayGrow(row), table.growKey(terms));
                timeCount += verifyIn(table.times(), terms, dueNs != 0, dueNs);
            }
        }
        check(table.shrinkable().size() == shrinkableCount, "shrinkable jobs", shrinkableCount);
        check(table.growable().size() == growableCount, "growable jobs", growableCount);
        check(table.times().size() == timeCount, "times of sizes", timeCount);
    }

    private static int verifyIn(
            final RowHeap heap, final int row, final boolean isIn, final long key) {
        final int slot = heap.slotOf(row);
        check(isIn == (slot != RowHeap.NULL_SLOT), "elasticity of terms", row);
        check(!isIn || heap.key(slot) == key, "key of elasticity of terms", row);
        return isIn ? 1 : 0;
    }

    private void verifyInForce(final int row) {
        final int ofService = services.stepsMade(row, QueueMove.MAX_MULTIPLICITY);
        final int level = services.level(row);
        check(level >= 0 && level <= services.levelMax(row), "level of queue", row);
        final int ofSharing = sharings.raise(row);
        check(ofSharing >= 0 && ofSharing <= sharings.raiseMax(row), "raise of queue", row);
        final int raised = queues.definedMultiplicity(row) + Math.max(ofService, ofSharing);
        check(queues.maxMultiplicity(row) == raised, "M of queue", row);
        check(raised <= queues.highestMultiplicity(row), "highest M of queue", row);
        final boolean isLent = services.stepsMade(row, QueueMove.LENT_NODES) > 0;
        int count = 0;
        int node = services.nextLent(row, 0);
        while (node != NULL_ROW) {
            check(queues.hasNode(row, node) == isLent, "lent nodes of queue", row);
            count++;
            node = services.nextLent(row, node + 1);
        }
        check(services.lentCount(row) == count, "count of lent nodes of queue", row);
        final boolean mayPreempt = services.stepsMade(row, QueueMove.PREEMPTION) > 0;
        check(queues.mayPreempt(row) == mayPreempt, "preemption by queue", row);
    }

    private void verifyCounts(final int queueRow) {
        if (!services.has(queueRow)) {
            return;
        }
        int pending = 0;
        int overdue = 0;
        for (int row = state.pendingHead(); row != NULL_ROW; row = jobs.pendingNext(row)) {
            if (jobs.queueRow(row) == queueRow) {
                final int terms = jobs.termsRow(row);
                final boolean isTimed =
                        !jobs.has(row, JobTable.UNTIMED)
                                && (services.jobClasses(queueRow) >>> jobs.jobClass(row) & 1) != 0
                                && (terms == NULL_ROW || state.terms().beginTimeNs(terms) == 0);
                final boolean wasSeen = jobs.position(row) < services.lookedBefore(queueRow);
                pending++;
                overdue += isTimed && wasSeen ? 1 : 0;
            }
        }
        check(services.pendingCount(queueRow) == pending, "pending jobs of queue", queueRow);
        check(services.overdueCount(queueRow) == overdue, "overdue jobs of queue", queueRow);
    }

    private int verifyDue(final int periodRow, final long dueNs, final long periodNs) {
        final RowHeap periods = state.periods();
        final int slot = periods.slotOf(periodRow);
        check(slot == RowHeap.NULL_SLOT || dueNs != 0, "end of period", periodRow);
        check(dueNs == 0 || periodNs != 0, "period without rule", periodRow);
        check(dueNs == 0 || slot != RowHeap.NULL_SLOT, "missing end of period", periodRow);
        check(dueNs == 0 || periods.key(slot) == dueNs, "time of end of period", periodRow);
        return dueNs == 0 ? 0 : 1;
    }
}
