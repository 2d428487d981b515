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

import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Jobs of a list, for tests. */
public final class ListedWorkload implements Workload {
    public static final WorkloadHeader HEADER =
            new WorkloadHeader(
                    8,
                    96,
                    1_000_000_000,
                    List.of(
                            new WorkloadHeader.Entry("Version", "2.2"),
                            new WorkloadHeader.Entry("MaxNodes", "8"),
                            new WorkloadHeader.Entry("MaxProcs", "96"),
                            new WorkloadHeader.Entry("UnixStartTime", "1000000000"),
                            new WorkloadHeader.Entry("Note", "")));

    private final Iterator<JobSpec> jobs;
    private long jobsDelivered;

    public ListedWorkload(List<JobSpec> jobs) {
        this.jobs = jobs.iterator();
    }

    @Override
    public WorkloadHeader header() {
        return HEADER;
    }

    @Override
    public JobSpec next() {
        if (!jobs.hasNext()) {
            return null;
        }
        jobsDelivered++;
        return jobs.next();
    }

    @Override
    public WorkloadReport report() {
        return new WorkloadReport(0, jobsDelivered, 0, 0, List.of(), Map.of(), Map.of());
    }

    @Override
    public void close() {}
}
