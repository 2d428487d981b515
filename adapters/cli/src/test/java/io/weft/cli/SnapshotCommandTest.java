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
package io.weft.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.weft.journal.FileSnapshotStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotCommandTest {
    @TempDir private Path folder;
    @TempDir private Path other;

    private long simulate() throws IOException {
        Weft.runWell("simulate", "--jobs", 200, "--journal", folder);
        return Weft.runWell("replay", folder, "--json").json().get("last_position").asLong();
    }

    private Path file(long position) {
        return FileSnapshotStore.of(folder).file(position);
    }

    @Test
    void shouldTakeASnapshotAtTheEndUnlessToldOtherwise() throws IOException {
        long last = simulate();

        Weft atLast = Weft.runWell("snapshot", folder);
        Weft earlier = Weft.runWell("snapshot", folder, "--at", last / 2);

        assertTrue(atLast.out().startsWith(file(last).toString()), atLast::out);
        assertTrue(earlier.out().contains("at position " + last / 2), earlier::out);
        assertTrue(Files.exists(file(last)));
        assertTrue(Files.exists(file(last / 2)));
    }

    @Test
    void shouldShowWhatIsInASnapshot() throws IOException {
        long last = simulate();
        String digest = Weft.runWell("replay", folder, "--json").json().get("digest").asText();
        Weft.runWell("snapshot", folder, "--quiet");

        Weft text = Weft.runWell("inspect", "snapshot", file(last));
        JsonNode json = Weft.runWell("inspect", "snapshot", file(last), "--json").json();

        assertTrue(text.out().contains("digest    " + digest), text::out);
        assertTrue(text.out().contains("Sound: "), text::out);
        assertTrue(json.get("sound").asBoolean());
        assertTrue(json.get("of_this_version").asBoolean());
        assertEquals(last, json.get("position").asLong());
        assertEquals(digest, json.get("digest").asText());
        assertEquals(Files.size(file(last)), json.get("bytes").asLong());
        assertEquals("nodes", json.at("/sections/0/name").asText());
    }

    @Test
    void shouldSayWhereASnapshotIsDamaged() throws IOException {
        long last = simulate();
        Weft.runWell("snapshot", folder);
        byte[] bytes = Files.readAllBytes(file(last));
        bytes[bytes.length / 2] ^= 1;
        Files.write(file(last), bytes);

        Weft weft = Weft.run("inspect", "snapshot", file(last), "--json");

        assertEquals(ExitCode.ENVIRONMENT, weft.exitCode());
        assertFalse(weft.json().get("sound").asBoolean());
        assertTrue(weft.err().contains("is damaged: near byte "), weft::err);
    }

    @Test
    void shouldSayOnlyWhatIsWrongWhenAFileIsNoSnapshot() throws IOException {
        Path file = Files.writeString(folder.resolve("notes.txt"), "no snapshot, and long enough");

        Weft weft = Weft.run("inspect", "snapshot", file);

        assertEquals(ExitCode.ENVIRONMENT, weft.exitCode());
        assertEquals("", weft.out());
        assertTrue(weft.err().contains(file.toString()), weft::err);
    }

    @Test
    void shouldRefusePositionsThatAreNot() throws IOException {
        long last = simulate();

        assertEquals(ExitCode.USAGE, Weft.run("snapshot", folder, "--at", last + 1).exitCode());
        assertEquals(ExitCode.USAGE, Weft.run("snapshot", folder, "--at", -1).exitCode());
        assertEquals(ExitCode.USAGE, Weft.run("snapshot", folder, "--keep", 0).exitCode());
        assertEquals(
                ExitCode.INPUT, Weft.run("inspect", "snapshot", folder.resolve("x")).exitCode());
    }

    @Test
    void shouldReplaceAJournalWithItsSnapshotsWhenForced() throws IOException {
        long last = simulate();
        Weft.runWell("snapshot", folder);
        Path stranger = FileSnapshotStore.directoryOf(folder).resolve("notes.txt");
        Files.writeString(stranger, "remember");

        Weft refused = Weft.run("simulate", "--jobs", 30, "--journal", folder, "--force");
        assertEquals(ExitCode.USAGE, refused.exitCode());
        assertTrue(refused.err().contains("such as notes.txt"), refused::err);
        assertTrue(Files.exists(file(last)));
        Files.delete(stranger);
        assertEquals(
                ExitCode.USAGE, Weft.run("simulate", "--jobs", 30, "--journal", folder).exitCode());

        Weft.runWell("simulate", "--jobs", 30, "--journal", folder, "--force");

        assertFalse(Files.exists(FileSnapshotStore.directoryOf(folder)));
        assertTrue(
                Weft.runWell("replay", folder, "--json").json().get("last_position").asLong()
                        < last);
    }

    @Test
    void shouldVerifyRepairAndExportWhatIsLeftOfAJournalThatForgets() throws IOException {
        simulate();
        JsonNode whole = Weft.runWell("replay", folder, "--json").json();
        Path small = other.resolve("small");
        Path repaired = other.resolve("repaired");
        long first = ForgottenHead.copy(folder, small);

        Weft verified = Weft.runWell("journal", "verify", small, "--replay");
        Weft repair = Weft.runWell("journal", "repair", small, repaired);
        JsonNode checked = Weft.runWell("journal", "verify", repaired, "--replay", "--json").json();
        Weft inspected = Weft.runWell("inspect", "journal", small, "--verify");
        Weft exported = Weft.runWell("journal", "export", small);

        assertTrue(first > 0);
        String removed = "removed    positions 0 to " + (first - 1);
        assertTrue(verified.out().contains(removed), verified::out);
        assertTrue(inspected.out().contains(removed), inspected::out);
        assertTrue(repair.out().contains("kept     positions " + first + " to "), repair::out);
        assertTrue(repair.out().contains("snapshot the newest is that of"), repair::out);
        assertEquals(first, checked.get("first_position").asLong());
        assertEquals(whole.get("digest").asText(), checked.get("digest").asText());
        assertTrue(exported.out().startsWith("{\"position\":" + first + ","), exported::out);
    }
}
