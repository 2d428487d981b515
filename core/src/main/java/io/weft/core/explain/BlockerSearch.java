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

import io.weft.core.state.ClusterState;
import io.weft.core.wire.ReasonCode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds who holds what a job misses, and who is ahead of it. Looks at every allocation once. */
final class BlockerSearch {
    private static final int HOLDERS_SHOWN = 10;

    private final Sandbox sandbox;
    private final ClusterState state;
    private final Integer tenant;

    BlockerSearch(final Sandbox sandbox, final Integer tenant) {
        this.sandbox = sandbox;
        this.state = sandbox.state();
        this.tenant = tenant;
    }

    Blockers find(
            final NodeFilters filters,
            final long earliestStartNs,
            final ReasonCode reason,
            final long reasonNumber) {
        final List<Holder> holders = new ArrayList<>();
        int holderCount = 0;
        int awaitedCount = 0;
        int otherTenantCount = 0;
        if (!filters.candidates().suffice()) {
            for (int slot = 0; slot < state.runningCount(); slot++) {
                final int jobRow = state.runningJob(slot);
                final Holder holder = holder(jobRow, filters, earliestStartNs);
                if (holder != null) {
                    holderCount++;
                    awaitedCount += holder.awaited() ? 1 : 0;
                    if (isOfOther(jobRow)) {
                        otherTenantCount++;
                    } else {
                        holders.add(holder);
                    }
                }
            }
        }
        holders.sort(
                Comparator.comparingLong(Holder::expectedEndNs).thenComparingLong(Holder::jobId));
        final int shown = Math.min(HOLDERS_SHOWN, holders.size());
        return new Blockers(
                holderCount,
                awaitedCount,
                otherTenantCount,
                List.copyOf(holders.subList(0, shown)),
                ahead(reason, reasonNumber));
    }

    private Holder holder(final int jobRow, final NodeFilters filters, final long earliestNs) {
        final List<Integer> nodeIds = new ArrayList<>();
        int nodeCount = 0;
        int a = state.jobAllocationHead(jobRow);
        while (a != NULL_ROW) {
            final int nodeRow = state.allocationNode(a);
            if (filters.isShort(nodeRow)) {
                nodeCount++;
                if (nodeIds.size() < NodeFilters.NODES_SHOWN) {
                    nodeIds.add(state.nodeId(nodeRow));
                }
            }
            a = state.allocationNextOfJob(a);
        }
        final long endNs = state.jobExpectedEndNs(jobRow);
        final boolean isAwaited = earliestNs != Long.MAX_VALUE && endNs <= earliestNs;
        return nodeCount == 0
                ? null
                : new Holder(state.jobId(jobRow), nodeCount, nodeIds, endNs, isAwaited);
    }

    private Ahead ahead(final ReasonCode reason, final long jobId) {
        if (!Words.namesJob(reason)) {
            return null;
        }
        final int row = state.jobs().row(jobId);
        if (row == NULL_ROW) {
            // It has gone since the last pass.
            return tenant == null ? null : Ahead.OTHER_TENANT;
        }
        if (isOfOther(row)) {
            return Ahead.OTHER_TENANT;
        }
        final long startNs = sandbox.policy().earliestStart(row, sandbox.timeNs());
        return new Ahead(
                jobId,
                state.jobNodeCount(row),
                state.jobCoresPerNode(row),
                startNs == Long.MAX_VALUE ? null : startNs);
    }

    private boolean isOfOther(final int jobRow) {
        return tenant != null && state.jobs().accountId(jobRow) != tenant;
    }
}
