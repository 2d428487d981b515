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
package io.weft.core.state;

import io.weft.core.memory.Footprint;
import io.weft.core.memory.RowHeap;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What malleable jobs asked for, whatever size they have: 32 bytes beside each row of {@link
 * TermsTable}. The row of a job says what it holds, or what it is tried with.
 *
 * <pre>
 * offset bytes field
 *      0     8 walltime        limit at the size that was asked for, ns
 *      8     4 coreCount       that was asked for
 *     12     4 coreCountMin    0: the job is rigid
 *     16     8 due             when its rule looks at it again, see ElasticityTable, ns, 0: not
 *     24     4 coresBefore     it had before it was shrunk for being idle, 0: it was not
 *     28     4 zero
 * </pre>
 *
 * <p>A limit is for the whole size: with c of C cores it is C/c times as long, rounded up.
 */
public final class SizeTable {
    /** Bytes beside each row of terms. */
    public static final int ROW_LENGTH = 32;

    private static final int CORE_COUNT_OFFSET = Long.BYTES;
    private static final int CORE_COUNT_MIN_OFFSET = CORE_COUNT_OFFSET + Integer.BYTES;
    private static final int DUE_OFFSET = CORE_COUNT_MIN_OFFSET + Integer.BYTES;
    private static final int CORES_BEFORE_OFFSET = DUE_OFFSET + Long.BYTES;

    private final JobTable jobs;
    private final TermsTable terms;
    private final UnsafeBuffer buffer;
    private final RowHeap pending;

    SizeTable(final Footprint footprint, final JobTable jobs, final TermsTable terms) {
        final int capacity = terms.slab().capacity();
        this.jobs = jobs;
        this.terms = terms;
        buffer = footprint.allocate("sizes", (long) ROW_LENGTH * capacity);
        pending = new RowHeap(footprint, "malleable", capacity);
    }

    /**
     * The bytes.
     *
     * @return row after row.
     */
    public UnsafeBuffer buffer() {
        return buffer;
    }

    /**
     * The rows of terms of the malleable jobs that are pending, the first submitted first.
     *
     * @return the heap; not to be changed but to be left as it was.
     */
    public RowHeap pending() {
        return pending;
    }

    /**
     * Takes note of what a new malleable job asks for.
     *
     * @param jobRow whose size and limit are those it asks for, and which has terms.
     * @param coreCountMin least cores, from 1.
     */
    public void add(final int jobRow, final int coreCountMin) {
        final int offset = offset(jobs.termsRow(jobRow));
        buffer.putLong(offset, jobs.walltimeNs(jobRow));
        buffer.putInt(offset + CORE_COUNT_OFFSET, jobs.coresPerNode(jobRow));
        buffer.putInt(offset + CORE_COUNT_MIN_OFFSET, coreCountMin);
    }

    /**
     * Forgets what a job asked for.
     *
     * @param termsRow of the job.
     */
    public void remove(final int termsRow) {
        buffer.setMemory(offset(termsRow), ROW_LENGTH, (byte) 0);
    }

    /**
     * Whether a job may have another size than it asked for.
     *
     * @param jobRow of a job.
     * @return true if so.
     */
    public boolean isMalleable(final int jobRow) {
        final int termsRow = jobs.termsRow(jobRow);
        return termsRow >= 0 && coreCountMin(termsRow) > 0;
    }

    /**
     * Cores that a malleable job asked for.
     *
     * @param termsRow of the job.
     * @return the count.
     */
    public int coreCount(final int termsRow) {
        return buffer.getInt(offset(termsRow) + CORE_COUNT_OFFSET);
    }

    /**
     * Least cores of a malleable job.
     *
     * @param termsRow of the job.
     * @return the count, 0 of a rigid one.
     */
    public int coreCountMin(final int termsRow) {
        return buffer.getInt(offset(termsRow) + CORE_COUNT_MIN_OFFSET);
    }

    /**
     * Least cores with which a malleable job keeps to a limit.
     *
     * @param termsRow of the job.
     * @param walltimeMaxNs longest limit it may have.
     * @return the count; what it asked for if only that will do.
     */
    public int leastCores(final int termsRow, final long walltimeMaxNs) {
        int least = coreCountMin(termsRow);
        int most = coreCount(termsRow);
        while (least < most) {
            final int middle = (least + most) >>> 1;
            if (walltimeNs(termsRow, middle) <= walltimeMaxNs) {
                most = middle;
            } else {
                least = middle + 1;
            }
        }
        return most;
    }

    /**
     * Limit of a malleable job at some size.
     *
     * @param termsRow of the job.
     * @param cores from 1.
     * @return ns, {@link Long#MAX_VALUE} when it is too long to be told.
     */
    public long walltimeNs(final int termsRow, final int cores) {
        return scaleCeil(buffer.getLong(offset(termsRow)), coreCount(termsRow), cores);
    }

    /**
     * Sets the limit at the size that was asked for.
     *
     * @param termsRow of the job.
     * @param value ns.
     */
    public void walltimeNs(final int termsRow, final long value) {
        buffer.putLong(offset(termsRow), value);
    }

    /**
     * Gives a malleable job some size and the limit that goes with it.
     *
     * @param jobRow of the job.
     * @param cores from its least to what it asked for.
     */
    public void resize(final int jobRow, final int cores) {
        jobs.coresPerNode(jobRow, cores);
        jobs.walltimeNs(jobRow, walltimeNs(jobs.termsRow(jobRow), cores));
    }

    /**
     * Gives a job the size that it asked for, if it is malleable.
     *
     * @param jobRow of a job that is neither pending nor holds anything.
     */
    public void restore(final int jobRow) {
        if (isMalleable(jobRow)) {
            coresBefore(jobs.termsRow(jobRow), 0);
            resize(jobRow, coreCount(jobs.termsRow(jobRow)));
        }
    }

    /**
     * When the rule of its queue looks at a job again.
     *
     * @param termsRow of the job.
     * @return ns, 0 for not at all.
     */
    public long dueNs(final int termsRow) {
        return buffer.getLong(offset(termsRow) + DUE_OFFSET);
    }

    void dueNs(final int termsRow, final long value) {
        buffer.putLong(offset(termsRow) + DUE_OFFSET, value);
    }

    /**
     * Cores that a session had before it was shrunk for being idle.
     *
     * @param termsRow of the job.
     * @return the count, 0 if it was not.
     */
    public int coresBefore(final int termsRow) {
        return buffer.getInt(offset(termsRow) + CORES_BEFORE_OFFSET);
    }

    /**
     * Sets what a session had before it was shrunk for being idle.
     *
     * @param termsRow of the job.
     * @param value the count, 0 if it was not.
     */
    public void coresBefore(final int termsRow, final int value) {
        buffer.putInt(offset(termsRow) + CORES_BEFORE_OFFSET, value);
    }

    /** A job joined the pending ones. */
    void onQueued(final int jobRow) {
        if (isMalleable(jobRow)) {
            pending.add(jobs.termsRow(jobRow), jobs.position(jobRow));
        }
    }

    /** A job leaves the pending ones. */
    void onUnqueued(final int jobRow) {
        if (isMalleable(jobRow)) {
            pending.remove(jobs.termsRow(jobRow));
        }
    }

    /**
     * A job that has terms.
     *
     * @param termsRow of the job.
     * @return its row.
     */
    public int jobRow(final int termsRow) {
        return terms.jobRow(termsRow);
    }

    private static int offset(final int termsRow) {
        return termsRow * ROW_LENGTH;
    }

    private static long scaleCeil(final long value, final long numerator, final long denominator) {
        final long whole = value / denominator;
        if (Math.multiplyHigh(whole, numerator) != 0 || whole * numerator < 0) {
            return Long.MAX_VALUE;
        }
        final long part = (value % denominator * numerator + denominator - 1) / denominator;
        return whole * numerator + part;
    }

    /**
     * What a job has used of its limit, counted in the limit of another size.
     *
     * @param usedNs of the limit that it has.
     * @param from cores that it has.
     * @param to cores that it gets.
     * @return ns, rounded down.
     */
    public static long usedNs(final long usedNs, final int from, final int to) {
        return usedNs / to * from + usedNs % to * from / to;
    }
}
