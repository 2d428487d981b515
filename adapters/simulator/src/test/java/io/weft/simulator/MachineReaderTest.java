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
package io.weft.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.simulator.MachineDescription.NodeGroup;
import io.weft.simulator.workload.MachineShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MachineReaderTest {
    @Test
    void shouldShowOnlyTheBeginningOfALongLine() {
        final IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> MachineReader.parse("\u001b" + "x".repeat(100_000)));

        assertTrue(e.getMessage().length() < 200, e.getMessage());
        assertTrue(e.getMessage().startsWith("machine=?xxx"), e.getMessage());
    }

    private static final long GIB = 1L << 30;

    @Test
    void shouldReadEqualNodes() {
        final MachineDescription machine = MachineReader.parse("150x12");

        assertEquals(MachineDescription.of(150, 12), machine);
        assertEquals(new MachineShape(150, 12), machine.shape());
    }

    @Test
    void shouldReadGroupsWithMemoryAndGpus() {
        final MachineDescription machine = MachineReader.parse("4x4:256G + 6x64:1T:2");

        assertEquals(
                List.of(new NodeGroup(4, 4, 256 * GIB, 0), new NodeGroup(6, 64, 1024 * GIB, 2)),
                machine.groups());
        assertEquals(10, machine.nodeCount());
        assertEquals(400, machine.coreCount());
        assertEquals(64, machine.coresPerNodeMax());
    }

    @Test
    void shouldReadProcessors() {
        final MachineDescription machine = MachineReader.parse("procs 300");

        assertTrue(machine.isAnywhere());
        assertEquals(MachineShape.ANYWHERE, machine.shape());
        assertEquals(300, machine.coreCount());
        assertEquals(128, machine.coresPerNodeMax());
        assertEquals(3, machine.nodeCount());
    }

    @Test
    void shouldReadJson() {
        final MachineDescription machine =
                MachineReader.parse(
                        "[{\"count\": 2, \"cores\": 8, \"memory\": 1024, \"gpus\": 1}]");

        assertEquals(List.of(new NodeGroup(2, 8, 1024, 1)), machine.groups());
    }

    @Test
    void shouldReadAFileWithComments(@TempDir final Path folder) throws IOException {
        final Path file = folder.resolve("machine.txt");
        Files.writeString(file, "# small\n4x4:256G\n\n6x64:256G  # wide ones\n");

        assertEquals(MachineReader.parse("4x4:256G+6x64:256G"), MachineReader.read(file));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "12",
                "x12",
                "0x12",
                "3x0",
                "3x2000",
                "3x4:",
                "3x4:1P",
                "3x4:999999999999999T",
                "procs",
                "procs 0",
                "procs -4",
                "3x4 + ",
                "[]",
                "[{\"count\": 2}]",
                "[{\"count\": 2, \"cores\": 8, \"colour\": 3}]",
                "[{\"count\": 2, \"cores\": 8}] x",
                "[",
                "null"
            })
    void shouldRefuseWhatIsNoMachine(final String text) {
        assertThrows(IllegalArgumentException.class, () -> MachineReader.parse(text));
    }
}
