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
package io.weft.simulator.golden;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tukaani.xz.XZInputStream;

/** Reads the text files of a small tar.xz. */
final class TarReader {
    private static final int BLOCK_LENGTH = 512;
    private static final int NAME_LENGTH = 100;
    private static final int SIZE_OFFSET = 124;
    private static final int SIZE_LENGTH = 11;
    private static final int TYPE_OFFSET = 156;

    private TarReader() {}

    /** Texts by the last part of their names. */
    static SortedMap<String, String> read(final Path file) throws IOException {
        final SortedMap<String, String> texts = new TreeMap<>();
        readWhole(file)
                .forEach(
                        (name, text) -> texts.put(name.substring(name.lastIndexOf('/') + 1), text));
        return texts;
    }

    /** Texts by their whole names, such as {@code ncs/short.swf}. */
    static SortedMap<String, String> readWhole(final Path file) throws IOException {
        final SortedMap<String, String> texts = new TreeMap<>();
        try (InputStream in = new XZInputStream(Files.newInputStream(file))) {
            byte[] header = in.readNBytes(BLOCK_LENGTH);
            while (header.length == BLOCK_LENGTH && header[0] != 0) {
                final int length = Integer.parseInt(text(header, SIZE_OFFSET, SIZE_LENGTH), 8);
                final byte[] bytes = in.readNBytes(length);
                in.skipNBytes((BLOCK_LENGTH - length % BLOCK_LENGTH) % BLOCK_LENGTH);
                if (header[TYPE_OFFSET] == '0' || header[TYPE_OFFSET] == 0) {
                    texts.put(
                            text(header, 0, NAME_LENGTH).replaceFirst("^\\./", ""),
                            new String(bytes, StandardCharsets.UTF_8));
                }
                header = in.readNBytes(BLOCK_LENGTH);
            }
        }
        return texts;
    }

    private static String text(final byte[] header, final int offset, final int length) {
        return new String(header, offset, length, StandardCharsets.US_ASCII)
                .replace("\0", "")
                .strip();
    }
}
