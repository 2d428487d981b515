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
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Each number of the schema at the ends of its range. */
class PrimitiveTest {
    private static final int OFFSET = 3;

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[16]);

    private long readBack(final Primitive primitive, final long value) {
        primitive.write(buffer, OFFSET, value);
        return primitive.read(buffer, OFFSET);
    }

    private static String text(final Primitive primitive, final long value) {
        final StringBuilder target = new StringBuilder("=");
        primitive.append(target, value);
        return target.toString();
    }

    @ParameterizedTest
    @CsvSource({
        "INT8, 1, -128, 127",
        "UINT8, 1, 0, 255",
        "INT16, 2, -32768, 32767",
        "UINT16, 2, 0, 65535",
        "INT32, 4, -2147483648, 2147483647",
        "UINT32, 4, 0, 4294967295"
    })
    void shouldHoldItsRangeAndNothingBeyond(
            final Primitive primitive, final int length, final long least, final long most) {
        assertEquals(length, primitive.length());
        assertTrue(primitive.holds(least));
        assertTrue(primitive.holds(most));
        assertFalse(primitive.holds(least - 1));
        assertFalse(primitive.holds(most + 1));
        assertEquals(least, readBack(primitive, least));
        assertEquals(most, readBack(primitive, most));
    }

    @ParameterizedTest
    @EnumSource(names = {"INT64", "UINT64"})
    void shouldHoldEveryLong(final Primitive primitive) {
        for (final long value : new long[] {Long.MIN_VALUE, -1, 0, Long.MAX_VALUE}) {
            assertTrue(primitive.holds(value));
            assertEquals(value, readBack(primitive, value));
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldWriteLowestByteFirstAndNoOtherBytes(final Primitive primitive) {
        buffer.setMemory(0, buffer.capacity(), (byte) 0x55);

        primitive.write(buffer, OFFSET, 1);

        assertEquals(1, buffer.getByte(OFFSET));
        assertEquals(0x55, buffer.getByte(OFFSET - 1));
        assertEquals(0x55, buffer.getByte(OFFSET + primitive.length()));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UINT64")
    void shouldPrintNullValueAsNull(final Primitive primitive) {
        assertEquals(primitive.nullValue(), readBack(primitive, primitive.nullValue()));
        assertEquals("=null", text(primitive, primitive.nullValue()));
        assertEquals("=7", text(primitive, 7));
    }

    @Test
    void shouldPrintSetsOfBitsInHexadecimal() {
        assertEquals("=0xffffffffffffffff", text(Primitive.UINT64, -1));
        assertEquals("=0x11", text(Primitive.UINT64, 17));
    }

    @Test
    void shouldReadLittleEndian() {
        buffer.putInt(OFFSET, 0x80706050, LITTLE_ENDIAN);

        assertEquals(0x80706050L, Primitive.of("uint32").read(buffer, OFFSET));
        assertEquals(0x6050, Primitive.of("uint16").read(buffer, OFFSET));
        assertEquals(0x50, Primitive.of("uint8").read(buffer, OFFSET));
    }
}
