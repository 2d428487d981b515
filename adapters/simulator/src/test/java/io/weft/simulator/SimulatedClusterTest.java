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
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.agrona.collections.IntArrayList;
import org.junit.jupiter.api.Test;

class SimulatedClusterTest {
    private final SimulatedCluster cluster =
            new SimulatedCluster(
                    new SimulationSettings(MachineDescription.of(2, 4)).maxMultiplicity(4));

    @Test
    void shouldEndJobsThatShareLater() {
        cluster.start(0, TestJobs.batch(1, 0, 10, 4), TestSlices.of(0, 0b1111));
        cluster.start(1, TestJobs.batch(2, 0, 20, 1), TestSlices.of(0, 0b0001));
        cluster.start(2, TestJobs.batch(3, 0, 15, 4), TestSlices.of(1, 0b1111));

        assertEquals(15 * S, cluster.nextEventNs());
        assertEnds(15 * S, 2);
        assertEnds(24 * S, 0);
        // 24 s at 1 / 2.4 are 10 s of work; the other 10 s run alone.
        assertEnds(34 * S, 1);
        assertEquals(Long.MAX_VALUE, cluster.nextEventNs());
    }

    @Test
    void shouldSlowOnlyWhileTheOtherIsBusy() {
        cluster.start(0, TestJobs.batch(1, 0, 100, 1), TestSlices.of(0, 1));
        cluster.start(
                1, TestJobs.interactive(2, 0, TestJobs.pattern(10, 30, 5)), TestSlices.of(0, 1));

        cluster.advance(cluster.nextEventNs());
        cluster.changePhases();
        assertEquals(10 * S + 12 * S, cluster.nextEventNs());
        cluster.advance(cluster.nextEventNs());
        cluster.changePhases();

        assertEnds(22 * S + 30 * S, 1);
        assertEnds(100 * S + 7 * S, 0);
    }

    @Test
    void shouldFindEndsOfOneInstantInTheOrderOfStarts() {
        cluster.start(5, TestJobs.batch(1, 0, 10, 1), TestSlices.of(0, 0b0001));
        cluster.start(3, TestJobs.batch(2, 0, 10, 1), TestSlices.of(0, 0b0010));
        cluster.start(4, TestJobs.batch(3, 0, 10, 1), TestSlices.of(0, 0b0100));

        assertEnds(10 * S, 5, 3, 4);
    }

    @Test
    void shouldSpeedUpWhenProcessesMoveApart() {
        cluster.start(0, TestJobs.batch(1, 0, 10, 1), TestSlices.of(0, 1));
        cluster.start(1, TestJobs.batch(2, 0, 10, 1), TestSlices.of(0, 1));

        cluster.advance(12 * S);
        cluster.move(1, TestSlices.of(0, 2));

        assertEnds(17 * S, 0, 1);
    }

    @Test
    void shouldSlowAJobThatMovesToABusyCore() {
        cluster.start(0, TestJobs.batch(1, 0, 10, 1), TestSlices.of(0, 1));
        cluster.start(1, TestJobs.batch(2, 0, 10, 1), TestSlices.of(0, 2));

        cluster.move(1, TestSlices.of(0, 1));

        assertEnds(24 * S, 0, 1);
    }

    @Test
    void shouldForgetAJobThatIsRemovedEarly() {
        cluster.start(0, TestJobs.batch(1, 0, 10, 1), TestSlices.of(0, 1));
        cluster.start(1, TestJobs.batch(2, 0, 10, 1), TestSlices.of(0, 1));

        cluster.advance(12 * S);
        assertEquals(6 * S, cluster.cpuTimeNs(0));
        cluster.remove(0);

        assertEnds(17 * S, 1);
    }

    @Test
    void shouldMeasureTheUseOfCores() {
        cluster.start(0, TestJobs.batch(1, 0, 10, 4), TestSlices.of(0, 0b1111));
        cluster.start(1, TestJobs.batch(2, 0, 20, 1), TestSlices.of(0, 0b0001));

        assertEnds(24 * S, 0);
        assertEnds(34 * S, 1);

        assertEquals(4 * 24 + 10, cluster.occupiedCoreS());
        assertEquals(4 * 24 + 34, cluster.processS());
    }

    @Test
    void shouldRoundEventsUpWhenTimeIsCoarse() {
        final SimulatedCluster coarse =
                new SimulatedCluster(
                        new SimulationSettings(MachineDescription.of(1, 1))
                                .maxMultiplicity(2)
                                .profile(SemanticsProfile.PYSS));

        coarse.start(0, TestJobs.batch(1, 0, 1, 1), TestSlices.of(0, 1));
        coarse.start(1, TestJobs.batch(2, 0, 1, 1), TestSlices.of(0, 1));

        assertEquals(3 * S, coarse.nextEventNs());
    }

    private void assertEnds(final long timeNs, final int... rows) {
        assertEquals(timeNs, cluster.nextEventNs());
        cluster.advance(timeNs);
        final IntArrayList expected = new IntArrayList();
        for (final int row : rows) {
            expected.addInt(row);
        }
        final IntArrayList ends = cluster.takeEnds();
        assertEquals(expected, ends);
        for (final int row : rows) {
            cluster.remove(row);
        }
    }
}
