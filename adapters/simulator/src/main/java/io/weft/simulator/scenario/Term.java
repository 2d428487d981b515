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

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a line: {@code name=value}, with another comparison where one is asked for, or a value
 * alone.
 *
 * @param name of a field, empty for a value alone.
 * @param operator one of {@code = != <= >=}, empty for a value alone.
 * @param value as it stands there, without the quotes around it.
 */
record Term(String name, String operator, String value) {
    private static final Pattern NAMED =
            Pattern.compile("([A-Za-z][A-Za-z0-9-]*)(<=|>=|!=|=)(.*)", Pattern.DOTALL);
    private static final Pattern BEFORE_VALUE = Pattern.compile(".*(?:<=|>=|!=|=)");
    private static final Pattern AFTER_NAME = Pattern.compile("(?:<=|>=|!=|=).*", Pattern.DOTALL);

    static Term of(final String value) {
        return new Term("", "", value);
    }

    boolean isNamed() {
        return !name.isEmpty();
    }

    /** A line without its comment: what follows a # that begins a word. */
    static String withoutComment(final String line) {
        boolean isQuoted = false;
        for (int i = 0; i < line.length(); i++) {
            final char c = line.charAt(i);
            isQuoted ^= c == '"';
            if (c == '#' && !isQuoted && (i == 0 || line.charAt(i - 1) <= ' ')) {
                return line.substring(0, i).strip();
            }
        }
        return line.strip();
    }

    /** The terms of a line; blanks part them, except inside brackets and quotes. */
    static List<Term> all(final String line) {
        final List<String> tokens = new ArrayList<>();
        for (final String token : split(line, ' ')) {
            final int last = tokens.size() - 1;
            final boolean joins =
                    last >= 0
                            && (AFTER_NAME.matcher(token).matches()
                                    || BEFORE_VALUE.matcher(tokens.get(last)).matches());
            if (joins) {
                tokens.set(last, tokens.get(last) + token);
            } else {
                tokens.add(token);
            }
        }
        return tokens.stream().map(Term::parse).toList();
    }

    private static Term parse(final String token) {
        final Matcher named = NAMED.matcher(token);
        return named.matches()
                ? new Term(named.group(1), named.group(2), unquoted(named.group(3)))
                : of(unquoted(token));
    }

    private static String unquoted(final String text) {
        final boolean isQuoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
        return isQuoted ? text.substring(1, text.length() - 1) : text;
    }

    /** The parts of a text between separators that stand outside brackets and quotes. */
    static List<String> split(final String text, final char separator) {
        final List<String> parts = new ArrayList<>();
        boolean isQuoted = false;
        int depth = 0;
        int begin = 0;
        for (int i = 0; i <= text.length(); i++) {
            final char c = i == text.length() ? separator : text.charAt(i);
            isQuoted ^= c == '"';
            depth += c == '[' ? 1 : c == ']' ? -1 : 0;
            final boolean isEnd =
                    i == text.length() || !isQuoted && depth == 0 && isSeparator(c, separator);
            if (isEnd) {
                final String part = text.substring(begin, i).strip();
                if (!part.isEmpty()) {
                    parts.add(part);
                }
                begin = i + 1;
            }
        }
        return parts;
    }

    private static boolean isSeparator(final char c, final char separator) {
        return c == separator || separator == ' ' && c == '\t';
    }
}
