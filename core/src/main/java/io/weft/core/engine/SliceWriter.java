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
package io.weft.core.engine;

import static io.weft.core.spi.ClusterView.NULL_ROW;

import io.weft.core.state.ClusterState;
import io.weft.core.wire.GroupSizeEncodingEncoder;
import io.weft.core.wire.SliceEncoder;
import org.agrona.MutableDirectBuffer;

/**
 * Writes what a job holds as a group of slices, which is laid out alike in every message that has
 * one. Kernel thread only; no allocation; cost is the words of the core masks.
 */
final class SliceWriter {
    private final GroupSizeEncodingEncoder size = new GroupSizeEncodingEncoder();
    private final SliceEncoder slice = new SliceEncoder();
    private final ClusterState state;
    private final MutableDirectBuffer buffer;
    private int offset;

    SliceWriter(final MutableDirectBuffer buffer, final ClusterState state) {
        this.buffer = buffer;
        this.state = state;
    }

    /** Writes all that a job holds; answers where the group ends. */
    int writeJob(final int groupOffset, final int jobRow) {
        offset = groupOffset + GroupSizeEncodingEncoder.ENCODED_LENGTH;
        int a = state.jobAllocationHead(jobRow);
        while (a != NULL_ROW) {
            write(a);
            a = state.allocationNextOfJob(a);
        }
        return end(groupOffset);
    }

    /** Writes what a job holds on one node; answers where the group ends. */
    int writeNode(final int groupOffset, final int allocationRow) {
        offset = groupOffset + GroupSizeEncodingEncoder.ENCODED_LENGTH;
        write(allocationRow);
        return end(groupOffset);
    }

    private void write(final int allocationRow) {
        boolean isFirst = true;
        for (int word = 0; word < state.maskWordCount(); word++) {
            final long mask = state.allocationMask(allocationRow, word);
            if (mask != 0) {
                slice.wrap(buffer, offset)
                        .coreMask(mask)
                        .memory(isFirst ? state.allocationMemory(allocationRow) : 0)
                        .nodeId(state.nodeId(state.allocationNode(allocationRow)))
                        .gpuCount(isFirst ? state.allocationGpus(allocationRow) : 0)
                        .firstCore(word << 6)
                        .gpuMask(isFirst ? state.allocationGpuMask(allocationRow) : 0);
                offset += SliceEncoder.ENCODED_LENGTH;
                isFirst = false;
            }
        }
    }

    private int end(final int groupOffset) {
        final int length = offset - groupOffset - GroupSizeEncodingEncoder.ENCODED_LENGTH;
        size.wrap(buffer, groupOffset)
                .blockLength(SliceEncoder.ENCODED_LENGTH)
                .numInGroup(length / SliceEncoder.ENCODED_LENGTH);
        return offset;
    }
}
