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
package io.weft.slurm.fake;

import org.agrona.concurrent.EpochNanoClock;

/** Time that passes when a test says so. */
public final class SettableClock implements EpochNanoClock {
    /** ns of a ms. */
    public static final long MILLI = 1_000_000L;

    /** ns of a s. */
    public static final long SECOND = 1_000_000_000L;

    private long nowNs = 1_700_000_000L * SECOND;

    @Override
    public long nanoTime() {
        return nowNs;
    }

    /**
     * Lets time pass.
     *
     * @param ns from 0.
     */
    public void advance(final long ns) {
        nowNs += ns;
    }
}
