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
import static org.junit.jupiter.api.Assertions.assertThrows;

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
