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
package io.weft.simulator.ncs;

/** An edition of the published simulator. */
public enum NcsEdition {
    /** 2022: sharing costs nothing beside dividing the core. */
    OF_2022(false, false),

    /**
     * 2023, which made the paper's figures: sharing costs C_o, and backfilling gives up on jobs
     * that are no smaller and no shorter than one that it has just refused.
     */
    OF_2023(true, true);

    private final boolean hasOverhead;
    private final boolean givesUp;

    NcsEdition(final boolean hasOverhead, final boolean givesUp) {
        this.hasOverhead = hasOverhead;
        this.givesUp = givesUp;
    }

    /** Whether C_o may be above 1. */
    public boolean hasOverhead() {
        return hasOverhead;
    }

    /** Whether backfilling keeps a list of what it has refused in a pass. */
    boolean givesUp() {
        return givesUp;
    }
}
