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
import io.weft.core.snapshot.SnapshotWriter;
import io.weft.core.spi.PolicyCatalogue;
import io.weft.core.spi.SnapshotException;
import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which states are kept: those at multiples of a power of two, such that a long journal has between
 * 256 and 512 of them, evenly, and two journals have them at common positions. It doubles when they
 * would take too much room.
 */
final class Checkpoints {
    static final long STRIDE_MIN = 1 << 12;
    static final int COUNT_MAX = 512;

    /** Of all states of one journal. */
    static final long LENGTH_MAX = 4L << 30;

    /** States just before where somebody stood, for the steps back from there. */
    private static final int NEAR_COUNT = 4;

    private final MemoryCheckpoints nearStore = new MemoryCheckpoints();
    private final ArrayDeque<Checkpoint> near = new ArrayDeque<>();
    private final CheckpointStore store;
    private final TreeMap<Long, Checkpoint> checkpoints = new TreeMap<>();
    private SnapshotWriter writer;
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
        final Map.Entry<Long, Checkpoint> floor = checkpoints.floorEntry(position);
        Checkpoint found = floor == null ? null : floor.getValue();
        for (final Checkpoint checkpoint : near) {
            final long least = found == null ? 0 : found.position();
            if (checkpoint.position() > least && checkpoint.position() <= position) {
                found = checkpoint;
            }
        }
        return found;
    }

    /** The last one before a time, or null. */
    Checkpoint beforeTime(final long timeNs) {
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
        return position % stride == 0 && position > 0 && !checkpoints.containsKey(position);
    }

    /** Keeps a state for a while, in memory. */
    void addNear(final Checkpoint checkpoint, final ReplayedState state) {
        if (near.size() == NEAR_COUNT) {
            nearStore.remove(near.remove());
        }
        if (nearStore.put(checkpoint, target -> state.save(writer(), target)) >= 0) {
            near.add(checkpoint);
        }
    }

    private SnapshotWriter writer() {
        if (writer == null) {
            writer = new SnapshotWriter();
        }
        return writer;
    }

    void add(final Checkpoint checkpoint, final ReplayedState state) {
        if (store.put(checkpoint, target -> state.save(writer(), target)) < 0) {
            return;
        }
        checkpoints.put(checkpoint.position(), checkpoint);
        while (store.length() > LENGTH_MAX && checkpoints.size() > 1) {
            thin();
        }
    }

    private void thin() {
        stride *= 2;
        checkpoints.values().stream()
                .filter(checkpoint -> checkpoint.position() % stride != 0)
                .forEach(store::remove);
        checkpoints.keySet().removeIf(position -> position % stride != 0);
    }

    /** A state that was kept; null when it is lost, of another version or damaged. */
    ReplayedState load(final Checkpoint checkpoint, final PolicyCatalogue policies) {
        final boolean isNear = near.contains(checkpoint);
        try (ReadableByteChannel source = (isNear ? nearStore : store).open(checkpoint)) {
            if (source != null) {
                final String name = "the state at position=" + checkpoint.position();
                return ReplayedState.saved(source, name, policies);
            }
        } catch (final IOException | SnapshotException e) {
            // It is replayed instead.
        }
        forget(checkpoint);
        return null;
    }

    private void forget(final Checkpoint checkpoint) {
        if (near.remove(checkpoint)) {
            nearStore.remove(checkpoint);
            return;
        }
        checkpoints.remove(checkpoint.position());
        store.remove(checkpoint);
    }

    void forgetAll() {
        checkpoints.values().forEach(store::remove);
        checkpoints.clear();
        near.forEach(nearStore::remove);
        near.clear();
    }

    /** All, by position. */
    TreeMap<Long, Checkpoint> all() {
        return checkpoints;
    }
}
