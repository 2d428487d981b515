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
package io.weft.core.snapshot;

import io.weft.core.memory.RowHeap;
import io.weft.core.memory.Slab;
import io.weft.core.state.StateNumbers;
import org.agrona.concurrent.UnsafeBuffer;

/** Is told the sections of a state by a {@link StateWalk}. */
interface StateListener {
    /** A table: rows up to its high water, and a chain of free ones. */
    void onTable(String name, Slab slab);

    /** So many rows that have no chain of free ones, from the beginning of a buffer. */
    void onRows(String name, UnsafeBuffer rows, int rowLength, int rowCount);

    /**
     * Rows in the order of a heap, which follows from other rows but for the order of its slots.
     */
    void onHeap(String name, RowHeap heap);

    /** What is known beside rows; the last section. */
    void onNumbers(String name, StateNumbers numbers);
}
