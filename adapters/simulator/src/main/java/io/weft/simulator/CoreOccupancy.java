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

import io.weft.core.memory.CorePlanes;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * How many processes, busy and idle alike, every core has: the simulator's own count of what the
 * kernel decided, from which utilisation is measured and the maximum multiplicity checked.
 */
final class CoreOccupancy {
    private final CoreWords words;
    private final UnsafeBuffer counts;
    private final int multiplicityLimit;
    private long processCount;
    private long occupiedCoreCount;
    private int multiplicityMax;

    CoreOccupancy(final CoreWords words, final int multiplicityLimit) {
        this.words = words;
        this.multiplicityLimit = multiplicityLimit;
        counts = words.newPlanes();
    }

    void add(final int word, final long mask) {
        final long free = CorePlanes.at(counts, 0, word, 0) & mask;
        final int multiplicity = CorePlanes.max(counts, 0, word, mask) + 1;
        if (multiplicity > multiplicityLimit) {
            throw new IllegalStateException(
                    "multiplicity="
                            + multiplicity
                            + " on nodeId="
                            + words.node(word)
                            + ", expected at most "
                            + multiplicityLimit);
        }
        CorePlanes.add(counts, 0, word, mask);
        multiplicityMax = Math.max(multiplicityMax, multiplicity);
        processCount += Long.bitCount(mask);
        occupiedCoreCount += Long.bitCount(free);
    }

    void remove(final int word, final long mask) {
        CorePlanes.remove(counts, 0, word, mask);
        final long free = CorePlanes.at(counts, 0, word, 0) & mask;
        processCount -= Long.bitCount(mask);
        occupiedCoreCount -= Long.bitCount(free);
    }

    /** Processes on all cores together. */
    long processCount() {
        return processCount;
    }

    /** Cores with at least one process. */
    long occupiedCoreCount() {
        return occupiedCoreCount;
    }

    /** Most processes that any core ever had. */
    int multiplicityMax() {
        return multiplicityMax;
    }
}
