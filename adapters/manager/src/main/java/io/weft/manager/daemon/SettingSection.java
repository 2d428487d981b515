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
package io.weft.manager.daemon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One section of a configuration, from which settings are read one by one. What is wrong is noted,
 * and the default given instead, so that all errors are found in one go; each reading says what the
 * setting is, and so the reference is made of the code.
 *
 * <p>Threads: one. Keys have small letters and hyphens.
 */
public final class SettingSection {
    private final ObjectNode values;
    private final String path;
    private final String docPath;
    private final SettingReport report;
    private final Set<String> known = new LinkedHashSet<>();

    private SettingSection(
            final ObjectNode values,
            final String path,
            final String docPath,
            final SettingReport report) {
        this.values = values;
        this.path = path;
        this.docPath = docPath;
        this.report = report;
    }

    /** The whole of a configuration. */
    static SettingSection root(final ObjectNode values, final SettingReport report) {
        return new SettingSection(values, "", "", report);
    }

    // ------------------------------------------------------------------ values

    /**
     * A text.
     *
     * @param key of the setting.
     * @param byDefault its value when nothing is said; null if something must be.
     * @param meaning for the reference.
     * @return the text, not empty unless the default is; null after an error if there is no
     *     default.
     */
    public String text(final String key, final String byDefault, final String meaning) {
        return text(key, byDefault, "a text", text -> true, meaning);
    }

    /**
     * A text that not every text will do for.
     *
     * @param key of the setting.
     * @param byDefault its value when nothing is said; null if something must be.
     * @param allowed what is allowed, in words.
     * @param condition of it.
     * @param meaning for the reference.
     * @return the text, null after an error if there is no default.
     */
    public String text(
            final String key,
            final String byDefault,
            final String allowed,
            final Predicate<String> condition,
            final String meaning) {
        return read(
                key,
                allowed,
                byDefault == null ? null : quoted(byDefault),
                byDefault,
                meaning,
                value ->
                        value.isTextual()
                                        && (!value.textValue().isEmpty() || "".equals(byDefault))
                                        && condition.test(value.textValue())
                                ? value.textValue()
                                : null);
    }

    /**
     * The path of a file or directory.
     *
     * @param key of the setting.
     * @param byDefault its value when nothing is said.
     * @param meaning for the reference.
     * @return the path.
     */
    public Path path(final String key, final String byDefault, final String meaning) {
        return Path.of(text(key, byDefault, "a path", SettingSection::isPath, meaning));
    }

    private static boolean isPath(final String text) {
        return text.indexOf('\0') < 0;
    }

    /**
     * A whole number.
     *
     * @param key of the setting.
     * @param min least that is allowed.
     * @param max most that is allowed.
     * @param byDefault its value when nothing is said.
     * @param meaning for the reference.
     * @return the number, in its range.
     */
    public long integer(
            final String key,
            final long min,
            final long max,
            final long byDefault,
            final String meaning) {
        final String allowed = min + ".." + max;
        return read(
                key,
                allowed,
                Long.toString(byDefault),
                byDefault,
                meaning,
                value ->
                        value.isIntegralNumber()
                                        && value.canConvertToLong()
                                        && value.longValue() >= min
                                        && value.longValue() <= max
                                ? value.longValue()
                                : null);
    }

    /**
     * A number with up to three digits behind the point, in thousandths.
     *
     * @param key of the setting.
     * @param min least that is allowed, in thousandths.
     * @param max most that is allowed, in thousandths.
     * @param byDefault its value when nothing is said, in thousandths.
     * @param meaning for the reference.
     * @return the number in thousandths, in its range.
     */
    public int perMille(
            final String key,
            final int min,
            final int max,
            final int byDefault,
            final String meaning) {
        final String allowed =
                thousandths(min)
                        + ".."
                        + thousandths(max)
                        + ", up to three digits behind the point";
        return read(
                key,
                allowed,
                thousandths(byDefault),
                byDefault,
                meaning,
                value -> {
                    final int found = value.isNumber() ? thousandths(value.decimalValue()) : -1;
                    return found >= min && found <= max ? found : null;
                });
    }

    /** -1 when it is not a whole number of them; one with a huge exponent is never written out. */
    private static int thousandths(final BigDecimal value) {
        try {
            return value.scaleByPowerOfTen(3).intValueExact();
        } catch (final ArithmeticException ex) {
            return -1;
        }
    }

    private static String thousandths(final int value) {
        return BigDecimal.valueOf(value, 3).stripTrailingZeros().toPlainString();
    }

    /**
     * Yes or no.
     *
     * @param key of the setting.
     * @param byDefault its value when nothing is said.
     * @param meaning for the reference.
     * @return the value.
     */
    public boolean flag(final String key, final boolean byDefault, final String meaning) {
        final String allowed = "true or false";
        return read(
                key,
                allowed,
                Boolean.toString(byDefault),
                byDefault,
                meaning,
                value -> value.isBoolean() ? value.booleanValue() : null);
    }

    /**
     * A span of time: a text of a whole number and ms, s, m, h or d.
     *
     * @param key of the setting.
     * @param minNs shortest that is allowed.
     * @param maxNs longest that is allowed.
     * @param defaultNs its value when nothing is said.
     * @param meaning for the reference.
     * @return ns, in its range.
     */
    public long durationNs(
            final String key,
            final long minNs,
            final long maxNs,
            final long defaultNs,
            final String meaning) {
        final String allowed =
                "a duration, "
                        + quoted(Durations.text(minNs))
                        + ".."
                        + quoted(Durations.text(maxNs));
        final JsonNode value = take(key, allowed, quoted(Durations.text(defaultNs)), meaning);
        if (value == null) {
            return defaultNs;
        }
        final long ns = value.isTextual() ? Durations.parse(value.textValue()) : Durations.NONE;
        if (ns < minNs || ns > maxNs) {
            refuse(key, value, allowed + ", as in " + quoted("500ms"));
            return defaultNs;
        }
        return ns;
    }

    /**
     * One of some words; in the configuration in small letters.
     *
     * @param key of the setting.
     * @param words that are allowed.
     * @param byDefault its value when nothing is said.
     * @param meaning for the reference.
     * @param <E> kind of the words.
     * @return the word.
     */
    public <E extends Enum<E>> E word(
            final String key, final List<E> words, final E byDefault, final String meaning) {
        final List<String> texts = words.stream().map(SettingSection::word).toList();
        final String allowed = quoted(String.join("\", \"", texts));
        return read(
                key,
                allowed,
                quoted(word(byDefault)),
                byDefault,
                meaning,
                value -> {
                    final int index = value.isTextual() ? texts.indexOf(value.textValue()) : -1;
                    return index < 0 ? null : words.get(index);
                });
    }

    private static String word(final Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * A list of texts.
     *
     * @param key of the setting.
     * @param byDefault its value when nothing is said.
     * @param meaning for the reference.
     * @return the texts.
     */
    public List<String> texts(
            final String key, final List<String> byDefault, final String meaning) {
        final String allowed = "a list of texts";
        final String shown = byDefault.stream().map(SettingSection::quoted).toList().toString();
        final JsonNode value = take(key, allowed, shown, meaning);
        if (value == null) {
            return byDefault;
        }
        final List<String> texts = new ArrayList<>();
        if (!value.isArray()) {
            refuse(key, value, allowed);
        } else {
            for (final JsonNode element : value) {
                if (element.isTextual() && !element.textValue().isEmpty()) {
                    texts.add(element.textValue());
                } else {
                    refuse(key, element, "a text in each place");
                }
            }
        }
        return texts;
    }

    /**
     * Several of some words, each in small letters.
     *
     * @param key of the setting.
     * @param words that are allowed.
     * @param byDefault those when nothing is said.
     * @param meaning for the reference.
     * @param <E> kind of the words.
     * @return the words.
     */
    public <E extends Enum<E>> List<E> words(
            final String key, final List<E> words, final List<E> byDefault, final String meaning) {
        final List<String> texts = words.stream().map(SettingSection::word).toList();
        final String allowed = "a list of " + quoted(String.join("\", \"", texts));
        final String shown = byDefault.stream().map(word -> quoted(word(word))).toList().toString();
        final JsonNode value = take(key, allowed, shown, meaning);
        if (value == null) {
            return byDefault;
        }
        final List<E> found = new ArrayList<>();
        boolean isSound = value.isArray();
        for (final JsonNode element : value) {
            final int index = element.isTextual() ? texts.indexOf(element.textValue()) : -1;
            if (index >= 0) {
                found.add(words.get(index));
            }
            isSound &= index >= 0;
        }
        if (!isSound) {
            refuse(key, value, allowed);
        }
        return found;
    }

    /**
     * A section whose keys the site chooses, and whose values are words; none when there is none.
     *
     * @param key name of the section.
     * @param words that are allowed as values.
     * @param meaning for the reference.
     * @param <E> kind of the words.
     * @return the words by key, in the order in which they stand.
     */
    public <E extends Enum<E>> Map<String, E> wordsByName(
            final String key, final List<E> words, final String meaning) {
        final List<String> texts = words.stream().map(SettingSection::word).toList();
        final String allowed = quoted(String.join("\", \"", texts));
        final JsonNode value = take(key, "a section of names, each = " + allowed, "none", meaning);
        final Map<String, E> found = new LinkedHashMap<>();
        if (value != null && !value.isObject()) {
            refuse(key, value, "a section");
        } else if (value != null) {
            for (final Map.Entry<String, JsonNode> entry : value.properties()) {
                final int index = texts.indexOf(entry.getValue().asText());
                if (index < 0) {
                    refuse(key + "." + entry.getKey(), entry.getValue(), allowed);
                } else {
                    found.put(entry.getKey(), words.get(index));
                }
            }
        }
        return found;
    }

    // ------------------------------------------------------------------ sections

    /**
     * A section of this one; empty when there is none. To be {@linkplain #conclude() concluded}.
     *
     * @param key name of it.
     * @return the section.
     */
    public SettingSection section(final String key) {
        known.add(key);
        final JsonNode value = values.get(key);
        if (value != null && !value.isObject()) {
            refuse(key, value, "a section");
        }
        final ObjectNode inner =
                value instanceof ObjectNode found ? found : JsonNodeFactory.instance.objectNode();
        return new SettingSection(inner, path + key + ".", docPath + key + ".", report);
    }

    /**
     * Sections of one name, as in {@code [[queue]]}; none when there is none. Each is to be
     * {@linkplain #conclude() concluded}.
     *
     * @param key name of them.
     * @return the sections.
     */
    public List<SettingSection> sections(final String key) {
        known.add(key);
        final JsonNode value = values.get(key);
        final List<SettingSection> sections = new ArrayList<>();
        if (value != null && !value.isArray()) {
            refuse(key, value, "sections [[" + key + "]]");
        } else if (value != null) {
            for (final JsonNode element : value) {
                final String name = key + "[" + (sections.size() + 1) + "]";
                if (element instanceof ObjectNode inner) {
                    sections.add(
                            new SettingSection(
                                    inner, path + name + ".", docPath + key + ".", report));
                } else {
                    refuse(name, element, "a section");
                }
            }
        }
        return sections;
    }

    /** Everything was read: what else stands here is not known. */
    public void conclude() {
        final Iterator<String> names = values.fieldNames();
        while (names.hasNext()) {
            final String name = names.next();
            if (!known.contains(name)) {
                final JsonNode value = values.get(name);
                report.refuse(
                        path + name,
                        value.isContainerNode() ? "..." : value.toString(),
                        "no such key, but one of " + String.join(", ", known));
            }
        }
    }

    /**
     * Notes that a value is wrong for a reason that is seen from elsewhere.
     *
     * @param key of the setting.
     * @param value that it has.
     * @param expected what is allowed.
     */
    public void refuse(final String key, final Object value, final String expected) {
        report.refuse(path + key, value.toString(), expected);
    }

    /** The default when nothing stands there, or, after an error, when the reader gives null. */
    private <T> T read(
            final String key,
            final String allowed,
            final String shown,
            final T byDefault,
            final String meaning,
            final Function<JsonNode, T> reader) {
        final JsonNode value = take(key, allowed, shown, meaning);
        final T found = value == null ? null : reader.apply(value);
        if (value != null && found == null) {
            refuse(key, value, allowed);
        }
        return found == null ? byDefault : found;
    }

    private JsonNode take(
            final String key, final String allowed, final String byDefault, final String meaning) {
        known.add(key);
        report.describe(
                new SettingDoc(
                        docPath + key,
                        allowed,
                        byDefault == null ? SettingDoc.REQUIRED : byDefault,
                        meaning));
        final JsonNode value = values.get(key);
        if (value == null && byDefault == null) {
            report.refuse(path + key, "nothing", allowed);
        }
        return value;
    }

    private static String quoted(final String text) {
        return '"' + text + '"';
    }
}
