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

import io.weft.core.client.AllocationSlices;

/** Slices of a part of a machine, with the numbers that its nodes have on the whole. */
final class ShiftedSlices implements AllocationSlices {
    private final AllocationSlices slices;
    private final int nodesBefore;

    ShiftedSlices(final AllocationSlices slices, final int nodesBefore) {
        this.slices = slices;
        this.nodesBefore = nodesBefore;
    }

    @Override
    public boolean next() {
        return slices.next();
    }

    @Override
    public int nodeId() {
        return slices.nodeId() + nodesBefore;
    }

    @Override
    public int firstCore() {
        return slices.firstCore();
    }

    @Override
    public long coreMask() {
        return slices.coreMask();
    }

    @Override
    public long memory() {
        return slices.memory();
    }

    @Override
    public int gpuCount() {
        return slices.gpuCount();
    }

    @Override
    public long gpuMask() {
        return slices.gpuMask();
    }
}
