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

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Puts jobs in submit order, jobs of one time staying in the order they came, in memory that does
 * not grow with their number: every 65,536 jobs are sorted and laid down in a temporary file, which
 * no longer has a name, and merged at the end. Not for use by several threads.
 */
public final class JobSorter implements AutoCloseable {
    private static final int RUN_LENGTH_DEFAULT = 1 << 16;
    private static final int BUFFER_LENGTH = 1 << 16;
    private static final Comparator<JobSpec> BY_SUBMIT =
            Comparator.comparingLong(JobSpec::submitNs);

    private final int runLength;
    private final List<JobSpec> run = new ArrayList<>();
    private final List<Long> runEnds = new ArrayList<>();
    private FileChannel file;
    private PriorityQueue<Run> merged;

    /** Jobs that are in order, the first of them at hand. */
    private static final class Run {
        private final int number;
        private final Source source;
        private JobSpec ahead;

        private Run(int number, Source source) throws IOException {
            this.number = number;
            this.source = source;
            ahead = source.next();
        }
    }

    /** Null after the last job. */
    private interface Source {
        JobSpec next() throws IOException;
    }

    /** Sorts with the usual memory: some ten MiB. */
    public JobSorter() {
        this(RUN_LENGTH_DEFAULT);
    }

    /** Holds a number of jobs in memory. */
    JobSorter(int runLength) {
        this.runLength = runLength;
    }

    /**
     * Takes a job; none after the first {@link #next()}.
     *
     * @throws IOException if there is no room for a temporary file
     */
    public void add(JobSpec job) throws IOException {
        if (run.size() == runLength) {
            layDown();
        }
        run.add(job);
    }

    /**
     * The next job in order, or null after the last.
     *
     * @throws IOException if the temporary file cannot be read
     */
    public JobSpec next() throws IOException {
        if (merged == null) {
            merge();
        }
        Run first = merged.poll();
        if (first == null) {
            return null;
        }
        JobSpec job = first.ahead;
        first.ahead = first.source.next();
        if (first.ahead != null) {
            merged.add(first);
        }
        return job;
    }

    /** Releases the temporary file; a second call does nothing. */
    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }

    private void layDown() throws IOException {
        if (file == null) {
            file = temporaryFile();
        }
        run.sort(BY_SUBMIT);
        // Not closed, for that would close the file.
        var target =
                new DataOutputStream(
                        new BufferedOutputStream(Channels.newOutputStream(file), BUFFER_LENGTH));
        for (JobSpec job : run) {
            JobCodec.write(job, target);
        }
        target.flush();
        runEnds.add(file.position());
        run.clear();
    }

    private static FileChannel temporaryFile() throws IOException {
        Path path = Files.createTempFile("weft-jobs-", ".part");
        return FileChannel.open(
                path,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
    }

    private void merge() throws IOException {
        merged =
                new PriorityQueue<>(
                        Comparator.comparing((Run run) -> run.ahead, BY_SUBMIT)
                                .thenComparingInt(run -> run.number));
        long from = 0;
        for (int i = 0; i < runEnds.size(); i++) {
            long to = runEnds.get(i);
            add(new Run(i, decoded(from, to)));
            from = to;
        }
        run.sort(BY_SUBMIT);
        var rest = run.iterator();
        add(new Run(runEnds.size(), () -> rest.hasNext() ? rest.next() : null));
    }

    private void add(Run one) {
        if (one.ahead != null) {
            merged.add(one);
        }
    }

    private Source decoded(long from, long to) {
        var bytes =
                new DataInputStream(
                        new BufferedInputStream(new Segment(file, from, to), BUFFER_LENGTH));
        return () -> JobCodec.read(bytes);
    }

    /** A part of the file, read by position so that parts do not disturb each other. */
    private static final class Segment extends InputStream {
        private final FileChannel file;
        private final long to;
        private long position;

        private Segment(FileChannel file, long from, long to) {
            this.file = file;
            this.to = to;
            position = from;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int wanted = (int) Math.min(length, to - position);
            if (wanted == 0) {
                return length == 0 ? 0 : -1;
            }
            int count = file.read(ByteBuffer.wrap(target, offset, wanted), position);
            position += Math.max(count, 0);
            return count;
        }
    }
}
