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
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The nodes that have changed, in the order in which they did, for readers that look at them later
 * and not all at the same time. A node that was noted after the last time anybody read is not noted
 * again. The log keeps half as many changes as there may be nodes; who is further behind must look
 * at all nodes.
 */
final class ChangeLog {
    private final int capacity;
    private final UnsafeBuffer rows;
    private final UnsafeBuffer notedAt;
    private long end;
    private long readUntil;

    ChangeLog(final int nodeCapacity, final Footprint footprint) {
        capacity = nodeCapacity / 2 + 1;
        rows = footprint.allocate("timeline changes", (long) capacity * Integer.BYTES);
        notedAt = footprint.allocate("timeline change marks", (long) nodeCapacity * Long.BYTES);
    }

    void note(final int nodeRow) {
        // What is kept is one more than the place, so that nothing noted yet is zero.
        if (notedAt.getLong(nodeRow * Long.BYTES) <= readUntil) {
            rows.putInt((int) (end % capacity) * Integer.BYTES, nodeRow);
            end++;
            notedAt.putLong(nodeRow * Long.BYTES, end);
        }
    }

    /** How many changes there have been; a reader that knows them all remembers this. */
    long read() {
        readUntil = end;
        return end;
    }

    /** Changes that a reader does not know. */
    long behind(final long from) {
        return end - from;
    }

    /** Whether all changes from some number on are still known. */
    boolean isKept(final long from) {
        return end - from <= capacity;
    }

    /** Node that changed, for a number from {@code from} to below {@code from + behind}. */
    int nodeRow(final long number) {
        return rows.getInt((int) (number % capacity) * Integer.BYTES);
    }
}
