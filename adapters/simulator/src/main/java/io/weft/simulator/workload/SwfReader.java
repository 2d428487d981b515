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

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;

/**
 * Reads a trace in the Standard Workload Format, plain, in gzip or in xz, whichever it holds. Jobs
 * are handed out one at a time; a line longer than 1 MiB is never held, and what stays in memory is
 * a bit for each job id, unless {@link SwfOptions#isSorted()} asks for more. A line costs less than
 * a microsecond.
 *
 * <p>A bad line is counted in the {@link #report()} and left out; in strict mode the first one ends
 * the reading with a {@link WorkloadException}. Whatever the bytes, nothing else is thrown.
 */
public final class SwfReader implements Workload {
    private final String source;
    private final LineReader lines;
    private final boolean isStrict;
    private final boolean isSorted;
    private final SwfRules rules;
    private final WorkloadTally tally;
    private final WorkloadHeader header;
    private final SwfLine line = new SwfLine();
    private final SeenIds ids = new SeenIds();
    private boolean isLineAhead;
    private long submitNsLast;
    private Queue<JobSpec> sorted;
    private WorkloadException failure;

    private SwfReader(InputStream text, String source, SwfOptions options) {
        this.source = source;
        lines = new LineReader(text);
        isStrict = options.isStrict();
        isSorted = options.isSorted();
        rules = new SwfRules(options);
        tally = new WorkloadTally(options.rejectedKept());
        header = readHeader();
    }

    /**
     * Opens a trace and reads its header.
     *
     * @throws WorkloadException if the file cannot be read
     */
    public static SwfReader open(Path file, SwfOptions options) {
        String source = file.toString();
        try {
            return open(Files.newInputStream(file), source, options);
        } catch (IOException e) {
            throw new WorkloadException(source + ": cannot be opened: " + e, e);
        }
    }

    /**
     * Opens a trace that is not a file and reads its header.
     *
     * @param bytes the trace, compressed or not; closed with the reader, or when this throws
     * @param source what messages call it
     * @throws WorkloadException if the stream cannot be read
     */
    public static SwfReader open(InputStream bytes, String source, SwfOptions options) {
        try {
            return new SwfReader(TraceStream.textOf(bytes), source, options);
        } catch (IOException | WorkloadException e) {
            closeQuietly(bytes, e);
            throw e instanceof WorkloadException known
                    ? known
                    : new WorkloadException(source + ": cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public WorkloadHeader header() {
        return header;
    }

    @Override
    public JobSpec next() {
        if (failure != null) {
            throw failure;
        }
        JobSpec job = isSorted ? nextSorted() : nextOfFile();
        if (job != null) {
            tally.onDelivered();
        }
        return job;
    }

    @Override
    public WorkloadReport report() {
        return tally.report();
    }

    @Override
    public void close() {
        try {
            lines.close();
        } catch (IOException e) {
            throw new WorkloadException(source + ": cannot be closed: " + e.getMessage(), e);
        }
    }

    private static void closeQuietly(InputStream bytes, Exception reason) {
        try {
            bytes.close();
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
    }

    private WorkloadHeader readHeader() {
        var swfHeader = new SwfHeader();
        while (nextLine()) {
            if (line.isComment()) {
                swfHeader.onComment(lines.buffer(), lines.lineStart(), lines.lineEnd());
            } else if (lines.isTooLong() || line.fieldCount() > 0) {
                isLineAhead = true;
                break;
            }
        }
        return swfHeader.header();
    }

    private JobSpec nextSorted() {
        if (sorted == null) {
            List<JobSpec> jobs = new ArrayList<>();
            for (JobSpec job = nextOfFile(); job != null; job = nextOfFile()) {
                jobs.add(job);
            }
            jobs.sort(Comparator.comparingLong(JobSpec::submitNs));
            sorted = new ArrayDeque<>(jobs);
        }
        return sorted.poll();
    }

    private JobSpec nextOfFile() {
        while (isLineAhead || nextLine()) {
            isLineAhead = false;
            if (lines.isTooLong() || line.fieldCount() > 0 && !line.isComment()) {
                JobSpec job = jobOfLine();
                if (job != null) {
                    return job;
                }
            }
        }
        return null;
    }

    private boolean nextLine() {
        try {
            boolean hasLine = lines.next();
            if (hasLine) {
                line.split(lines.buffer(), lines.lineStart(), lines.lineEnd());
            }
            tally.onLines(lines.lineNumber());
            return hasLine;
        } catch (IOException e) {
            failure = new WorkloadException(damage(e), e);
            throw failure;
        }
    }

    private String damage(IOException e) {
        return source
                + ":"
                + (lines.lineNumber() + 1)
                + ": cannot be read on: "
                + e
                + ". Maybe: the file was cut short or damaged; copy it again.";
    }

    /** Null if the line was dropped or rejected. */
    private JobSpec jobOfLine() {
        try {
            if (lines.isTooLong()) {
                throw new RejectedFieldException(RejectionReason.LINE_TOO_LONG, SwfFields.LINE);
            }
            JobSpec job = rules.job(line);
            if (job == null) {
                tally.onDropped();
            } else {
                checkOrder(job);
            }
            tally.onApplied(rules.applied());
            return job;
        } catch (RejectedFieldException e) {
            onRejected(e);
            return null;
        }
    }

    private void checkOrder(JobSpec job) throws RejectedFieldException {
        if (!isSorted && job.submitNs() < submitNsLast) {
            throw new RejectedFieldException(
                    RejectionReason.SUBMIT_GOES_BACK, SwfFields.SUBMIT_TIME);
        }
        if (!ids.add(job.id())) {
            throw new RejectedFieldException(RejectionReason.DUPLICATE_ID, SwfFields.JOB_ID);
        }
        submitNsLast = job.submitNs();
    }

    private void onRejected(RejectedFieldException e) {
        var rejected =
                new RejectedLine(
                        source,
                        lines.lineNumber(),
                        e.reason(),
                        SwfFields.name(e.field()),
                        printable(e.field()));
        tally.onRejected(rejected);
        if (isStrict) {
            failure = new WorkloadException(rejected);
            throw failure;
        }
    }

    private String printable(int field) {
        int lengthMax = RejectedLine.VALUE_LENGTH_MAX;
        int from = field == SwfFields.LINE ? lines.lineStart() : line.start(field);
        int to = field == SwfFields.LINE ? lines.lineEnd() : line.end(field);
        var text = new StringBuilder(lengthMax);
        for (int i = from; i < Math.min(to, from + lengthMax); i++) {
            byte b = lines.buffer()[i];
            text.append(b >= ' ' && b < 0x7F ? (char) b : '?');
        }
        return text.toString();
    }
}
