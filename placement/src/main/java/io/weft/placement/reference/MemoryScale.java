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
package io.weft.placement.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * The classes of free memory: quarters of an octave, the highest the one in which the memory of the
 * largest node lies, 64 classes with the lowest, which begins at nothing.
 *
 * @param starts least memory of each class, in bytes.
 */
record MemoryScale(TreeSet<Long> starts) {
    private static final int CLASS_COUNT = 64;

    static MemoryScale of(final long largestMemory) {
        final List<Long> quarters = new ArrayList<>();
        for (int octave = 0; octave < Long.SIZE - 1; octave++) {
            final long power = 1L << octave;
            for (int quarter = 4; quarter < 8; quarter++) {
                final long start = octave < 2 ? (power * quarter + 3) / 4 : power / 4 * quarter;
                if (start <= largestMemory) {
                    quarters.add(start);
                }
            }
        }
        final int lowerCount = Math.max(0, quarters.size() - (CLASS_COUNT - 1));
        final TreeSet<Long> starts = new TreeSet<>(quarters.subList(lowerCount, quarters.size()));
        starts.add(0L);
        return new MemoryScale(starts);
    }

    /** The least memory that has the same class as some memory. */
    long leastOfClass(final long memory) {
        return starts.floor(memory);
    }
}
