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

/**
 * How a trace in the Standard Workload Format is to be understood. Set before a reader is opened,
 * which copies what it needs; not for use by several threads.
 */
public final class SwfOptions {
    /** How many rejected lines are kept with their text, unless said otherwise. */
    public static final int REJECTED_KEPT_DEFAULT = 100;

    /** The format's unit of memory. */
    public static final long MEMORY_UNIT_DEFAULT = 1024;

    private static final long MEMORY_UNIT_MAX = 1L << 40;

    private MachineShape machine = MachineShape.ANYWHERE;
    private boolean isStrict;
    private boolean isSorted;
    private boolean isRequestPreferred;
    private boolean hasPatterns = true;
    private boolean hasNodeColumn;
    private MemoryScope memoryScope = MemoryScope.PER_PROCESSOR;
    private long memoryUnit = MEMORY_UNIT_DEFAULT;
    private int[] interactiveQueues = {};
    private int[] urgentQueues = {};
    private int rejectedKept = REJECTED_KEPT_DEFAULT;

    /** The machine that decides a job's nodes; {@link MachineShape#ANYWHERE} unless said. */
    public MachineShape machine() {
        return machine;
    }

    /** Sets {@link #machine()}. */
    public SwfOptions machine(MachineShape newMachine) {
        machine = Objects.requireNonNull(newMachine, "machine");
        return this;
    }

    /** Whether the first bad line ends the reading; else bad lines are reported and left out. */
    public boolean isStrict() {
        return isStrict;
    }

    /** Sets {@link #isStrict()}. */
    public SwfOptions strict(boolean newStrict) {
        isStrict = newStrict;
        return this;
    }

    /**
     * Whether the whole trace is held in memory and sorted by submit time, lines of one time
     * staying in the order of the file; else a line that goes back in time is rejected. That is the
     * default because it needs no memory and every log of the Parallel Workloads Archive is in
     * order.
     */
    public boolean isSorted() {
        return isSorted;
    }

    /** Sets {@link #isSorted()}. */
    public SwfOptions sorted(boolean newSorted) {
        isSorted = newSorted;
        return this;
    }

    /**
     * Whether requested processors (field 8) come before allocated ones (field 5); else allocated
     * ones come first, as in the paper's simulator. Where one is unknown, the other is taken.
     */
    public boolean isRequestPreferred() {
        return isRequestPreferred;
    }

    /** Sets {@link #isRequestPreferred()}. */
    public SwfOptions requestPreferred(boolean newRequestPreferred) {
        isRequestPreferred = newRequestPreferred;
        return this;
    }

    /** Whether columns from the 22nd on are busy and idle periods (default); else extra columns. */
    public boolean hasPatterns() {
        return hasPatterns;
    }

    /** Sets {@link #hasPatterns()}. */
    public SwfOptions patterns(boolean newPatterns) {
        hasPatterns = newPatterns;
        return this;
    }

    /**
     * Whether the 21st column, where a line has one, gives the number of nodes: {@code 2}, {@code
     * 2:ppn=4} or {@code all:2x4}; -1 for not given. Else it is an extra column (default).
     */
    public boolean hasNodeColumn() {
        return hasNodeColumn;
    }

    /** Sets {@link #hasNodeColumn()}. */
    public SwfOptions nodeColumn(boolean newNodeColumn) {
        hasNodeColumn = newNodeColumn;
        return this;
    }

    /** What an amount of memory is for; a processor, unless said. */
    public MemoryScope memoryScope() {
        return memoryScope;
    }

    /** Sets {@link #memoryScope()}. */
    public SwfOptions memoryScope(MemoryScope newScope) {
        memoryScope = Objects.requireNonNull(newScope, "memoryScope");
        return this;
    }

    /** Bytes in a unit of memory; {@value #MEMORY_UNIT_DEFAULT} unless said. */
    public long memoryUnit() {
        return memoryUnit;
    }

    /**
     * Sets {@link #memoryUnit()}.
     *
     * @param newUnit 1..2^40
     */
    public SwfOptions memoryUnit(long newUnit) {
        if (newUnit < 1 || newUnit > MEMORY_UNIT_MAX) {
            throw new IllegalArgumentException("memoryUnit=" + newUnit + ", expected 1..2^40");
        }
        memoryUnit = newUnit;
        return this;
    }

    /** Queue numbers whose jobs are interactive whether or not they carry a pattern; a copy. */
    public int[] interactiveQueues() {
        return interactiveQueues.clone();
    }

    /**
     * Sets {@link #interactiveQueues()}. A job of any other queue is interactive if it carries a
     * pattern, unless its queue is an urgent one.
     */
    public SwfOptions interactiveQueues(int... newQueues) {
        interactiveQueues = newQueues.clone();
        return this;
    }

    /** Queue numbers whose jobs are urgent; they come before interactive ones; a copy. */
    public int[] urgentQueues() {
        return urgentQueues.clone();
    }

    /** Sets {@link #urgentQueues()}. */
    public SwfOptions urgentQueues(int... newQueues) {
        urgentQueues = newQueues.clone();
        return this;
    }

    /** How many rejected lines are kept with their text; all are counted. */
    public int rejectedKept() {
        return rejectedKept;
    }

    /**
     * Sets {@link #rejectedKept()}.
     *
     * @param newCount 0 or above
     */
    public SwfOptions rejectedKept(int newCount) {
        if (newCount < 0) {
            throw new IllegalArgumentException(
                    "rejectedKept=" + newCount + ", expected 0 or above");
        }
        rejectedKept = newCount;
        return this;
    }
}
