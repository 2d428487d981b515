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

/** Walks over what a job holds; made once and reused. Memory and GPUs are not kept here: 0. */
final class HeldSlices implements AllocationSlices {
    private CoreWords words;
    private SliceTable slices;
    private int next = SliceTable.NULL_ROW;
    private int slice = SliceTable.NULL_ROW;

    void wrap(final CoreWords coreWords, final SliceTable table, final int head) {
        words = coreWords;
        slices = table;
        next = head;
        slice = SliceTable.NULL_ROW;
    }

    /** Nothing is held. */
    void clear() {
        next = SliceTable.NULL_ROW;
    }

    @Override
    public boolean next() {
        if (next == SliceTable.NULL_ROW) {
            return false;
        }
        slice = next;
        next = slices.nextOfJob(slice);
        return true;
    }

    @Override
    public int nodeId() {
        return words.node(slices.word(slice));
    }

    @Override
    public int firstCore() {
        final int word = slices.word(slice);
        return (word - words.first(words.node(word))) << 6;
    }

    @Override
    public long coreMask() {
        return slices.mask(slice);
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
