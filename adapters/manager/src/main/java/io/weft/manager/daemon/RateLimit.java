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
package io.weft.manager.daemon;

/** Lets so many lines pass in a span of time, and counts the rest. */
final class RateLimit {
    private final int countMax;
    private final long periodNs;
    private long periodEndNs = Long.MIN_VALUE;
    private int count;
    private long droppedCount;

    RateLimit(final int countMax, final long periodNs) {
        this.countMax = countMax;
        this.periodNs = periodNs;
    }

    /** Whether one more may pass now. */
    boolean passes(final long nowNs) {
        if (nowNs >= periodEndNs) {
            periodEndNs = nowNs + periodNs;
            count = 0;
        }
        if (count < countMax) {
            count++;
            return true;
        }
        droppedCount++;
        return false;
    }

    /** How many did not pass in spans that are over; those are forgotten. */
    long takeDropped(final long nowNs) {
        if (droppedCount == 0 || nowNs < periodEndNs) {
            return 0;
        }
        final long taken = droppedCount;
        droppedCount = 0;
        return taken;
    }
}
