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
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.KernelHost;
import io.weft.core.MemorySnapshotStore;
import io.weft.core.client.JobRequest;
import io.weft.core.client.ReservationRequest;
import io.weft.core.memory.Footprint;
import io.weft.core.spi.SnapshotException;
import io.weft.core.state.ClusterState;
import io.weft.core.state.Limits;
import java.io.ByteArrayInputStream;
import java.nio.channels.Channels;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A snapshot fits the state with its limits, and no other. */
class StateLoaderTest {
    private static byte[] bytes;
    private static long digest;

    private static Limits limits() {
        return new Limits().nodeCount(2).coresPerNode(4).jobCount(4).queueCount(1).nameCount(1);
    }

    @BeforeAll
    static void takeSnapshot() {
        final MemorySnapshotStore store = new MemorySnapshotStore(1);
        try (KernelHost host = new KernelHost(limits(), ctx -> ctx.snapshots(store))) {
            host.define(2, 4, 1);
            host.submit(1, 1, 3);
            host.submit(2, 1, 4);
            host.submit(3, 2, 3);
            host.in.createReservation(new ReservationRequest(7, 150, 900).nodes(1, 1));
            host.in.createReservation(new ReservationRequest(8, 2000, 3000).nodes(0, 1));
            host.in.submitJob(
                    new JobRequest().jobId(4).walltimeNs(50).nodes(1, 4).deadlineNs(9_000));
            host.now = 200;
            host.in.clock(true);
            host.in.snapshotMark(1);
            host.run();
            assertEquals(3, host.state().reservationCount());
            digest = StateDigest.of(host.state());
        }
        bytes = store.bytes(store.positions()[0]);
    }

    private static SnapshotReader reader() {
        return new SnapshotReader(Channels.newChannel(new ByteArrayInputStream(bytes)), "x");
    }

    static Stream<Arguments> otherLimits() {
        return Stream.of(
                Arguments.of("has more rows than there is room in nodes", limits().nodeCount(1)),
                Arguments.of("has more rows than there is room in jobs", limits().jobCount(2)),
                Arguments.of("has rows of another length in", limits().coresPerNode(65)));
    }

    @ParameterizedTest
    @MethodSource("otherLimits")
    void shouldNotLoadIntoStateWithOtherLimits(final String why, final Limits limits) {
        try (Footprint footprint = new Footprint()) {
            final ClusterState state = new ClusterState(limits, footprint);

            final SnapshotException refusal =
                    assertThrows(
                            SnapshotException.class, () -> StateLoader.load(reader(), "x", state));

            assertEquals(SnapshotException.Kind.DAMAGED, refusal.kind());
            assertTrue(
                    refusal.getMessage().startsWith("The snapshot x cannot be loaded: it " + why),
                    refusal::getMessage);
        }
    }

    @Test
    void shouldNotLoadIntoStateThatIsNotEmpty() {
        try (Footprint footprint = new Footprint()) {
            final ClusterState state = new ClusterState(limits(), footprint);
            StateLoader.load(reader(), "x", state);
            assertEquals(digest, StateDigest.of(state));
            assertEquals(2, state.reservations().begunCount());
            assertEquals(0, state.reservations().begunOn(1));
            assertEquals(0, state.reservations().row(7));
            state.verify();

            final SnapshotException refusal =
                    assertThrows(
                            SnapshotException.class, () -> StateLoader.load(reader(), "x", state));

            assertTrue(refusal.getMessage().contains("no part of a heap"), refusal::getMessage);
        }
    }

    @Test
    void shouldRefuseHeaderOfAnotherVersionOfTheState() {
        final SnapshotHeader header = reader().header();
        final SnapshotHeader other =
                new SnapshotHeader(
                        header.position(),
                        header.timeNs(),
                        header.hasDecisions(),
                        header.digest(),
                        header.layout() + 1,
                        header.wantsPass(),
                        header.wasPassCut(),
                        header.policy(),
                        header.policyVersion(),
                        header.limits());
        StateLoader.requireLayout(header, "x");

        final SnapshotException refusal =
                assertThrows(SnapshotException.class, () -> StateLoader.requireLayout(other, "x"));

        assertEquals(SnapshotException.Kind.OTHER_LAYOUT, refusal.kind());
    }

    @Test
    void shouldNotMoveOnBeforeRowsWereRead() {
        final SnapshotReader reader = reader();
        assertTrue(reader.next());

        assertThrows(IllegalStateException.class, reader::next);
        reader.skip();
        assertTrue(reader.next());
    }
}
