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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.weft.core.KernelHost;
import io.weft.core.ListJournal;
import io.weft.core.state.Limits;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConditionsTest {
    private final Conditions conditions = new Conditions();

    /** Job 7 starts on node 0, job 8 does not fit beside it and starts when it has ended. */
    private static ListJournal journal() {
        try (KernelHost host = new KernelHost(new Limits().nodeCount(2).coresPerNode(4))) {
            host.define(2, 4, 1);
            host.submit(7, 1, 3);
            host.run();
            host.submit(8, 2, 4);
            host.run();
            host.now += 100;
            host.end(7);
            host.run();
            host.now += 100;
            host.in.cancelJob(8, 3);
            host.run();
            return host.journal;
        }
    }

    private static List<Moment> stops(final Condition condition) {
        final List<Moment> stops = new java.util.ArrayList<>();
        try (TimeMachine machine =
                new TimeMachine(journal(), History::policy, new MemoryCheckpoints(), null)) {
            while (machine.runUntil(List.of(condition)) == 0) {
                stops.add(machine.moment());
            }
        }
        return stops;
    }

    private static List<Long> positions(final Condition condition) {
        return stops(condition).stream().map(Moment::position).toList();
    }

    /** Entry 0 is the launch mark, 1 the queue, 2 and 3 the nodes, 4 the policy, 5 job 7. */
    @Test
    void shouldStopAtWhatConcernsAJob() {
        assertEquals(List.of(5L, 7L), positions(conditions.job(7)));
        assertEquals(List.of(6L, 7L, 8L), positions(conditions.job(8)));
        assertEquals(List.of(), positions(conditions.job(9)));
    }

    @Test
    void shouldStopAtWhatChangesANode() {
        assertEquals(List.of(2L, 5L, 7L), positions(conditions.node(0)).subList(0, 3));
        assertEquals(List.of(3L, 7L), positions(conditions.node(1)).subList(0, 2));
    }

    @Test
    void shouldStopAtAReasonAKindOfDecisionAndAKindOfInput() {
        assertEquals(List.of(5L, 7L), positions(conditions.reason("fits")));
        assertEquals(List.of(5L, 7L), positions(conditions.decision("StartJob")));
        assertEquals(List.of(8L), positions(conditions.input("CancelJob")));
    }

    @Test
    void shouldStopAtATime() {
        assertEquals(List.of(7L, 8L), positions(Conditions.time(200)));
    }

    @Test
    void shouldRefuseNamesThatAreNone() {
        assertThrows(DebugException.class, () -> conditions.reason("nonsense"));
        assertThrows(DebugException.class, () -> conditions.decision("SubmitJob"));
        assertThrows(DebugException.class, () -> conditions.input("StartJob"));
    }

    @Test
    void shouldStopWhereAnInvariantIsBroken() {
        try (TimeMachine machine =
                new TimeMachine(journal(), History::policy, new MemoryCheckpoints(), null)) {
            machine.goTo(5);
            machine.state().nodes().memoryFree(0, 17);

            assertEquals(0, machine.runUntil(List.of(Conditions.brokenInvariant())));
            assertEquals(6, machine.position());
            assertNotNull(machine.broken());
        }
    }
}
