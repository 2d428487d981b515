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
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.FirstFitPolicy;
import io.weft.core.Kernel;
import io.weft.core.Replay;
import io.weft.core.ReplayedState;
import io.weft.core.snapshot.SnapshotHeader;
import io.weft.core.snapshot.StateDigest;
import io.weft.core.snapshot.StateLoader;
import io.weft.core.spi.SnapshotException;
import io.weft.core.wire.MessageHeaderDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Journals and snapshots that were written once and are checked in: they can be opened, or are
 * refused as those of another version, with a cure. Whoever changes rows, messages or what an input
 * leads to, and lets the version stand, fails here. When that is on purpose, {@code
 * -Dweft.format.write=true} writes them anew to where they are; say in the changelog that older
 * journals are for the older version.
 */
class WrittenFormatTest {
    private static final String RESOURCE = "written-format.zip";
    private static final Path SOURCE = Path.of("src/test/resources/io/weft/journal", RESOURCE);

    @TempDir private Path temporary;

    @BeforeEach
    void unpack() throws IOException {
        if (Boolean.getBoolean("weft.format.write")) {
            pack();
        }
        try (InputStream bytes = packed();
                ZipInputStream zip = new ZipInputStream(bytes)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                final Path file = temporary.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                Files.write(file, zip.readAllBytes());
            }
        }
    }

    private static InputStream packed() throws IOException {
        return Files.exists(SOURCE)
                ? Files.newInputStream(SOURCE)
                : WrittenFormatTest.class.getResourceAsStream(RESOURCE);
    }

    private void pack() throws IOException {
        final Path folder = temporary.resolve("written");
        SampleRun.write(folder.resolve("whole"), false);
        SampleRun.write(folder.resolve("forgetful"), true);
        Files.createDirectories(SOURCE.getParent());
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(SOURCE));
                var files = Files.walk(folder)) {
            for (final Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                zip.putNextEntry(
                        new ZipEntry(folder.relativize(file).toString().replace('\\', '/')));
                zip.write(Files.readAllBytes(file));
            }
        }
    }

    private Path whole() {
        return temporary.resolve("whole");
    }

    private Path forgetful() {
        return temporary.resolve("forgetful");
    }

    private static ChronicleJournal read(final Path directory) {
        return ChronicleJournal.open(Journals.small(directory).readOnly(true));
    }

    private static List<SnapshotHeader> snapshots(final Path directory) throws IOException {
        return SoundSnapshots.of(directory, 0, Long.MAX_VALUE);
    }

    /** Whether the messages are of the version of the schema that this build has. */
    private static boolean isOfThisSchema(final Path directory) {
        final boolean[] isSame = new boolean[1];
        try (JournalReader reader = new JournalReader(directory, 0)) {
            reader.poll(
                    (kind, position, timeNs, buffer, offset, length) ->
                            isSame[0] =
                                    new MessageHeaderDecoder().wrap(buffer, offset).version()
                                            == MessageHeaderDecoder.SCHEMA_VERSION);
        }
        return isSame[0];
    }

    private static boolean isOfThisLayout(final SnapshotHeader header) {
        return header.layout() == SnapshotHeader.layoutOfThisVersion();
    }

    @Test
    void shouldStillBeSound() {
        assertEquals(List.of(), JournalExam.of(whole()).findings());
        assertEquals(List.of(), JournalExam.of(forgetful()).findings());
        assertTrue(JournalVerifier.verify(forgetful()).firstPosition() > 0);
    }

    @Test
    void shouldDecideTheSameUnlessTheSchemaHasAnotherVersion() throws IOException {
        try (ChronicleJournal journal = read(whole())) {
            final Replay.Report replay = Replay.run(journal, FirstFitPolicy::named, position -> {});

            if (isOfThisSchema(whole())) {
                assertNull(
                        replay.divergence(),
                        "an input leads to other decisions than it did, or their bytes are others");
            }
        }
    }

    @Test
    void shouldHaveTheRowsThatTheLayoutSays() throws IOException {
        final List<SnapshotHeader> headers = snapshots(whole());
        assertEquals(FileSnapshotStore.COUNT_MAX_DEFAULT, headers.size());
        try (ChronicleJournal journal = read(whole())) {
            for (final SnapshotHeader header : headers) {
                if (isOfThisLayout(header)) {
                    try (ReplayedState state =
                            ReplayedState.of(journal, FirstFitPolicy::named, header.position())) {
                        assertEquals(
                                header.digest(),
                                StateDigest.of(state.state()),
                                "rows hold other bytes than they did, and the layout is the same");
                    }
                }
            }
        }
    }

    @Test
    void shouldGoOnFromASnapshotOrRefuseItAsOneOfAnotherLayout() throws IOException {
        final SnapshotHeader newest = snapshots(forgetful()).get(0);
        try (ChronicleJournal journal = SampleRun.open(forgetful(), true)) {
            if (isOfThisLayout(newest)) {
                try (Kernel kernel = SampleRun.embed(forgetful(), journal)) {
                    assertEquals(newest.position(), kernel.recovery().snapshotPosition());
                    assertEquals(List.of(), kernel.recovery().refused());
                }
            } else {
                final SnapshotException other =
                        assertThrows(
                                SnapshotException.class,
                                () -> StateLoader.requireLayout(newest, "snapshot"));
                assertEquals(SnapshotException.Kind.OTHER_LAYOUT, other.kind());
                assertTrue(other.getMessage().contains("Use the version"), other::getMessage);
                final SnapshotException refusal =
                        assertThrows(
                                SnapshotException.class,
                                () -> SampleRun.embed(forgetful(), journal).close());
                assertEquals(SnapshotException.Kind.NONE_VALID, refusal.kind());
            }
        }
    }
}
