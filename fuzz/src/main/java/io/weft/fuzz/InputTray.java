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
package io.weft.fuzz;

import io.weft.core.client.InputWriter;
import java.util.ArrayList;
import java.util.List;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/** Takes inputs as bytes, to be offered to kernels later. For one thread. */
final class InputTray {
    private static final int RING_LENGTH = 1 << 14;

    private final OneToOneRingBuffer ring =
            new OneToOneRingBuffer(
                    new UnsafeBuffer(
                            BufferUtil.allocateDirectAligned(
                                    RING_LENGTH + RingBufferDescriptor.TRAILER_LENGTH, 8)));
    private final InputWriter writer = new InputWriter(ring, () -> false);

    /** Writes into this tray. */
    InputWriter writer() {
        return writer;
    }

    /** What was written since it was taken last, header first. */
    List<byte[]> take() {
        final List<byte[]> messages = new ArrayList<>();
        // A ring is read to its end at most; what is left begins at its start.
        while (ring.size() > 0) {
            ring.read(
                    (type, buffer, offset, length) -> {
                        final byte[] message = new byte[length];
                        buffer.getBytes(offset, message);
                        messages.add(message);
                    });
        }
        return messages;
    }
}
