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

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Short words for messages and fields, values of fields that are not named, and which fields are
 * times or sizes: the table {@code words.txt}.
 */
final class Words {
    private static final String RESOURCE = "words.txt";

    /**
     * A word for a message.
     *
     * @param word for a message.
     * @param message name in the schema.
     * @param positional fields whose values may stand alone, in this order.
     * @param presets what the word says by itself.
     */
    record Alias(String word, String message, List<String> positional, List<Term> presets) {}

    private final Map<String, Alias> aliases = new TreeMap<>();
    private final Map<String, Alias> aliasByMessage = new TreeMap<>();
    private final Map<String, String> fields = new TreeMap<>();
    private final Map<String, String> defaults = new TreeMap<>();
    private final Map<String, String> properties = new TreeMap<>();
    private final List<String> timeEndings = new ArrayList<>();
    private final List<String> memoryEndings = new ArrayList<>();

    private Words() {}

    static Words load() {
        final Words words = new Words();
        try (InputStream in = Words.class.getResourceAsStream(RESOURCE);
                BufferedReader reader =
                        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            reader.lines()
                    .map(Term::withoutComment)
                    .filter(line -> !line.isEmpty())
                    .forEach(line -> words.add(Term.all(line)));
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        return words;
    }

    private void add(final List<Term> line) {
        final String first = line.get(1).value();
        final String second = line.get(2).value();
        switch (line.get(0).value()) {
            case "alias" -> addAlias(first, second, line.subList(3, line.size()));
            case "field" -> fields.put(first + " " + second, line.get(3).value());
            case "default" -> defaults.put(first + " " + second, line.get(3).value());
            case "property" -> properties.put(first + " " + second, line.get(3).value());
            case "unit" -> (first.equals("time") ? timeEndings : memoryEndings).add(second);
            default -> throw new IllegalStateException(line.toString());
        }
    }

    private void addAlias(final String word, final String message, final List<Term> terms) {
        final Alias alias =
                new Alias(
                        word,
                        message,
                        terms.stream().filter(term -> !term.isNamed()).map(Term::value).toList(),
                        terms.stream().filter(Term::isNamed).toList());
        aliases.put(word, alias);
        aliasByMessage.putIfAbsent(
                message, new Alias(word, message, alias.positional(), List.of()));
    }

    /** What a word for a message, or the name of one, stands for. */
    Alias alias(final String word) {
        final Alias alias = aliases.get(word);
        return alias == null
                ? aliasByMessage.getOrDefault(word, new Alias(word, word, List.of(), List.of()))
                : alias;
    }

    /** The field of a message that is meant by a word, which may have dashes. */
    String field(final String message, final String word) {
        return fields.getOrDefault(message + " " + word, camelCase(word));
    }

    /** What is meant by a word for a property of a {@code job}, {@code node} and so on. */
    String property(final String kind, final String word) {
        return properties.getOrDefault(kind + " " + word, camelCase(word));
    }

    /** The value of a field that is not named, or null when the table has none. */
    String defaultOf(final String message, final String field) {
        return defaults.get(message + " " + field);
    }

    boolean isTime(final String field) {
        return endsWithAny(field, timeEndings);
    }

    boolean isMemory(final String field) {
        return endsWithAny(field, memoryEndings);
    }

    private static boolean endsWithAny(final String field, final List<String> endings) {
        for (final String ending : endings) {
            final String inside = Character.toUpperCase(ending.charAt(0)) + ending.substring(1);
            if (field.equals(ending) || field.endsWith(inside)) {
                return true;
            }
        }
        return false;
    }

    private static String camelCase(final String word) {
        final StringBuilder text = new StringBuilder();
        for (int i = 0; i < word.length(); i++) {
            final boolean follows = i > 0 && word.charAt(i - 1) == '-';
            if (word.charAt(i) != '-') {
                text.append(follows ? Character.toUpperCase(word.charAt(i)) : word.charAt(i));
            }
        }
        return text.toString();
    }
}
