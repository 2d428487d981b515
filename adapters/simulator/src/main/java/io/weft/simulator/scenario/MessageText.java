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

import io.weft.core.schema.MessageSchema;
import io.weft.core.schema.MessageSchema.Block;
import io.weft.core.schema.MessageSchema.Field;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Messages of the wire schema in text: {@code SubmitJob jobId=1 nodeCount=2}, or by a shorter word
 * such as {@code submit 1 nodes=2}. For one thread.
 */
final class MessageText {
    /** The least template id of a decision. */
    private static final int DECISION_ID_MIN = 100;

    /** The least template id that is neither an input nor a decision. */
    private static final int OTHER_ID_MIN = 200;

    /** What every decision has, and what would only repeat where it stands. */
    private static final Set<String> STAMP =
            new TreeSet<>(List.of("position", "time", "number", "inputTemplateId"));

    /** Read once for the process, since that costs more than most scripts. Nobody changes them. */
    private static final MessageSchema SCHEMA = MessageSchema.load();

    private static final Words WORDS = Words.load();

    private final MessageSchema schema = SCHEMA;
    private final Words words = WORDS;
    private final FieldText fields = new FieldText(words);
    private final GroupText groups = new GroupText(words, fields);
    private final Map<String, Block> blocks = new TreeMap<>();

    MessageText() {
        for (final int templateId : schema.templateIds()) {
            final Block block = schema.message(templateId);
            blocks.put(block.name(), block);
        }
    }

    MessageSchema schema() {
        return schema;
    }

    Words words() {
        return words;
    }

    /**
     * An input with the fields that are named.
     *
     * @throws IllegalArgumentException naming what is not understood.
     */
    Message input(final List<Term> terms) {
        final Message message = parse(terms);
        require(message.block().id() < DECISION_ID_MIN, message, "an input");
        return message;
    }

    /**
     * A decision with the fields that are named.
     *
     * @throws IllegalArgumentException naming what is not understood.
     */
    Message decision(final List<Term> terms) {
        final Message message = parse(terms);
        final int id = message.block().id();
        require(id >= DECISION_ID_MIN && id < OTHER_ID_MIN, message, "a decision");
        return message;
    }

    private static void require(final boolean holds, final Message message, final String what) {
        if (!holds) {
            throw new IllegalArgumentException(message.name() + ", expected " + what);
        }
    }

    private Message parse(final List<Term> terms) {
        if (terms.isEmpty() || terms.get(0).isNamed()) {
            throw new IllegalArgumentException("expected the name of a message");
        }
        final Words.Alias alias = words.alias(terms.get(0).value());
        final Block block = blocks.get(alias.message());
        if (block == null) {
            throw new IllegalArgumentException(
                    alias.message() + " is no message. Maybe one of " + blocks.keySet());
        }
        final Message message = new Message(block);
        alias.presets().forEach(term -> set(message, term.name(), term.value()));
        int position = 0;
        for (final Term term : terms.subList(1, terms.size())) {
            if (term.isNamed()) {
                requireEqualSign(term);
                set(message, term.name(), term.value());
            } else if (position < alias.positional().size()) {
                set(message, alias.positional().get(position++), term.value());
            } else {
                throw new IllegalArgumentException(term.value() + ", expected FIELD=VALUE");
            }
        }
        return message;
    }

    private static void requireEqualSign(final Term term) {
        if (!term.operator().equals("=")) {
            throw new IllegalArgumentException(
                    term.name() + term.operator() + term.value() + ", expected FIELD=VALUE");
        }
    }

    /** Sets what a word means in a message. */
    private void set(final Message message, final String word, final String value) {
        final Block block = message.block();
        final String exact = words.field(block.name(), word);
        for (final Field field : block.fields()) {
            if (field.name().equals(exact)) {
                message.values().put(exact, fields.parse(field, value));
                return;
            }
        }
        for (final Block group : block.groups()) {
            if (group.name().equals(exact)) {
                message.groups().put(exact, groups.parse(group, value));
                return;
            }
        }
        if (!block.texts().contains(exact)) {
            throw new IllegalArgumentException(
                    word
                            + "="
                            + value
                            + ": "
                            + block.name()
                            + " has no such field, it has "
                            + names(block));
        }
        message.texts().put(exact, value);
    }

    private static Set<String> names(final Block block) {
        final Set<String> names = new LinkedHashSet<>();
        block.fields().forEach(field -> names.add(field.name()));
        block.groups().forEach(group -> names.add(group.name()));
        names.addAll(block.texts());
        return names;
    }

    /** Fills in the value of every field that is not named. */
    Message complete(final Message named) {
        return complete(named, named.block());
    }

    private Message complete(final Message named, final Block block) {
        final Message message = new Message(block);
        for (final Field field : block.fields()) {
            final Long value = named.values().get(field.name());
            message.values()
                    .put(
                            field.name(),
                            value == null ? fields.defaultOf(block.name(), field) : value);
        }
        for (final Block group : block.groups()) {
            final List<Message> items = named.groups().getOrDefault(group.name(), List.of());
            message.groups()
                    .put(group.name(), items.stream().map(i -> complete(i, group)).toList());
        }
        for (final String text : block.texts()) {
            message.texts().put(text, named.texts().getOrDefault(text, ""));
        }
        return message;
    }

    /** What a message has, by its names in the schema. */
    String text(final Message message) {
        final StringBuilder text = new StringBuilder(message.name());
        for (final String field : names(message.block())) {
            final String value = STAMP.contains(field) ? null : value(message, field);
            if (value != null) {
                text.append(' ').append(field).append('=').append(value);
            }
        }
        return text.toString();
    }

    /** The same in few words: without names where they are not needed, and without defaults. */
    String shortText(final Message message) {
        final Words.Alias alias = words.alias(message.name());
        final StringBuilder text = new StringBuilder(alias.word());
        final Set<String> said = new TreeSet<>(STAMP);
        for (final String field : alias.positional()) {
            final String value = value(message, field);
            if (value == null) {
                break;
            }
            said.add(field);
            text.append(' ').append(value);
        }
        for (final String field : names(message.block())) {
            final String value = said.contains(field) ? null : value(message, field);
            if (value != null && !isDefault(message, field)) {
                text.append(' ').append(field).append('=').append(value);
            }
        }
        return text.toString();
    }

    private boolean isDefault(final Message message, final String name) {
        return message.block().fields().stream()
                .filter(field -> field.name().equals(name))
                .anyMatch(
                        field ->
                                message.values().get(name)
                                        == fields.defaultOf(message.name(), field));
    }

    /** What a message has in a field, group or text; null: nothing. */
    private String value(final Message message, final String name) {
        for (final Field field : message.block().fields()) {
            final Long value = message.values().get(name);
            if (field.name().equals(name) && value != null) {
                return fields.text(field, value);
            }
        }
        for (final Block group : message.block().groups()) {
            final List<Message> items = message.groups().get(name);
            if (group.name().equals(name) && items != null) {
                return groups.text(group, items);
            }
        }
        final String text = message.texts().get(name);
        return text == null ? null : '"' + text + '"';
    }
}
