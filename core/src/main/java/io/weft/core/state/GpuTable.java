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

import io.weft.core.memory.CorePlanes;
import io.weft.core.memory.Footprint;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * How many jobs have each GPU: a count for each of a node's GPUs, up to the node's cap, which is 1
 * unless it says that its GPUs are shared. A job has every GPU that it gets once. Kept beside the
 * node rows, in which the GPUs stand that take no further job. All O(1), no allocation, kernel
 * thread only.
 */
public final class GpuTable {
    private final NodeTable nodes;
    private final UnsafeBuffer planes;

    GpuTable(final Footprint footprint, final NodeTable nodes) {
        this.nodes = nodes;
        planes =
                footprint.allocate(
                        "GPU planes", (long) CorePlanes.LINE_LENGTH * nodes.slab().capacity());
    }

    /**
     * The counts of all GPUs, word 0 of {@link CorePlanes} for each node.
     *
     * @return the buffer.
     */
    public UnsafeBuffer planes() {
        return planes;
    }

    /**
     * Where the counts of a node's GPUs begin.
     *
     * @param nodeRow of the node.
     * @return offset in {@link #planes()}.
     */
    public int offset(final int nodeRow) {
        return nodeRow * CorePlanes.LINE_LENGTH;
    }

    /**
     * Takes GPUs: those that fewest jobs have, of these the lowest.
     *
     * @param nodeRow of the node.
     * @param count of GPUs, at most as many as take another job.
     * @return a bit for each that was taken.
     */
    public long take(final int nodeRow, final int count) {
        final int offset = offset(nodeRow);
        final long mask = CorePlanes.emptiest(planes, offset, valid(nodeRow), count);
        CorePlanes.add(planes, offset, 0, mask);
        note(nodeRow);
        return mask;
    }

    /**
     * Gives GPUs back.
     *
     * @param nodeRow of the node.
     * @param mask a bit for each, as they were taken.
     */
    public void giveBack(final int nodeRow, final long mask) {
        CorePlanes.remove(planes, offset(nodeRow), 0, mask);
        note(nodeRow);
    }

    private void note(final int nodeRow) {
        final int highest = nodes.gpuMultiplicityMax(nodeRow) - 1;
        final long valid = valid(nodeRow);
        final long free = CorePlanes.atOrBelow(planes, offset(nodeRow), 0, highest) & valid;
        nodes.gpuMask(nodeRow, valid & ~free);
        nodes.gpusFree(nodeRow, Long.bitCount(free));
    }

    private long valid(final int nodeRow) {
        return CorePlanes.validMask(nodes.gpusTotal(nodeRow), 0);
    }
}
