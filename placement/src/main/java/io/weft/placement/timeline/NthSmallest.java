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
package io.weft.placement.timeline;

import io.weft.core.memory.Footprint;

/** Selects from numbers (C. Hoare, "Algorithm 65: find", 1961), in expected time O(count). */
final class NthSmallest {
    private final long[] copy;

    NthSmallest(final int capacity, final Footprint footprint) {
        copy = new long[capacity];
        footprint.count("times of nodes", (long) capacity * Long.BYTES);
    }

    /** The n-th smallest of the first so many values; n from 1. */
    long of(final long[] values, final int count, final int n) {
        System.arraycopy(values, 0, copy, 0, count);
        int low = 0;
        int high = count - 1;
        while (low < high) {
            final long pivot = median(copy[low], copy[(low + high) >>> 1], copy[high]);
            int less = low;
            int more = high;
            for (int i = low; i <= more; ) {
                final long value = copy[i];
                if (value < pivot) {
                    copy[i++] = copy[less];
                    copy[less++] = value;
                } else if (value > pivot) {
                    copy[i] = copy[more];
                    copy[more--] = value;
                } else {
                    i++;
                }
            }
            if (n - 1 < less) {
                high = less - 1;
            } else if (n - 1 > more) {
                low = more + 1;
            } else {
                return pivot;
            }
        }
        return copy[n - 1];
    }

    private static long median(final long a, final long b, final long c) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }
}
