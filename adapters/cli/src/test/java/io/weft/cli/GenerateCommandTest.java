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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GenerateCommandTest {
    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"jobs.swf", "jobs.swf.gz", "jobs.swf.xz"})
    void shouldWriteTheJobsThatSimulateWouldGenerate(String name) throws IOException {
        Path trace = folder.resolve(name);

        Weft weft = Weft.runWell("generate", "--jobs", 100, "--seed", 7, "-o", trace);

        assertTrue(weft.out().contains("wrote 100 jobs to " + trace), weft::out);
        JsonNode drawn = Weft.runWell("simulate", "--jobs", 100, "--seed", 7, "--json").json();
        JsonNode read = Weft.runWell("simulate", trace, "--interactive-queues", 0, "--json").json();
        assertEquals(drawn, read);
    }

    @Test
    void shouldCompressWhenTheNameSaysSo() throws IOException {
        Weft.runWell("generate", "--jobs", 300, "-o", folder.resolve("a.swf"), "--quiet");
        Weft.runWell("generate", "--jobs", 300, "-o", folder.resolve("a.swf.gz"), "--quiet");

        long plain = Files.size(folder.resolve("a.swf"));
        assertTrue(Files.size(folder.resolve("a.swf.gz")) < plain / 2);
    }

    @Test
    void shouldReplaceAFileOnlyWhenForced() throws IOException {
        Path trace = Files.writeString(folder.resolve("a.swf"), "precious");

        Weft refused = Weft.run("generate", "--jobs", 10, "-o", trace);

        assertEquals(ExitCode.USAGE, refused.exitCode());
        assertTrue(refused.err().contains("Add --force"), refused::err);
        assertEquals("precious", Files.readString(trace));
        Weft.runWell("generate", "--jobs", 10, "-o", trace, "--force");
        assertTrue(Files.readString(trace).startsWith("; Version: 2.2"));
    }

    @Test
    void shouldLeaveNothingHalfDone() throws IOException {
        Path trace = folder.resolve("missing/a.swf");

        Weft weft = Weft.run("generate", "--jobs", 10, "-o", trace);

        assertEquals(ExitCode.ENVIRONMENT, weft.exitCode());
        assertTrue(weft.err().contains(trace + ": cannot be written: no such file"), weft::err);
    }
}
