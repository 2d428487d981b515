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
package io.weft.core.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.KernelHost;
import io.weft.core.MemorySnapshotStore;
import io.weft.core.spi.SnapshotException;
import io.weft.core.state.Limits;
import java.io.ByteArrayInputStream;
import java.nio.channels.Channels;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every byte of a snapshot matters. */
class SnapshotDamageTest {
    private static byte[] sound;
    private static long position;

    @BeforeAll
    static void takeSnapshot() {
        final MemorySnapshotStore store = new MemorySnapshotStore(1);
        final Limits limits = new Limits().nodeCount(2).coresPerNode(4).jobCount(4).queueCount(1);
        try (KernelHost host = new KernelHost(limits.nameCount(1), ctx -> ctx.snapshots(store))) {
            host.define(2, 4, 1);
            host.submit(1, 1, 3);
            host.submit(2, 2, 3);
            host.in.snapshotMark(1);
            host.run();
        }
        position = store.positions()[0];
        sound = store.bytes(position);
    }

    private static SnapshotContents contents(final byte[] bytes) {
        return SnapshotContents.read(Channels.newChannel(new ByteArrayInputStream(bytes)), "x");
    }

    private static void assertRefused(final byte[] bytes) {
        final var source = Channels.newChannel(new ByteArrayInputStream(bytes));
        final SnapshotException refusal =
                assertThrows(SnapshotException.class, () -> SnapshotReader.verify(source, "x"));
        assertEquals(SnapshotException.Kind.DAMAGED, refusal.kind());
    }

    @Test
    void shouldTellWhatIsInASoundSnapshot() {
        final SnapshotContents contents = contents(sound);

        assertNull(contents.damage());
        assertTrue(contents.isOfThisVersion());
        assertEquals(sound.length, contents.length());
        assertEquals(position, contents.header().position());
        assertEquals("first-fit", contents.header().policy());
        assertEquals(2, contents.header().limits().nodeCount());
        final SnapshotContents.Section jobs =
                contents.sections().stream()
                        .filter(section -> section.name().equals("jobs"))
                        .findFirst()
                        .orElseThrow();
        assertEquals(2, jobs.rowCount());
        assertEquals(2 * jobs.rowLength(), jobs.length());
    }

    @Test
    void shouldBeRefusedWhenAnyByteIsFlipped() {
        for (int i = 0; i < sound.length; i++) {
            final byte[] damaged = sound.clone();
            damaged[i] ^= (byte) (1 << i % Byte.SIZE);
            assertRefused(damaged);
        }
    }

    @Test
    void shouldBeRefusedWhenItIsCutAnywhere() {
        for (int length = 0; length < sound.length; length++) {
            assertRefused(Arrays.copyOf(sound, length));
        }
    }

    @Test
    void shouldBeRefusedWhenSomethingFollows() {
        assertRefused(Arrays.copyOf(sound, sound.length + 1));
    }

    @Test
    void shouldTellNothingButTheDamageWhenItBeginsWithIt() {
        final SnapshotContents contents = contents(Arrays.copyOf(sound, 10));

        assertNotNull(contents.damage());
        assertNull(contents.header());
        assertFalse(contents.isOfThisVersion());
        assertEquals(0, contents.length());
        assertTrue(contents.sections().isEmpty());
    }

    @Test
    void shouldTellSectionsBeforeTheDamage() {
        final byte[] damaged = sound.clone();
        damaged[sound.length - 30] ^= 1;

        final SnapshotContents contents = contents(damaged);

        assertNotNull(contents.damage());
        assertNotNull(contents.header());
        assertFalse(contents.sections().isEmpty());
    }
}
