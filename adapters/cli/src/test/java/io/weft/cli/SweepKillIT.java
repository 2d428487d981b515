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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever kills a sweep in the middle, the same command goes on and makes the same table. */
class SweepKillIT {
    private static final String GRID =
            "sweep --policy easy,fcfs -M 1..4 --seed 1..2 --jobs 2000 --nodes 16 --cores 8"
                    + " --threads 2 --out ";

    @TempDir private Path folder;

    @Test
    void shouldMakeTheSameTableWhenKilledAndRunAgain() throws Exception {
        Path whole = folder.resolve("whole");
        Path killed = folder.resolve("killed");
        try (WeftProcess process = start(whole)) {
            process.awaitWell();
        }

        try (WeftProcess process = start(killed)) {
            while (doneCount(killed) < 2) {
                assertTrue(process.isAlive(), "it ended too early");
                Thread.sleep(2);
            }
            process.kill();
            process.await();
        }
        assertFalse(Files.exists(killed.resolve("table.csv")), "it was killed too late");
        long kept = doneCount(killed);
        Weft again;
        try (WeftProcess process = start(killed)) {
            again = process.awaitWell();
        }

        assertTrue(again.out().contains((16 - kept) + " simulated, " + kept + " kept"), again::out);
        assertArrayEquals(
                Files.readAllBytes(whole.resolve("table.csv")),
                Files.readAllBytes(killed.resolve("table.csv")));
    }

    private WeftProcess start(Path out) throws IOException {
        return WeftProcess.start(folder, List.of((GRID + out).split(" ")).toArray());
    }

    private static long doneCount(Path out) throws IOException {
        Path cells = out.resolve("cells");
        if (!Files.isDirectory(cells)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(cells)) {
            return files.filter(file -> file.toString().endsWith(".json")).count();
        }
    }
}
