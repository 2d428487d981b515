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

import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.List;

/** Keeps states, by position. Used by one thread. What it loses is replayed again. */
public interface CheckpointStore {
    /** Writes a state. */
    @FunctionalInterface
    interface State {
        /**
         * Writes all bytes.
         *
         * @param target that takes them.
         * @throws IOException when it does not.
         */
        void writeTo(WritableByteChannel target) throws IOException;
    }

    /**
     * What there is.
     *
     * @return checkpoints by position.
     */
    List<Checkpoint> list();

    /**
     * Keeps a state. If that fails it is not kept.
     *
     * @param checkpoint it belongs to; one at the same position is replaced.
     * @param state to keep.
     * @return its length in bytes, -1 when it could not be kept.
     */
    long put(Checkpoint checkpoint, State state);

    /**
     * Gives a state back.
     *
     * @param checkpoint that is listed.
     * @return its bytes, to be closed by the caller, or null when they are gone.
     */
    ReadableByteChannel open(Checkpoint checkpoint);

    /**
     * Forgets a state.
     *
     * @param checkpoint that is listed.
     */
    void remove(Checkpoint checkpoint);

    /**
     * Bytes that all states take.
     *
     * @return the sum of their lengths.
     */
    long length();
}
