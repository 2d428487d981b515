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
package io.weft.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows is what is compiled, and it does what it says. */
class ReadmeTest {
    private static final Path ROOT = Path.of("..", "..");
    private static final Path SAMPLE =
            Path.of("src", "test", "java", "io", "weft", "example", "EmbeddingSample.java");

    @Test
    void shouldShowTheSampleThatIsCompiled() throws IOException {
        final String source = Files.readString(SAMPLE);
        final int begin = source.indexOf('\n', source.indexOf("// README: begin")) + 1;
        final int end = source.lastIndexOf('\n', source.indexOf("// README: end"));
        final String sample = source.substring(begin, end).stripIndent() + "\n";

        final String readme = Files.readString(ROOT.resolve("README.md"));

        assertTrue(readme.contains("```java\n" + sample + "```"), sample);
    }

    @Test
    @Timeout(60)
    void shouldStartTheJobOfTheSample(@TempDir final Path directory) {
        assertEquals("1 on node 0 cores 15", EmbeddingSample.run(directory.resolve("journal")));
    }
}
