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
package io.weft.core.snapshot;

import io.weft.core.memory.CorePlanes;
import io.weft.core.state.ClusterState;
import io.weft.core.state.Gates;
import io.weft.core.state.SizeTable;

/**
 * The one traversal of a state: always the same sections in the same order. Whoever adds a table to
 * the state adds it here, and to {@link ClusterState#rebuild()} what is derived from it.
 *
 * <p>A section may say how many rows it has by a table that came before it.
 */
final class StateWalk {
    private StateWalk() {}

    /** Tells a listener all sections; kernel thread, or any while the kernel rests. */
    static void walk(final ClusterState state, final StateListener listener) {
        nodes(state, listener);
        listener.onTable("queues", state.queues().slab());
        listener.onTable("jobs", state.jobs().slab());
        listener.onTable("allocations", state.allocations().slab());
        listener.onTable("names", state.names().slab());
        listener.onTable("users", state.users().slab());
        terms(state, listener);
        listener.onTable("accounts", state.accounts().slab());
        gates(state.gates(), listener);
        listener.onTable("dependencies", state.dependencies().slab());
        listener.onTable("arrays", state.arrays().slab());
        listener.onRows(
                "outcomes",
                state.outcomes().buffer(),
                state.outcomes().slotLength(),
                state.outcomes().slotCount());
        listener.onTable("reservations", state.reservations().slab());
        final int queueCount = state.queues().slab().highWater();
        listener.onRows(
                "service levels",
                state.services().buffer(),
                state.services().rowLength(),
                queueCount);
        listener.onRows(
                "sharing rules",
                state.sharings().buffer(),
                state.sharings().rowLength(),
                queueCount);
        listener.onRows(
                "elasticity",
                state.elasticity().buffer(),
                state.elasticity().rowLength(),
                queueCount);
        heaps(state, listener);
        listener.onNumbers("numbers", state.numbers());
    }

    private static void nodes(final ClusterState state, final StateListener listener) {
        listener.onTable("nodes", state.nodes().slab());
        final int nodeCount = state.nodes().slab().highWater();
        listener.onRows(
                "core planes", state.nodes().planes(), state.nodes().planesLength(), nodeCount);
        listener.onRows("GPU planes", state.gpus().planes(), CorePlanes.LINE_LENGTH, nodeCount);
    }

    private static void terms(final ClusterState state, final StateListener listener) {
        listener.onTable("terms", state.terms().slab());
        listener.onRows(
                "sizes",
                state.sizes().buffer(),
                SizeTable.ROW_LENGTH,
                state.terms().slab().highWater());
    }

    private static void gates(final Gates gates, final StateListener listener) {
        listener.onTable("limits", gates.limits().slab());
        listener.onTable("holdings", gates.holdings().slab());
        listener.onTable("licences", gates.licences().slab());
        listener.onTable("groups", gates.groups());
    }

    private static void heaps(final ClusterState state, final StateListener listener) {
        listener.onHeap("running", state.running());
        listener.onHeap("alarms", state.alarms());
        listener.onHeap("malleable", state.sizes().pending());
        listener.onHeap("reservation times", state.reservationTimes());
        listener.onHeap("periods", state.periods());
        listener.onHeap("shrinkable", state.elasticity().shrinkable());
        listener.onHeap("growable", state.elasticity().growable());
        listener.onHeap("elasticity times", state.elasticity().times());
    }
}
