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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContextTest {
    @TempDir private Path temporary;

    @Test
    void shouldNameTheSettingThatIsOutOfRange() {
        final List<Consumer<ChronicleJournal.Context>> settings =
                List.of(
                        context -> context.durability(null),
                        context -> context.intervalNs(9_999),
                        context -> context.blockSize(1 << 21),
                        context -> context.blockSize((1 << 26) + 1),
                        context -> context.blockSize(Integer.MIN_VALUE),
                        context -> context.blockSize((1 << 30) + 1),
                        context -> context.verifyFrom(-1),
                        context -> context.rollBytes(0),
                        context -> context.rollEntries(0),
                        context -> context.directory(null));
        final List<String> names =
                List.of(
                        "durability=null",
                        "intervalNs=9999",
                        "blockSize=2097152",
                        "blockSize=67108865",
                        "blockSize=-2147483648",
                        "blockSize=1073741825",
                        "verifyFrom=-1",
                        "rollBytes=0",
                        "rollEntries=0",
                        "directory=null");
        for (int i = 0; i < names.size(); i++) {
            final ChronicleJournal.Context context =
                    new ChronicleJournal.Context().directory(temporary.resolve("journal"));
            settings.get(i).accept(context);

            final IllegalArgumentException ex =
                    assertThrows(
                            IllegalArgumentException.class, () -> ChronicleJournal.open(context));
            assertTrue(ex.getMessage().startsWith(names.get(i) + ","), ex.getMessage());
        }
        assertTrue(Files.notExists(temporary.resolve("journal")));
    }

    @Test
    void shouldBeFixedOnceAJournalWasOpened() {
        final ChronicleJournal.Context context = Journals.small(temporary);
        ChronicleJournal.open(context).close();

        assertThrows(IllegalStateException.class, () -> context.rollEntries(5));
        assertThrows(IllegalStateException.class, () -> ChronicleJournal.open(context));
    }

    @Test
    void shouldNameThePropertyThatIsUnknown() {
        System.setProperty(ChronicleJournal.Context.DURABILITY_PROPERTY, "sometimes");
        try {
            final IllegalArgumentException ex =
                    assertThrows(IllegalArgumentException.class, ChronicleJournal.Context::new);
            assertTrue(
                    ex.getMessage().startsWith("weft.journal.durability=sometimes, expected"),
                    ex.getMessage());
        } finally {
            System.clearProperty(ChronicleJournal.Context.DURABILITY_PROPERTY);
        }
    }

    @Test
    void shouldTakeItsDefaultsFromProperties() {
        System.setProperty(ChronicleJournal.Context.DURABILITY_PROPERTY, "batch");
        System.setProperty(ChronicleJournal.Context.INTERVAL_PROPERTY, "250us");
        System.setProperty(ChronicleJournal.Context.BLOCK_SIZE_PROPERTY, "8m");
        System.setProperty(ChronicleJournal.Context.ROLL_BYTES_PROPERTY, "2g");
        System.setProperty(ChronicleJournal.Context.DIRECTORY_PROPERTY, "some/where");
        try {
            final ChronicleJournal.Context context = new ChronicleJournal.Context();
            assertEquals(Durability.BATCH, context.durability());
            assertEquals(250_000, context.intervalNs());
            assertEquals(8 << 20, context.blockSize());
            assertEquals(2L << 30, context.rollBytes());
            assertEquals(Path.of("some/where"), context.directory());
        } finally {
            System.clearProperty(ChronicleJournal.Context.DURABILITY_PROPERTY);
            System.clearProperty(ChronicleJournal.Context.INTERVAL_PROPERTY);
            System.clearProperty(ChronicleJournal.Context.BLOCK_SIZE_PROPERTY);
            System.clearProperty(ChronicleJournal.Context.ROLL_BYTES_PROPERTY);
            System.clearProperty(ChronicleJournal.Context.DIRECTORY_PROPERTY);
        }
    }
}
