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
package io.weft.simulator;

import static io.weft.simulator.TestJobs.S;
import static io.weft.simulator.TestJobs.batch;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.weft.core.FirstFitPolicy;
import io.weft.core.ListJournal;
import io.weft.core.spi.PolicyCatalogue;
import io.weft.simulator.metrics.JobOutcome;
import io.weft.simulator.metrics.OutcomeState;
import io.weft.simulator.workload.JobSpec;
import io.weft.simulator.workload.UsagePattern;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Timelines worked out by hand, with slices of 30 s. */
class GangTest {
    private static final PolicyCatalogue FIRST_FIT = (name, version) -> new FirstFitPolicy();

    private final List<JobOutcome> outcomes = new ArrayList<>();
    private boolean rebalances;

    @Test
    void shouldLetTheSecondRunWhenTheFirstHasEnded() {
        run(2, 4, batch(1, 0, 50, 50, 2, 4), batch(2, 0, 20, 20, 2, 4));

        // It came as a guest, so at 30 the first has its turn.
        assertTimes(1, 0, 50);
        assertTimes(2, 0, 70);
    }

    @Test
    void shouldTakeTurnsAtFullSpeed() {
        run(2, 4, batch(1, 0, 100, 100, 2, 4), batch(2, 0, 20, 20, 2, 4));

        // The first runs to 60, the second to 80, where the first goes on at once.
        assertTimes(2, 0, 80);
        assertTimes(1, 0, 120);
    }

    @Test
    void shouldGiveATurnToAllNodesOfAJobAndToThoseWhoFitBesideEachOther() {
        run(
                2,
                4,
                batch(1, 0, 100, 100, 2, 4),
                batch(2, 0, 50, 50, 1, 4),
                batch(3, 0, 50, 50, 1, 4));

        // The wide one runs to 60, from 90 to 120 and from 140; the others side by side between.
        assertTimes(2, 0, 140);
        assertTimes(3, 0, 140);
        assertTimes(1, 0, 150);
        assertEquals(100 * S, outcome(1).cpuTimeNs());
    }

    @Test
    void shouldGiveATurnToAnIdleJob() {
        final UsagePattern thinker = TestJobs.pattern(65, 0, 10);

        run(1, 1, batch(1, 0, 100, 1), TestJobs.interactive(2, 0, thinker));

        // From 60 on the second has its turn, does nothing until 65, and is done at 75.
        assertTimes(2, 0, 75);
        assertTimes(1, 0, 115);
    }

    @Test
    void shouldLetAPersonThinkButNotWorkWhileSuspended() {
        final UsagePattern thinker = TestJobs.pattern(100, 0, 10);

        run(1, 1, batch(1, 0, 100, 1), TestJobs.interactive(2, 0, thinker));

        // The turn from 60 to 90 is idle; at 100, when there is work, it is that of the first.
        assertTimes(2, 0, 130);
        assertTimes(1, 0, 140);
    }

    @Test
    void shouldNotCountTimeInWhichAJobIsSuspended() {
        run(2, 4, batch(1, 0, 300, 300, 2, 4), batch(2, 0, 10, 10, 2, 4));

        // The limit of the second, stretched to 24 s, is over before it has its turn.
        assertEquals(OutcomeState.COMPLETED, outcome(2).state());
        assertTimes(2, 0, 70);
        assertTimes(1, 0, 310);
    }

    @Test
    void shouldRunAtOnceWhenAMoveLeavesItCoresOfItsOwn() {
        rebalances = true;

        run(1, 2, batch(1, 0, 100, 1), batch(2, 0, 20, 1), batch(3, 0, 10, 1));

        // The third shares the core of the first until that of the second is free.
        assertTimes(1, 0, 100);
        assertTimes(2, 0, 20);
        assertTimes(3, 0, 30);
    }

    @Test
    void shouldRefuseOtherSemantics() {
        final SimulationSettings settings =
                new SimulationSettings(MachineDescription.of(1, 1))
                        .profile(SemanticsProfile.PYSS)
                        .timesliceNs(30 * S);

        assertThrows(
                IllegalArgumentException.class,
                () ->
                        new Simulation(
                                settings,
                                TestJobs.workload(List.of()),
                                FIRST_FIT,
                                new ListJournal(),
                                (outcome, slices) -> {}));
    }

    private void run(final int nodeCount, final int coreCount, final JobSpec... jobs) {
        final SimulationSettings settings =
                new SimulationSettings(MachineDescription.of(nodeCount, coreCount))
                        .policy("first-fit")
                        .maxMultiplicity(2)
                        .rebalances(rebalances)
                        .timesliceNs(30 * S);
        try (Simulation simulation =
                new Simulation(
                        settings,
                        TestJobs.workload(List.of(jobs)),
                        FIRST_FIT,
                        new ListJournal(),
                        (outcome, slices) -> outcomes.add(outcome))) {
            simulation.run();
        }
    }

    private JobOutcome outcome(final long jobId) {
        return outcomes.stream().filter(o -> o.job().id() == jobId).findFirst().orElseThrow();
    }

    private void assertTimes(final long jobId, final long startS, final long endS) {
        assertEquals(startS * S, outcome(jobId).startNs());
        assertEquals(endS * S, outcome(jobId).endNs());
    }
}
