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
package io.weft.journal;

import io.weft.core.spi.Journal;
import io.weft.core.wire.BooleanType;
import io.weft.core.wire.ClockEncoder;
import io.weft.core.wire.DefineNameEncoder;
import io.weft.core.wire.JobAcceptedEncoder;
import io.weft.core.wire.LaunchMarkEncoder;
import io.weft.core.wire.MessageHeaderEncoder;
import io.weft.core.wire.NameKind;
import io.weft.core.wire.ReasonCode;
import io.weft.core.wire.StartJobEncoder;
import org.agrona.concurrent.UnsafeBuffer;

/** What a kernel writes: payloads of records, each in a buffer of its own length. */
final class Messages {
    private static final int ROOM = 1024;
    private static final int HEADER_LENGTH = MessageHeaderEncoder.ENCODED_LENGTH;

    private Messages() {}

    static UnsafeBuffer launchMark() {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[ROOM]);
        final var mark =
                new LaunchMarkEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
        return cut(buffer, HEADER_LENGTH + mark.encodedLength());
    }

    static UnsafeBuffer clock() {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[ROOM]);
        final var clock =
                new ClockEncoder()
                        .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                        .pass(BooleanType.YES);
        return cut(buffer, HEADER_LENGTH + clock.encodedLength());
    }

    static UnsafeBuffer name(final String text) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[ROOM]);
        final var name =
                new DefineNameEncoder()
                        .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                        .nameId(5)
                        .kind(NameKind.USER);
        name.text(text);
        return cut(buffer, HEADER_LENGTH + name.encodedLength());
    }

    static UnsafeBuffer accepted(final long position, final long timeNs, final int number) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[ROOM]);
        final var accepted =
                new JobAcceptedEncoder()
                        .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                        .position(position)
                        .time(timeNs)
                        .number(number)
                        .jobId(4711);
        return cut(buffer, HEADER_LENGTH + accepted.encodedLength());
    }

    /** A start on two slices. */
    static UnsafeBuffer start(final long position, final long timeNs, final int number) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[ROOM]);
        final var start =
                new StartJobEncoder()
                        .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                        .position(position)
                        .time(timeNs)
                        .number(number)
                        .jobId(4711)
                        .multiplicity(2)
                        .reason(ReasonCode.FITS);
        final var slices = start.slicesCount(2);
        slices.next().slice().coreMask(-1).memory(77).nodeId(3).gpuCount(0).firstCore(0).gpuMask(0);
        slices.next().slice().coreMask(1).memory(0).nodeId(4).gpuCount(0).firstCore(64).gpuMask(0);
        return cut(buffer, HEADER_LENGTH + start.encodedLength());
    }

    /** Decisions of an entry, each in its frame. */
    static UnsafeBuffer frames(final UnsafeBuffer... messages) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[ROOM]);
        int frame = 0;
        for (final UnsafeBuffer message : messages) {
            final int length = message.capacity();
            buffer.putInt(frame, length);
            buffer.putBytes(frame + EntryLayout.FRAME_HEADER_LENGTH, message, 0, length);
            frame += EntryLayout.FRAME_HEADER_LENGTH + (length + 7 & -8);
        }
        return cut(buffer, frame);
    }

    private static UnsafeBuffer cut(final UnsafeBuffer buffer, final int length) {
        return new UnsafeBuffer(buffer.byteArray(), 0, length);
    }

    /** Entry 0 a launch mark, then clocks; every second one answered by a decision. */
    static void write(final Journal journal, final int entryCount) {
        for (int i = 0; i < entryCount; i++) {
            append(journal, Journal.ENTRY, i, i == 0 ? launchMark() : clock());
            if (i % 2 == 0) {
                append(journal, Journal.DECISIONS, i, frames(accepted(i, i * 10L, 0)));
            }
        }
    }

    static void append(
            final Journal journal,
            final int kind,
            final long position,
            final UnsafeBuffer payload) {
        journal.append(kind, position, position * 10, payload, 0, payload.capacity());
    }
}
