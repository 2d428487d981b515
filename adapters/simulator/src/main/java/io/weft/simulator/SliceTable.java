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
package io.weft.simulator;

import java.util.Arrays;

/**
 * Slices: cores of one word that one job holds. A slice is in two lists, that of its job, in the
 * order of words, and that of its word. Rows are reused; allocates only when it grows.
 */
final class SliceTable {
    /** Ends every list. */
    static final int NULL_ROW = -1;

    private final int[] headsOfWord;
    private int[] jobRows = new int[0];
    private int[] words = new int[0];
    private long[] masks = new long[0];
    private int[] nextOfJob = new int[0];
    private int[] nextOnWord = new int[0];
    private int[] previousOnWord = new int[0];
    private int freeHead = NULL_ROW;

    SliceTable(final int wordCount) {
        headsOfWord = new int[wordCount];
        Arrays.fill(headsOfWord, NULL_ROW);
    }

    /** A new slice, first in the list of its word and not yet in that of its job. */
    int add(final int jobRow, final int word, final long mask) {
        if (freeHead == NULL_ROW) {
            grow();
        }
        final int row = freeHead;
        freeHead = nextOfJob[row];
        jobRows[row] = jobRow;
        words[row] = word;
        masks[row] = mask;
        nextOfJob[row] = NULL_ROW;
        previousOnWord[row] = NULL_ROW;
        nextOnWord[row] = headsOfWord[word];
        if (nextOnWord[row] != NULL_ROW) {
            previousOnWord[nextOnWord[row]] = row;
        }
        headsOfWord[word] = row;
        return row;
    }

    /** Frees a slice that its job no longer lists. */
    void remove(final int row) {
        final int previous = previousOnWord[row];
        final int next = nextOnWord[row];
        if (previous == NULL_ROW) {
            headsOfWord[words[row]] = next;
        } else {
            nextOnWord[previous] = next;
        }
        if (next != NULL_ROW) {
            previousOnWord[next] = previous;
        }
        nextOfJob[row] = freeHead;
        freeHead = row;
    }

    int headOfWord(final int word) {
        return headsOfWord[word];
    }

    int nextOnWord(final int row) {
        return nextOnWord[row];
    }

    int nextOfJob(final int row) {
        return nextOfJob[row];
    }

    void nextOfJob(final int row, final int next) {
        nextOfJob[row] = next;
    }

    int jobRow(final int row) {
        return jobRows[row];
    }

    int word(final int row) {
        return words[row];
    }

    long mask(final int row) {
        return masks[row];
    }

    private void grow() {
        final int former = words.length;
        final int capacity = Math.max(256, 2 * former);
        jobRows = Arrays.copyOf(jobRows, capacity);
        words = Arrays.copyOf(words, capacity);
        masks = Arrays.copyOf(masks, capacity);
        nextOfJob = Arrays.copyOf(nextOfJob, capacity);
        nextOnWord = Arrays.copyOf(nextOnWord, capacity);
        previousOnWord = Arrays.copyOf(previousOnWord, capacity);
        for (int row = former; row < capacity; row++) {
            nextOfJob[row] = row + 1 < capacity ? row + 1 : NULL_ROW;
        }
        freeHead = former;
    }
}
