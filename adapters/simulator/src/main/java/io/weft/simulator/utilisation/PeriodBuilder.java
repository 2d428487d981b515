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
package io.weft.simulator.utilisation;

import io.weft.simulator.workload.UsagePattern;
import org.agrona.collections.LongArrayList;

/** Puts stretches of busy and idle time together; neighbours of a kind become one. */
final class PeriodBuilder {
    /** Idle and busy in turn; the first is idle and may be empty. */
    private final LongArrayList lengthsNs = new LongArrayList();

    private long totalNs;

    PeriodBuilder() {
        lengthsNs.addLong(0);
    }

    /**
     * The next stretch.
     *
     * @param ns its length; an empty one is none
     */
    void add(boolean isBusy, long ns) {
        if (ns == 0) {
            return;
        }
        totalNs += ns;
        int last = lengthsNs.size() - 1;
        boolean isLastBusy = last % 2 == 1;
        if (isLastBusy == isBusy) {
            lengthsNs.setLong(last, lengthsNs.getLong(last) + ns);
        } else {
            lengthsNs.addLong(ns);
        }
    }

    /** All stretches together, in nanoseconds. */
    long totalNs() {
        return totalNs;
    }

    /** The pattern of what was added, which is not empty. */
    UsagePattern pattern() {
        int count = lengthsNs.size();
        boolean endsIdle = count > 1 && count % 2 == 1;
        long[] periodsNs = new long[count - 1 - (endsIdle ? 1 : 0)];
        for (int i = 0; i < periodsNs.length; i++) {
            periodsNs[i] = lengthsNs.getLong(i + 1);
        }
        return UsagePattern.of(
                lengthsNs.getLong(0), endsIdle ? lengthsNs.getLong(count - 1) : 0, periodsNs);
    }
}
