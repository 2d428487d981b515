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
package io.weft.core.client;

import io.weft.core.wire.GroupSizeEncodingDecoder;
import io.weft.core.wire.SliceDecoder;
import org.agrona.DirectBuffer;

/**
 * The slices of a decision: a group that is laid out alike in every message that has one. Reusable;
 * allocates nothing; one thread.
 */
final class SliceGroup implements AllocationSlices {
    private final GroupSizeEncodingDecoder size = new GroupSizeEncodingDecoder();
    private final SliceDecoder slice = new SliceDecoder();
    private DirectBuffer buffer;
    private int nextOffset;
    private int entryLength;
    private long leftCount;

    /** From now on these are the slices of the group that begins there. */
    SliceGroup of(final DirectBuffer newBuffer, final int offset) {
        size.wrap(newBuffer, offset);
        buffer = newBuffer;
        nextOffset = offset + GroupSizeEncodingDecoder.ENCODED_LENGTH;
        entryLength = size.blockLength();
        leftCount = size.numInGroup();
        return this;
    }

    @Override
    public boolean next() {
        if (leftCount == 0) {
            return false;
        }
        slice.wrap(buffer, nextOffset);
        nextOffset += entryLength;
        leftCount--;
        return true;
    }

    @Override
    public int nodeId() {
        return slice.nodeId();
    }

    @Override
    public int firstCore() {
        return slice.firstCore();
    }

    @Override
    public long coreMask() {
        return slice.coreMask();
    }

    @Override
    public long memory() {
        return slice.memory();
    }

    @Override
    public int gpuCount() {
        return slice.gpuCount();
    }

    @Override
    public long gpuMask() {
        return slice.gpuMask();
    }
}
