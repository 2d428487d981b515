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

/**
 * How one job used its cores: the four statistics of figure 3 of Minami, Endo and Nomura, and the
 * periods they come from. Immutable.
 *
 * @param job its name in the recording
 * @param averagePercent mean utilisation over its execution time, in percent of a core
 * @param usage its busy and idle periods
 */
public record JobUsage(String job, double averagePercent, UsagePattern usage) {

    /** Execution time, in nanoseconds. */
    public long executionNs() {
        return usage.totalNs();
    }

    /** How often it became busy. */
    public int repetitionCount() {
        return usage.busyCount();
    }

    /** Its longest busy period, in nanoseconds; 0 if it was idle throughout. */
    public long longestBusyNs() {
        long longest = 0;
        for (int i = 0; i < usage.busyCount(); i++) {
            longest = Math.max(longest, usage.busyNs(i));
        }
        return longest;
    }
}
