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
package io.weft.simulator.workload;

import java.util.BitSet;
import org.agrona.collections.LongHashSet;

/**
 * The job ids of a trace so far. Ids below 2^27, which are all in any trace we know, are bits: at
 * most 16 MiB, and a bit a job where ids count up from 1. Larger ones take 16 bytes or so each. Not
 * for use by several threads.
 */
public final class SeenIds {
    private static final long BIT_COUNT = 1L << 27;

    private final BitSet small = new BitSet();
    private final LongHashSet large = new LongHashSet();

    /**
     * Takes note of an id.
     *
     * @param id 0 or above
     * @return whether it is new
     */
    public boolean add(long id) {
        if (id >= BIT_COUNT) {
            return large.add(id);
        }
        boolean isNew = !small.get((int) id);
        small.set((int) id);
        return isNew;
    }
}
