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
import org.agrona.BitUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * How jobs ended that are gone, for those that depend on them. A job has the slot of the low bits
 * of its id and stays there until another one with the same bits has ended: of as many ids in a row
 * as there are slots, all are known. Kernel thread only; no allocation; O(1), one store a job.
 *
 * <pre>
 * offset bytes field
 *      0     8 jobId
 *      8     4 outcome         Outcome code, 0 in an empty slot
 *     12     4 zero
 * </pre>
 */
public final class OutcomeTable {
    private static final int OUTCOME_OFFSET = 8;
    private static final int SLOT_LENGTH = 16;
    private static final int SLOTS_MAX = 1 << 26;

    private final UnsafeBuffer buffer;
    private final long slotMask;

    /** An empty table with room for some jobs, rounded up to a power of two, at most 2^26. */
    OutcomeTable(final Footprint footprint, final int capacity) {
        final int slotCount = BitUtil.findNextPositivePowerOfTwo(Math.min(capacity, SLOTS_MAX));
        buffer = footprint.allocate("outcomes", (long) slotCount * SLOT_LENGTH);
        slotMask = slotCount - 1L;
    }

    /**
     * Takes note of the end of a job.
     *
     * @param jobId of the job.
     * @param outcome of it.
     */
    public void put(final long jobId, final Outcome outcome) {
        final int at = offset(jobId);
        buffer.putLong(at, jobId);
        buffer.putInt(at + OUTCOME_OFFSET, outcome.code());
    }

    /**
     * How a job ended.
     *
     * @param jobId of a job that is gone.
     * @return its outcome, {@link Outcome#UNKNOWN} when there was no such job or others came since.
     */
    public Outcome outcome(final long jobId) {
        final int at = offset(jobId);
        return buffer.getLong(at) == jobId
                ? Outcome.of(buffer.getInt(at + OUTCOME_OFFSET))
                : Outcome.UNKNOWN;
    }

    /**
     * The slots.
     *
     * @return their bytes.
     */
    public UnsafeBuffer buffer() {
        return buffer;
    }

    /**
     * Length of a slot.
     *
     * @return length in bytes.
     */
    public int slotLength() {
        return SLOT_LENGTH;
    }

    /**
     * Slots, used or not.
     *
     * @return the count.
     */
    public int slotCount() {
        return (int) (slotMask + 1);
    }

    private int offset(final long jobId) {
        return (int) (jobId & slotMask) * SLOT_LENGTH;
    }
}
