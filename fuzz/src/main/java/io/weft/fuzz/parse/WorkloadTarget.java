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
package io.weft.fuzz.parse;

import io.weft.simulator.workload.JobSpec;
import io.weft.simulator.workload.RejectedLine;
import io.weft.simulator.workload.TraceSource;
import io.weft.simulator.workload.Workload;
import io.weft.simulator.workload.WorkloadException;
import io.weft.simulator.workload.WorkloadReport;
import java.io.ByteArrayInputStream;
import java.io.InputStream;

/**
 * A reader of jobs, asked twice: once to leave out bad lines, once to stop at the first. Both must
 * agree on whether there is one.
 */
final class WorkloadTarget implements ParseTarget {
    private static final String SOURCE = "input";

    private final String name;
    private final Opener opener;

    /** Opens bytes as a workload. */
    @FunctionalInterface
    interface Opener {
        Workload open(TraceSource source, boolean isStrict);
    }

    WorkloadTarget(final String name, final Opener opener) {
        this.name = name;
        this.opener = opener;
    }

    @Override
    public String name() {
        return name;
    }

    /** Bytes as a trace. */
    static TraceSource source(final byte[] bytes) {
        return new TraceSource() {
            @Override
            public String name() {
                return SOURCE;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(bytes);
            }
        };
    }

    @Override
    public void parse(final byte[] bytes) {
        final long rejectedCount = readAll(bytes);
        try (Workload jobs = opener.open(source(bytes), true)) {
            drain(jobs);
            Said.require(rejectedCount <= 0, "a bad line is left out, and no error when strict");
        } catch (final WorkloadException e) {
            Said.place(e, SOURCE);
            final RejectedLine line = e.rejectedLine();
            if (line == null) {
                return;
            }
            Said.require(rejectedCount != 0, "an error when strict, and no bad line: " + e);
            Said.require(line.lineNumber() > 0, "no number of the line: " + e);
            Said.require(!line.field().isBlank(), "no field: " + e);
        }
    }

    /** How many lines are rejected; -1: the file as a whole is. */
    private long readAll(final byte[] bytes) {
        try (Workload jobs = opener.open(source(bytes), false)) {
            final long count = drain(jobs);
            final WorkloadReport report = jobs.report();
            Said.require(count == report.jobsDelivered(), "delivered is miscounted: " + report);
            return report.linesRejected();
        } catch (final WorkloadException e) {
            Said.place(e, SOURCE);
            Said.require(e.rejectedLine() == null, "a line ends the reading, but not strict: " + e);
            return -1;
        }
    }

    private static long drain(final Workload jobs) {
        Said.require(jobs.header() != null, "no header");
        long count = 0;
        long submitNs = 0;
        for (JobSpec job = jobs.next(); job != null; job = jobs.next()) {
            Said.require(job.submitNs() >= submitNs, "submitted before the last: " + job);
            submitNs = job.submitNs();
            count++;
        }
        return count;
    }
}
