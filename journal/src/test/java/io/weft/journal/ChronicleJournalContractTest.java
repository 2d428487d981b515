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

import io.weft.core.spi.Journal;
import io.weft.core.spi.JournalContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class ChronicleJournalContractTest extends JournalContract {
    @TempDir private Path directory;

    @Override
    protected Journal open() {
        return ChronicleJournal.open(
                new ChronicleJournal.Context().directory(directory).blockSize(1 << 26));
    }
}
