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

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Keeps states as long as the process lives, on the heap. */
public final class MemoryCheckpoints implements CheckpointStore {
    private final TreeMap<Long, Checkpoint> checkpoints = new TreeMap<>();
    private final TreeMap<Long, byte[]> states = new TreeMap<>();

    /** An empty store. */
    public MemoryCheckpoints() {}

    @Override
    public List<Checkpoint> list() {
        return new ArrayList<>(checkpoints.values());
    }

    @Override
    public void put(final Checkpoint checkpoint, final DirectBuffer source, final int length) {
        final byte[] bytes = new byte[length];
        source.getBytes(0, bytes);
        checkpoints.put(checkpoint.position(), checkpoint);
        states.put(checkpoint.position(), bytes);
    }

    @Override
    public DirectBuffer get(final long position) {
        final byte[] bytes = states.get(position);
        return bytes == null ? null : new UnsafeBuffer(bytes);
    }

    @Override
    public void remove(final long position) {
        checkpoints.remove(position);
        states.remove(position);
    }
}
