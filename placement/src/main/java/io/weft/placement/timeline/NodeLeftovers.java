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
package io.weft.placement.timeline;

import io.weft.core.memory.CorePlanes;
import io.weft.core.spi.ClusterView;

/**
 * What a node has when all that run on it are gone: all it ever had, but for what suspended jobs
 * keep there, which are on no list. Kernel thread only; no allocation; O(allocations of the node).
 */
final class NodeLeftovers {
    private final ClusterView view;
    private long memory;
    private int gpuCount;

    NodeLeftovers(final ClusterView view) {
        this.view = view;
    }

    void read(final int nodeRow) {
        memory = view.memoryFree(nodeRow);
        gpuCount = view.gpusTotal(nodeRow) - jobsOfGpus(nodeRow);
        int a = view.nodeAllocationHead(nodeRow);
        while (a != ClusterView.NULL_ROW) {
            memory += view.allocationMemory(a);
            gpuCount += view.allocationGpus(a);
            a = view.allocationNextOnNode(a);
        }
    }

    private int jobsOfGpus(final int nodeRow) {
        int count = 0;
        for (int gpu = 0; gpu < view.gpusTotal(nodeRow); gpu++) {
            count += CorePlanes.count(view.gpuPlanes(), view.gpuPlanesOffset(nodeRow), gpu);
        }
        return count;
    }

    /** Bytes. */
    long memory() {
        return memory;
    }

    int gpuCount() {
        return gpuCount;
    }
}
