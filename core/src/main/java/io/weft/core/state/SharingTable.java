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
import org.agrona.concurrent.UnsafeBuffer;

/**
 * How M of queues follows what is busy on their nodes: a row for each row of the queue table; zeros
 * for a queue where it does not. Kernel thread only; no allocation; O(1).
 *
 * <pre>
 * offset bytes field
 *      0     8 period          ns, 0: no such rule
 *      8     8 pause           ns
 *     16     8 due             when is measured next, ns, 0: not at all
 *     24     8 restsUntil      no move before, ns
 *     32     4 raiseMax        by how much M may be raised
 *     36     4 low             per mille
 *     40     4 high            per mille
 *     44     4 raise           by how much M is raised
 * </pre>
 */
public final class SharingTable {
    private static final int PERIOD_OFFSET = 0;
    private static final int PAUSE_OFFSET = PERIOD_OFFSET + Long.BYTES;
    private static final int DUE_OFFSET = PAUSE_OFFSET + Long.BYTES;
    private static final int RESTS_UNTIL_OFFSET = DUE_OFFSET + Long.BYTES;
    private static final int RAISE_MAX_OFFSET = RESTS_UNTIL_OFFSET + Long.BYTES;
    private static final int LOW_OFFSET = RAISE_MAX_OFFSET + Integer.BYTES;
    private static final int HIGH_OFFSET = LOW_OFFSET + Integer.BYTES;
    private static final int RAISE_OFFSET = HIGH_OFFSET + Integer.BYTES;
    private static final int ROW_LENGTH = RAISE_OFFSET + Integer.BYTES;

    private final UnsafeBuffer buffer;
    private int count;
    private int dueCount;

    SharingTable(final Footprint footprint, final Limits limits) {
        buffer = footprint.allocate("sharing rules", (long) ROW_LENGTH * limits.queueCount());
    }

    /** Counts again the rows that are in use, which were put in place from outside. */
    void rebuild(final int queueCount) {
        count = 0;
        dueCount = 0;
        for (int row = 0; row < queueCount; row++) {
            count += periodNs(row) != 0 ? 1 : 0;
            dueCount += dueNs(row) != 0 ? 1 : 0;
        }
    }

    /**
     * Whether any queue has such a rule that is not to be measured.
     *
     * @return true if so.
     */
    public boolean hasSleepers() {
        return dueCount < count;
    }

    /**
     * Whether a queue has such a rule.
     *
     * @param queueRow of the queue.
     * @return true if so.
     */
    public boolean has(final int queueRow) {
        return count > 0 && periodNs(queueRow) != 0;
    }

    /**
     * Begins a rule, or ends one if the period is 0: all else is zero.
     *
     * @param queueRow of the queue.
     * @param periodNs after which is measured, ns; 0 for no rule.
     */
    public void begin(final int queueRow, final long periodNs) {
        dueNs(queueRow, 0);
        count += (periodNs != 0 ? 1 : 0) - (periodNs(queueRow) != 0 ? 1 : 0);
        buffer.setMemory(at(queueRow), ROW_LENGTH, (byte) 0);
        buffer.putLong(at(queueRow) + PERIOD_OFFSET, periodNs);
    }

    /**
     * Says when is measured next.
     *
     * @param queueRow of the queue.
     * @param value ns, 0 for not at all.
     */
    public void dueNs(final int queueRow, final long value) {
        dueCount += (value != 0 ? 1 : 0) - (dueNs(queueRow) != 0 ? 1 : 0);
        buffer.putLong(at(queueRow) + DUE_OFFSET, value);
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

    private int at(final int queueRow) {
        return queueRow * ROW_LENGTH;
    }

    /**
     * After which is measured.
     *
     * @param queueRow of the queue.
     * @return ns, 0 without such a rule.
     */
    public long periodNs(final int queueRow) {
        return buffer.getLong(at(queueRow) + PERIOD_OFFSET);
    }

    /**
     * Least time from one move to the next.
     *
     * @param queueRow of the queue.
     * @return ns.
     */
    public long pauseNs(final int queueRow) {
        return buffer.getLong(at(queueRow) + PAUSE_OFFSET);
    }

    /**
     * Sets the least time from one move to the next.
     *
     * @param queueRow of the queue.
     * @param value ns.
     */
    public void pauseNs(final int queueRow, final long value) {
        buffer.putLong(at(queueRow) + PAUSE_OFFSET, value);
    }

    /**
     * When is measured next.
     *
     * @param queueRow of the queue.
     * @return ns, 0 for not at all.
     */
    public long dueNs(final int queueRow) {
        return buffer.getLong(at(queueRow) + DUE_OFFSET);
    }

    /**
     * Before when no move is made.
     *
     * @param queueRow of the queue.
     * @return ns.
     */
    public long restsUntilNs(final int queueRow) {
        return buffer.getLong(at(queueRow) + RESTS_UNTIL_OFFSET);
    }

    /**
     * Sets before when no move is made.
     *
     * @param queueRow of the queue.
     * @param value ns.
     */
    public void restsUntilNs(final int queueRow, final long value) {
        buffer.putLong(at(queueRow) + RESTS_UNTIL_OFFSET, value);
    }

    /**
     * By how much M may be raised.
     *
     * @param queueRow of the queue.
     * @return 0..14.
     */
    public int raiseMax(final int queueRow) {
        return buffer.getInt(at(queueRow) + RAISE_MAX_OFFSET);
    }

    /**
     * Sets by how much M may be raised.
     *
     * @param queueRow of the queue.
     * @param value 0..14.
     */
    public void raiseMax(final int queueRow, final int value) {
        buffer.putInt(at(queueRow) + RAISE_MAX_OFFSET, value);
    }

    /**
     * With fewer busy processes a core M is raised.
     *
     * @param queueRow of the queue.
     * @return per mille.
     */
    public int lowPerMille(final int queueRow) {
        return buffer.getInt(at(queueRow) + LOW_OFFSET);
    }

    /**
     * Sets with fewer than which busy processes a core M is raised.
     *
     * @param queueRow of the queue.
     * @param value per mille.
     */
    public void lowPerMille(final int queueRow, final int value) {
        buffer.putInt(at(queueRow) + LOW_OFFSET, value);
    }

    /**
     * With more busy processes a core M is lowered.
     *
     * @param queueRow of the queue.
     * @return per mille.
     */
    public int highPerMille(final int queueRow) {
        return buffer.getInt(at(queueRow) + HIGH_OFFSET);
    }

    /**
     * Sets with more than which busy processes a core M is lowered.
     *
     * @param queueRow of the queue.
     * @param value per mille.
     */
    public void highPerMille(final int queueRow, final int value) {
        buffer.putInt(at(queueRow) + HIGH_OFFSET, value);
    }

    /**
     * By how much M is raised.
     *
     * @param queueRow of the queue.
     * @return 0..{@link #raiseMax(int)}.
     */
    public int raise(final int queueRow) {
        return buffer.getInt(at(queueRow) + RAISE_OFFSET);
    }

    /**
     * Sets by how much M is raised.
     *
     * @param queueRow of the queue.
     * @param value 0..{@link #raiseMax(int)}.
     */
    public void raise(final int queueRow, final int value) {
        buffer.putInt(at(queueRow) + RAISE_OFFSET, value);
    }
}
