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

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JournalDirectoryTest {
    @ParameterizedTest
    @CsvSource({
        "19700101H.cq4, true",
        "weft.segments, true",
        "weft.head, true",
        "weft.lock, true",
        "metadata.cq4t, true",
        "19691231H.cq4, false",
        "weft.toml, false",
        "notes.txt, false",
    })
    void shouldKnowTheFilesOfAJournalByTheirNames(final String name, final boolean isOne) {
        assertEquals(isOne, ChronicleJournal.isJournalFile(Path.of("elsewhere", name)));
    }
}
