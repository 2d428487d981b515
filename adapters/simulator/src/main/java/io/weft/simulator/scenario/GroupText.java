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

import io.weft.core.schema.MessageSchema.Block;
import io.weft.core.schema.MessageSchema.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Groups in text: slices as {@link SliceText}, ranges of nodes such as {@code 0-3,7}, and whatever
 * else as {@code [name=value name=value, …]} where the names may be left out.
 */
final class GroupText {
    private final Words words;
    private final FieldText fields;

    GroupText(final Words words, final FieldText fields) {
        this.words = words;
        this.fields = fields;
    }

    List<Message> parse(final Block group, final String text) {
        if (SliceText.isAbout(group)) {
            return SliceText.parse(group, text);
        }
        if (!text.startsWith("[") || !text.endsWith("]")) {
            return ranges(group, text);
        }
        final List<Message> items = new ArrayList<>();
        for (final String part : Term.split(text.substring(1, text.length() - 1), ',')) {
            items.add(item(group, Term.all(part)));
        }
        return items;
    }

    private List<Message> ranges(final Block group, final String text) {
        if (!isRange(group)) {
            throw new IllegalArgumentException(
                    group.name() + "=" + text + ", expected [FIELD=VALUE FIELD=VALUE, ...]");
        }
        final List<Message> items = new ArrayList<>();
        for (final String part : text.split(",", -1)) {
            final var numbers = NumberList.parse(part);
            final Message item = new Message(group);
            item.values().put(group.fields().get(0).name(), (long) numbers.nextSetBit(0));
            item.values().put(group.fields().get(1).name(), numbers.length() - 1L);
            items.add(item);
        }
        return items;
    }

    private static boolean isRange(final Block group) {
        return group.fields().size() == 2
                && group.fields().get(0).name().startsWith("first")
                && group.fields().get(1).name().startsWith("last");
    }

    private Message item(final Block group, final List<Term> terms) {
        final Message item = new Message(group);
        for (int i = 0; i < terms.size(); i++) {
            final Term term = terms.get(i);
            final Field field = term.isNamed() ? named(group, term.name()) : at(group, i, term);
            item.values().put(field.name(), fields.parse(field, term.value()));
        }
        return item;
    }

    private Field named(final Block group, final String word) {
        final String name = words.field(group.name(), word);
        return group.fields().stream()
                .filter(field -> field.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException(group.name() + " has no field " + word));
    }

    private static Field at(final Block group, final int index, final Term term) {
        if (index >= group.fields().size()) {
            throw new IllegalArgumentException(
                    group.name() + ": " + term.value() + " is one value too many");
        }
        return group.fields().get(index);
    }

    String text(final Block group, final List<Message> items) {
        if (SliceText.isAbout(group)) {
            return SliceText.text(items);
        }
        return items.stream().map(this::itemText).collect(Collectors.joining(", ", "[", "]"));
    }

    private String itemText(final Message item) {
        return item.block().fields().stream()
                .filter(field -> item.values().containsKey(field.name()))
                .map(
                        field -> {
                            final long value = item.values().get(field.name());
                            return field.name() + "=" + fields.text(field, value);
                        })
                .collect(Collectors.joining(" "));
    }
}
