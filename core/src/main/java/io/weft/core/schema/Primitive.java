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
package io.weft.core.schema;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.util.Locale;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * The numbers of the wire schema: their length, their null value, how they stand and are printed.
 */
public enum Primitive {
    /** One byte with a sign. */
    INT8(1, Byte.MIN_VALUE),
    /** One byte. */
    UINT8(1, 0xFF),
    /** Two bytes with a sign. */
    INT16(2, Short.MIN_VALUE),
    /** Two bytes. */
    UINT16(2, 0xFFFF),
    /** Four bytes with a sign. */
    INT32(4, Integer.MIN_VALUE),
    /** Four bytes. */
    UINT32(4, 0xFFFF_FFFFL),
    /** Eight bytes with a sign. */
    INT64(8, Long.MIN_VALUE),
    /** Eight bytes: in Weft always a set of bits. */
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

    /**
     * How long it is.
     *
     * @return bytes.
     */
    public int length() {
        return length;
    }

    /**
     * What stands for no value.
     *
     * @return the value, as {@link #read} gives it.
     */
    public long nullValue() {
        return nullValue;
    }

    /**
     * Whether it can hold a value.
     *
     * @param value as {@link #read} gives it.
     * @return true if reading gives back what was written.
     */
    public boolean holds(final long value) {
        return switch (this) {
            case INT8 -> value == (byte) value;
            case UINT8 -> value == (value & 0xFF);
            case INT16 -> value == (short) value;
            case UINT16 -> value == (value & 0xFFFF);
            case INT32 -> value == (int) value;
            case UINT32 -> value == (value & 0xFFFF_FFFFL);
            case INT64, UINT64 -> true;
        };
    }

    /**
     * Reads one.
     *
     * @param buffer that holds it.
     * @param offset of its first byte.
     * @return its value; what has no sign and less than 64 bits is not negative.
     */
    public long read(final DirectBuffer buffer, final int offset) {
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

    /**
     * Writes one.
     *
     * @param buffer to write to.
     * @param offset of its first byte.
     * @param value it {@link #holds}.
     */
    public void write(final MutableDirectBuffer buffer, final int offset, final long value) {
        switch (length) {
            case 1 -> buffer.putByte(offset, (byte) value);
            case 2 -> buffer.putShort(offset, (short) value, LITTLE_ENDIAN);
            case 4 -> buffer.putInt(offset, (int) value, LITTLE_ENDIAN);
            default -> buffer.putLong(offset, value, LITTLE_ENDIAN);
        }
    }

    /**
     * Prints a value; what is 64 bits without a sign is a set of bits here.
     *
     * @param target to append to.
     * @param value as {@link #read} gives it.
     */
    public void append(final StringBuilder target, final long value) {
        if (this == UINT64) {
            target.append("0x").append(Long.toHexString(value));
        } else if (value == nullValue) {
            target.append("null");
        } else {
            target.append(value);
        }
    }
}
