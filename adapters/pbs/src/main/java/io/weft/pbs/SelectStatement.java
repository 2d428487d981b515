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
package io.weft.pbs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a job asks for, chunk by chunk: {@code 2:ncpus=4:mem=1gb:mpiprocs=2+1:ncpus=1}. The server
 * turns the old {@code -l nodes=2:ppn=4} and {@code -l ncpus=4} into one as well, and adds its
 * defaults; so {@code schedselect} of a job says all.
 *
 * @param chunks in order; at least one.
 */
record SelectStatement(List<Chunk> chunks) {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,7}");
    private static final int TOTAL_MAX = 1_000_000;

    SelectStatement {
        chunks = List.copyOf(chunks);
    }

    /**
     * Reads a statement.
     *
     * @throws UnsupportedAskException when it is none that can be kept.
     */
    static SelectStatement parse(final String text) throws UnsupportedAskException {
        final List<Chunk> chunks = new ArrayList<>();
        long total = 0;
        for (final String part : split(text, '+')) {
            final Chunk chunk = chunk(part);
            total += chunk.count();
            chunks.add(chunk);
        }
        require(total <= TOTAL_MAX, "select=" + total + " chunks, up to " + TOTAL_MAX);
        return new SelectStatement(chunks);
    }

    private static Chunk chunk(final String text) throws UnsupportedAskException {
        final List<String> fields = split(text, ':');
        final boolean hasCount = NUMBER.matcher(fields.get(0)).matches();
        final int count = hasCount ? Integer.parseInt(fields.get(0)) : 1;
        require(count > 0, "select: no chunk in " + text);
        final Map<String, String> resources = new LinkedHashMap<>();
        for (final String field : fields.subList(hasCount ? 1 : 0, fields.size())) {
            final int equals = field.indexOf('=');
            require(equals > 0, "select: no resource in " + text);
            resources.put(field.substring(0, equals), field.substring(equals + 1));
        }
        final Chunk chunk = new Chunk(count, resources);
        check(chunk, text);
        return chunk;
    }

    private static void check(final Chunk chunk, final String text) throws UnsupportedAskException {
        for (final String name : List.of("ncpus", "ngpus")) {
            final String value = chunk.resources().getOrDefault(name, "0");
            require(NUMBER.matcher(value).matches(), "select: " + name + " in " + text);
        }
        require(chunk.coreCount() > 0, "select: a chunk without ncpus in " + text);
        try {
            chunk.memory();
        } catch (final IllegalArgumentException ex) {
            throw new UnsupportedAskException("select: mem in " + text);
        }
    }

    /** Splits a text, but not inside of quotes. */
    private static List<String> split(final String text, final char at) {
        final List<String> parts = new ArrayList<>();
        int start = 0;
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            final char c = text.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == at) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }

    private static void require(final boolean isRight, final String message)
            throws UnsupportedAskException {
        if (!isRight) {
            throw new UnsupportedAskException(message);
        }
    }

    /** Chunks there are. */
    int chunkCount() {
        return chunks.stream().mapToInt(Chunk::count).sum();
    }

    /** Whether all chunks ask for the same. */
    boolean isUniform() {
        return chunks.stream().map(Chunk::resources).distinct().count() == 1;
    }

    /** Cores of all chunks. */
    long coreCount() {
        return chunks.stream().mapToLong(chunk -> (long) chunk.count() * chunk.coreCount()).sum();
    }

    /** Memory of all chunks, bytes. */
    long memory() {
        return chunks.stream().mapToLong(chunk -> chunk.count() * chunk.memory()).sum();
    }

    /** GPUs of all chunks. */
    long gpuCount() {
        return chunks.stream().mapToLong(chunk -> (long) chunk.count() * chunk.gpuCount()).sum();
    }
}
