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
package io.weft.core.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The table of bytes in the class comment of a layout, read from its source: what a reader is told.
 *
 * @param lines of the table, in its order.
 */
record LayoutPicture(List<Line> lines) {
    private static final Path SOURCES = Path.of("src/main/java/io/weft/core/state");
    private static final Pattern LINE =
            Pattern.compile("^ \\* +(\\d+) +(\\d+|8·w) ([A-Za-z]+)( .*)?$");
    private static final String FREE = "nextFree";
    private static final String ZERO = "zero";

    /** One field; {@code length} is of a word where the field has a variable count of them. */
    record Line(int offset, int length, boolean isVariable, String name) {
        int end() {
            return offset + length;
        }

        boolean isField() {
            return !name.equals(FREE) && !name.equals(ZERO);
        }

        /** As the constant is called: {@code jobId} is {@code JOB_ID_OFFSET}. */
        String constant() {
            final String words = name.replaceAll("([A-Z])", "_$1");
            return words.toUpperCase(Locale.ROOT) + "_OFFSET";
        }
    }

    static LayoutPicture of(final Class<?> layout) throws IOException {
        final List<Line> lines = new ArrayList<>();
        for (final String text :
                Files.readAllLines(SOURCES.resolve(layout.getSimpleName() + ".java"))) {
            final Matcher matcher = LINE.matcher(text);
            if (matcher.matches()) {
                final boolean isVariable = matcher.group(2).startsWith("8·");
                final int length = isVariable ? Long.BYTES : Integer.parseInt(matcher.group(2));
                final int offset = Integer.parseInt(matcher.group(1));
                lines.add(new Line(offset, length, isVariable, matcher.group(3)));
            }
        }
        return new LayoutPicture(lines);
    }

    /** Every byte belongs to one field, and every field stands where the processor likes it. */
    void assertWhole() {
        int end = 0;
        for (final Line line : lines) {
            assertEquals(end, line.offset(), "offset of " + line.name());
            final int unit = Integer.lowestOneBit(line.length() | Long.BYTES);
            assertTrue(!line.isField() || line.offset() % unit == 0, "alignment of " + line.name());
            end = line.end();
        }
        assertEquals(0, end % Long.BYTES, "a row is a multiple of a word");
    }

    int length() {
        return lines.get(lines.size() - 1).end();
    }

    /** The constants of the class are the fields of the picture: none more, none less. */
    void assertSameAsConstantsOf(final Class<?> layout) throws IllegalAccessException {
        final TreeMap<String, Integer> pictured = new TreeMap<>();
        lines.stream()
                .filter(Line::isField)
                .forEach(line -> pictured.put(line.constant(), line.offset()));
        final TreeMap<String, Integer> constants = new TreeMap<>();
        for (final Field field : layout.getDeclaredFields()) {
            if (field.getName().endsWith("_OFFSET")) {
                field.setAccessible(true);
                constants.put(field.getName(), field.getInt(null));
            }
        }
        assertTrue(!constants.isEmpty(), "there are constants");
        assertEquals(pictured, constants);
        assertEquals(constants.size(), new TreeSet<>(constants.values()).size(), "all apart");
    }
}
