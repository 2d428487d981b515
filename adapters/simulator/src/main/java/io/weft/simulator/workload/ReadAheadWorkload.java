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

import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Reads, or draws, the next jobs of a workload on a thread of its own, while those before them are
 * simulated: the same jobs in the same order, and where the workload fails, the same exception
 * after the same job. At most {@value #JOBS_AHEAD_MAX} jobs are held.
 *
 * <p>Used by one thread; the workload inside belongs to this from now on. Its report is complete
 * once {@link #next()} answered null.
 */
public final class ReadAheadWorkload implements Workload {
    private static final int BATCH_LENGTH = 256;
    private static final int BATCHES_AHEAD = 14;

    /** Batches in the queue, the one being read, and the one being handed out. */
    static final int JOBS_AHEAD_MAX = (BATCHES_AHEAD + 2) * BATCH_LENGTH;

    private static final long CLOSE_TIMEOUT_MS = 1_000;

    private final Workload workload;
    private final BlockingQueue<Batch> batches = new ArrayBlockingQueue<>(BATCHES_AHEAD);
    private final Thread thread = new Thread(this::read, "weft-read-ahead");
    private Batch batch = new Batch();
    private int next;

    /** What was read, and what ended it: nothing, the end, or a failure. */
    private static final class Batch {
        private final JobSpec[] jobs = new JobSpec[BATCH_LENGTH];
        private int count;
        private boolean isLast;
        private RuntimeException failure;
    }

    /**
     * Begins to read.
     *
     * @param workload of which nothing was taken yet; closed with this
     */
    public ReadAheadWorkload(Workload workload) {
        this.workload = Objects.requireNonNull(workload, "workload");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public WorkloadHeader header() {
        return workload.header();
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if the thread is interrupted while it waits
     */
    @Override
    public JobSpec next() {
        while (next == batch.count && !batch.isLast) {
            try {
                batch = batches.take();
                next = 0;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while jobs were read", e);
            }
        }
        if (next < batch.count) {
            return batch.jobs[next++];
        }
        if (batch.failure != null) {
            throw batch.failure;
        }
        return null;
    }

    @Override
    public WorkloadReport report() {
        return workload.report();
    }

    /** Stops reading and closes the workload; a thread that hangs in a read is left behind. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(CLOSE_TIMEOUT_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        workload.close();
    }

    private void read() {
        try {
            Batch last;
            do {
                last = readBatch();
                batches.put(last);
            } while (!last.isLast);
        } catch (InterruptedException e) {
            // Closed: nobody wants more.
            Thread.currentThread().interrupt();
        }
    }

    private Batch readBatch() {
        Batch read = new Batch();
        try {
            while (read.count < BATCH_LENGTH && !read.isLast) {
                JobSpec job = workload.next();
                if (job == null) {
                    read.isLast = true;
                } else {
                    read.jobs[read.count++] = job;
                }
            }
        } catch (RuntimeException e) {
            read.failure = e;
            read.isLast = true;
        }
        return read;
    }
}
