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
package io.weft.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.weft.core.KernelHost;
import io.weft.core.Replay;
import io.weft.core.client.JobRequest;
import io.weft.core.client.ServiceLevelRequest;
import io.weft.core.state.Limits;
import io.weft.core.wire.QueueMove;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two nodes with four cores each, M is 1, may rise to 3 by what is busy. */
class UtilisationCapTest {
    private static final long PERIOD = 100;

    private final KernelHost host =
            new KernelHost(new Limits().nodeCount(2).coresPerNode(4).jobCount(40));
    private final JobRequest job = new JobRequest();

    @BeforeEach
    void setUp() {
        host.define(2, 4, 1);
        host.in.setUtilisationCap(0, PERIOD, 0, 3, 300, 800);
        host.run();
        moves(1);
    }

    @AfterEach
    void tearDown() {
        final Replay.Report report = host.replay();
        assertNull(report.divergence());
        assertEquals(host.kernel.digest(), report.digest());
        host.close();
    }

    private void submit(final long jobId) {
        host.in.submitJob(job.clear().jobId(jobId).walltimeNs(1_000_000).nodes(2, 4));
        host.run();
    }

    private List<String> moves(final int periodCount) {
        final List<String> moves = new ArrayList<>();
        for (int i = 0; i < periodCount; i++) {
            host.now += PERIOD;
            host.run().stream().filter(line -> line.startsWith("adjusted")).forEach(moves::add);
        }
        return moves;
    }

    @Test
    void shouldMoveNothingWithoutObservations() {
        submit(1);
        submit(2);
        assertEquals(List.of(), moves(5));
        host.end(1);
        host.run();
        host.end(2);
        host.run();
        assertEquals(List.of(), moves(5));

        final long position = host.kernel.appliedPosition();
        moves(20);
        assertEquals(position, host.kernel.appliedPosition());
    }

    @Test
    void shouldRaiseMBelowTheLowMarkUpToItsBound() {
        submit(1);
        submit(2);
        submit(3);
        submit(4);
        host.in.utilisation(1, 2000);
        host.run();

        assertEquals(
                List.of("adjusted 0 MAX_MULTIPLICITY 1 to 2 UTILISATION_LOW 250 300"), moves(1));
        assertEquals(2, host.state().runningCount());
        host.in.utilisation(2, 0);
        host.run();
        assertEquals(
                List.of("adjusted 0 MAX_MULTIPLICITY 2 to 3 UTILISATION_LOW 250 300"), moves(1));
        assertEquals(3, host.state().runningCount());
        host.in.utilisation(3, 0);
        host.run();
        assertEquals(List.of(), moves(5));
    }

    @Test
    void shouldStayBetweenTheMarks() {
        submit(1);
        host.in.utilisation(1, 3000);
        host.run();
        assertEquals(List.of(), moves(5));
        host.in.utilisation(1, 2000);
        host.run();
        assertEquals(1, moves(1).size());
        host.in.utilisation(1, 6000);
        host.run();

        assertEquals(List.of(), moves(5));
        assertEquals(2, host.state().queueMaxMultiplicity(0));
    }

    @Test
    void shouldLowerMAboveTheHighMarkAndStopNobody() {
        submit(1);
        host.in.utilisation(1, 0);
        host.run();
        moves(1);
        submit(2);
        submit(3);
        host.in.utilisation(1, 1000);
        host.run();

        assertEquals(
                List.of("adjusted 0 MAX_MULTIPLICITY 2 to 1 UTILISATION_HIGH 1125 800"), moves(3));
        assertEquals(2, host.state().runningCount());
    }

    @Test
    void shouldLowerMWhenNothingIsSeenToBeIdleAnyMore() {
        submit(1);
        host.in.utilisation(1, 0);
        host.run();
        moves(2);
        host.end(1);
        host.run();

        assertEquals(
                List.of(
                        "adjusted 0 MAX_MULTIPLICITY 3 to 2 UTILISATION_HIGH 0 800",
                        "adjusted 0 MAX_MULTIPLICITY 2 to 1 UTILISATION_HIGH 0 800"),
                moves(5));
    }

    @Test
    void shouldRestBetweenMoves() {
        host.in.setUtilisationCap(0, PERIOD, 3 * PERIOD, 3, 300, 800);
        host.run();
        submit(1);
        host.in.utilisation(1, 0);
        host.run();

        assertEquals(1, moves(3).size());
        assertEquals(1, moves(1).size());
        assertEquals(3, host.state().queueMaxMultiplicity(0));
    }

    @Test
    void shouldHaveInForceWhatTheHigherRuleSays() {
        host.in.setServiceLevel(
                new ServiceLevelRequest(0)
                        .objective(10, 950)
                        .period(PERIOD, 2)
                        .multiplicityMax(2)
                        .moves(QueueMove.MAX_MULTIPLICITY, QueueMove.NONE, QueueMove.NONE));
        submit(1);
        submit(2);
        submit(3);
        host.in.utilisation(1, 1000);
        host.run();

        assertEquals(1, moves(1).size());
        assertEquals(2, host.state().queueMaxMultiplicity(0));
        host.in.utilisation(2, 0);
        host.run();
        assertEquals(
                List.of("adjusted 0 MAX_MULTIPLICITY 2 to 3 UTILISATION_LOW 125 300"), moves(1));
        host.in.setUtilisationCap(0, 0, 0, 0, 0, 0);
        assertEquals(
                List.of("adjusted 0 MAX_MULTIPLICITY 3 to 2 NONE -1 -1"), host.run().subList(0, 1));
    }

    @Test
    void shouldRejectWhatCannotBe() {
        host.in.setUtilisationCap(1, PERIOD, 0, 3, 300, 800);
        host.in.setUtilisationCap(0, -1, 0, 3, 300, 800);
        host.in.setUtilisationCap(0, PERIOD, -1, 3, 300, 800);
        host.in.setUtilisationCap(0, PERIOD, 0, 0, 300, 800);
        host.in.setUtilisationCap(0, PERIOD, 0, 3, -1, 800);
        host.in.setUtilisationCap(0, PERIOD, 0, 3, 300, 299);

        assertEquals(
                List.of(
                        "rejected 1 UNKNOWN_ID QUEUE_ID=1 0",
                        "rejected 0 OUT_OF_RANGE PERIOD=-1 0",
                        "rejected 0 OUT_OF_RANGE PERIOD=-1 0",
                        "rejected 0 OUT_OF_RANGE MAX_MULTIPLICITY=0 1",
                        "rejected 0 OUT_OF_RANGE UTILISATION=-1 0",
                        "rejected 0 OUT_OF_RANGE UTILISATION=299 300"),
                host.run());
    }
}
