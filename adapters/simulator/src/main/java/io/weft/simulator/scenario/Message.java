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
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A message of the schema, or an item of a group, with the fields that somebody named, or with all.
 *
 * @param block what it is.
 * @param values of fields, by name.
 * @param groups items of groups, by name.
 * @param texts of variable length, by name.
 */
record Message(
        MessageSchema.Block block,
        SortedMap<String, Long> values,
        SortedMap<String, List<Message>> groups,
        SortedMap<String, String> texts) {

    Message(final MessageSchema.Block block) {
        this(block, new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
    }

    String name() {
        return block.name();
    }

    /** Another one with the same content, and a field set. */
    Message with(final String field, final long value) {
        final Message copy =
                new Message(
                        block, new TreeMap<>(values), new TreeMap<>(groups), new TreeMap<>(texts));
        copy.values.put(field, value);
        return copy;
    }

    /** Whether another has all that this one names. */
    boolean matches(final Message other) {
        return block.name().equals(other.block.name()) && differing(other).isEmpty();
    }

    /** Names of what another one, of the same block, has otherwise than this one says. */
    List<String> differing(final Message other) {
        final SortedMap<String, Boolean> names = new TreeMap<>();
        values.forEach((name, value) -> names.put(name, value.equals(other.values.get(name))));
        texts.forEach((name, text) -> names.put(name, text.equals(other.texts.get(name))));
        groups.forEach((name, items) -> names.put(name, match(items, other.groups.get(name))));
        return names.keySet().stream().filter(name -> !names.get(name)).toList();
    }

    private static boolean match(final List<Message> items, final List<Message> others) {
        if (others == null || items.size() != others.size()) {
            return false;
        }
        for (int i = 0; i < items.size(); i++) {
            if (!items.get(i).matches(others.get(i))) {
                return false;
            }
        }
        return true;
    }
}
