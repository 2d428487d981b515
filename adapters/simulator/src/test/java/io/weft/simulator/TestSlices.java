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
import java.util.ArrayList;
import java.util.List;

/** Slices of a list, for tests; can be walked over again after {@link #rewind()}. */
final class TestSlices implements AllocationSlices {
    private record Slice(int nodeId, int firstCore, long coreMask) {}

    private final List<Slice> slices = new ArrayList<>();
    private int index = -1;

    static TestSlices of(final int nodeId, final long coreMask) {
        return new TestSlices().and(nodeId, coreMask);
    }

    TestSlices and(final int nodeId, final long coreMask) {
        return and(nodeId, 0, coreMask);
    }

    TestSlices and(final int nodeId, final int firstCore, final long coreMask) {
        slices.add(new Slice(nodeId, firstCore, coreMask));
        return this;
    }

    TestSlices rewind() {
        index = -1;
        return this;
    }

    @Override
    public boolean next() {
        return ++index < slices.size();
    }

    @Override
    public int nodeId() {
        return slices.get(index).nodeId;
    }

    @Override
    public int firstCore() {
        return slices.get(index).firstCore;
    }

    @Override
    public long coreMask() {
        return slices.get(index).coreMask;
    }

    @Override
    public long memory() {
        return 0;
    }

    @Override
    public int gpuCount() {
        return 0;
    }

    @Override
    public long gpuMask() {
        return 0;
    }
}
