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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.weft.core.KernelHost;
import io.weft.core.memory.Slab;
import io.weft.core.state.ClusterState;
import io.weft.core.state.Limits;
import io.weft.core.wire.NameKind;
import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.Test;

class StateDigestTest {
    private static KernelHost host() {
        final KernelHost host =
                new KernelHost(new Limits().nodeCount(3).coresPerNode(70).jobCount(8));
        host.define(2, 70, 2);
        host.in.defineName(1, NameKind.USER, "someone");
        for (int id = 1; id <= 5; id++) {
            host.submit(id, 1 + id % 2, 60);
        }
        host.run();
        return host;
    }

    @Test
    void shouldChangeWithAnyByteOfAnyRowThatWasUsed() {
        try (KernelHost host = host()) {
            host.end(1);
            host.end(2);
            host.run();
            final ClusterState state = host.state();
            final Slab nodes = state.nodes().slab();

            assertEveryByteCounts(state, nodes.buffer(), nodes.highWater() * nodes.rowLength());
            assertEveryByteCounts(
                    state,
                    state.nodes().planes(),
                    nodes.highWater() * state.nodes().planesLength());
            for (final Slab slab :
                    new Slab[] {
                        state.queues().slab(),
                        state.jobs().slab(),
                        state.allocations().slab(),
                        state.names().slab()
                    }) {
                assertEveryByteCounts(state, slab.buffer(), slab.highWater() * slab.rowLength());
            }
        }
    }

    private static void assertEveryByteCounts(
            final ClusterState state, final MutableDirectBuffer buffer, final int length) {
        final long digest = StateDigest.of(state);
        for (int i = 0; i < length; i++) {
            final byte former = buffer.getByte(i);
            buffer.putByte(i, (byte) (former ^ 1 << i % 8));
            assertNotEquals(digest, StateDigest.of(state), "byte " + i);
            buffer.putByte(i, former);
        }
        assertEquals(digest, StateDigest.of(state));
        assertNotEquals(0, length);
    }

    @Test
    void shouldChangeWithEverySetting() {
        try (KernelHost host = host()) {
            final ClusterState state = host.state();
            final var settings = state.settings();
            final long name = settings.policyNameHash();
            final long digest = StateDigest.of(state);

            settings.install(name + 1, 1, 1200, true, true);
            assertNotEquals(digest, StateDigest.of(state));
            settings.install(name, 2, 1200, true, true);
            assertNotEquals(digest, StateDigest.of(state));
            settings.install(name, 1, 1201, true, true);
            assertNotEquals(digest, StateDigest.of(state));
            settings.install(name, 1, 1200, false, true);
            assertNotEquals(digest, StateDigest.of(state));
            settings.install(name, 1, 1200, true, false);
            assertNotEquals(digest, StateDigest.of(state));
            settings.install(name, 1, 1200, true, true);
            assertEquals(digest, StateDigest.of(state));
            settings.acknowledgedPosition(3);
            assertNotEquals(digest, StateDigest.of(state));
        }
    }

    @Test
    void shouldChangeWhenNextRowToBeTakenIsAnother() {
        try (KernelHost host = host()) {
            final ClusterState state = host.state();
            final long digest = StateDigest.of(state);

            final int row = state.allocations().slab().take();
            assertNotEquals(digest, StateDigest.of(state));
            state.allocations().slab().free(row);

            assertNotEquals(digest, StateDigest.of(state));
        }
    }

    @Test
    void shouldBeSameAfterSameHistoryAndOtherAfterOther() {
        try (KernelHost host = host();
                KernelHost same = host();
                KernelHost other = host()) {
            assertEquals(host.kernel.digest(), same.kernel.digest());
            assertEquals(host.kernel.digest(), other.kernel.digest());

            host.end(1);
            host.end(2);
            same.end(1);
            same.end(2);
            other.end(2);
            other.end(1);
            host.run();
            same.run();
            other.run();

            assertEquals(host.kernel.digest(), same.kernel.digest());
            assertNotEquals(host.kernel.digest(), other.kernel.digest());
        }
    }
}
