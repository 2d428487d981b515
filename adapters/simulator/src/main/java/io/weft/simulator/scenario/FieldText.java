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
package io.weft.simulator.scenario;

import io.weft.core.schema.MessageSchema.Field;
import io.weft.core.schema.Primitive;
import java.util.Locale;
import java.util.Map;

/** Values of fields in text: names of enums, times, sizes, numbers. */
final class FieldText {
    private final Words words;

    FieldText(final Words words) {
        this.words = words;
    }

    /**
     * The value of a text.
     *
     * @throws IllegalArgumentException naming field, text and what is expected.
     */
    long parse(final Field field, final String text) {
        if (text.equals("null")) {
            return field.primitive().nullValue();
        }
        final long value = field.names().isEmpty() ? number(field, text) : named(field, text);
        if (!field.primitive().holds(value)) {
            throw new IllegalArgumentException(
                    field.name() + "=" + text + " is out of the range of " + field.primitive());
        }
        return value;
    }

    private static long number(final Field field, final String text) {
        try {
            return Quantity.parse(text);
        } catch (final IllegalArgumentException e) {
            throw new IllegalArgumentException(field.name() + "=" + e.getMessage(), e);
        }
    }

    /** A number beyond the names is allowed: what the kernel says to it may be the point. */
    private static long named(final Field field, final String text) {
        final String name = text.toUpperCase(Locale.ROOT).replace('-', '_');
        for (final Map.Entry<Long, String> entry : field.names().entrySet()) {
            if (entry.getValue().equals(name)) {
                return entry.getKey();
            }
        }
        try {
            return Quantity.parse(text);
        } catch (final IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    field.name() + "=" + text + ", expected one of " + field.names().values(), e);
        }
    }

    String text(final Field field, final long value) {
        final String name = field.names().get(value);
        if (name != null) {
            return name;
        }
        final boolean isPlain =
                value == field.primitive().nullValue() || field.primitive() == Primitive.UINT64;
        if (!isPlain && words.isTime(field.name())) {
            return Quantity.time(value);
        }
        if (!isPlain && words.isMemory(field.name())) {
            return Quantity.size(value);
        }
        final StringBuilder text = new StringBuilder();
        field.primitive().append(text, value);
        return text.toString();
    }

    /** The value of a field that nobody named. */
    long defaultOf(final String message, final Field field) {
        final String text = words.defaultOf(message, field.name());
        if (text != null) {
            return parse(field, text);
        }
        return field.description().contains("-1: ") ? -1 : 0;
    }
}
