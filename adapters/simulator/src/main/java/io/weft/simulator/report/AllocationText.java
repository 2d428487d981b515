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
package io.weft.simulator.report;

import io.weft.core.client.AllocationSlices;

/**
 * Writes cores as {@code 3:0-3+8;4:0}: nodes apart by semicolons, each with its cores as single
 * ones and ranges, apart by plus signs, both ascending.
 */
final class AllocationText {
    private static final int NULL_CORE = -1;

    private final StringBuilder text = new StringBuilder();
    private int nodeCount;
    private int rangeFirst;
    private int rangeLast;

    /** Writes other cores than before; walks over the slices once. */
    void write(final AllocationSlices slices) {
        text.setLength(0);
        nodeCount = 0;
        rangeFirst = NULL_CORE;
        int node = -1;
        while (slices.next()) {
            if (nodeCount == 0 || slices.nodeId() != node) {
                endRange();
                node = slices.nodeId();
                text.append(nodeCount++ == 0 ? "" : ";").append(node).append(':');
            }
            addCores(slices.firstCore(), slices.coreMask());
        }
        endRange();
    }

    /** Nodes that were written. */
    int nodeCount() {
        return nodeCount;
    }

    @Override
    public String toString() {
        return text.toString();
    }

    private void addCores(final int firstCore, final long coreMask) {
        long rest = coreMask;
        while (rest != 0) {
            final int skipped = Long.numberOfTrailingZeros(rest);
            final int count = Long.numberOfTrailingZeros(~(rest >>> skipped));
            addRange(firstCore + skipped, firstCore + skipped + count - 1);
            rest &= skipped + count == Long.SIZE ? 0 : -1L << (skipped + count);
        }
    }

    private void addRange(final int first, final int last) {
        if (rangeFirst != NULL_CORE && first == rangeLast + 1) {
            rangeLast = last;
            return;
        }
        endRange();
        rangeFirst = first;
        rangeLast = last;
    }

    private void endRange() {
        if (rangeFirst == NULL_CORE) {
            return;
        }
        text.append(text.charAt(text.length() - 1) == ':' ? "" : "+").append(rangeFirst);
        if (rangeLast > rangeFirst) {
            text.append('-').append(rangeLast);
        }
        rangeFirst = NULL_CORE;
    }
}
