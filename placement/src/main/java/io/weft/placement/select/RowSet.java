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
package io.weft.placement.select;

/** Rows that were found in whatever order, to be taken out in ascending order. */
final class RowSet {
    private final long[] words;
    private final long[] summary;

    RowSet(final int capacity) {
        words = new long[(capacity + 63) >>> 6];
        summary = new long[(words.length + 63) >>> 6];
    }

    void add(final int row) {
        words[row >>> 6] |= 1L << row;
        summary[row >>> 12] |= 1L << (row >>> 6);
    }

    void clear() {
        for (int i = 0; i < summary.length; i++) {
            for (long left = summary[i]; left != 0; left &= left - 1) {
                words[(i << 6) + Long.numberOfTrailingZeros(left)] = 0;
            }
            summary[i] = 0;
        }
    }

    /** The next row from one on, or -1. */
    int next(final int fromRow) {
        int word = fromRow >>> 6;
        if (word >= words.length) {
            return -1;
        }
        long left = words[word] & -1L << fromRow;
        if (left != 0) {
            return (word << 6) + Long.numberOfTrailingZeros(left);
        }
        word++;
        int group = word >>> 6;
        if (group >= summary.length) {
            return -1;
        }
        long filled = summary[group] & -1L << word;
        while (filled == 0) {
            if (++group == summary.length) {
                return -1;
            }
            filled = summary[group];
        }
        word = (group << 6) + Long.numberOfTrailingZeros(filled);
        left = words[word];
        return (word << 6) + Long.numberOfTrailingZeros(left);
    }

    /** Moves all rows to a choice, with what a job takes on each. */
    void drainTo(final NodeChoice choice, final Demand demand) {
        for (int i = 0; i < summary.length; i++) {
            for (long left = summary[i]; left != 0; left &= left - 1) {
                drainWord((i << 6) + Long.numberOfTrailingZeros(left), choice, demand);
            }
            summary[i] = 0;
        }
    }

    private void drainWord(final int word, final NodeChoice choice, final Demand demand) {
        for (long left = words[word]; left != 0; left &= left - 1) {
            final int row = (word << 6) + Long.numberOfTrailingZeros(left);
            choice.add(row, demand.coresOn(row));
        }
        words[word] = 0;
    }
}
