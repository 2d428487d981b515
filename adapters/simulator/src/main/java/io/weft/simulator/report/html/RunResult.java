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
package io.weft.simulator.report.html;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * What one simulation left in its directory; about 200 bytes a job. Immutable, but for what its
 * maker keeps.
 */
public final class RunResult {
    private final String name;
    private final JsonNode summary;
    private final Map<String, String> figures;
    private final List<JobResult> jobs;
    private final CoreRanges ranges;
    private final long beginNs;
    private final long endNs;
    private final int[] nodeCores;

    RunResult(
            final String name,
            final JsonNode summary,
            final Map<String, String> figures,
            final List<JobResult> jobs,
            final CoreRanges ranges) {
        this.name = name;
        this.summary = summary;
        this.figures = figures;
        this.jobs = jobs;
        this.ranges = ranges;
        beginNs = jobs.stream().mapToLong(JobResult::submitNs).min().orElse(0);
        endNs =
                jobs.stream()
                        .mapToLong(job -> Math.max(job.submitNs(), job.endNs()))
                        .max()
                        .orElse(0);
        nodeCores = NodeCores.of(ranges, coreCount());
    }

    /** What it is called in the report. */
    public String name() {
        return name;
    }

    /** How many jobs {@code jobs.csv} tells of. */
    public int jobCount() {
        return jobs.size();
    }

    /**
     * The figures of {@code summary.json} by their path, such as {@code classes.all.jobs}, in the
     * order and with the digits of the file.
     */
    Map<String, String> figures() {
        return figures;
    }

    double figure(final String group, final String figure) {
        return summary.path(group).path(figure).asDouble();
    }

    List<JobResult> jobs() {
        return jobs;
    }

    CoreRanges ranges() {
        return ranges;
    }

    /** The first submission, ns from the trace's origin. */
    long beginNs() {
        return beginNs;
    }

    /** The last end or submission, ns from the trace's origin. */
    long endNs() {
        return endNs;
    }

    long coreCount() {
        return (long) figure("schedule", "cores");
    }

    /** Cores of each node up to the last that ever had a job. */
    int[] nodeCores() {
        return nodeCores;
    }
}
