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
package io.weft.core.engine;

import static io.weft.core.spi.ClusterView.NULL_ROW;

import io.weft.core.state.ArrayTable;
import io.weft.core.state.ClusterState;
import io.weft.core.state.TermsTable;

/**
 * Which jobs of an array may be queued or hold cores, when not all may at once: a job takes a slot
 * before it is queued, keeps it when it is requeued, and gives it back when it is held or gone. Who
 * finds none waits in line. Jobs are named by the rows of their terms.
 *
 * <p>Kernel thread only; no allocation; O(1).
 */
final class ArraySlots {
    private final TermsTable terms;
    private final ArrayTable arrays;

    ArraySlots(final ClusterState state) {
        terms = state.terms();
        arrays = state.arrays();
    }

    /** Whether a job has what it needs of its array; if not, it stands in line now. */
    boolean take(final int termsRow) {
        final int arrayRow = terms.arrayRow(termsRow);
        if (arrayRow == NULL_ROW
                || arrays.slotMax(arrayRow) == 0
                || terms.slot(termsRow) == TermsTable.SLOT_TAKEN) {
            return true;
        }
        final int count = arrays.slotCount(arrayRow);
        if (count < arrays.slotMax(arrayRow)) {
            arrays.slotCount(arrayRow, count + 1);
            terms.slot(termsRow, TermsTable.SLOT_TAKEN);
            return true;
        }
        terms.slot(termsRow, TermsTable.SLOT_WAITING);
        link(arrayRow, arrays.waitingTail(arrayRow), termsRow);
        link(arrayRow, termsRow, NULL_ROW);
        return false;
    }

    /** Takes a job out of the line, if it stands there. */
    void leaveLine(final int termsRow) {
        if (terms.slot(termsRow) == TermsTable.SLOT_WAITING) {
            final int arrayRow = terms.arrayRow(termsRow);
            link(arrayRow, terms.slotPrevious(termsRow), terms.slotNext(termsRow));
            terms.slotNext(termsRow, NULL_ROW);
            terms.slotPrevious(termsRow, NULL_ROW);
            terms.slot(termsRow, 0);
        }
    }

    /** Gives the slot of a job back, if it has one; the first in line may take it, or -1. */
    int giveBack(final int termsRow) {
        if (terms.slot(termsRow) != TermsTable.SLOT_TAKEN) {
            return NULL_ROW;
        }
        final int arrayRow = terms.arrayRow(termsRow);
        terms.slot(termsRow, 0);
        arrays.slotCount(arrayRow, arrays.slotCount(arrayRow) - 1);
        return arrays.waitingHead(arrayRow);
    }

    /** Makes one follow another; a missing one stands for the end of the line. */
    private void link(final int arrayRow, final int previous, final int next) {
        if (previous == NULL_ROW) {
            arrays.waitingHead(arrayRow, next);
        } else {
            terms.slotNext(previous, next);
        }
        if (next == NULL_ROW) {
            arrays.waitingTail(arrayRow, previous);
        } else {
            terms.slotPrevious(next, previous);
        }
    }
}
