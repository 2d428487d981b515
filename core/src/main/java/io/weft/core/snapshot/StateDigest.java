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
package io.weft.core.snapshot;

import io.weft.core.memory.RowHeap;
import io.weft.core.memory.Slab;
import io.weft.core.state.ClusterState;
import io.weft.core.state.StateNumbers;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A checksum of the whole state: two kernels with the same digest hold the same bytes in the same
 * rows and will take the same rows next. It covers every table row that was ever used, the chains
 * of free rows, the core planes and the settings; what is derived (id indices, heaps, policy index)
 * is left out.
 *
 * <p>64 bits, for finding differences, not for security. Cost: one pass over the bytes; allocates
 * nothing. Kernel thread, or any thread while the kernel rests.
 */
public final class StateDigest implements StateListener {
    private static final long PRIME_1 = 0x9E3779B185EBCA87L;
    private static final long PRIME_2 = 0xC2B2AE3D27D4EB4FL;

    private long hash;

    private StateDigest() {}

    /**
     * Digest of a state.
     *
     * @param state to read.
     * @return the digest.
     */
    public static long of(final ClusterState state) {
        final StateDigest digest = new StateDigest();
        StateWalk.walk(state, digest);
        return digest.hash;
    }

    @Override
    public void onTable(final String name, final Slab slab) {
        add(slab.highWater());
        add(slab.freeHead());
        add(slab.buffer(), slab.highWater() * slab.rowLength());
    }

    @Override
    public void onRows(
            final String name, final UnsafeBuffer rows, final int rowLength, final int rowCount) {
        add(rows, rowCount * rowLength);
    }

    @Override
    public void onHeap(final String name, final RowHeap heap) {
        // Derived, and in what order rows came is nobody's business.
    }

    @Override
    public void onNumbers(final String name, final StateNumbers numbers) {
        numbers.gather();
        add(numbers.buffer(), numbers.buffer().capacity());
    }

    private void add(final DirectBuffer buffer, final int length) {
        for (int offset = 0; offset < length; offset += Long.BYTES) {
            add(buffer.getLong(offset));
        }
    }

    /** One round as in xxHash64, and a final mix folded in, so that order matters. */
    private void add(final long value) {
        hash = Long.rotateLeft(hash ^ value * PRIME_2, 31) * PRIME_1;
        hash ^= hash >>> 29;
    }
}
