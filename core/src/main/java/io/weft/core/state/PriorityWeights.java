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
package io.weft.core.state;

import io.weft.core.spi.PriorityFactor;

/**
 * What each factor of the priority weighs; all nothing before anything is said. Set by the {@code
 * SetPriority} input, so it is part of the state. Kernel thread only.
 */
public final class PriorityWeights {
    private static final int COUNT = PriorityFactor.values().length;

    private final long[] weights = new long[COUNT];

    PriorityWeights() {}

    /**
     * Weight of a factor.
     *
     * @param factor of the priority.
     * @return the weight.
     */
    public long of(final PriorityFactor factor) {
        return weights[factor.ordinal()];
    }

    /**
     * Gives a factor another weight.
     *
     * @param factor of the priority.
     * @param weight in its range.
     */
    public void set(final PriorityFactor factor, final long weight) {
        weights[factor.ordinal()] = weight;
    }
}
