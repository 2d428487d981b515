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
package io.weft.bench;

import java.util.SplittableRandom;

/**
 * Jobs of one node, as drawn for a machine whose memory runs out before its cores: 1..128 cores,
 * the octaves equally often, and memory of 0.3, 1 or 3.5 times the share that belongs to the cores,
 * 0.9 times on average.
 */
final class JobMix {
    private static final int OCTAVE_COUNT = 8;

    private final SplittableRandom random;
    private final long memoryPerSlot;
    private final long memoryMax;
    private int coreCount;
    private long memory;

    JobMix(final long seed, final long memoryPerSlot) {
        this(
                seed,
                memoryPerSlot,
                memoryPerSlot * ScaleCluster.CORE_COUNT * ScaleCluster.MULTIPLICITY_MAX);
    }

    JobMix(final long seed, final long memoryPerSlot, final long memoryMax) {
        random = new SplittableRandom(seed);
        this.memoryPerSlot = memoryPerSlot;
        this.memoryMax = memoryMax;
    }

    /** Draws a job; 0 cores means as many as it happens. */
    void next(final int wantedCores) {
        final int octave = random.nextInt(OCTAVE_COUNT);
        final int drawn = octave == 0 ? 1 : (1 << octave - 1) + 1 + random.nextInt(1 << octave - 1);
        coreCount = wantedCores > 0 ? wantedCores : drawn;
        final int lot = random.nextInt(10);
        final long perMille = lot < 5 ? 300 : lot < 9 ? 1000 : 3500;
        final long share = Math.min(coreCount * memoryPerSlot * perMille / 1000, memoryMax);
        // No two jobs ask for the very same memory.
        memory = share - random.nextLong(1 + share / 8);
    }

    int nextInt(final int bound) {
        return random.nextInt(bound);
    }

    int coreCount() {
        return coreCount;
    }

    long memory() {
        return memory;
    }
}
