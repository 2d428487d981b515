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
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.spi.JournalException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JvmFlagsIT {
    @TempDir private Path temporary;

    /** Opens a journal and says how that went. */
    public static final class Opener {
        private Opener() {}

        /**
         * Opens.
         *
         * @param args the directory.
         */
        public static void main(final String[] args) {
            final Path directory = Path.of(args[0]);
            try (ChronicleJournal journal =
                    ChronicleJournal.open(new ChronicleJournal.Context().directory(directory))) {
                System.out.println("opened " + journal.lastPosition());
            } catch (final JournalException ex) {
                System.out.println(ex.kind() + " " + ex.getMessage());
            }
        }
    }

    @Test
    void shouldListWhatTheFileLists() throws Exception {
        assertEquals(ChildJvm.flags(), JvmFlags.all());
        assertEquals(List.of(), JvmFlags.missing());
    }

    @Test
    void shouldOpenWithTheFlags() throws Exception {
        assertTrue(run(JvmFlags.all()).contains("opened -1"));
    }

    @Test
    void shouldNameEveryMissingFlag() throws Exception {
        final String output = run(List.of());

        assertTrue(output.startsWith("JVM_FLAGS "), output);
        for (final String flag : JvmFlags.all()) {
            assertEquals(flag.startsWith("--"), output.contains(flag), flag);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void shouldNameTheOneMissingFlag(final int missing) throws Exception {
        final List<String> all = JvmFlags.all();
        final List<String> rest =
                all.stream().filter(flag -> !flag.equals(all.get(missing))).toList();

        final String output = run(rest);

        assertTrue(output.startsWith("JVM_FLAGS "), output);
        assertTrue(output.trim().endsWith("java command line: " + all.get(missing)), output);
    }

    private String run(final List<String> flags) throws Exception {
        final Path output = temporary.resolve("output");
        final Path journal = temporary.resolve("journal");
        return ChildJvm.await(
                ChildJvm.start(flags, output, Opener.class, journal.toString()), output);
    }
}
