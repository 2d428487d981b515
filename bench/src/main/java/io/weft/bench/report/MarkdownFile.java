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

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Puts tables into a page that people write: what stands between two marker lines is replaced, the
 * rest stays. A page without the markers gets them at its end.
 */
public final class MarkdownFile {
    private MarkdownFile() {}

    /**
     * Replaces a part of a page.
     *
     * @param file that is changed, or made.
     * @param name of the part.
     * @param body that it gets.
     * @throws IOException if the page cannot be read or written.
     */
    public static void replace(final Path file, final String name, final String body)
            throws IOException {
        final String begin = "<!-- measured: " + name + " -->\n";
        final String end = "<!-- end: " + name + " -->\n";
        final String page =
                Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
        final int from = page.indexOf(begin);
        final int to = page.indexOf(end);
        final String part = begin + body + end;
        final String changed =
                from >= 0 && to > from
                        ? page.substring(0, from) + part + page.substring(to + end.length())
                        : page + (page.isEmpty() ? "" : "\n") + part;
        Files.writeString(file, changed, StandardCharsets.UTF_8);
    }
}
