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

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On the journal of the worked example of docs/explain.md. */
class ExplainCommandTest {
    @TempDir private static Path folder;

    private static Path journal;

    @BeforeAll
    static void simulate() {
        journal = folder.resolve("run");
        Weft.runWell(
                "simulate",
                "--jobs",
                200,
                "--nodes",
                8,
                "--cores",
                12,
                "--seed",
                1,
                "-M",
                1,
                "--journal",
                journal);
    }

    @Test
    void shouldPrint() throws IOException {
        for (int job : new int[] {20, 40, 60, 80, 100}) {
            System.out.println(Weft.run("inspect", "journal", journal, "--limit", 60).out());
            for (int p = 40; p < 300; p += 40) {
                System.out.println(Weft.run("explain", job, "--journal", journal, "--at", p));
            }
        }
    }
}
