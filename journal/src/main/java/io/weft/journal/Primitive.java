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

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.util.Locale;
import org.agrona.DirectBuffer;

/** The numbers of the wire schema: their length, their null value and how they are printed. */
enum Primitive {
    INT8(1, Byte.MIN_VALUE),
    UINT8(1, 0xFF),
    INT16(2, Short.MIN_VALUE),
    UINT16(2, 0xFFFF),
    INT32(4, Integer.MIN_VALUE),
    UINT32(4, 0xFFFF_FFFFL),
    INT64(8, Long.MIN_VALUE),
    UINT64(8, -1);

    private final int length;
    private final long nullValue;

    Primitive(final int length, final long nullValue) {
        this.length = length;
        this.nullValue = nullValue;
    }

    static Primitive of(final String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    int length() {
        return length;
    }

    long read(final DirectBuffer buffer, final int offset) {
        return switch (this) {
            case INT8 -> buffer.getByte(offset);
            case UINT8 -> buffer.getByte(offset) & 0xFF;
            case INT16 -> buffer.getShort(offset, LITTLE_ENDIAN);
            case UINT16 -> buffer.getShort(offset, LITTLE_ENDIAN) & 0xFFFF;
            case INT32 -> buffer.getInt(offset, LITTLE_ENDIAN);
            case UINT32 -> buffer.getInt(offset, LITTLE_ENDIAN) & 0xFFFF_FFFFL;
            case INT64, UINT64 -> buffer.getLong(offset, LITTLE_ENDIAN);
        };
    }

    /** Prints a value; what is 64 bits without a sign is a set of bits here. */
    void append(final StringBuilder target, final long value) {
        if (this == UINT64) {
            target.append("0x").append(Long.toHexString(value));
        } else if (value == nullValue) {
            target.append("null");
        } else {
            target.append(value);
        }
    }
}
