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

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

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
    public long put(final Checkpoint checkpoint, final State state) {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            state.writeTo(Channels.newChannel(bytes));
        } catch (final IOException e) {
            return -1;
        }
        checkpoints.put(checkpoint.position(), checkpoint);
        states.put(checkpoint.position(), bytes.toByteArray());
        return bytes.size();
    }

    @Override
    public ReadableByteChannel open(final Checkpoint checkpoint) {
        final byte[] bytes = states.get(checkpoint.position());
        return bytes == null ? null : Channels.newChannel(new ByteArrayInputStream(bytes));
    }

    @Override
    public void remove(final Checkpoint checkpoint) {
        checkpoints.remove(checkpoint.position());
        states.remove(checkpoint.position());
    }

    @Override
    public long length() {
        return states.values().stream().mapToLong(bytes -> bytes.length).sum();
    }
}
