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
package io.weft.core.debug;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.KernelHost;
import io.weft.core.ListJournal;
import io.weft.core.state.Limits;
import io.weft.core.wire.NodeState;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Entry 0 is the launch mark, 1 the queue, 2 and 3 the nodes, 4 the policy, 5 to 7 the jobs 7, 8
 * and 9, of which the last waits; job 8 ends at 8, and job 9 is placed; node 1 goes down at 9.
 */
class StateViewTest {
    private final ListJournal journal = journal();

    private static ListJournal journal() {
        try (KernelHost host = new KernelHost(new Limits().nodeCount(2).coresPerNode(8))) {
            host.define(2, 8, 1);
            host.submit(7, 1, 1);
            host.run();
            host.submit(8, 2, 5);
            host.run();
            host.submit(9, 1, 7);
            host.run();
            host.now += 50;
            host.end(8);
            host.run();
            host.in.nodeStateChanged(1, NodeState.DOWN, true);
            host.run();
            return host.journal;
        }
    }

    private TimeMachine at(final long position) {
        final TimeMachine machine =
                new TimeMachine(journal, History::policy, new MemoryCheckpoints(), null);
        machine.goTo(position);
        return machine;
    }

    @Test
    void shouldCountWhatThereIs() {
        try (TimeMachine machine = at(7)) {
            final Overview overview = new StateView(machine).overview();

            assertEquals(7, overview.position());
            assertEquals(0, overview.firstPosition());
            assertEquals("first-fit 1", overview.policy());
            assertEquals(2, overview.upCount());
            assertEquals(16, overview.coreCount());
            assertEquals(11, overview.processCount());
            assertEquals(1, overview.multiplicityMax());
            assertEquals(3, overview.jobCount());
            assertEquals(1, overview.pendingCount());
            assertEquals(2, overview.placedCount());
        }
        try (TimeMachine machine = at(0)) {
            final Overview overview = new StateView(machine).overview();

            assertNull(overview.policy());
            assertEquals(0, overview.nodeCount());
            assertEquals(0, overview.multiplicityMax());
        }
        try (TimeMachine machine = at(journal.lastPosition())) {
            assertEquals(1, new StateView(machine).overview().upCount());
            assertEquals("DOWN", new StateView(machine).nodeById(1).state());
        }
    }

    @Test
    void shouldListNoMoreThanWasAskedFor() {
        try (TimeMachine machine = at(7)) {
            final StateView view = new StateView(machine);

            assertArrayEquals(new long[] {7, 8, 9}, view.jobIds());
            assertEquals(List.of(), view.pending(0));
            assertEquals(9, view.pending(5).get(0).jobId());
            assertEquals(List.of(7L), view.placed(1).stream().map(JobView::jobId).toList());
            assertEquals(List.of(7L, 8L), view.placed(9).stream().map(JobView::jobId).toList());
        }
    }

    @Test
    void shouldTellOneByItsId() {
        try (TimeMachine machine = at(7)) {
            final StateView view = new StateView(machine);

            assertEquals(List.of(7L, 8L), view.nodeById(0).jobIds());
            assertEquals(List.of(2, 6), view.nodeById(0).coresAt());
            assertNull(view.nodeById(2));
            assertNull(view.jobById(10));
            final JobView waiting = view.jobById(9);
            assertEquals("PENDING", waiting.state());
            assertEquals("WAITING_CORES", waiting.reason());
            assertEquals(0, waiting.multiplicity());
            assertEquals(0, waiting.startTimeNs());
            assertEquals(List.of(), waiting.shares());
            assertEquals(7, waiting.submitPosition());
        }
    }

    @Test
    void shouldWriteCoresAsRanges() {
        try (TimeMachine machine = at(7)) {
            final StateView view = new StateView(machine);

            assertEquals("0", view.jobById(7).shares().get(0).cores());
            assertEquals("1-5", view.jobById(8).shares().get(0).cores());
            assertEquals(1, view.jobById(8).shares().get(1).nodeId());
            final int row = machine.state().jobs().row(8);
            final int a = machine.state().jobAllocationHead(row);
            machine.state().allocations().mask(a, 0, 1L | 0b1110L << 4 | 1L << 63);
            assertEquals("0,5-7,63", view.jobById(8).shares().get(0).cores());
        }
    }

    @Test
    void shouldShowWhatDiffersBetweenTwoStates() {
        try (TimeMachine before = at(7);
                TimeMachine after = at(8)) {
            final StateDiff diff = StateDiff.between(before, after, 10);

            assertEquals(7, diff.from());
            assertEquals(8, diff.to());
            assertEquals(2, diff.jobCount());
            assertEquals(8, diff.jobs().get(0).before().jobId());
            assertNull(diff.jobs().get(0).after());
            assertEquals("PENDING", diff.jobs().get(1).before().state());
            assertEquals("STARTING", diff.jobs().get(1).after().state());
            assertEquals(List.of(9L), diff.unqueued());
            assertEquals(List.of(), diff.queued());
            assertEquals(2, diff.nodeCount());
            assertFalse(diff.isEmpty());
            assertEquals(List.of(9L), StateDiff.between(after, before, 10).queued());
        }
    }

    @Test
    void shouldShowJobsThatCameToWait() {
        try (TimeMachine before = at(6);
                TimeMachine after = at(7)) {
            final StateDiff diff = StateDiff.between(before, after, 10);

            assertEquals(1, diff.jobCount());
            assertNull(diff.jobs().get(0).before());
            assertEquals(List.of(9L), diff.queued());
            assertEquals(0, diff.nodeCount());
            assertFalse(diff.isEmpty());
            assertEquals(List.of(9L), StateDiff.between(after, before, 10).unqueued());
        }
    }

    @Test
    void shouldShowNodesThatOneStateDoesNotHave() {
        try (TimeMachine before = at(1);
                TimeMachine after = at(4)) {
            final StateDiff diff = StateDiff.between(before, after, 1);
            assertEquals(0, diff.jobCount());
            assertEquals(2, diff.nodeCount());
            assertEquals(1, diff.nodes().size(), "the limit");
            assertNull(diff.nodes().get(0).before());
            assertEquals(0, diff.nodes().get(0).after().nodeId());
            assertFalse(diff.isEmpty());

            final StateDiff back = StateDiff.between(after, before, 10);
            assertEquals(2, back.nodeCount());
            assertEquals(1, back.nodes().get(1).before().nodeId());
            assertNull(back.nodes().get(1).after());
            assertTrue(StateDiff.between(before, before, 10).isEmpty());
        }
    }

    @Test
    void shouldReadEntriesAsTheyAreJournaled() {
        final List<Moment> all = Moments.read(journal, 0, 1000);
        assertEquals(journal.lastPosition() + 1, all.size());
        final List<Moment> some = Moments.read(journal, 5, 2);
        assertEquals(List.of(5L, 6L), some.stream().map(Moment::position).toList());
        assertEquals(2, some.get(0).decisions().size(), "accepted and started");
        assertEquals(List.of(), Moments.read(journal, 5, 0));
        assertEquals(List.of(), Moments.read(journal, journal.lastPosition() + 1, 5));
        assertEquals(1, Moments.read(journal, journal.lastPosition(), 5).size());
        try (TimeMachine machine = at(5)) {
            assertEquals(machine.moment().kind(), some.get(0).kind());
            assertArrayEquals(machine.moment().input(), some.get(0).input());
        }
    }

    @Test
    void shouldTellTheLifeOfAJob() {
        final List<JobLife.Event> life = JobLife.of(journal, 9);

        assertEquals(List.of(7L, 7L, 8L), life.stream().map(JobLife.Event::position).toList());
        assertEquals(
                List.of(false, true, true), life.stream().map(JobLife.Event::isDecision).toList());
        assertEquals(150, life.get(2).timeNs());
        assertEquals(List.of(), JobLife.of(journal, 10));
        assertTrue(JobLife.of(journal, 8).size() >= 5);
    }
}
