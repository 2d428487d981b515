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
package io.weft.simulator.accounting;

import io.weft.simulator.workload.JobSorter;
import io.weft.simulator.workload.JobSpec;
import io.weft.simulator.workload.LineReader;
import io.weft.simulator.workload.RejectedLine;
import io.weft.simulator.workload.RejectedValueException;
import io.weft.simulator.workload.RejectionReason;
import io.weft.simulator.workload.RuleOfUse;
import io.weft.simulator.workload.TraceSource;
import io.weft.simulator.workload.TraceStream;
import io.weft.simulator.workload.Workload;
import io.weft.simulator.workload.WorkloadException;
import io.weft.simulator.workload.WorkloadHeader;
import io.weft.simulator.workload.WorkloadReport;
import io.weft.simulator.workload.WorkloadTally;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/**
 * Reads an accounting log, plain, in gzip or in xz. A log is in the order in which jobs ended, so
 * it is read whole when it is opened and its jobs are put in order of submission, the first at time
 * 0; the header's {@code UnixStartTime} says when that was. What stays in memory are the numbers of
 * the jobs and a few MiB; the rest lies in a temporary file without a name.
 *
 * <p>A bad record is counted in the {@link #report()} and left out; in strict mode the first one
 * ends the reading with a {@link WorkloadException}. Whatever the bytes, nothing else is thrown.
 */
public final class AccountingReader implements Workload {
    private static final long NS_PER_S = 1_000_000_000L;

    private final AccountingOptions options;
    private final WorkloadTally tally;
    private final JobRules rules;
    private final JobNumbers numbers = new JobNumbers();
    private final JobSorter sorter = new JobSorter();
    private final String sourceFirst;
    private String source;
    private long lineCount;
    private long submitNsMin = Long.MAX_VALUE;
    private long jobCount;
    private WorkloadHeader header;

    private AccountingReader(AccountingOptions options, String source) {
        this.options = options;
        this.sourceFirst = source;
        tally = new WorkloadTally(options.rejectedKept());
        rules = new JobRules(options);
    }

    /**
     * Reads a log.
     *
     * @param files of one log, in any order of time; above 0
     * @throws WorkloadException if a file cannot be read, or, in strict mode, a record be used
     */
    public static AccountingReader open(
            List<? extends TraceSource> files, AccountingFormat format, AccountingOptions options) {
        if (files.isEmpty()) {
            throw new IllegalArgumentException("files=0, expected above 0");
        }
        var reader = new AccountingReader(options, files.get(0).name());
        try {
            reader.readAll(files, format);
            return reader;
        } catch (WorkloadException e) {
            reader.close();
            throw e;
        }
    }

    @Override
    public WorkloadHeader header() {
        return header;
    }

    @Override
    public JobSpec next() {
        try {
            JobSpec job = sorter.next();
            if (job == null) {
                return null;
            }
            tally.onDelivered();
            return job.withSubmitNs(job.submitNs() - submitNsMin);
        } catch (IOException e) {
            throw notSorted(e);
        }
    }

    @Override
    public WorkloadReport report() {
        return tally.report();
    }

    @Override
    public void close() {
        try {
            sorter.close();
        } catch (IOException e) {
            throw notSorted(e);
        }
    }

    private void readAll(List<? extends TraceSource> files, AccountingFormat format) {
        LogParser parser = format.parser(options, new Listener());
        for (TraceSource file : files) {
            source = file.name();
            parser.onFile(source);
            read(file, parser);
            parser.onFileEnd();
        }
        parser.onEnd();
        header = newHeader(format);
    }

    private void read(TraceSource file, LogParser parser) {
        long lineNumber = 0;
        try (InputStream bytes = file.open();
                LineReader lines = new LineReader(TraceStream.textOf(bytes))) {
            while (lines.next()) {
                lineNumber = lines.lineNumber();
                lineCount++;
                tally.onLines(lineCount);
                if (lines.isTooLong()) {
                    reject(
                            new RejectedValueException(
                                    RejectionReason.LINE_TOO_LONG, "line", text(lines)),
                            lineNumber);
                } else {
                    parser.onLine(text(lines), lineNumber);
                }
            }
        } catch (IOException e) {
            throw new WorkloadException(
                    source
                            + ":"
                            + (lineNumber + 1)
                            + ": cannot be read on: "
                            + e
                            + ". Maybe: the file was cut short or damaged; copy it again.",
                    e);
        }
    }

    private static String text(LineReader lines) {
        int from = lines.lineStart();
        int to = lines.lineEnd();
        boolean hasReturn = to > from && lines.buffer()[to - 1] == '\r';
        int length = to - from - (hasReturn ? 1 : 0);
        return new String(lines.buffer(), from, length, StandardCharsets.UTF_8);
    }

    private WorkloadHeader newHeader(AccountingFormat format) {
        List<WorkloadHeader.Entry> entries = new ArrayList<>();
        entries.add(new WorkloadHeader.Entry("Version", "2.2"));
        entries.add(new WorkloadHeader.Entry("Conversion", "of a log of " + format));
        entries.add(new WorkloadHeader.Entry("MaxJobs", Long.toString(jobCount)));
        if (jobCount > 0) {
            long startS = submitNsMin / NS_PER_S;
            entries.add(new WorkloadHeader.Entry("UnixStartTime", Long.toString(startS)));
        }
        List<String> queues = rules.queues().names();
        for (int i = 0; i < queues.size(); i++) {
            String name = RejectedLine.printable(queues.get(i)).strip();
            entries.add(new WorkloadHeader.Entry("Queue", (i + " " + name).strip()));
        }
        return WorkloadHeader.of(entries);
    }

    private void reject(RejectedValueException e, long lineNumber) {
        RejectedLine line = e.at(source, lineNumber);
        tally.onRejected(line);
        if (options.isStrict()) {
            throw new WorkloadException(line);
        }
    }

    private WorkloadException notSorted(IOException e) {
        return new WorkloadException(
                sourceFirst
                        + ": cannot be sorted: "
                        + e
                        + ". Maybe: the directory of temporary files is full.",
                e);
    }

    /** Makes jobs of what the parser finds. */
    private final class Listener implements LogListener {
        @Override
        public void onJob(LoggedJob logged, long lineNumber) {
            try {
                for (int i = 0; i < logged.taskCount(); i++) {
                    if (!add(logged)) {
                        return;
                    }
                }
                if (logged.taskCount() > 1) {
                    tally.onApplied(EnumSet.of(RuleOfUse.EXPANDED_ARRAY));
                }
            } catch (RejectedValueException e) {
                reject(e, lineNumber);
            } catch (IOException e) {
                throw notSorted(e);
            }
        }

        /** Whether there is a job. */
        private boolean add(LoggedJob logged) throws RejectedValueException, IOException {
            boolean isNumbered = logged.number() != LoggedJob.NOT_KNOWN;
            JobSpec job = rules.job(logged, isNumbered ? logged.number() : 0);
            if (job == null) {
                tally.onDropped();
                tally.onApplied(rules.applied());
                return false;
            }
            if (isNumbered && !numbers.take(job.id())) {
                throw new RejectedValueException(
                        RejectionReason.DUPLICATE_ID, "id", Long.toString(job.id()));
            }
            tally.onApplied(rules.applied());
            if (!isNumbered) {
                tally.onApplied(EnumSet.of(RuleOfUse.NUMBERED_ANEW));
            }
            sorter.add(isNumbered ? job : renumbered(job));
            submitNsMin = Math.min(submitNsMin, job.submitNs());
            jobCount++;
            return true;
        }

        private JobSpec renumbered(JobSpec job) {
            return job.withId(numbers.next());
        }

        @Override
        public void onDropped(RuleOfUse rule) {
            tally.onDropped();
            tally.onApplied(EnumSet.of(rule));
        }

        @Override
        public void onUnfinished() {
            tally.onApplied(EnumSet.of(RuleOfUse.DROPPED_NOT_ENDED));
        }

        @Override
        public void onRejected(RejectedValueException e, long lineNumber) {
            reject(e, lineNumber);
        }
    }
}
