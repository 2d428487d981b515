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
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Where two explanations differ: a line for every value, in the order in which they stand. */
final class ExplanationDifference {
    private static final String NOTHING = "-";

    private final List<Line> lines = new ArrayList<>();

    /**
     * A value that is not the same.
     *
     * @param path to it, such as {@code reason.code} or {@code filters[5].node_count}
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
        boolean isObject = isContainer(one, other, JsonNode::isObject);
        boolean isArray = isContainer(one, other, JsonNode::isArray);
        if (isObject) {
            for (String name : names(one, other)) {
                String inner = path.isEmpty() ? name : path + "." + name;
                compare(inner, child(one, name), child(other, name));
            }
        } else if (isArray) {
            int length = Math.max(length(one), length(other));
            for (int i = 0; i < length; i++) {
                compare(path + "[" + i + "]", child(one, i), child(other, i));
            }
        } else if (one == null || !one.equals(other)) {
            lines.add(new Line(path, one, other));
        }
    }

    private interface Kind {
        boolean is(JsonNode node);
    }

    /** Whether both are of a kind, or one is and the other is not there. */
    private static boolean isContainer(JsonNode one, JsonNode other, Kind kind) {
        return (one == null || kind.is(one))
                && (other == null || kind.is(other))
                && (one != null || other != null);
    }

    private static Set<String> names(JsonNode one, JsonNode other) {
        Set<String> names = new LinkedHashSet<>();
        for (JsonNode node : new JsonNode[] {one, other}) {
            if (node != null) {
                Iterator<String> own = node.fieldNames();
                own.forEachRemaining(names::add);
            }
        }
        return names;
    }

    private static JsonNode child(JsonNode node, String name) {
        return node == null ? null : node.get(name);
    }

    private static JsonNode child(JsonNode node, int index) {
        return node == null ? null : node.get(index);
    }

    private static int length(JsonNode node) {
        return node == null ? 0 : node.size();
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
        return value == null ? NOTHING : value.asText();
    }
}
