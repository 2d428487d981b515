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
package io.weft.simulator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a rule, such as {@code wait=360,share=95%,max-m=6,preempt}: parts with commas between
 * them, each a name and mostly a value, each at most once.
 */
final class RuleText {
    private static final Pattern PERCENT = Pattern.compile("(\\d{1,4})(?:\\.(\\d))?%");
    private static final Pattern COUNT = Pattern.compile("\\d{1,9}");
    private static final long NS_PER_S = 1_000_000_000L;

    private final String text;
    private final Map<String, String> values = new LinkedHashMap<>();

    RuleText(final String text, final Set<String> names) {
        this.text = text;
        for (final String part : text.split(",", -1)) {
            final int equals = part.indexOf('=');
            final String name = equals < 0 ? part : part.substring(0, equals);
            final String value = equals < 0 ? "" : part.substring(equals + 1);
            if (!names.contains(name) || values.put(name, value) != null) {
                throw new IllegalArgumentException(
                        "part="
                                + part
                                + ", expected each at most once of "
                                + String.join(", ", names.stream().sorted().toList()));
            }
        }
    }

    /** The names that it has, in its order. */
    List<String> names() {
        return new ArrayList<>(values.keySet());
    }

    /** What stands behind a name, null if the name is not there. */
    String value(final String name) {
        return values.get(name);
    }

    boolean has(final String name) {
        return values.containsKey(name);
    }

    /** A count, or what is taken if the name is not there. */
    int count(final String name, final int otherwise, final int least, final int most) {
        final String value = values.get(name);
        if (value == null) {
            return otherwise;
        }
        final int count = COUNT.matcher(value).matches() ? Integer.parseInt(value) : -1;
        if (count < least || count > most) {
            throw new IllegalArgumentException(
                    name + "=" + value + ", expected " + least + ".." + most);
        }
        return count;
    }

    /** Seconds as ns, or what is taken if the name is not there. */
    long ns(final String name, final long otherwiseS, final int leastS) {
        final int mostS = 100_000_000;
        final int seconds = count(name, -1, leastS, mostS);
        return (seconds < 0 ? otherwiseS : seconds) * NS_PER_S;
    }

    /** Percent as thousandths; it must be there. */
    int perMille(final String name) {
        final String value = values.getOrDefault(name, "");
        final Matcher percent = PERCENT.matcher(value);
        if (!percent.matches()) {
            throw new IllegalArgumentException(
                    name + "=" + value + ", expected percent such as 95% or 99.5%, in " + text);
        }
        final int tenths = percent.group(2) == null ? 0 : Integer.parseInt(percent.group(2));
        return 10 * Integer.parseInt(percent.group(1)) + tenths;
    }

    /** Which queue it is about: null if it does not say. */
    Boolean isInteractive() {
        final String queue = values.get("queue");
        if (queue == null) {
            return null;
        }
        if (!queue.equals("interactive") && !queue.equals("other")) {
            throw new IllegalArgumentException(
                    "queue=" + queue + ", expected interactive or other");
        }
        return queue.equals("interactive");
    }

    /** It must be there. */
    void require(final String name) {
        if (!has(name)) {
            throw new IllegalArgumentException(text + ", expected " + name + "=… in it");
        }
    }
}
