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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.simulator.MachineDescription.NodeGroup;
import io.weft.simulator.workload.WorkloadHeader;
import java.util.List;
import org.junit.jupiter.api.Test;

class MachineDescriptionTest {
    @Test
    void shouldTakeNodesAndProcessorsFromAHeader() {
        assertEquals(MachineDescription.of(1024, 8), MachineDescription.of(header(1024, 8192)));
        assertEquals(MachineDescription.of(100, 1), MachineDescription.of(header(100, 100)));
    }

    @Test
    void shouldTakeProcessorsAloneWhenAHeaderSaysNoMore() {
        final MachineDescription machine = MachineDescription.ofProcessors(80_640);

        assertEquals(machine, MachineDescription.of(header(-1, 80_640)));
        assertEquals(machine, MachineDescription.of(header(80_640, -1)));
        assertEquals(machine, MachineDescription.of(header(7, 80_641 - 1)), "no multiple");
        assertEquals(machine, MachineDescription.of(header(2, 80_640)), "too wide a node");
    }

    @Test
    void shouldRefuseAHeaderThatSaysNothing() {
        assertThrows(
                IllegalArgumentException.class, () -> MachineDescription.of(WorkloadHeader.EMPTY));
    }

    @Test
    void shouldRefuseMoreThanAnIntCounts() {
        final long tooMany = Integer.MAX_VALUE + 1L;
        final NodeGroup many = new NodeGroup(Integer.MAX_VALUE, 1, 0, 0);
        assertRefused("MaxNodes=2147483648", () -> MachineDescription.of(header(tooMany, -1)));
        assertRefused("MaxProcs=2147483648", () -> MachineDescription.of(header(-1, tooMany)));
        assertRefused("nodes=4294967294", () -> new MachineDescription(List.of(many, many), false));
    }

    @Test
    void shouldRefuseNodesThatAreNone() {
        assertRefused("count=0", () -> new NodeGroup(0, 4, 0, 0));
        assertRefused("cores=0", () -> new NodeGroup(1, 0, 0, 0));
        assertRefused("cores=1025", () -> new NodeGroup(1, 1025, 0, 0));
        assertRefused("memory=-1", () -> new NodeGroup(1, 4, -1, 0));
        assertRefused("gpus=-1", () -> new NodeGroup(1, 4, 0, -1));
        assertRefused("groups=0", () -> new MachineDescription(List.of(), false));
    }

    private static void assertRefused(final String message, final Runnable action) {
        final var e = assertThrows(IllegalArgumentException.class, action::run);
        assertTrue(e.getMessage().startsWith(message + ", expected"), e.getMessage());
    }

    @Test
    void shouldTellWhetherNodesAreAlike() {
        final NodeGroup first = new NodeGroup(1, 4, 100, 1);
        assertTrue(machine(first, new NodeGroup(7, 4, 100, 1)).isUniform());
        assertFalse(machine(first, new NodeGroup(1, 8, 100, 1)).isUniform());
        assertFalse(machine(first, new NodeGroup(1, 4, 200, 1)).isUniform());
        assertFalse(machine(first, new NodeGroup(1, 4, 100, 2)).isUniform());
        assertTrue(machine(first, first).hasMemory());
        assertFalse(machine(first, new NodeGroup(1, 4, 0, 1)).hasMemory());
    }

    private static MachineDescription machine(final NodeGroup... groups) {
        return new MachineDescription(List.of(groups), false);
    }

    @Test
    void shouldCutProcessorsIntoNodesOfAtMost128Cores() {
        assertEquals(1, MachineDescription.ofProcessors(100).nodeCount());
        assertEquals(100, MachineDescription.ofProcessors(100).coresPerNodeMax());
        assertEquals(1, MachineDescription.ofProcessors(128).nodeCount());
        assertEquals(630, MachineDescription.ofProcessors(80_640).nodeCount());
        assertEquals(2, MachineDescription.ofProcessors(129).nodeCount());
        assertEquals(129, MachineDescription.ofProcessors(129).coreCount());
    }

    private static WorkloadHeader header(final long maxNodes, final long maxProcs) {
        return new WorkloadHeader(maxNodes, maxProcs, -1, List.of());
    }
}
