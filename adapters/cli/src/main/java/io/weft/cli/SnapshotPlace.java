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

import io.weft.journal.FileSnapshotStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.stream.LongStream;

/** Where the snapshots of a journal are. */
final class SnapshotPlace {
    private SnapshotPlace() {}

    /** The snapshots of a journal, or those of a directory that was named. */
    static FileSnapshotStore store(Path journal, Path directory, int countMax) {
        return directory == null
                ? new FileSnapshotStore(FileSnapshotStore.directoryOf(journal), countMax)
                : new FileSnapshotStore(directory, countMax);
    }

    /** Position of the newest up to a position, null for any; 0 when there is none. */
    static long newest(FileSnapshotStore store, Long max) {
        try {
            return LongStream.of(store.positions())
                    .filter(position -> max == null || position <= max)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
