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
package io.weft.simulator.ncs;

import io.weft.core.client.AllocationSlices;

/** Walks over the cores of a job, a word of 64 at a time; memory and GPUs are not kept here: 0. */
final class HeldCores implements AllocationSlices {
    private final Holding holding;
    private final int wordCount;
    private int index = -1;
    private int word;
    private long mask;

    /**
     * Stands before the first slice.
     *
     * @param holding with its nodes in ascending order
     * @param coresPerNode of the machine
     */
    HeldCores(final Holding holding, final int coresPerNode) {
        this.holding = holding;
        wordCount = (coresPerNode + 63) / 64;
        word = wordCount;
    }

    @Override
    public boolean next() {
        do {
            if (++word >= wordCount) {
                word = 0;
                index++;
            }
            mask = index < holding.nodeCount() ? holding.mask(index, word) : 0;
        } while (mask == 0 && index < holding.nodeCount());
        return mask != 0;
    }

    @Override
    public int nodeId() {
        return holding.node(index);
    }

    @Override
    public int firstCore() {
        return word << 6;
    }

    @Override
    public long coreMask() {
        return mask;
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
