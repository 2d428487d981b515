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

/**
 * What is drawn from which stream of a seed: a setting that changes one thing leaves the draws of
 * the others as they were. The order is part of the generator: append only.
 */
enum RandomStream {
    INTERACTIVE_ARRIVAL,
    INTERACTIVE_SIZE,
    INTERACTIVE_RUNTIME,
    INTERACTIVE_LIMIT,
    BATCH_ARRIVAL,
    BATCH_SIZE,
    BATCH_RUNTIME,
    ESTIMATE,
    USAGE,
    USER,
    MEMORY;

    RandomSource of(long seed) {
        return new RandomSource(seed, ordinal());
    }
}
