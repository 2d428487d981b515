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
package io.weft.cli.debug;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointPlaceTest {
    @TempDir private Path cache;
    @TempDir private Path journal;

    /** A folder of states that was used so many seconds after the first. */
    private Path folder(int seconds) throws IOException {
        Path folder = Files.createDirectory(cache.resolve(String.format("%016x", seconds)));
        Files.writeString(folder.resolve("4096.state"), "a state");
        Files.writeString(folder.resolve("new123.tmp"), "one that was never moved");
        Files.setLastModifiedTime(folder, FileTime.fromMillis(1000L * seconds));
        return folder;
    }

    @Test
    void shouldKeepTheNewestFoldersAndTheOwn() throws IOException {
        Path own = folder(0);
        for (int i = 1; i <= 9; i++) {
            folder(i);
        }

        CheckpointPlace.makeRoom(cache, own, 3);

        assertTrue(Files.exists(own.resolve("4096.state")));
        boolean[] isThere = new boolean[10];
        IntStream.rangeClosed(1, 9)
                .forEach(i -> isThere[i] = Files.exists(cache.resolve(String.format("%016x", i))));
        for (int i = 1; i <= 9; i++) {
            assertEquals(i > 6, isThere[i], "folder " + i);
        }
    }

    @Test
    void shouldCountTheOwnAsUsedNow() throws IOException {
        Path own = folder(1);
        folder(2);

        CheckpointPlace.makeRoom(cache, own, 1);
        CheckpointPlace.makeRoom(cache, cache.resolve("none"), 1);

        assertTrue(Files.exists(own));
        assertFalse(Files.exists(cache.resolve(String.format("%016x", 2))));
    }

    @Test
    void shouldNotTouchWhatIsNoState() throws IOException {
        Path history = Files.writeString(cache.resolve("history"), "next");
        Path other = Files.createDirectory(cache.resolve("photographs"));
        Path mixed = folder(1);
        Path notes = Files.writeString(mixed.resolve("notes.txt"), "remember");

        CheckpointPlace.makeRoom(cache, cache.resolve("none"), 0);

        assertTrue(Files.exists(history));
        assertTrue(Files.exists(other));
        assertTrue(Files.exists(notes));
        assertFalse(Files.exists(mixed.resolve("4096.state")));
    }

    @Test
    void shouldDoNothingWhenThereIsNoCacheYet() {
        CheckpointPlace.makeRoom(cache.resolve("none"), cache.resolve("none/own"), 1);

        assertFalse(Files.exists(cache.resolve("none")));
    }

    @Test
    void shouldGiveEachJournalAndVersionAFolderOfItsOwn() throws IOException {
        Path place = CheckpointPlace.of(cache, journal, "1");

        assertEquals(place, CheckpointPlace.of(cache, journal, "1"));
        assertNotEquals(place, CheckpointPlace.of(cache, journal, "2"));
        assertNotEquals(place, CheckpointPlace.of(cache, cache, "1"));
        Files.writeString(journal.resolve("19700101H.cq4"), "");
        assertNotEquals(place, CheckpointPlace.of(cache, journal, "1"));
    }
}
