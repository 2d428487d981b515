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
package io.weft.simulator.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.wire.CancelJobDecoder;
import io.weft.core.wire.MessageHeaderDecoder;
import io.weft.core.wire.NodeStateChangedDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputScriptTest {
    private static final long S = 1_000_000_000L;

    @TempDir private Path directory;

    @Test
    void shouldGiveInputsWithTheirTimesAndLines() throws IOException {
        final Path file = directory.resolve("inputs");
        Files.writeString(
                file, "# Later.\n\nat 2h   drain 3\nand up 4  # again\nat +1m cancel 17\n");

        final InputScript script = InputScript.read(file);

        assertEquals(file.toString(), script.file());
        final List<InputScript.Entry> entries = script.entries();
        assertEquals(List.of(3, 4, 5), entries.stream().map(InputScript.Entry::line).toList());
        assertEquals(
                List.of(7_200 * S, 7_200 * S, 7_260 * S),
                entries.stream().map(InputScript.Entry::timeNs).toList());
        assertEquals("and up 4", entries.get(1).text());
        assertEquals(NodeStateChangedDecoder.TEMPLATE_ID, entries.get(1).templateId());
        assertEquals(
                17,
                new CancelJobDecoder()
                        .wrapAndApplyHeader(
                                new UnsafeBuffer(entries.get(2).bytes()),
                                0,
                                new MessageHeaderDecoder())
                        .jobId());
        assertEquals(
                file + ":5: at +1m cancel 17: no such job",
                script.refused(entries.get(2), "no such job").getMessage());
    }

    @Test
    void shouldNameTheLineThatIsNoInput() {
        assertRefused("script:1: expected an input behind the time", "at 1s");
        assertRefused("script:2: expected an input behind the time", "", "at 1s");
        assertRefused("script:1: machine, expected machine", "machine nodes=4");
        assertRefused("script:1: expected an at line before this one", "and cancel 1");
        assertRefused("script:2: at 1s, expected from 2s on", "at 2s cancel 1", "at 1s cancel 2");
        assertRefused("script:1: StartJob, expected an input", "at 1s StartJob 1");
    }

    private static void assertRefused(final String message, final String... lines) {
        final var e =
                assertThrows(
                        ScenarioException.class, () -> InputScript.read("script", List.of(lines)));
        assertTrue(e.getMessage().startsWith(message), e.getMessage());
    }
}
