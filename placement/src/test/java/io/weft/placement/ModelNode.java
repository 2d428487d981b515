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
package io.weft.placement;

import io.weft.core.wire.NodeState;
import java.util.ArrayList;
import java.util.List;

/** A node of the model, with its allocations in the order in which they were made. */
final class ModelNode {
    final int coreCount;
    final long memoryTotal;
    final int gpusTotal;
    final long features;
    final int switchId;
    final int[] multiplicity;
    final List<ModelAllocation> allocations = new ArrayList<>();
    NodeState state = NodeState.UP;
    long memoryFree;
    int gpusFree;
    long gpuMask;

    ModelNode(
            final int coreCount,
            final long memoryTotal,
            final int gpusTotal,
            final long features,
            final int switchId) {
        this.coreCount = coreCount;
        this.memoryTotal = memoryTotal;
        this.gpusTotal = gpusTotal;
        this.features = features;
        this.switchId = switchId;
        this.multiplicity = new int[coreCount];
        this.memoryFree = memoryTotal;
        this.gpusFree = gpusTotal;
    }

    int coresAtOrBelow(final int level) {
        int count = 0;
        for (final int each : multiplicity) {
            count += each <= level ? 1 : 0;
        }
        return count;
    }
}
