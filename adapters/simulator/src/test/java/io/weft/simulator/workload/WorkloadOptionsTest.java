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
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class WorkloadOptionsTest {
    private static void assertRefuses(String named, Executable setting) {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, setting);
        assertTrue(refused.getMessage().startsWith(named), refused::getMessage);
    }

    @Test
    void shouldRefuseOptionsOfSwfThatAreOutOfRange() {
        SwfOptions options = new SwfOptions();

        assertRefuses("memoryUnit=0", () -> options.memoryUnit(0));
        assertRefuses("memoryUnit=", () -> options.memoryUnit((1L << 40) + 1));
        assertRefuses("rejectedKept=-1", () -> options.rejectedKept(-1));
        assertEquals(1L << 40, options.memoryUnit(1L << 40).memoryUnit());
        assertEquals(1, options.memoryUnit(1).memoryUnit());
        assertEquals(0, options.rejectedKept(0).rejectedKept());
    }

    @Test
    void shouldRefuseOptionsOfGeneratorsThatAreOutOfRange() {
        GeneratorOptions options = new GeneratorOptions();

        assertRefuses("load=0", () -> options.load(0));
        assertRefuses("load=1000.5", () -> options.load(1000.5));
        assertRefuses("load=NaN", () -> options.load(Double.NaN));
        assertRefuses("estimateSMax=3599", () -> options.estimateSMax(3599));
        assertRefuses("estimateSMax=", () -> options.estimateSMax((1L << 31) + 1));
        assertRefuses("userCount=0", () -> options.userCount(0));
        assertRefuses("userCount=1000001", () -> options.userCount(1_000_001));
        assertRefuses("nodeMemory=-1", () -> options.nodeMemory(-1));
        assertRefuses("nodeMemory=", () -> options.nodeMemory((1L << 50) + 1));
        assertEquals(1000, options.load(1000).load());
        assertEquals(3600, options.estimateSMax(3600).estimateSMax());
        assertEquals(1L << 31, options.estimateSMax(1L << 31).estimateSMax());
        assertEquals(1_000_000, options.userCount(1_000_000).userCount());
        assertEquals(1L << 50, options.nodeMemory(1L << 50).nodeMemory());
    }
}
