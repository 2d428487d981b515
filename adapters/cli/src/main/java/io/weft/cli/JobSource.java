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
package io.weft.cli;

import io.weft.simulator.metrics.JobOutcome;
import io.weft.simulator.workload.RejectedLine;
import io.weft.simulator.workload.Workload;
import io.weft.simulator.workload.WorkloadHeader;
import io.weft.simulator.workload.WorkloadReport;
import java.util.function.LongSupplier;

/** Where the jobs of a simulation come from, and how far it is with them. */
final class JobSource {
    private static final int PROGRESS_INTERVAL = 1024;

    private final Workload workload;
    private final Traces traces;
    private final long length;
    private final LongSupplier position;
    private final long beganNs = System.nanoTime();
    private long outcomeCount;

    private JobSource(Workload workload, Traces traces, long length, LongSupplier position) {
        this.workload = workload;
        this.traces = traces;
        this.length = length;
        this.position = position == null ? () -> outcomeCount : position;
    }

    /** Generated jobs; progress is jobs that are done. */
    static JobSource of(Workload generated) {
        long jobCount = Long.parseLong(generated.header().value("MaxJobs"));
        return new JobSource(generated, null, jobCount, null);
    }

    /** Jobs of traces, whose number nobody knows; progress is bytes that were read. */
    static JobSource of(Workload workload, Traces traces) {
        return new JobSource(workload, traces, traces.length(), traces::bytesRead);
    }

    Workload workload() {
        return workload;
    }

    /** Steps until the end. */
    long length() {
        return length;
    }

    /** One more job is done. */
    void onOutcome(JobOutcome outcome, Progress progress) {
        outcomeCount++;
        if (outcomeCount % PROGRESS_INTERVAL == 0 && progress.isShown()) {
            long timeNs = outcome.hasRun() ? outcome.endNs() : outcome.job().submitNs();
            long elapsedNs = System.nanoTime() - beganNs;
            progress.show(
                    position.getAsLong(),
                    "at " + Text.days(timeNs) + ", " + Text.rate(outcomeCount, "jobs", elapsedNs));
        }
    }

    /**
     * Refuses traces without a single job.
     *
     * @throws Failure of input with the first line that was rejected
     */
    void requireJobs() {
        WorkloadReport report = workload.report();
        if (traces != null && report.jobsDelivered() == 0) {
            String names = traces.names();
            if (report.rejected().isEmpty()) {
                throw Failure.input("trace " + names + ": has no job");
            }
            RejectedLine first = report.rejected().get(0);
            throw Failure.input(
                    "trace "
                            + names
                            + ": no line is a job. The first: "
                            + first
                            + ". Maybe: "
                            + first.reason().cure()
                            + ".");
        }
    }

    /** What it is, in a line. */
    String text() {
        if (traces != null) {
            return "jobs of " + traces.names();
        }
        WorkloadHeader header = workload.header();
        return "generated jobs, " + header.value("Note");
    }
}
