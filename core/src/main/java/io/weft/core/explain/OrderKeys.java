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

import io.weft.core.spi.PlacementTrace;
import io.weft.core.state.ClusterState;
import java.util.ArrayList;
import java.util.List;

/** What a policy says of one job's rank; comparable with that of another job. */
final class OrderKeys implements PlacementTrace {
    private final List<OrderPlace.Key> keys = new ArrayList<>();

    private OrderKeys() {}

    private static OrderKeys of(final Sandbox sandbox, final int jobRow) {
        final OrderKeys keys = new OrderKeys();
        sandbox.policy().explainOrder(jobRow, sandbox.timeNs(), keys);
        return keys;
    }

    /** The place of a pending job, or null where the policy does not tell its order. */
    static OrderPlace placeOf(final Sandbox sandbox, final int jobRow) {
        final ClusterState state = sandbox.state();
        final OrderKeys own = of(sandbox, jobRow);
        if (own.keys.isEmpty()) {
            return null;
        }
        int place = 1;
        int placeInQueue = 1;
        int pendingInQueue = 0;
        for (int row = state.pendingHead(); row != NULL_ROW; row = state.pendingNext(row)) {
            final boolean isOfQueue = state.jobQueue(row) == state.jobQueue(jobRow);
            pendingInQueue += isOfQueue ? 1 : 0;
            final int order = of(sandbox, row).compareTo(own);
            final boolean isEarlier = state.jobPosition(row) < state.jobPosition(jobRow);
            if (order < 0 || order == 0 && isEarlier) {
                place++;
                placeInQueue += isOfQueue ? 1 : 0;
            }
        }
        return new OrderPlace(
                place, state.pendingCount(), placeInQueue, pendingInQueue, List.copyOf(own.keys));
    }

    private int compareTo(final OrderKeys other) {
        int order = 0;
        for (int i = 0; order == 0 && i < keys.size(); i++) {
            final OrderPlace.Key key = keys.get(i);
            order = Long.compare(key.value(), other.keys.get(i).value());
            order = key.higherFirst() ? -order : order;
        }
        return order;
    }

    @Override
    public void onKey(final String name, final long value, final boolean isHigherFirst) {
        keys.add(new OrderPlace.Key(name, value, isHigherFirst, new ArrayList<>()));
    }

    @Override
    public void onFactor(final String name, final long value, final long contribution) {
        keys.get(keys.size() - 1).factors().add(new OrderPlace.Factor(name, value, contribution));
    }
}
