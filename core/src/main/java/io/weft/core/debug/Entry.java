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

import io.weft.core.spi.Journal;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;

/** One entry of a journal with the decisions that are journaled for it; filled again and again. */
final class Entry {
    private static final long PRIME_1 = 0x9E3779B185EBCA87L;
    private static final long PRIME_2 = 0xC2B2AE3D27D4EB4FL;

    private final ExpandableArrayBuffer input = new ExpandableArrayBuffer(256);
    private final ExpandableArrayBuffer decisions = new ExpandableArrayBuffer(256);
    private int kind;
    private long position = Journal.NULL_POSITION;
    private long timeNs;
    private long place = Journal.NULL_PLACE;
    private int inputLength;
    private int decisionsLength;

    void input(
            final int newKind,
            final long newPosition,
            final long newTimeNs,
            final DirectBuffer source,
            final int offset,
            final int length) {
        kind = newKind;
        position = newPosition;
        timeNs = newTimeNs;
        inputLength = length;
        decisionsLength = 0;
        input.putBytes(0, source, offset, length);
    }

    /** Where it stands in its journal. */
    long place() {
        return place;
    }

    void place(final long newPlace) {
        place = newPlace;
    }

    void decisions(final DirectBuffer source, final int offset, final int length) {
        decisionsLength = length;
        decisions.putBytes(0, source, offset, length);
    }

    int kind() {
        return kind;
    }

    long position() {
        return position;
    }

    long timeNs() {
        return timeNs;
    }

    DirectBuffer input() {
        return input;
    }

    int inputLength() {
        return inputLength;
    }

    /** Frames, see {@link io.weft.core.engine.DecisionWriter}. */
    DirectBuffer decisions() {
        return decisions;
    }

    int decisionsLength() {
        return decisionsLength;
    }

    /** Whether these frames are the journaled ones. */
    boolean isAnsweredBy(final DirectBuffer frames, final int length) {
        return length == decisionsLength && areEqual(decisions, frames, length);
    }

    /** Whether another journal has the same here: input, time and decisions. */
    boolean isEqualTo(final Entry other) {
        return isInputEqualTo(other) && isAnsweredBy(other.decisions, other.decisionsLength);
    }

    boolean isInputEqualTo(final Entry other) {
        return kind == other.kind
                && timeNs == other.timeNs
                && inputLength == other.inputLength
                && areEqual(input, other.input, inputLength);
    }

    private static boolean areEqual(final DirectBuffer a, final DirectBuffer b, final int length) {
        for (int i = 0; i < length; i++) {
            if (a.getByte(i) != b.getByte(i)) {
                return false;
            }
        }
        return true;
    }

    /** A copy. */
    Moment toMoment() {
        return new Moment(
                position,
                timeNs,
                kind,
                Frames.copy(input, 0, inputLength),
                Frames.copy(decisions, decisionsLength));
    }

    /** Checksum of all entries up to this one, given that of those before it. */
    long addTo(final long hash) {
        final long withInput = add(add(add(hash, timeNs), kind), input, inputLength);
        return add(withInput, decisions, decisionsLength);
    }

    private static long add(final long hash, final DirectBuffer buffer, final int length) {
        long sum = add(hash, length);
        int i = 0;
        for (; i + Long.BYTES <= length; i += Long.BYTES) {
            sum = add(sum, buffer.getLong(i));
        }
        for (; i < length; i++) {
            sum = add(sum, buffer.getByte(i));
        }
        return sum;
    }

    private static long add(final long hash, final long value) {
        final long mixed = Long.rotateLeft(hash ^ value * PRIME_2, 31) * PRIME_1;
        return mixed ^ mixed >>> 29;
    }
}
