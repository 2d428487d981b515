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

import io.weft.core.engine.DecisionWriter;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/** The decisions of one entry, a message in each frame. */
final class Frames {
    /** Offset of the field that has the position in the body of every decision. */
    private static final int POSITION_OFFSET = 8;

    private Frames() {}

    /** Is told where each message lies. */
    interface Visitor {
        /** Returns whether to go on. */
        boolean onMessage(DirectBuffer buffer, int offset, int length);
    }

    /** Visits messages in their order; false when the visitor had enough. */
    static boolean visit(final DirectBuffer frames, final int length, final Visitor visitor) {
        int at = 0;
        while (at < length) {
            final int messageLength = frames.getInt(at);
            if (!visitor.onMessage(
                    frames, at + DecisionWriter.FRAME_HEADER_LENGTH, messageLength)) {
                return false;
            }
            at += DecisionWriter.frameLength(messageLength);
        }
        return true;
    }

    static List<byte[]> copy(final DirectBuffer frames, final int length) {
        final List<byte[]> messages = new ArrayList<>();
        visit(
                frames,
                length,
                (buffer, offset, messageLength) -> {
                    messages.add(copy(buffer, offset, messageLength));
                    return true;
                });
        return messages;
    }

    static byte[] copy(final DirectBuffer buffer, final int offset, final int length) {
        final byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        return bytes;
    }

    /**
     * Whether two entries decided the same, wherever in their journals they stand: the position is
     * not compared.
     */
    static boolean areAlike(
            final DirectBuffer a, final int lengthA, final DirectBuffer b, final int lengthB) {
        return lengthA == lengthB
                && visit(
                        a,
                        lengthA,
                        (buffer, offset, length) ->
                                b.getInt(offset - DecisionWriter.FRAME_HEADER_LENGTH) == length
                                        && areAlike(a, b, offset, length));
    }

    private static boolean areAlike(
            final DirectBuffer a, final DirectBuffer b, final int offset, final int length) {
        for (int i = 0; i < length; i++) {
            final boolean isOfPosition = i >= POSITION_OFFSET && i < POSITION_OFFSET + Long.BYTES;
            if (!isOfPosition && a.getByte(offset + i) != b.getByte(offset + i)) {
                return false;
            }
        }
        return true;
    }
}
