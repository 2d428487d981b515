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

import io.weft.core.spi.JournalCursor;
import io.weft.journal.ChronicleJournal;
import io.weft.journal.FileSnapshotStore;
import io.weft.journal.JournalVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes journals whose first files were let go behind a snapshot. */
final class ForgottenHead {
    private ForgottenHead() {}

    /** Where the snapshot stands that makes up for the first entries: the middle. */
    static long snapshotPosition(Path journal) {
        return JournalVerifier.verify(journal).lastPosition() / 2;
    }

    /**
     * Copies a journal in small files, with a snapshot in the middle, and lets the first files go.
     *
     * @param whole journal that is copied
     * @param target directory of the copy
     * @return position of the first entry that stays
     */
    static long copy(Path whole, Path target) throws IOException {
        ChronicleJournal.Context from = new ChronicleJournal.Context().directory(whole);
        ChronicleJournal.Context to =
                new ChronicleJournal.Context()
                        .directory(target)
                        .rollEntries(50)
                        .removeReleased(true);
        long position = snapshotPosition(whole);
        try (ChronicleJournal source = ChronicleJournal.open(from.readOnly(true));
                ChronicleJournal journal = ChronicleJournal.open(to);
                JournalCursor cursor = source.read(0)) {
            while (cursor.poll(journal::append)) {
                // Copies.
            }
            Weft.runWell("snapshot", whole, "--at", position);
            Path file = FileSnapshotStore.of(target).file(position);
            Files.createDirectories(file.getParent());
            Files.copy(FileSnapshotStore.of(whole).file(position), file);
            journal.release(position);
        }
        return JournalVerifier.verify(target).firstPosition();
    }
}
