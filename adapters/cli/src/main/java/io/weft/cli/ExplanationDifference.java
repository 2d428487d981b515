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
package io.weft.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where two explanations differ: a line for every value, in the order in which they stand. */
final class ExplanationDifference {
    private static final String NOTHING = "-";

    private final List<Line> lines = new ArrayList<>();

    /**
     * A value that is not the same.
     *
     * @param path to it, such as {@code reason.code} or {@code filters[cores].node_count}
     * @param at what it is in the one, null if nothing
     * @param against what it is in the other, null if nothing
     */
    record Line(String path, JsonNode at, JsonNode against) {}

    private ExplanationDifference() {}

    static ExplanationDifference of(JsonNode one, JsonNode other) {
        ExplanationDifference difference = new ExplanationDifference();
        difference.compare("", one, other);
        return difference;
    }

    private void compare(String path, JsonNode one, JsonNode other) {
        if (areAll(one, other, JsonNode::isObject)) {
            compareParts(path.isEmpty() ? "" : path + ".", "", fields(one), fields(other));
        } else if (areAll(one, other, ExplanationDifference::isListOfObjects)) {
            compareParts(path + "[", "]", elements(one), elements(other));
        } else if (one == null || !one.equals(other)) {
            lines.add(new Line(path, one, other));
        }
    }

    private void compareParts(
            String before, String after, Map<String, JsonNode> one, Map<String, JsonNode> other) {
        Set<String> names = new LinkedHashSet<>(one.keySet());
        names.addAll(other.keySet());
        for (String name : names) {
            compare(before + name + after, one.get(name), other.get(name));
        }
    }

    private interface Kind {
        boolean is(JsonNode node);
    }

    /** Whether both are of a kind, or one is and the other is not there. */
    private static boolean areAll(JsonNode one, JsonNode other, Kind kind) {
        return (one == null || kind.is(one))
                && (other == null || kind.is(other))
                && (one != null || other != null);
    }

    private static boolean isListOfObjects(JsonNode node) {
        return node.isArray() && (node.isEmpty() || node.get(0).isObject());
    }

    private static Map<String, JsonNode> fields(JsonNode node) {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        if (node != null) {
            node.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
        }
        return fields;
    }

    /** The elements of a list by their first value: the id, name or position of each. */
    private static Map<String, JsonNode> elements(JsonNode node) {
        Map<String, JsonNode> elements = new LinkedHashMap<>();
        if (node != null) {
            for (JsonNode element : node) {
                String name = element.elements().next().asText();
                int count = 1;
                String unique = name;
                while (elements.putIfAbsent(unique, element) != null) {
                    count++;
                    unique = name + "#" + count;
                }
            }
        }
        return elements;
    }

    JsonNode tree() {
        return ExplanationJson.tree(lines);
    }

    void print(PrintWriter out) {
        if (lines.isEmpty()) {
            out.println("No difference.");
        }
        for (Line line : lines) {
            out.println(line.path() + ": " + text(line.at()) + " | " + text(line.against()));
        }
    }

    private static String text(JsonNode value) {
        return value == null ? NOTHING : value.isValueNode() ? value.asText() : value.toString();
    }
}
