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
package io.weft.placement.timeline;

import io.weft.core.memory.Footprint;

/** Tells what was derived from a node before the node changed, or lost a reservation. */
final class NodeVersions {
    private final long[] ofNodes;

    NodeVersions(final int nodeCapacity, final Footprint footprint) {
        ofNodes = new long[nodeCapacity];
        footprint.count("node versions", (long) nodeCapacity * Long.BYTES);
    }

    void change(final int nodeRow) {
        ofNodes[nodeRow]++;
    }

    /** Another one after each change; from 0. */
    long version(final int nodeRow) {
        return ofNodes[nodeRow];
    }
}
