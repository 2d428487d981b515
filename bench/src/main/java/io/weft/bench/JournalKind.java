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
package io.weft.bench;

import io.weft.core.ForgetfulJournal;
import io.weft.core.MemoryJournal;
import io.weft.core.spi.Journal;
import io.weft.journal.ChronicleJournal;
import io.weft.journal.Durability;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.agrona.CloseHelper;
import org.agrona.IoUtil;

/** Where the records of a measurement go. */
enum JournalKind {
    /** Chronicle Queue, in a temporary directory that is removed at the end. */
    CHRONICLE,
    /** The same, on disk before a batch ends. */
    CHRONICLE_BATCH,
    /** Memory off the heap. */
    MEMORY,
    /** Nowhere. */
    NONE;

    private static final int MEMORY_SEGMENT_LENGTH = 1 << 26;

    /** An empty journal; whoever closes the place closes it. */
    Place open() {
        return switch (this) {
            case CHRONICLE -> chronicle(Durability.NONE);
            case CHRONICLE_BATCH -> chronicle(Durability.BATCH);
            case MEMORY -> new Place(new MemoryJournal(MEMORY_SEGMENT_LENGTH, 1), null);
            case NONE -> new Place(new ForgetfulJournal(), null);
        };
    }

    private static Place chronicle(final Durability durability) {
        try {
            final Path directory = Files.createTempDirectory("weft-bench-");
            final ChronicleJournal.Context context =
                    new ChronicleJournal.Context().directory(directory).durability(durability);
            return new Place(ChronicleJournal.open(context), directory);
        } catch (final IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /**
     * An open journal with its directory.
     *
     * @param journal that is empty at first
     * @param directory to remove at the end, or null
     */
    record Place(Journal journal, Path directory) implements AutoCloseable {
        @Override
        public void close() {
            CloseHelper.close(journal);
            if (directory != null) {
                IoUtil.delete(directory.toFile(), true);
            }
        }
    }
}
