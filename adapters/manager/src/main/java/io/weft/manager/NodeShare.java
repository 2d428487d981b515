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
package io.weft.manager;

import java.util.BitSet;

/**
 * What a job gets of one node.
 *
 * @param node name of the node.
 * @param cores which ones, from 0; not to be changed.
 * @param memory bytes.
 * @param gpuMask a bit for each GPU it gets.
 */
public record NodeShare(String node, BitSet cores, long memory, long gpuMask) {
    /**
     * How many cores it gets there.
     *
     * @return from 1.
     */
    public int coreCount() {
        return cores.cardinality();
    }

    /**
     * How many GPUs it gets there.
     *
     * @return from 0.
     */
    public int gpuCount() {
        return Long.bitCount(gpuMask);
    }
}
