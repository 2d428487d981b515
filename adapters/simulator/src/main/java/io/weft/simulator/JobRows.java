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
package io.weft.simulator;

import io.weft.simulator.workload.JobSpec;
import java.util.Arrays;
import org.agrona.collections.IntArrayList;
import org.agrona.collections.Long2LongHashMap;

/**
 * The jobs that were submitted and are not done, by row, and the row of each id. A row is reused.
 * Allocates only when it grows.
 */
final class JobRows {
    /** No row. */
    static final int NULL_ROW = -1;

    private static final long NULL_TIME = -1;

    private final Long2LongHashMap rowById = new Long2LongHashMap(NULL_ROW);
    private final IntArrayList freeRows = new IntArrayList();
    private JobSpec[] jobs = new JobSpec[64];
    private long[] startsNs = new long[64];
    private int rowCount;

    /** Takes a row for a job. */
    int add(final JobSpec job) {
        final int row = freeRows.isEmpty() ? rowCount++ : freeRows.popInt();
        if (row == jobs.length) {
            jobs = Arrays.copyOf(jobs, 2 * row);
            startsNs = Arrays.copyOf(startsNs, 2 * row);
        }
        jobs[row] = job;
        startsNs[row] = NULL_TIME;
        rowById.put(job.id(), row);
        return row;
    }

    void remove(final int row) {
        rowById.remove(jobs[row].id());
        jobs[row] = null;
        freeRows.pushInt(row);
    }

    /** Row of an id, or {@link #NULL_ROW}. */
    int row(final long jobId) {
        return (int) rowById.get(jobId);
    }

    /** The job of a row; null when the row is free. */
    JobSpec job(final int row) {
        return jobs[row];
    }

    void start(final int row, final long timeNs) {
        startsNs[row] = timeNs;
    }

    /** It waits again. */
    void requeue(final int row) {
        startsNs[row] = NULL_TIME;
    }

    boolean hasStarted(final int row) {
        return startsNs[row] != NULL_TIME;
    }

    /** Rows are less than this. */
    int rowLimit() {
        return rowCount;
    }

    long startNs(final int row) {
        return startsNs[row];
    }

    /** Jobs that were submitted and are not done. */
    int size() {
        return rowById.size();
    }
}
