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

import io.weft.core.wire.NameKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Names and the small numbers that stand for them: the first user is 0, the first node is 0. Kept
 * in the journal, by the order in which names were defined.
 */
final class NameBook {
    static final int UNKNOWN = -1;

    private final Map<NameKind, Map<String, Integer>> numbers = new EnumMap<>(NameKind.class);
    private final Map<NameKind, List<String>> texts = new EnumMap<>(NameKind.class);
    private final Map<NameKind, List<Integer>> nameIds = new EnumMap<>(NameKind.class);
    private final List<Name> all = new ArrayList<>();

    /** A name, and what it is the name of. */
    record Name(NameKind kind, String text) {}

    /** Every name, in the order in which they were defined. */
    List<Name> all() {
        return all;
    }

    /** How many names there are, which is the id of the next. */
    int count() {
        return all.size();
    }

    /** Number of a name among those of its kind, or {@link #UNKNOWN}. */
    int number(final NameKind kind, final String text) {
        return numbers.getOrDefault(kind, Map.of()).getOrDefault(text, UNKNOWN);
    }

    String text(final NameKind kind, final int number) {
        return texts.get(kind).get(number);
    }

    /** Id of a name among all names. */
    int nameId(final NameKind kind, final int number) {
        return nameIds.get(kind).get(number);
    }

    /** Takes a name down that was defined; its number. */
    int add(final NameKind kind, final String text) {
        final Map<String, Integer> ofKind =
                numbers.computeIfAbsent(kind, k -> new LinkedHashMap<>());
        final int number = ofKind.size();
        ofKind.put(text, number);
        texts.computeIfAbsent(kind, k -> new ArrayList<>()).add(text);
        nameIds.computeIfAbsent(kind, k -> new ArrayList<>()).add(all.size());
        all.add(new Name(kind, text));
        return number;
    }
}
