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

import java.util.List;
import org.agrona.DirectBuffer;

/** Keeps states, by position. Used by one thread. What it loses is replayed again. */
public interface CheckpointStore {
    /**
     * What there is.
     *
     * @return checkpoints by position.
     */
    List<Checkpoint> list();

    /**
     * Keeps a state.
     *
     * @param checkpoint it belongs to; one at the same position is replaced.
     * @param source of its bytes.
     * @param length in bytes, from offset 0.
     */
    void put(Checkpoint checkpoint, DirectBuffer source, int length);

    /**
     * Gives a state back.
     *
     * @param position of a checkpoint that is listed.
     * @return its bytes, or null when they are gone or damaged.
     */
    DirectBuffer get(long position);

    /**
     * Forgets a state.
     *
     * @param position of a checkpoint that is listed.
     */
    void remove(long position);
}
