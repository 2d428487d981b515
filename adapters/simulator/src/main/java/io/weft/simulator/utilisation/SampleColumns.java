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

import java.util.List;
import java.util.Locale;

/**
 * Where the job, the time and the utilisation of a sample stand.
 *
 * @param job column of the job's name
 * @param time column of the time, or of how long the sample holds
 * @param percent column of the utilisation
 * @param isLength whether samples say how long they hold, in milliseconds, as OpenDC writes them;
 *     else the time is in seconds
 * @param isPercent whether utilisation is in percent of a core; else it is in a unit of the
 *     recorder
 */
record SampleColumns(int job, int time, int percent, boolean isLength, boolean isPercent) {
    /** What a recording without a header has. */
    static final SampleColumns DEFAULT = new SampleColumns(0, 1, 2, false, true);

    private static final List<String> JOB = List.of("job", "job_id", "jobid", "id");
    private static final List<String> TIME = List.of("time", "time_s", "timestamp");
    private static final List<String> LENGTH = List.of("duration");
    private static final List<String> PERCENT =
            List.of("percent", "cpu_percent", "utilisation", "utilization");
    private static final List<String> AMOUNT = List.of("cpu_usage");

    /** Whether a first line names columns; a sample has a number for its utilisation. */
    static boolean isHeader(List<String> fields) {
        return fields.stream()
                .map(SampleColumns::key)
                .anyMatch(key -> PERCENT.contains(key) || AMOUNT.contains(key));
    }

    /** The columns of a header; null if it lacks one. */
    static SampleColumns of(List<String> header) {
        int length = index(header, LENGTH);
        int time = length >= 0 ? length : index(header, TIME);
        int amount = index(header, AMOUNT);
        int percent = amount >= 0 ? amount : index(header, PERCENT);
        int job = index(header, JOB);
        return job < 0 || time < 0 || percent < 0
                ? null
                : new SampleColumns(job, time, percent, length >= 0, amount < 0);
    }

    /** How many fields a line needs. */
    int countMin() {
        return Math.max(job, Math.max(time, percent)) + 1;
    }

    private static int index(List<String> header, List<String> names) {
        for (int i = 0; i < header.size(); i++) {
            if (names.contains(key(header.get(i)))) {
                return i;
            }
        }
        return -1;
    }

    private static String key(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}
