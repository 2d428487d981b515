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
package io.weft.core.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FootprintTest {
    private final Footprint footprint = new Footprint();

    @AfterEach
    void tearDown() {
        footprint.close();
    }

    @Test
    void shouldGiveAlignedBuffersOfWantedLength() {
        for (int length = 1; length < 300; length++) {
            final UnsafeBuffer buffer = footprint.allocate("some", length);

            assertEquals(length, buffer.capacity());
            assertEquals(0, buffer.addressOffset() % 64);
        }
    }

    @Test
    void shouldGiveZeroesWhenMemoryWasUsedBefore() {
        for (int round = 0; round < 20; round++) {
            final UnsafeBuffer buffer = footprint.allocate("some", 1000);
            for (int i = 0; i < buffer.capacity(); i++) {
                assertEquals(0, buffer.getByte(i));
            }
            buffer.setMemory(0, buffer.capacity(), (byte) 0xFF);
            footprint.close();
        }
    }

    @Test
    void shouldCountBytesByOwnerUntilClosed() {
        footprint.allocate("jobs", 100);
        final long afterFirst = footprint.totalBytes();
        footprint.allocate("nodes", 200);

        assertTrue(afterFirst >= 100);
        assertTrue(footprint.totalBytes() >= afterFirst + 200);
        final String[] lines = footprint.toString().split("\n");
        assertEquals(3, lines.length);
        assertEquals("jobs: " + afterFirst + " bytes", lines[0]);
        assertTrue(lines[1].startsWith("nodes: "));
        assertEquals("total: " + footprint.totalBytes() + " bytes", lines[2]);
        footprint.close();
        assertEquals(0, footprint.totalBytes());
        footprint.close();
        assertEquals("total: 0 bytes", footprint.toString());
    }

    @Test
    void shouldAddUpWhatOneOwnerHasOnAndOffTheHeap() {
        footprint.count("jobs", 7);
        footprint.allocate("nodes", 1);
        final long before = footprint.bytesByOwner().get("jobs");
        footprint.allocateShared("jobs", 100);

        assertEquals(7, before);
        assertEquals(107, footprint.bytesByOwner().get("jobs"));
        assertEquals(List.of("jobs", "nodes"), List.copyOf(footprint.bytesByOwner().keySet()));
        assertTrue(footprint.toString().startsWith("jobs: 107 bytes\n"), footprint::toString);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE, Integer.MAX_VALUE + 1L, Long.MAX_VALUE})
    void shouldNameOwnerAndLengthWhenItRefuses(final long length) {
        final IllegalArgumentException refusal =
                assertThrows(
                        IllegalArgumentException.class, () -> footprint.allocate("jobs", length));

        assertTrue(refusal.getMessage().startsWith("jobs would need " + length + " bytes"));
        assertEquals(0, footprint.totalBytes());
    }

    @Test
    void shouldGiveAlignedZeroesToShare() {
        final UnsafeBuffer buffer = footprint.allocateShared("ring", 100);

        assertEquals(100, buffer.capacity());
        assertEquals(0, buffer.addressOffset() % 64);
        for (int i = 0; i < buffer.capacity(); i++) {
            assertEquals(0, buffer.getByte(i));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void shouldNotShareLessThanAByte(final int length) {
        assertThrows(
                IllegalArgumentException.class, () -> footprint.allocateShared("ring", length));
        assertEquals(0, footprint.totalBytes());
    }
}
