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

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Small traces as text, for tests. */
public final class SwfText {
    /** A job nothing is wrong with: 4 processors, 100 s, 200 s asked for. */
    static final String GOOD = "1 0 -1 100 4 50 -1 4 200 -1 1 7 8 -1 1 -1 -1 -1";

    private SwfText() {}

    /** {@link #GOOD} with one column, counted from 0, replaced. */
    static String with(int field, String value) {
        return with(GOOD, field, value);
    }

    /** A line with one column, counted from 0, replaced. */
    static String with(String line, int field, String value) {
        String[] fields = line.split(" ");
        fields[field] = value;
        return String.join(" ", fields);
    }

    static SwfReader reader(String text) {
        return reader(text, new SwfOptions());
    }

    static SwfReader reader(String text, SwfOptions options) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return SwfReader.open(new ByteArrayInputStream(bytes), "test.swf", options);
    }

    static List<JobSpec> jobs(String text, SwfOptions options) {
        try (SwfReader reader = reader(text, options)) {
            return drain(reader);
        }
    }

    static JobSpec job(String line) {
        return jobs(line, new SwfOptions()).get(0);
    }

    /** All jobs that are left. */
    public static List<JobSpec> drain(Workload workload) {
        List<JobSpec> jobs = new ArrayList<>();
        for (JobSpec job = workload.next(); job != null; job = workload.next()) {
            jobs.add(job);
        }
        return jobs;
    }
}
