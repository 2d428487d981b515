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

import static io.weft.core.state.DependencyLayout.DEPENDENT_OFFSET;
import static io.weft.core.state.DependencyLayout.KIND_OFFSET;
import static io.weft.core.state.DependencyLayout.NEXT_OF_DEPENDENT_OFFSET;
import static io.weft.core.state.DependencyLayout.NEXT_ON_PREDECESSOR_OFFSET;
import static io.weft.core.state.DependencyLayout.PREDECESSOR_OFFSET;
import static io.weft.core.state.DependencyLayout.PREVIOUS_ON_PREDECESSOR_OFFSET;

import io.weft.core.memory.Footprint;
import io.weft.core.memory.Slab;
import io.weft.core.wire.DependencyKind;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Which job waits for which: a row for each dependency that has not come true, see {@code
 * DependencyLayout}. Jobs are named by the rows of their terms, which hold the heads of the chains.
 * Kernel thread only; no allocation. Adding is O(1); removing costs a step for each dependency that
 * the job has.
 */
public final class DependencyTable {
    private static final int NULL_ROW = Slab.NULL_ROW;

    private final TermsTable terms;
    private final Slab slab;
    private final UnsafeBuffer buffer;

    DependencyTable(final Footprint footprint, final TermsTable terms, final int capacity) {
        this.terms = terms;
        slab = new Slab(footprint, "dependencies", DependencyLayout.LENGTH, capacity);
        buffer = slab.buffer();
    }

    /**
     * Makes a job wait for another one, after those that it waits for already.
     *
     * @param dependent row of the terms of the job; there must be a free row.
     * @param predecessor row of the terms of the other one.
     * @param kind what of it.
     * @param last that the job waits for until now, or -1.
     * @return the row.
     */
    public int add(
            final int dependent, final int predecessor, final DependencyKind kind, final int last) {
        final int row = slab.take();
        buffer.putInt(slab.offset(row) + KIND_OFFSET, kind.value());
        link(row, DEPENDENT_OFFSET, dependent);
        link(row, PREDECESSOR_OFFSET, predecessor);
        if (last == NULL_ROW) {
            terms.dependencyHead(dependent, row);
        } else {
            link(last, NEXT_OF_DEPENDENT_OFFSET, row);
        }
        final int tail = terms.dependentTail(predecessor);
        linkOnPredecessor(predecessor, tail, row);
        linkOnPredecessor(predecessor, row, NULL_ROW);
        return row;
    }

    /**
     * Removes a dependency from both chains.
     *
     * @param row of it.
     */
    public void remove(final int row) {
        linkOnPredecessor(
                predecessor(row), row(row, PREVIOUS_ON_PREDECESSOR_OFFSET), nextOnPredecessor(row));
        final int dependent = dependent(row);
        int before = terms.dependencyHead(dependent);
        if (before == row) {
            terms.dependencyHead(dependent, nextOfDependent(row));
        } else {
            while (nextOfDependent(before) != row) {
                before = nextOfDependent(before);
            }
            link(before, NEXT_OF_DEPENDENT_OFFSET, nextOfDependent(row));
        }
        slab.free(row);
    }

    /** Makes one row follow another; a missing one stands for the end of the chain. */
    private void linkOnPredecessor(final int predecessor, final int previous, final int next) {
        if (previous == NULL_ROW) {
            terms.dependentHead(predecessor, next);
        } else {
            link(previous, NEXT_ON_PREDECESSOR_OFFSET, next);
        }
        if (next == NULL_ROW) {
            terms.dependentTail(predecessor, previous);
        } else {
            link(next, PREVIOUS_ON_PREDECESSOR_OFFSET, previous);
        }
    }

    /**
     * What the job waits for.
     *
     * @param row of the dependency.
     * @return the kind.
     */
    public DependencyKind kind(final int row) {
        return DependencyKind.get((short) buffer.getInt(slab.offset(row) + KIND_OFFSET));
    }

    /**
     * Who waits.
     *
     * @param row of the dependency.
     * @return row of the terms of the job.
     */
    public int dependent(final int row) {
        return row(row, DEPENDENT_OFFSET);
    }

    /**
     * Who is waited for.
     *
     * @param row of the dependency.
     * @return row of the terms of the job.
     */
    public int predecessor(final int row) {
        return row(row, PREDECESSOR_OFFSET);
    }

    /**
     * What else the job waits for.
     *
     * @param row of the dependency.
     * @return the next row, or -1.
     */
    public int nextOfDependent(final int row) {
        return row(row, NEXT_OF_DEPENDENT_OFFSET);
    }

    /**
     * Who else waits for the other job.
     *
     * @param row of the dependency.
     * @return the next row, or -1.
     */
    public int nextOnPredecessor(final int row) {
        return row(row, NEXT_ON_PREDECESSOR_OFFSET);
    }

    /**
     * The rows.
     *
     * @return the slab.
     */
    public Slab slab() {
        return slab;
    }

    private int row(final int row, final int fieldOffset) {
        return buffer.getInt(slab.offset(row) + fieldOffset) - 1;
    }

    private void link(final int row, final int fieldOffset, final int value) {
        buffer.putInt(slab.offset(row) + fieldOffset, value + 1);
    }
}
