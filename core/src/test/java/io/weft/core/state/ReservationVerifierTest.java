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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.weft.core.KernelHost;
import io.weft.core.client.JobRequest;
import io.weft.core.client.ReservationRequest;
import io.weft.core.memory.Slab;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Breaks each thing that is kept about reservations, once, and sees it named. */
class ReservationVerifierTest {
    /**
     * Rows of reservations: 0 has begun on node 0, 1 comes on node 1, 2 is the promise of job 2.
     */
    private static final int BEGUN = 0;

    private static final int COMING = 1;

    /** Rows of terms: of job 1, which names reservation 0, and of job 2. */
    private static final int NAMING_TERMS = 0;

    private static final int PROMISED_TERMS = 1;

    /** Fields of a reservation, see {@link ReservationTable}. */
    private static final int ID_OFFSET = 8;

    private static final int NODE_COUNT_OFFSET = 60;

    private static final int NODES_OFFSET = 64;

    private final KernelHost host =
            new KernelHost(new Limits().nodeCount(3).coresPerNode(4).jobCount(8));

    @BeforeEach
    void setUp() {
        final JobRequest job = new JobRequest().walltimeNs(50).nodes(1, 4);
        host.define(3, 4, 1);
        host.in.createReservation(new ReservationRequest(7, 150, 900).nodes(0, 0));
        host.in.createReservation(new ReservationRequest(8, 500, 900).nodes(1, 1));
        host.in.submitJob(job.jobId(1).reservationId(7).held(true));
        host.submit(3, 1, 4);
        host.in.submitJob(job.clear().jobId(2).walltimeNs(300).nodes(1, 4).deadlineNs(9_000));
        host.run();
        host.now = 200;
        host.run();
    }

    @AfterEach
    void tearDown() {
        host.close();
    }

    static Stream<Arguments> damages() {
        return Stream.of(
                damage("rows of reservations 3", s -> s.reservations().slab().take()),
                damage("times of reservations 3", s -> s.reservationTimes().add(5, 1)),
                damage("time of reservation 1", s -> s.reservationTimes().remove(COMING)),
                damage("time of reservation 0", s -> s.reservationTimes().update(BEGUN, 901)),
                damage("reservations that have begun 2", s -> s.reservations().begin(BEGUN)),
                damage("reservation that has begun on node 2", s -> take(s, BEGUN, 0b101)),
                damage("reservation that comes on node 2", s -> take(s, COMING, 0b110)),
                damage("nodes of reservation 1", s -> countTwo(s, COMING)),
                damage(
                        "reservation made for job 2",
                        s -> s.terms().ownReservation(PROMISED_TERMS, -1)),
                damage("jobs of reservation 0", s -> s.terms().reservationId(NAMING_TERMS, 8)),
                damage("index of reservation 1", s -> put(s, COMING, ID_OFFSET, 77)),
                damage("jobs of reservation 1", s -> s.reservations().addJobs(COMING, 1)),
                damage("job of terms 0", s -> s.jobs().termsRow(2, NAMING_TERMS)),
                damage("rows of terms 2", s -> s.terms().slab().take()));
    }

    private static void countTwo(final ClusterState state, final int row) {
        put(state, row, NODE_COUNT_OFFSET, 2);
    }

    private static void put(
            final ClusterState state, final int row, final int offset, final int value) {
        final Slab slab = state.reservations().slab();
        slab.buffer().putInt(slab.offset(row) + offset, value);
    }

    private static void take(final ClusterState state, final int row, final long twoNodes) {
        countTwo(state, row);
        final Slab slab = state.reservations().slab();
        slab.buffer().putLong(slab.offset(row) + NODES_OFFSET, twoNodes);
    }

    private static Arguments damage(final String named, final Consumer<ClusterState> damage) {
        return Arguments.of(named, damage);
    }

    @ParameterizedTest
    @MethodSource("damages")
    void shouldNameWhatIsBroken(final String named, final Consumer<ClusterState> damage) {
        final ClusterState state = host.state();
        state.verify();

        damage.accept(state);

        final IllegalStateException refusal =
                assertThrows(IllegalStateException.class, state::verify);
        assertEquals("The state is broken: " + named, refusal.getMessage());
    }
}
