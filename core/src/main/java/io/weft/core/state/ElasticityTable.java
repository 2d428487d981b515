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
import io.weft.core.wire.JobClass;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * By which rules malleable jobs that run get other sizes by themselves: a row for each row of the
 * queue table, zeros for a queue without such a rule. And which jobs that concerns, by their rows
 * of terms: those that may shrink for others, those that may grow, and when a rule looks at one
 * again. These heaps are derived from the rules, the sizes and {@link SizeTable#dueNs}.
 *
 * <p>A batch job has a due time while it rests after a change of its size, an interactive one since
 * it was seen to be idle.
 *
 * <p>Kernel thread only; no allocation; O(log n) a change of a job, O(jobs that hold cores) a
 * change of a rule. Where no queue has a rule, nothing but a look at a field.
 *
 * <pre>
 * offset bytes field
 *      0     8 pause           ns
 *      8     8 idleTime        ns, 0: sessions are not looked at
 *     16     4 idlePerMille
 *     20     4 flags           1: jobs grow, 2: jobs shrink for others
 * </pre>
 */
public final class ElasticityTable {
    private static final int PAUSE_OFFSET = 0;
    private static final int IDLE_TIME_OFFSET = PAUSE_OFFSET + Long.BYTES;
    private static final int IDLE_PER_MILLE_OFFSET = IDLE_TIME_OFFSET + Long.BYTES;
    private static final int FLAGS_OFFSET = IDLE_PER_MILLE_OFFSET + Integer.BYTES;
    private static final int ROW_LENGTH = FLAGS_OFFSET + Integer.BYTES;
    private static final int GROWS = 1;
    private static final int SHRINKS = 2;
    private static final int SHARE_BITS = 20;

    private final JobTable jobs;
    private final SizeTable sizes;
    private final RowHeap running;
    private final UnsafeBuffer buffer;
    private final RowHeap shrinkable;
    private final RowHeap growable;
    private final RowHeap times;
    private int count;

    ElasticityTable(
            final Footprint footprint,
            final Limits limits,
            final JobTable jobs,
            final SizeTable sizes,
            final RowHeap running) {
        this.jobs = jobs;
        this.sizes = sizes;
        this.running = running;
        buffer = footprint.allocate("elasticity", (long) ROW_LENGTH * limits.queueCount());
        shrinkable = new RowHeap(footprint, "shrinkable", limits.termsCount());
        growable = new RowHeap(footprint, "growable", limits.termsCount());
        times = new RowHeap(footprint, "elasticity", limits.termsCount());
    }

    // ------------------------------------------------------------------ rules

    /**
     * Whether any queue has a rule.
     *
     * @return true if so.
     */
    public boolean isUsed() {
        return count > 0;
    }

    /**
     * Replaces the rule of a queue. Who rests may grow at once, and who was seen to be idle must be
     * seen again.
     *
     * @param queueRow of the queue.
     * @param pauseNs from a change of a job's size until it grows, ns.
     * @param idleTimeNs after which an idle session shrinks, ns; 0 for never.
     * @param idlePerMille of each core that an idle session may keep busy.
     * @param grows whether jobs grow into idle cores.
     * @param shrinks whether jobs shrink for those who wait.
     */
    public void set(
            final int queueRow,
            final long pauseNs,
            final long idleTimeNs,
            final int idlePerMille,
            final boolean grows,
            final boolean shrinks) {
        final boolean had = has(queueRow);
        final int at = at(queueRow);
        buffer.putLong(at + PAUSE_OFFSET, pauseNs);
        buffer.putLong(at + IDLE_TIME_OFFSET, idleTimeNs);
        buffer.putInt(at + IDLE_PER_MILLE_OFFSET, idlePerMille);
        buffer.putInt(at + FLAGS_OFFSET, (grows ? GROWS : 0) | (shrinks ? SHRINKS : 0));
        count += (has(queueRow) ? 1 : 0) - (had ? 1 : 0);
        if (had || has(queueRow)) {
            for (int slot = 0; slot < running.size(); slot++) {
                final int jobRow = running.row(slot);
                if (jobs.queueRow(jobRow) == queueRow && sizes.isMalleable(jobRow)) {
                    renew(jobRow, idleTimeNs);
                }
            }
        }
    }

    private void renew(final int jobRow, final long idleTimeNs) {
        final int termsRow = jobs.termsRow(jobRow);
        if (idleTimeNs == 0) {
            sizes.coresBefore(termsRow, 0);
        }
        sizes.dueNs(termsRow, 0);
        refresh(jobRow);
    }

    /** Counts again the rows that are in use, which were put in place from outside. */
    void rebuild(final int queueCount) {
        count = 0;
        for (int row = 0; row < queueCount; row++) {
            count += has(row) ? 1 : 0;
        }
    }

    private boolean has(final int queueRow) {
        return idleTimeNs(queueRow) != 0 || flags(queueRow) != 0;
    }

    private int flags(final int queueRow) {
        return buffer.getInt(at(queueRow) + FLAGS_OFFSET);
    }

    /**
     * From a change of a job's size until it grows by offer.
     *
     * @param queueRow of the queue.
     * @return ns.
     */
    public long pauseNs(final int queueRow) {
        return buffer.getLong(at(queueRow) + PAUSE_OFFSET);
    }

    /**
     * After which a session that is seen to be idle shrinks.
     *
     * @param queueRow of the queue.
     * @return ns, 0 for never.
     */
    public long idleTimeNs(final int queueRow) {
        return buffer.getLong(at(queueRow) + IDLE_TIME_OFFSET);
    }

    /**
     * How much of each of its cores an idle session may keep busy.
     *
     * @param queueRow of the queue.
     * @return per mille.
     */
    public int idlePerMille(final int queueRow) {
        return buffer.getInt(at(queueRow) + IDLE_PER_MILLE_OFFSET);
    }

    /**
     * The rows, as bytes.
     *
     * @return the buffer.
     */
    public UnsafeBuffer buffer() {
        return buffer;
    }

    /**
     * Length of a row.
     *
     * @return bytes.
     */
    public int rowLength() {
        return ROW_LENGTH;
    }

    private static int at(final int queueRow) {
        return queueRow * ROW_LENGTH;
    }

    // ------------------------------------------------------------------ jobs

    /**
     * The jobs that may shrink for others.
     *
     * @return rows of terms, the one with most cores above its least first.
     */
    public RowHeap shrinkable() {
        return shrinkable;
    }

    /**
     * The jobs that may grow now.
     *
     * @return rows of terms, the one with the smallest part of what it asked for first.
     */
    public RowHeap growable() {
        return growable;
    }

    /**
     * When a rule looks at a job again.
     *
     * @return rows of terms by time, ns.
     */
    public RowHeap times() {
        return times;
    }

    /**
     * A malleable job holds cores from now on, or another number of them.
     *
     * @param jobRow of the job.
     */
    public void refresh(final int jobRow) {
        final int termsRow = jobs.termsRow(jobRow);
        put(shrinkable, termsRow, mayShrink(jobRow), shrinkKey(termsRow));
        put(growable, termsRow, mayGrow(jobRow), growKey(termsRow));
        final long dueNs = sizes.dueNs(termsRow);
        put(times, termsRow, dueNs != 0, dueNs);
    }

    /**
     * A job has got cores.
     *
     * @param jobRow of the job.
     */
    public void onHolding(final int jobRow) {
        if (count > 0 && sizes.isMalleable(jobRow)) {
            refresh(jobRow);
        }
    }

    /**
     * A job has no cores any more.
     *
     * @param jobRow of the job.
     */
    public void onGone(final int jobRow) {
        if (count > 0 && sizes.isMalleable(jobRow)) {
            dueNs(jobRow, 0);
        }
    }

    /**
     * Sets when the rule looks at a job again.
     *
     * @param jobRow of a malleable job.
     * @param value ns, 0 for not at all.
     */
    public void dueNs(final int jobRow, final long value) {
        sizes.dueNs(jobs.termsRow(jobRow), value);
        refresh(jobRow);
    }

    private static void put(final RowHeap heap, final int row, final boolean isIn, final long key) {
        final boolean wasIn = heap.slotOf(row) != RowHeap.NULL_SLOT;
        if (isIn && wasIn) {
            heap.update(row, key);
        } else if (isIn) {
            heap.add(row, key);
        } else if (wasIn) {
            heap.remove(row);
        }
    }

    boolean mayShrink(final int jobRow) {
        final int least = sizes.coreCountMin(jobs.termsRow(jobRow));
        return holds(jobRow)
                && (flags(jobs.queueRow(jobRow)) & SHRINKS) != 0
                && jobs.coresPerNode(jobRow) > least;
    }

    boolean mayGrow(final int jobRow) {
        final int termsRow = jobs.termsRow(jobRow);
        return holds(jobRow)
                && isGrowing(jobRow)
                && sizes.dueNs(termsRow) == 0
                && jobs.coresPerNode(jobRow) < sizes.coreCount(termsRow);
    }

    /**
     * Whether a job is one that grows by offer.
     *
     * @param jobRow of a malleable job.
     * @return true if so.
     */
    public boolean isGrowing(final int jobRow) {
        return (flags(jobs.queueRow(jobRow)) & GROWS) != 0
                && jobs.jobClass(jobRow) == JobClass.BATCH.value();
    }

    private boolean holds(final int jobRow) {
        return running.slotOf(jobRow) != RowHeap.NULL_SLOT;
    }

    long shrinkKey(final int termsRow) {
        final int held = jobs.coresPerNode(sizes.jobRow(termsRow));
        return sizes.coreCountMin(termsRow) - (long) held;
    }

    long growKey(final int termsRow) {
        final long held = jobs.coresPerNode(sizes.jobRow(termsRow));
        return (held << SHARE_BITS) / sizes.coreCount(termsRow);
    }
}
