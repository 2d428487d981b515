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
package io.weft.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarkdownFileTest {
    @TempDir private Path folder;

    @Test
    void shouldReplaceItsOwnPartOnly() throws Exception {
        final Path page = folder.resolve("page.md");
        Files.writeString(
                page,
                "Before.\n<!-- measured: a -->\nold\n<!-- end: a -->\nAfter.\n"
                        + "<!-- measured: b -->\nb\n<!-- end: b -->\n");

        MarkdownFile.replace(page, "a", "new\n");

        assertEquals(
                "Before.\n<!-- measured: a -->\nnew\n<!-- end: a -->\nAfter.\n"
                        + "<!-- measured: b -->\nb\n<!-- end: b -->\n",
                Files.readString(page));
    }

    @Test
    void shouldMakeAPageThatIsAbsent() throws Exception {
        final Path page = folder.resolve("page.md");

        MarkdownFile.replace(page, "a", "new\n");

        assertEquals("<!-- measured: a -->\nnew\n<!-- end: a -->\n", Files.readString(page));
    }
}
