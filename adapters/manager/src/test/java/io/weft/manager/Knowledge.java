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
package io.weft.manager;

import io.weft.core.spi.Journal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/**
 * What a scan knows.
 *
 * @param text of a snapshot.
 * @param fields of all objects, those included that no snapshot was told of.
 */
record Knowledge(String text, String fields) {
    /** May hold jobs that have gone another way, of which nothing will come. */
    private static final Set<String> DERIVED = Set.of("closing");

    /** What a scan knows, which is not to read on. */
    static Knowledge of(final JournalScan scan) {
        final String text = new String(text(scan), StandardCharsets.US_ASCII);
        scan.ledger().replayed(scan.position());
        return new Knowledge(text, describe(scan.definitions()) + describe(scan.ledger()));
    }

    /** What a whole journal says. */
    static Knowledge of(final Journal journal) {
        final JournalScan scan = new JournalScan();
        scan.read(journal);
        return of(scan);
    }

    static byte[] text(final JournalScan scan) {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            SnapshotText.write(scan, bytes);
        } catch (final IOException ex) {
            throw new UncheckedIOException(ex);
        }
        return bytes.toByteArray();
    }

    private static String describe(final Object value) {
        if (value instanceof Collection<?> collection) {
            return collection.stream().map(Knowledge::describe).toList().toString();
        }
        if (value instanceof Map<?, ?> map) {
            final StringBuilder text = new StringBuilder();
            map.forEach((key, held) -> text.append(key).append('=').append(describe(held)));
            return text.toString();
        }
        final boolean isPlain =
                value == null
                        || value instanceof Record
                        || value instanceof Enum<?>
                        || !value.getClass().getPackageName().startsWith("io.weft.manager");
        return isPlain ? String.valueOf(value) : fields(value);
    }

    private static String fields(final Object value) {
        final StringBuilder text = new StringBuilder("\n");
        for (final Field field : value.getClass().getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers()) && !DERIVED.contains(field.getName())) {
                field.setAccessible(true);
                try {
                    text.append(field.getName()).append('=').append(describe(field.get(value)));
                } catch (final IllegalAccessException ex) {
                    throw new AssertionError(ex);
                }
                text.append(' ');
            }
        }
        return text.toString();
    }
}
