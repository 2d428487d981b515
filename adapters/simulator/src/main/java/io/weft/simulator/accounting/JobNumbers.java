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
package io.weft.simulator.accounting;

import io.weft.simulator.workload.SeenIds;

/** Gives every job a number that no other has. */
final class JobNumbers {
    /** Above every number that Slurm (2^26) or PBS (10^12) gives a job. */
    static final long OWN_FIRST = 1_000_000_000_000L;

    private final SeenIds taken = new SeenIds();
    private long own = OWN_FIRST;

    /** Whether a number was free; it is no longer. */
    boolean take(long number) {
        return taken.add(number);
    }

    /** A number for a job that has none. */
    long next() {
        while (!taken.add(own)) {
            own++;
        }
        return own++;
    }
}
