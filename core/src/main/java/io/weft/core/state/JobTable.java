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

import static io.weft.core.state.JobLayout.ACCOUNT_ID_OFFSET;
import static io.weft.core.state.JobLayout.ALLOCATION_COUNT_OFFSET;
import static io.weft.core.state.JobLayout.ALLOCATION_HEAD_OFFSET;
import static io.weft.core.state.JobLayout.CORES_PER_NODE_OFFSET;
import static io.weft.core.state.JobLayout.EXCLUSIVE_OFFSET;
import static io.weft.core.state.JobLayout.EXPECTED_END_OFFSET;
import static io.weft.core.state.JobLayout.FEATURES_OFFSET;
import static io.weft.core.state.JobLayout.FLAGS_OFFSET;
import static io.weft.core.state.JobLayout.GPUS_PER_NODE_OFFSET;
import static io.weft.core.state.JobLayout.GROUP_ID_OFFSET;
import static io.weft.core.state.JobLayout.IDLE_COUNT_OFFSET;
import static io.weft.core.state.JobLayout.ISOLATION_OFFSET;
import static io.weft.core.state.JobLayout.JOB_CLASS_OFFSET;
import static io.weft.core.state.JobLayout.JOB_ID_OFFSET;
import static io.weft.core.state.JobLayout.MEMORY_PER_CORE_OFFSET;
import static io.weft.core.state.JobLayout.MEMORY_PER_NODE_OFFSET;
import static io.weft.core.state.JobLayout.MULTIPLICITY_OFFSET;
import static io.weft.core.state.JobLayout.NODE_COUNT_OFFSET;
import static io.weft.core.state.JobLayout.PENDING_NEXT_OFFSET;
import static io.weft.core.state.JobLayout.PENDING_PREVIOUS_OFFSET;
import static io.weft.core.state.JobLayout.POSITION_OFFSET;
import static io.weft.core.state.JobLayout.PRIORITY_OFFSET;
import static io.weft.core.state.JobLayout.QUEUE_ROW_OFFSET;
import static io.weft.core.state.JobLayout.REASON_NUMBER_OFFSET;
import static io.weft.core.state.JobLayout.REASON_OFFSET;
import static io.weft.core.state.JobLayout.STALE_NEXT_OFFSET;
import static io.weft.core.state.JobLayout.START_TIME_OFFSET;
import static io.weft.core.state.JobLayout.STATE_OFFSET;
import static io.weft.core.state.JobLayout.SUBMIT_TIME_OFFSET;
import static io.weft.core.state.JobLayout.TERMS_ROW_OFFSET;
import static io.weft.core.state.JobLayout.USED_OFFSET;
import static io.weft.core.state.JobLayout.USED_UNTIL_OFFSET;
import static io.weft.core.state.JobLayout.USER_ID_OFFSET;
import static io.weft.core.state.JobLayout.USER_ROW_OFFSET;
import static io.weft.core.state.JobLayout.WALLTIME_OFFSET;

import io.weft.core.memory.Footprint;
import io.weft.core.memory.RowIndex;
import io.weft.core.memory.Slab;
import java.util.BitSet;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The jobs, pending and running: a row each, see {@code JobLayout}, found by id. A method a field;
 * all O(1), no allocation, kernel thread only.
 */
public final class JobTable {
    /** Flag: may be started anew when it was stopped. */
    public static final int REQUEUEABLE = 1;

    /** Flag: loses no work when it is stopped and started anew. */
    public static final int CHECKPOINTABLE = 2;

    /** Flag: may have to give way to others. */
    public static final int PREEMPTABLE = 4;

    /** Flag: a node of it failed; it is about to be requeued or closed. */
    public static final int LOST = 1 << 8;

    /** Flag: it was held or had to start again, so its wait does not measure its queue. */
    public static final int UNTIMED = 1 << 16;

    private final Slab slab;
    private final UnsafeBuffer buffer;
    private final RowIndex index;

    JobTable(final Footprint footprint, final int capacity) {
        slab = new Slab(footprint, "jobs", JobLayout.LENGTH, capacity);
        buffer = slab.buffer();
        index = new RowIndex(footprint, "job index", capacity);
    }

    /**
     * Takes a row for a new job.
     *
     * @param jobId that no row has.
     * @return the row, all zero but for the id; -1 when the table is full.
     */
    public int add(final long jobId) {
        final int row = slab.take();
        if (row != Slab.NULL_ROW) {
            jobId(row, jobId);
            index.put(jobId, row);
        }
        return row;
    }

    /**
     * Gives a row back.
     *
     * @param row of a job that is gone.
     */
    public void remove(final int row) {
        index.remove(jobId(row));
        slab.free(row);
    }

    /**
     * Row of a job.
     *
     * @param jobId of the job.
     * @return the row, or -1.
     */
    public int row(final long jobId) {
        return index.row(jobId);
    }

    /** Indexes the rows again, which were put in place from outside. */
    void rebuild() {
        final BitSet used = slab.usedRows();
        for (int row = used.nextSetBit(0); row >= 0; row = used.nextSetBit(row + 1)) {
            index.put(jobId(row), row);
        }
    }

    /**
     * The rows.
     *
     * @return the slab.
     */
    public Slab slab() {
        return slab;
    }

    /**
     * State, a value of {@link JobState}.
     *
     * @param row of the job.
     * @return the value.
     */
    public int state(final int row) {
        return buffer.getInt(slab.offset(row) + STATE_OFFSET);
    }

    /**
     * Sets state, a value of {@link JobState}.
     *
     * @param row of the job.
     * @param value new.
     */
    public void state(final int row, final int value) {
        buffer.putInt(slab.offset(row) + STATE_OFFSET, value);
    }

    /**
     * Limit when run alone, ns.
     *
     * @param row of the job.
     * @return the value.
     */
    public long walltimeNs(final int row) {
        return buffer.getLong(slab.offset(row) + WALLTIME_OFFSET);
    }

    /**
     * Sets limit when run alone, ns.
     *
     * @param row of the job.
     * @param value new.
     */
    public void walltimeNs(final int row, final long value) {
        buffer.putLong(slab.offset(row) + WALLTIME_OFFSET, value);
    }

    /**
     * Memory on each node, bytes.
     *
     * @param row of the job.
     * @return the value.
     */
    public long memoryPerNode(final int row) {
        return buffer.getLong(slab.offset(row) + MEMORY_PER_NODE_OFFSET);
    }

    /**
     * Sets memory on each node, bytes.
     *
     * @param row of the job.
     * @param value new.
     */
    public void memoryPerNode(final int row, final long value) {
        buffer.putLong(slab.offset(row) + MEMORY_PER_NODE_OFFSET, value);
    }

    /**
     * Memory for each core, bytes.
     *
     * @param row of the job.
     * @return the value.
     */
    public long memoryPerCore(final int row) {
        return buffer.getLong(slab.offset(row) + MEMORY_PER_CORE_OFFSET);
    }

    /**
     * Sets memory for each core, bytes.
     *
     * @param row of the job.
     * @param value new.
     */
    public void memoryPerCore(final int row, final long value) {
        buffer.putLong(slab.offset(row) + MEMORY_PER_CORE_OFFSET, value);
    }

    /**
     * Features every node must have, a bit each.
     *
     * @param row of the job.
     * @return the value.
     */
    public long features(final int row) {
        return buffer.getLong(slab.offset(row) + FEATURES_OFFSET);
    }

    /**
     * Sets features every node must have, a bit each.
     *
     * @param row of the job.
     * @param value new.
     */
    public void features(final int row, final long value) {
        buffer.putLong(slab.offset(row) + FEATURES_OFFSET, value);
    }

    /**
     * Nodes asked for; 0 means cores anywhere.
     *
     * @param row of the job.
     * @return the value.
     */
    public int nodeCount(final int row) {
        return buffer.getInt(slab.offset(row) + NODE_COUNT_OFFSET);
    }

    /**
     * Sets nodes asked for; 0 means cores anywhere.
     *
     * @param row of the job.
     * @param value new.
     */
    public void nodeCount(final int row, final int value) {
        buffer.putInt(slab.offset(row) + NODE_COUNT_OFFSET, value);
    }

    /**
     * Cores on each node, or altogether.
     *
     * @param row of the job.
     * @return the value.
     */
    public int coresPerNode(final int row) {
        return buffer.getInt(slab.offset(row) + CORES_PER_NODE_OFFSET);
    }

    /**
     * Sets cores on each node, or altogether.
     *
     * @param row of the job.
     * @param value new.
     */
    public void coresPerNode(final int row, final int value) {
        buffer.putInt(slab.offset(row) + CORES_PER_NODE_OFFSET, value);
    }

    /**
     * GPUs on each node.
     *
     * @param row of the job.
     * @return the value.
     */
    public int gpusPerNode(final int row) {
        return buffer.getInt(slab.offset(row) + GPUS_PER_NODE_OFFSET);
    }

    /**
     * Sets gPUs on each node.
     *
     * @param row of the job.
     * @param value new.
     */
    public void gpusPerNode(final int row, final int value) {
        buffer.putInt(slab.offset(row) + GPUS_PER_NODE_OFFSET, value);
    }

    /**
     * Row of its queue.
     *
     * @param row of the job.
     * @return the value.
     */
    public int queueRow(final int row) {
        return buffer.getInt(slab.offset(row) + QUEUE_ROW_OFFSET);
    }

    /**
     * Sets row of its queue.
     *
     * @param row of the job.
     * @param value new.
     */
    public void queueRow(final int row, final int value) {
        buffer.putInt(slab.offset(row) + QUEUE_ROW_OFFSET, value);
    }

    /**
     * Pending job after it, or -1.
     *
     * @param row of the job.
     * @return the value.
     */
    public int pendingNext(final int row) {
        return buffer.getInt(slab.offset(row) + PENDING_NEXT_OFFSET) - 1;
    }

    /**
     * Sets pending job after it, or -1.
     *
     * @param row of the job.
     * @param value new.
     */
    public void pendingNext(final int row, final int value) {
        buffer.putInt(slab.offset(row) + PENDING_NEXT_OFFSET, value + 1);
    }

    /**
     * Pending job before it, or -1.
     *
     * @param row of the job.
     * @return the value.
     */
    public int pendingPrevious(final int row) {
        return buffer.getInt(slab.offset(row) + PENDING_PREVIOUS_OFFSET) - 1;
    }

    /**
     * Sets pending job before it, or -1.
     *
     * @param row of the job.
     * @param value new.
     */
    public void pendingPrevious(final int row, final int value) {
        buffer.putInt(slab.offset(row) + PENDING_PREVIOUS_OFFSET, value + 1);
    }

    /**
     * When its stretched limit is reached, ns.
     *
     * @param row of the job.
     * @return the value.
     */
    public long expectedEndNs(final int row) {
        return buffer.getLong(slab.offset(row) + EXPECTED_END_OFFSET);
    }

    /**
     * Sets when its stretched limit is reached, ns.
     *
     * @param row of the job.
     * @param value new.
     */
    public void expectedEndNs(final int row, final long value) {
        buffer.putLong(slab.offset(row) + EXPECTED_END_OFFSET, value);
    }

    /**
     * Limit time used up, ns.
     *
     * @param row of the job.
     * @return the value.
     */
    public long usedNs(final int row) {
        return buffer.getLong(slab.offset(row) + USED_OFFSET);
    }

    /**
     * Sets limit time used up, ns.
     *
     * @param row of the job.
     * @param value new.
     */
    public void usedNs(final int row, final long value) {
        buffer.putLong(slab.offset(row) + USED_OFFSET, value);
    }

    /**
     * Time up to which the used limit time is counted, ns.
     *
     * @param row of the job.
     * @return the value.
     */
    public long usedUntilNs(final int row) {
        return buffer.getLong(slab.offset(row) + USED_UNTIL_OFFSET);
    }

    /**
     * Sets time up to which the used limit time is counted, ns.
     *
     * @param row of the job.
     * @param value new.
     */
    public void usedUntilNs(final int row, final long value) {
        buffer.putLong(slab.offset(row) + USED_UNTIL_OFFSET, value);
    }

    /**
     * When its start was decided, ns.
     *
     * @param row of the job.
     * @return the value.
     */
    public long startTimeNs(final int row) {
        return buffer.getLong(slab.offset(row) + START_TIME_OFFSET);
    }

    /**
     * Sets when its start was decided, ns.
     *
     * @param row of the job.
     * @param value new.
     */
    public void startTimeNs(final int row, final long value) {
        buffer.putLong(slab.offset(row) + START_TIME_OFFSET, value);
    }

    /**
     * Processes on its fullest core, busy or idle.
     *
     * @param row of the job.
     * @return the value.
     */
    public int multiplicity(final int row) {
        return buffer.getInt(slab.offset(row) + MULTIPLICITY_OFFSET);
    }

    /**
     * Sets processes on its fullest core, busy or idle.
     *
     * @param row of the job.
     * @param value new.
     */
    public void multiplicity(final int row, final int value) {
        buffer.putInt(slab.offset(row) + MULTIPLICITY_OFFSET, value);
    }

    /**
     * First of its allocations, or -1.
     *
     * @param row of the job.
     * @return the value.
     */
    public int allocationHead(final int row) {
        return buffer.getInt(slab.offset(row) + ALLOCATION_HEAD_OFFSET) - 1;
    }

    /**
     * Sets first of its allocations, or -1.
     *
     * @param row of the job.
     * @param value new.
     */
    public void allocationHead(final int row, final int value) {
        buffer.putInt(slab.offset(row) + ALLOCATION_HEAD_OFFSET, value + 1);
    }

    /**
     * Allocations it holds.
     *
     * @param row of the job.
     * @return the value.
     */
    public int allocationCount(final int row) {
        return buffer.getInt(slab.offset(row) + ALLOCATION_COUNT_OFFSET);
    }

    /**
     * Sets allocations it holds.
     *
     * @param row of the job.
     * @param value new.
     */
    public void allocationCount(final int row, final int value) {
        buffer.putInt(slab.offset(row) + ALLOCATION_COUNT_OFFSET, value);
    }

    /**
     * Number that belongs to the reason.
     *
     * @param row of the job.
     * @return the value.
     */
    public long reasonNumber(final int row) {
        return buffer.getLong(slab.offset(row) + REASON_NUMBER_OFFSET);
    }

    /**
     * Sets number that belongs to the reason.
     *
     * @param row of the job.
     * @param value new.
     */
    public void reasonNumber(final int row, final long value) {
        buffer.putLong(slab.offset(row) + REASON_NUMBER_OFFSET, value);
    }

    /**
     * Why it waits, a value of {@link io.weft.core.wire.ReasonCode}.
     *
     * @param row of the job.
     * @return the value.
     */
    public int reason(final int row) {
        return buffer.getInt(slab.offset(row) + REASON_OFFSET);
    }

    /**
     * Sets why it waits, a value of {@link io.weft.core.wire.ReasonCode}.
     *
     * @param row of the job.
     * @param value new.
     */
    public void reason(final int row, final int value) {
        buffer.putInt(slab.offset(row) + REASON_OFFSET, value);
    }

    /**
     * Class, a value of {@link io.weft.core.wire.JobClass}.
     *
     * @param row of the job.
     * @return the value.
     */
    public int jobClass(final int row) {
        return buffer.getInt(slab.offset(row) + JOB_CLASS_OFFSET);
    }

    /**
     * Sets class, a value of {@link io.weft.core.wire.JobClass}.
     *
     * @param row of the job.
     * @param value new.
     */
    public void jobClass(final int row, final int value) {
        buffer.putInt(slab.offset(row) + JOB_CLASS_OFFSET, value);
    }

    /**
     * The embedder's id.
     *
     * @param row of the job.
     * @return the value.
     */
    public long jobId(final int row) {
        return buffer.getLong(slab.offset(row) + JOB_ID_OFFSET);
    }

    /**
     * Sets the embedder's id.
     *
     * @param row of the job.
     * @param value new.
     */
    public void jobId(final int row, final long value) {
        buffer.putLong(slab.offset(row) + JOB_ID_OFFSET, value);
    }

    /**
     * Place in the order of submission: the position of the entry times 2^20, and which of the jobs
     * it is that the entry submitted.
     *
     * @param row of the job.
     * @return the value.
     */
    public long position(final int row) {
        return buffer.getLong(slab.offset(row) + POSITION_OFFSET);
    }

    /**
     * Sets its place in the order of submission.
     *
     * @param row of the job.
     * @param value new.
     */
    public void position(final int row, final long value) {
        buffer.putLong(slab.offset(row) + POSITION_OFFSET, value);
    }

    /**
     * When it was submitted, ns.
     *
     * @param row of the job.
     * @return the value.
     */
    public long submitTimeNs(final int row) {
        return buffer.getLong(slab.offset(row) + SUBMIT_TIME_OFFSET);
    }

    /**
     * Sets when it was submitted, ns.
     *
     * @param row of the job.
     * @param value new.
     */
    public void submitTimeNs(final int row, final long value) {
        buffer.putLong(slab.offset(row) + SUBMIT_TIME_OFFSET, value);
    }

    /**
     * Priority; higher is first.
     *
     * @param row of the job.
     * @return the value.
     */
    public long priority(final int row) {
        return buffer.getLong(slab.offset(row) + PRIORITY_OFFSET);
    }

    /**
     * Sets priority; higher is first.
     *
     * @param row of the job.
     * @param value new.
     */
    public void priority(final int row, final long value) {
        buffer.putLong(slab.offset(row) + PRIORITY_OFFSET, value);
    }

    /**
     * Its user.
     *
     * @param row of the job.
     * @return the value.
     */
    public int userId(final int row) {
        return buffer.getInt(slab.offset(row) + USER_ID_OFFSET);
    }

    /**
     * Sets its user.
     *
     * @param row of the job.
     * @param value new.
     */
    public void userId(final int row, final int value) {
        buffer.putInt(slab.offset(row) + USER_ID_OFFSET, value);
    }

    /**
     * Row of the user.
     *
     * @param row of the job.
     * @return a row of the table of users.
     */
    public int userRow(final int row) {
        return buffer.getInt(slab.offset(row) + USER_ROW_OFFSET);
    }

    /**
     * Sets the row of the user.
     *
     * @param row of the job.
     * @param value a row of the table of users.
     */
    public void userRow(final int row, final int value) {
        buffer.putInt(slab.offset(row) + USER_ROW_OFFSET, value);
    }

    /**
     * Its account.
     *
     * @param row of the job.
     * @return the value.
     */
    public int accountId(final int row) {
        return buffer.getInt(slab.offset(row) + ACCOUNT_ID_OFFSET);
    }

    /**
     * Sets its account.
     *
     * @param row of the job.
     * @param value new.
     */
    public void accountId(final int row, final int value) {
        buffer.putInt(slab.offset(row) + ACCOUNT_ID_OFFSET, value);
    }

    /**
     * Whether it wants its nodes for itself.
     *
     * @param row of the job.
     * @return true if so.
     */
    public boolean isExclusive(final int row) {
        return buffer.getShort(slab.offset(row) + EXCLUSIVE_OFFSET) != 0;
    }

    /**
     * Sets whether it wants its nodes for itself.
     *
     * @param row of the job.
     * @param value new.
     */
    public void exclusive(final int row, final boolean value) {
        buffer.putShort(slab.offset(row) + EXCLUSIVE_OFFSET, (short) (value ? 1 : 0));
    }

    /**
     * With whom the job may share a node.
     *
     * @param row of the job.
     * @return value of {@link io.weft.core.wire.Isolation}.
     */
    public short isolation(final int row) {
        return buffer.getShort(slab.offset(row) + ISOLATION_OFFSET);
    }

    /**
     * Sets with whom the job may share a node.
     *
     * @param row of the job.
     * @param value of {@link io.weft.core.wire.Isolation}.
     */
    public void isolation(final int row, final short value) {
        buffer.putShort(slab.offset(row) + ISOLATION_OFFSET, value);
    }

    /**
     * Next job in the chain of those to be looked at again, the job itself at its end, or -1.
     *
     * @param row of the job.
     * @return the value.
     */
    public int staleNext(final int row) {
        return buffer.getInt(slab.offset(row) + STALE_NEXT_OFFSET) - 1;
    }

    /**
     * Sets next job in the chain of those to be looked at again, the job itself at its end, or -1.
     *
     * @param row of the job.
     * @param value new.
     */
    public void staleNext(final int row, final int value) {
        buffer.putInt(slab.offset(row) + STALE_NEXT_OFFSET, value + 1);
    }

    /**
     * Cores that it holds and keeps idle, by the last observation.
     *
     * @param row of the job.
     * @return the value; 0 if nothing was observed.
     */
    public int idleCount(final int row) {
        return buffer.getInt(slab.offset(row) + IDLE_COUNT_OFFSET);
    }

    /**
     * Sets cores that it holds and keeps idle.
     *
     * @param row of the job.
     * @param value new.
     */
    public void idleCount(final int row, final int value) {
        buffer.putInt(slab.offset(row) + IDLE_COUNT_OFFSET, value);
    }

    /**
     * Row of the job in the table of terms.
     *
     * @param row of the job.
     * @return the row, or -1 when it asks for nothing that stands there.
     */
    public int termsRow(final int row) {
        return buffer.getInt(slab.offset(row) + TERMS_ROW_OFFSET) - 1;
    }

    /**
     * Sets the row of the job in the table of terms.
     *
     * @param row of the job.
     * @param value new, -1 for none.
     */
    public void termsRow(final int row, final int value) {
        buffer.putInt(slab.offset(row) + TERMS_ROW_OFFSET, value + 1);
    }

    /**
     * Group of the job: jobs of one group meet the same limits.
     *
     * @param row of the job.
     * @return the group, 0 for jobs that meet none.
     */
    public int groupId(final int row) {
        return buffer.getInt(slab.offset(row) + GROUP_ID_OFFSET);
    }

    /**
     * Sets the group of the job.
     *
     * @param row of the job.
     * @param value new.
     */
    public void groupId(final int row, final int value) {
        buffer.putInt(slab.offset(row) + GROUP_ID_OFFSET, value);
    }

    /**
     * Whether a flag of the job is set.
     *
     * @param row of the job.
     * @param flag one of the constants above.
     * @return true if so.
     */
    public boolean has(final int row, final int flag) {
        return (buffer.getInt(slab.offset(row) + FLAGS_OFFSET) & flag) != 0;
    }

    /**
     * Sets the flags of the job.
     *
     * @param row of the job.
     * @param value their sum.
     */
    public void flags(final int row, final int value) {
        buffer.putInt(slab.offset(row) + FLAGS_OFFSET, value);
    }

    /**
     * Sets or clears one flag of the job.
     *
     * @param row of the job.
     * @param flag one of the constants above.
     * @param value whether it has it.
     */
    public void flag(final int row, final int flag, final boolean value) {
        final int at = slab.offset(row) + FLAGS_OFFSET;
        buffer.putInt(at, value ? buffer.getInt(at) | flag : buffer.getInt(at) & ~flag);
    }
}
