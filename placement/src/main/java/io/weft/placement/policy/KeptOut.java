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
package io.weft.placement.policy;

import io.weft.core.spi.ClusterView;
import io.weft.placement.select.Demand;
import io.weft.placement.select.NodeIndex;
import io.weft.placement.select.Supply;

/**
 * Finds out whether a job that does not fit waits for those alone with whom it may not share nodes.
 *
 * <p>Cost: O(1) a node changed; a question O(1) while no node and not the job has a key, else
 * O(nodes).
 */
final class KeptOut {
    private static final long NO_JOB = -1;

    private final Demand demand = new Demand();
    private final Supply supply = new Supply();
    private ClusterView view;
    private boolean[] hasKey;
    private int keyedCount;

    void attach(final ClusterView newView) {
        view = newView;
        hasKey = new boolean[newView.nodeCapacity()];
        keyedCount = 0;
        for (int row = 0; row < newView.nodeCount(); row++) {
            onNodeChanged(row);
        }
    }

    void onNodeChanged(final int nodeRow) {
        final boolean isKeyed = view.nodeKey(nodeRow) != 0;
        if (isKeyed != hasKey[nodeRow]) {
            hasKey[nodeRow] = isKeyed;
            keyedCount += isKeyed ? 1 : -1;
        }
    }

    /** Whether a job that does not fit would, if it could share nodes with everybody. */
    boolean isReason(final int jobRow, final NodeIndex index) {
        demand.read(view, jobRow);
        if (keyedCount == 0 && demand.key() == 0) {
            return false;
        }
        demand.ignoreKeys();
        index.count(demand, supply);
        return supply.complete() >= demand.need();
    }

    /** One of them: the oldest on the first node that would give something; -1 if none runs. */
    long jobInTheWay(final int jobRow) {
        demand.read(view, jobRow);
        for (int row = 0; row < view.nodeCount(); row++) {
            if (demand.admits(row) && demand.isKeptOut(row)) {
                final int allocation = view.nodeAllocationHead(row);
                if (allocation != ClusterView.NULL_ROW && givesToOthers(jobRow, row)) {
                    return view.jobId(view.allocationJob(allocation));
                }
            }
        }
        return NO_JOB;
    }

    private boolean givesToOthers(final int jobRow, final int nodeRow) {
        demand.ignoreKeys();
        final boolean isGiving = demand.shareAt(nodeRow, demand.highestLevel()) > 0;
        demand.read(view, jobRow);
        return isGiving;
    }
}
