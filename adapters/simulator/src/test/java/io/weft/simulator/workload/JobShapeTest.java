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
package io.weft.simulator.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobShapeTest {
    private static final MachineShape UNILU = new MachineShape(150, 12);

    @ParameterizedTest
    @CsvSource({
        "1, 1, 1",
        "12, 1, 12",
        "13, 13, 1",
        "24, 2, 12",
        "26, 13, 2",
        "36, 3, 12",
        "160, 16, 10",
        "149, 149, 1",
        // 151 is prime and larger than 150 nodes: the smallest that fits.
        "151, 13, 12",
        "516, 43, 12",
        // Larger than the machine.
        "1801, 151, 12",
        "2147483647, 178956971, 12"
    })
    void shouldFollowTheRule(int processors, int nodeCount, int coresPerNode) {
        assertEquals(new JobShape(nodeCount, coresPerNode), JobShape.of(processors, UNILU));
    }

    @Test
    void shouldAgreeWithTheRuleAsWrittenWhenTriedExhaustively() {
        for (int nodes = 1; nodes <= 9; nodes++) {
            for (int cores = 1; cores <= 9; cores++) {
                for (int processors = 1; processors <= nodes * cores; processors++) {
                    var machine = new MachineShape(nodes, cores);

                    assertEquals(
                            asWritten(processors, nodes, cores),
                            JobShape.of(processors, machine),
                            processors + " on " + machine);
                }
            }
        }
    }

    @Test
    void shouldRunAnywhereWhenTheMachineHasNoNodes() {
        assertEquals(new JobShape(0, 13), JobShape.of(13, MachineShape.ANYWHERE));
    }

    @Test
    void shouldRoundCoresUpWhenNodesAreGiven() {
        assertEquals(new JobShape(3, 4), JobShape.onNodes(3, 10));
        assertEquals(new JobShape(3, 1), JobShape.onNodes(3, 2));
    }

    @Test
    void shouldRefuseCountsThatAreNotAboveZero() {
        assertThrows(IllegalArgumentException.class, () -> JobShape.of(0, UNILU));
        assertThrows(IllegalArgumentException.class, () -> JobShape.onNodes(0, 1));
        assertThrows(IllegalArgumentException.class, () -> new MachineShape(-1, 1));
        assertThrows(IllegalArgumentException.class, () -> new MachineShape(1, 0));
        assertThrows(IllegalArgumentException.class, () -> new MachineShape(0, 1));
    }

    /** For i = 1..N: the first that fits and divides; else the first that fits. */
    private static JobShape asWritten(int processors, int nodes, int cores) {
        int first = 0;
        for (int i = 1; i <= nodes; i++) {
            boolean fits = (processors + i - 1) / i <= cores;
            if (fits && processors % i == 0) {
                return new JobShape(i, processors / i);
            }
            first = fits && first == 0 ? i : first;
        }
        return new JobShape(first, (processors + first - 1) / first);
    }
}
