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

import io.weft.core.client.AllocationSlices;
import io.weft.simulator.metrics.JobOutcome;
import io.weft.simulator.metrics.OutcomeListener;
import io.weft.simulator.metrics.QueueHistory;
import io.weft.simulator.metrics.ScheduleSummary;
import io.weft.simulator.report.JobsCsv;
import io.weft.simulator.report.SummaryJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The files that a simulation leaves in {@code --out}, or none. */
final class ResultFiles implements AutoCloseable {
    private static final String FLAG = "--out";

    private final PartFile jobs;
    private final PartFile summary;
    private final PartFile run;
    private final JobsCsv csv;
    private boolean isCsvClosed;

    private ResultFiles(PartFile jobs, PartFile summary, PartFile run, JobsCsv csv) {
        this.jobs = jobs;
        this.summary = summary;
        this.run = run;
        this.csv = csv;
    }

    /**
     * Begins the files.
     *
     * @param directory null for none
     * @param force whether they may replace others
     */
    static ResultFiles begin(Path directory, boolean force) {
        if (directory == null) {
            return new ResultFiles(null, null, null, null);
        }
        FileTrouble.createDirectory(FLAG, directory);
        PartFile jobs = PartFile.of(FLAG, directory.resolve("jobs.csv"), force);
        PartFile summary = PartFile.of(FLAG, directory.resolve("summary.json"), force);
        PartFile run = PartFile.of(FLAG, directory.resolve("run.json"), force);
        try {
            return new ResultFiles(jobs, summary, run, JobsCsv.create(jobs.part()));
        } catch (IOException e) {
            throw refusal(directory, e);
        }
    }

    /** Writes a line for every job. */
    OutcomeListener listener() {
        return csv == null ? (outcome, slices) -> {} : this::write;
    }

    private void write(JobOutcome outcome, AllocationSlices slices) {
        try {
            csv.onOutcome(outcome, slices);
        } catch (UncheckedIOException e) {
            throw refusal(jobs.file().getParent(), e.getCause());
        }
    }

    /** Writes the rest and puts the files in their place. */
    List<Path> complete(ScheduleSummary figures, List<QueueHistory> queues, RunSpeed speed) {
        if (csv == null) {
            return List.of();
        }
        try {
            closeCsv();
            try (Writer writer = Files.newBufferedWriter(summary.part(), StandardCharsets.UTF_8)) {
                SummaryJson.write(figures, queues, writer);
            }
            try (Writer writer = Files.newBufferedWriter(run.part(), StandardCharsets.UTF_8)) {
                speed.writeJson(writer);
            }
            jobs.complete();
            summary.complete();
            run.complete();
            return List.of(jobs.file(), summary.file(), run.file());
        } catch (IOException e) {
            throw refusal(jobs.file().getParent(), e);
        }
    }

    private void closeCsv() throws IOException {
        if (!isCsvClosed) {
            isCsvClosed = true;
            csv.close();
        }
    }

    private static Failure refusal(Path directory, IOException e) {
        return Failure.environment(
                FLAG + "=" + directory + ": cannot be written: " + FileTrouble.text(e), e);
    }

    /** Removes what was not completed. */
    @Override
    public void close() {
        if (csv != null) {
            try (jobs;
                    summary;
                    run) {
                closeCsv();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
