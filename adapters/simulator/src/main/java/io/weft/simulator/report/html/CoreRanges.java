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
package io.weft.simulator.report.html;

import java.util.Arrays;

/**
 * The cores that jobs held, as ranges in one array: four bytes each for node, first and last core.
 * Reads what {@code jobs.csv} says under {@code allocation}, such as {@code 3:0-3+8;4:0}.
 */
final class CoreRanges {
    private static final int FIELDS = 3;

    /**
     * More nodes, and more cores of one, no machine has; it keeps damaged files from filling it.
     */
    private static final int NODE_COUNT_MAX = 1 << 20;

    private static final int CORE_COUNT_MAX = 1 << 16;

    private int[] fields = new int[FIELDS * 256];
    private int size;

    /**
     * Adds the ranges of one allocation.
     *
     * @throws NumberFormatException if it is not understood
     */
    void add(final String allocation) {
        if (allocation.isEmpty()) {
            return;
        }
        for (final String node : allocation.split(";")) {
            final int colon = node.indexOf(':');
            if (colon < 0) {
                throw new NumberFormatException("no colon in " + node);
            }
            final int nodeId = Integer.parseInt(node.substring(0, colon));
            for (final String range : node.substring(colon + 1).split("\\+")) {
                final int dash = range.indexOf('-');
                final int first = Integer.parseInt(dash < 0 ? range : range.substring(0, dash));
                add(nodeId, first, dash < 0 ? first : Integer.parseInt(range.substring(dash + 1)));
            }
        }
    }

    private void add(final int node, final int first, final int last) {
        final boolean isNode = node >= 0 && node < NODE_COUNT_MAX;
        if (!isNode || first < 0 || last < first || last >= CORE_COUNT_MAX) {
            throw new NumberFormatException("node=" + node + ", cores " + first + " to " + last);
        }
        if (FIELDS * (size + 1) > fields.length) {
            fields = Arrays.copyOf(fields, 2 * fields.length);
        }
        fields[FIELDS * size] = node;
        fields[FIELDS * size + 1] = first;
        fields[FIELDS * size + 2] = last;
        size++;
    }

    int size() {
        return size;
    }

    int node(final int range) {
        return fields[FIELDS * range];
    }

    int firstCore(final int range) {
        return fields[FIELDS * range + 1];
    }

    int lastCore(final int range) {
        return fields[FIELDS * range + 2];
    }

    int coreCount(final int range) {
        return lastCore(range) - firstCore(range) + 1;
    }
}
