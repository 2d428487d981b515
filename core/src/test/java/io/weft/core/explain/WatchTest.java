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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.spi.PlacementSink;
import io.weft.core.spi.Proposal;
import io.weft.core.wire.ReasonCode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever comes before job 7 is started, it itself and whoever comes after are not. */
class WatchTest {
    private static final int WATCHED = 7;
    private static final int[] VICTIMS = {3};

    private final Door door = new Door();
    private final Watch watch = new Watch();

    /** Lets everybody in but job 5. */
    private static final class Door implements PlacementSink {
        private final Proposal proposal = new Proposal(4, 1);
        private final List<String> lines = new ArrayList<>();

        @Override
        public Proposal proposal() {
            return proposal;
        }

        @Override
        public boolean start(final int jobRow, final ReasonCode reason) {
            lines.add("start " + jobRow);
            return jobRow != 5;
        }

        @Override
        public boolean preempt(final int jobRow, final int[] victims, final int victimCount) {
            lines.add("preempt " + jobRow);
            return jobRow != 5;
        }

        @Override
        public void cut(final int jobRow, final int stepCount) {
            lines.add("cut " + jobRow);
        }
    }

    @BeforeEach
    void setUp() {
        watch.over(door);
        watch.begin(WATCHED);
    }

    @Test
    void shouldCountWhoIsStartedBefore() {
        assertTrue(watch.start(1, ReasonCode.FITS));
        assertTrue(watch.preempt(2, VICTIMS, 1));
        assertFalse(watch.start(5, ReasonCode.FITS));
        assertFalse(watch.preempt(5, VICTIMS, 1));
        watch.cut(6, 9);

        assertEquals(2, watch.startedCount());
        assertFalse(watch.isSeen());
        assertEquals(List.of("start 1", "preempt 2", "start 5", "preempt 5", "cut 6"), door.lines);
    }

    @Test
    void shouldStartNeitherTheJobNorAnybodyAfterIt() {
        watch.proposal().addNode(0, 0, 0);
        assertFalse(watch.start(WATCHED, ReasonCode.FITS));
        assertEquals(0, door.proposal.nodeCount());
        assertFalse(watch.start(8, ReasonCode.FITS));
        assertFalse(watch.preempt(8, VICTIMS, 1));

        assertTrue(watch.isSeen());
        assertEquals(0, watch.startedCount());
        assertEquals(List.of(), door.lines);
    }

    @Test
    void shouldMakeNobodyGiveWayToTheJob() {
        watch.proposal().addNode(0, 0, 0);
        assertFalse(watch.preempt(WATCHED, VICTIMS, 1));

        assertTrue(watch.isSeen());
        assertEquals(0, door.proposal.nodeCount());
        assertEquals(List.of(), door.lines);
    }
}
