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
package io.weft.core.engine;

import io.weft.core.client.DecisionListener;
import io.weft.core.client.DecisionReader;
import org.agrona.DirectBuffer;

/**
 * Reads the decisions of an entry as they are journaled: a frame for each, with the length of its
 * message in front. For one thread at a time; allocates nothing after construction.
 */
public final class DecisionFrames {
    private final DecisionReader reader = new DecisionReader();

    /**
     * Tells a listener each decision of a record, in their order.
     *
     * @param buffer with the record.
     * @param offset of its first byte.
     * @param length of it in bytes.
     * @param listener that is told.
     */
    public void read(
            final DirectBuffer buffer,
            final int offset,
            final int length,
            final DecisionListener listener) {
        int at = offset;
        while (at < offset + length) {
            reader.read(buffer, at + DecisionWriter.FRAME_HEADER_LENGTH, listener);
            at += DecisionWriter.frameLength(buffer.getInt(at));
        }
    }
}
