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
package io.weft.simulator.workload;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Collects the comments at the head of a trace; however many there are, memory is bounded. */
final class SwfHeader {
    private static final int ENTRY_COUNT_MAX = 1_000;
    private static final int VALUE_LENGTH_MAX = 1_000;
    private static final int COMMENT_LENGTH_MAX = 4 * VALUE_LENGTH_MAX;

    private static final Pattern COMMENT =
            Pattern.compile("\\s*;+\\s*(\\w+)\\s*:(?:\\s+(.*))?\\s*");

    private final List<WorkloadHeader.Entry> entries = new ArrayList<>();

    /** Keeps a comment if it has the form {@code ; key: value}. */
    void onComment(byte[] buffer, int from, int to) {
        if (entries.size() == ENTRY_COUNT_MAX) {
            return;
        }
        int length = Math.min(to - from, COMMENT_LENGTH_MAX);
        Matcher matcher = COMMENT.matcher(new String(buffer, from, length, StandardCharsets.UTF_8));
        if (matcher.matches()) {
            String value = matcher.group(2) == null ? "" : matcher.group(2);
            String kept = value.substring(0, Math.min(value.length(), VALUE_LENGTH_MAX));
            entries.add(new WorkloadHeader.Entry(matcher.group(1), kept.strip()));
        }
    }

    WorkloadHeader header() {
        return WorkloadHeader.of(entries);
    }
}
