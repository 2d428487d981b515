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

/** The part of {@link StateVerifier} for groups of jobs, what limits count, and licences. */
final class GateVerifier {
    private final JobTable jobs;
    private final Gates gates;
    private final HoldingTable holdings;
    private final int[] jobsOfGroup;
    private final int[] groupsOfHolding;
    private final long[][] counts;
    private final long[] licencesUsed;

    GateVerifier(final ClusterState state) {
        jobs = state.jobs();
        gates = state.gates();
        holdings = gates.holdings();
        jobsOfGroup = new int[gates.groups().highWater()];
        groupsOfHolding = new int[holdings.slab().highWater()];
        counts = new long[holdings.slab().highWater()][5];
        licencesUsed = new long[gates.licences().slab().highWater()];
    }

    void verify() {
        for (int row = 0; row < jobs.slab().highWater(); row++) {
            if (jobs.state(row) != JobState.FREE.code()) {
                check(gates.isInItsGroup(row), "group of job", row);
                if (gates.groupOf(row) != NULL_ROW) {
                    count(row, gates.groupOf(row));
                }
            }
        }
        int groupCount = 0;
        for (int group = 0; group < jobsOfGroup.length; group++) {
            if (jobsOfGroup[group] > 0) {
                groupCount++;
                check(gates.jobCountOf(group) == jobsOfGroup[group], "jobs of group", group);
                countHoldings(group);
            }
        }
        check(gates.groups().usedCount() == groupCount, "groups", groupCount);
        verifyHoldings();
        for (int row = 0; row < licencesUsed.length; row++) {
            check(gates.licences().usedCount(row) == licencesUsed[row], "used licences", row);
        }
    }

    private void count(final int jobRow, final int group) {
        final boolean isHolding = jobs.allocationHead(jobRow) != NULL_ROW;
        final long nodes = isHolding ? Math.max(1, jobs.nodeCount(jobRow)) : 0;
        jobsOfGroup[group]++;
        for (int scope = 0; scope < LimitTable.SCOPE_COUNT; scope++) {
            final int holding = gates.holdingRow(group, scope);
            if (holding != NULL_ROW) {
                counts[holding][0]++;
                counts[holding][1] += isHolding ? 1 : 0;
                counts[holding][2] += nodes;
                counts[holding][3] += nodes * jobs.coresPerNode(jobRow);
                counts[holding][4] += nodes * jobs.gpusPerNode(jobRow);
                final int limitRow =
                        gates.limitRow(
                                scope,
                                jobs.queueRow(jobRow),
                                jobs.userId(jobRow),
                                jobs.accountId(jobRow));
                check(holdings.limitRow(holding) == limitRow, "limit of holding", holding);
            }
        }
        for (int i = 0; isHolding && i < gates.licenceCount(group); i++) {
            licencesUsed[gates.licenceRow(group, i)] += gates.tokenCount(group, i);
        }
    }

    private void countHoldings(final int group) {
        for (int scope = 0; scope < LimitTable.SCOPE_COUNT; scope++) {
            if (gates.holdingRow(group, scope) != NULL_ROW) {
                groupsOfHolding[gates.holdingRow(group, scope)]++;
            }
        }
    }

    private void verifyHoldings() {
        int usedCount = 0;
        for (int row = 0; row < groupsOfHolding.length; row++) {
            if (groupsOfHolding[row] > 0) {
                usedCount++;
                check(holdings.row(holdings.key(row)) == row, "index of holding", row);
                check(holdings.groupCount(row) == groupsOfHolding[row], "groups of holding", row);
                check(holdings.jobCount(row) == counts[row][0], "jobs of holding", row);
                check(holdings.holdingCount(row) == counts[row][1], "jobs that hold", row);
                check(holdings.nodeCount(row) == counts[row][2], "nodes of holding", row);
                check(holdings.coreCount(row) == counts[row][3], "cores of holding", row);
                check(holdings.gpuCount(row) == counts[row][4], "GPUs of holding", row);
            }
        }
        check(holdings.slab().usedCount() == usedCount, "holdings", usedCount);
    }
}
