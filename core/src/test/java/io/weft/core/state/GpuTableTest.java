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
package io.weft.core.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weft.core.memory.CorePlanes;
import io.weft.core.memory.Footprint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GpuTableTest {
    private static final int SHARED = 1;

    private final Footprint footprint = new Footprint();
    private final ClusterState state = new ClusterState(new Limits().nodeCount(2), footprint);
    private final GpuTable gpus = state.gpus();

    @BeforeEach
    void setUp() {
        state.nodes().add(0, 8, 100, 4, 1, 0, 0, -1);
        state.nodes().add(SHARED, 8, 100, 3, 2, 0, 0, -1);
    }

    @AfterEach
    void tearDown() {
        footprint.close();
    }

    @Test
    void shouldTakeTheLowestFreeOnesWhenNoneIsShared() {
        assertEquals(0b0011, gpus.take(0, 2));
        assertEquals(0b0100, gpus.take(0, 1));
        gpus.giveBack(0, 0b0011);

        assertEquals(3, state.gpusFree(0));
        assertEquals(0b0100, state.nodeGpuMask(0));
        assertEquals(0b1011, gpus.take(0, 3));
        assertEquals(0, state.gpusFree(0));
    }

    @Test
    void shouldTakeThoseWithFewestJobsWhenTheyAreShared() {
        assertEquals(0b011, gpus.take(SHARED, 2));
        assertEquals(0b101, gpus.take(SHARED, 2), "the one without a job, then the lowest");

        assertEquals(2, state.gpusFree(SHARED), "one of them has two jobs");
        assertEquals(0b001, state.nodeGpuMask(SHARED));
        assertEquals(0b110, gpus.take(SHARED, 2));
        assertEquals(0, state.gpusFree(SHARED));
        gpus.giveBack(SHARED, 0b101);
        assertEquals(2, state.gpusFree(SHARED));
        assertEquals(1, CorePlanes.count(gpus.planes(), gpus.offset(SHARED), 0));
        assertEquals(2, CorePlanes.count(gpus.planes(), gpus.offset(SHARED), 1));
    }
}
