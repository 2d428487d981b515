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
package io.weft.simulator.accounting;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weft.simulator.workload.SharedTraces;
import io.weft.simulator.workload.TextSource;
import io.weft.simulator.workload.TraceSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tukaani.xz.XZInputStream;

/** The accounting logs kept beside the checkout, and logs of a few lines. */
final class AccountingLogs {
    private static final int BLOCK_LENGTH = 512;
    private static final int NAME_LENGTH = 100;
    private static final int SIZE_OFFSET = 124;
    private static final int SIZE_LENGTH = 11;
    private static final int TYPE_OFFSET = 156;

    private static SortedMap<String, String> texts;

    private AccountingLogs() {}

    /** A file by its name in the archive, such as {@code xdmod/phillips.log}. */
    static String text(String name) throws IOException {
        if (texts == null) {
            texts = read();
        }
        String text = texts.get("./" + name);
        return text == null ? texts.get(name) : text;
    }

    /** What Open XDMoD expects of a log. */
    static JsonNode json(String name) throws IOException {
        return new ObjectMapper().readTree(text(name));
    }

    static TraceSource source(String text) {
        return source("test.log", text.getBytes(StandardCharsets.UTF_8));
    }

    static TraceSource source(String name, byte[] bytes) {
        return new TextSource(name, bytes);
    }

    static AccountingReader sacct(String text) {
        return sacct(text, new AccountingOptions());
    }

    static AccountingReader sacct(String text, AccountingOptions options) {
        return AccountingReader.open(List.of(source(text)), AccountingFormat.SACCT, options);
    }

    static AccountingReader pbs(String text) {
        return AccountingReader.open(
                List.of(source(text)), AccountingFormat.PBS, new AccountingOptions());
    }

    private static SortedMap<String, String> read() throws IOException {
        SortedMap<String, String> all = new TreeMap<>();
        var file = SharedTraces.file("accounting/accounting-logs.tar.xz");
        try (InputStream in = new XZInputStream(Files.newInputStream(file))) {
            byte[] header = in.readNBytes(BLOCK_LENGTH);
            while (header.length == BLOCK_LENGTH && header[0] != 0) {
                int length = Integer.parseInt(field(header, SIZE_OFFSET, SIZE_LENGTH), 8);
                byte[] bytes = in.readNBytes(length);
                in.skipNBytes((BLOCK_LENGTH - length % BLOCK_LENGTH) % BLOCK_LENGTH);
                if (header[TYPE_OFFSET] == '0' || header[TYPE_OFFSET] == 0) {
                    all.put(
                            field(header, 0, NAME_LENGTH),
                            new String(bytes, StandardCharsets.UTF_8));
                }
                header = in.readNBytes(BLOCK_LENGTH);
            }
        }
        return all;
    }

    private static String field(byte[] header, int offset, int length) {
        return new String(header, offset, length, StandardCharsets.US_ASCII)
                .replace("\0", "")
                .strip();
    }
}
