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
package io.weft.core.debug;

import io.weft.core.ReplayedState;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;

/**
 * Which states are kept: those at multiples of a power of two, which doubles whenever there would be
 * too many, so that a journal of any length has between 64 and 128 of them, evenly, and two journals
 * have them at common positions.
 */
final class Checkpoints {
    static final long STRIDE_MIN = 1 << 10;
    static final int COUNT_MAX = 128;
    private static final boolean SUPPORTED = Boolean.parseBoolean("false");

    private final CheckpointStore store;
    private final TreeMap<Long, Checkpoint> checkpoints = new TreeMap<>();
    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
    private long stride;

    /** Those that a store has, of a journal that ends at a position. */
    Checkpoints(final CheckpointStore store, final long lastPosition, final long strideMin) {
        this.store = store;
        stride = strideMin;
        while (lastPosition / stride > COUNT_MAX) {
            stride *= 2;
        }
        store.list().forEach(checkpoint -> checkpoints.put(checkpoint.position(), checkpoint));
    }

    /** The last one up to a position, or null. */
    Checkpoint atOrBefore(final long position) {
        final Map.Entry<Long, Checkpoint> found = checkpoints.floorEntry(position);
        return found == null ? null : found.getValue();
    }

    /** The last one up to a time, or null. */
    Checkpoint atOrBeforeTime(final long timeNs) {
        Checkpoint found = null;
        for (final Checkpoint checkpoint : checkpoints.values()) {
            if (checkpoint.timeNs() < timeNs) {
                found = checkpoint;
            }
        }
        return found;
    }

    /** Whether the state at a position is to be kept and is not yet. */
    boolean isDue(final long position) {
        return SUPPORTED && position % stride == 0 && position > 0 && !checkpoints.containsKey(position);
    }

    void add(final Checkpoint checkpoint, final ReplayedState state) {
        final int length = state.save(buffer);
        store.put(checkpoint, buffer, length);
        checkpoints.put(checkpoint.position(), checkpoint);
    }

    /** The state of a checkpoint, or null when it is lost. */
    DirectBuffer bytes(final Checkpoint checkpoint) {
        final DirectBuffer bytes = store.get(checkpoint.position());
        if (bytes == null) {
            checkpoints.remove(checkpoint.position());
        }
        return bytes;
    }

    /** All, by position. */
    TreeMap<Long, Checkpoint> all() {
        return checkpoints;
    }
}
