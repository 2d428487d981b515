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
package io.weft.core.memory;

import java.util.function.IntToLongFunction;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Sets of rows, each in ascending order of a key and with a weight for every row; a row is in one
 * set at most. A set is known by its root, which every change gives anew.
 *
 * <p>Each set is a treap (C. Aragon and R. Seidel, "Randomized Search Trees", 1989): a search tree
 * by key that is a heap by priority. The priority of a row is a hash of its number, so that the
 * tree depends on what is in the set alone. Every row also knows the least weight in its subtree.
 *
 * <pre>
 * a row of 32 bytes
 * offset bytes field
 *      0     4 left            row + 1: the subtree of what comes before
 *      4     4 right           row + 1: of what comes after
 *      8     8 key
 *     16     8 weight
 *     24     8 leastWeight     in the subtree, this row included
 * </pre>
 *
 * One thread; O(log n) expected, no allocation.
 */
public final class OrderedRows {
    /** No row, and the root of an empty set. */
    public static final int NULL_ROW = -1;

    private static final int ROW_SHIFT = 5;
    private static final int LEFT_OFFSET = 0;
    private static final int RIGHT_OFFSET = 4;
    private static final int KEY_OFFSET = 8;
    private static final int WEIGHT_OFFSET = 16;
    private static final int LEAST_OFFSET = 24;

    private final UnsafeBuffer buffer;
    private final IntToLongFunction ties;

    /**
     * No row is in a set yet.
     *
     * @param footprint that gives the memory.
     * @param owner name, for the footprint.
     * @param capacity rows are below this.
     * @param ties second key of a row, asked only where keys are equal; never equal for two rows.
     */
    public OrderedRows(
            final Footprint footprint,
            final String owner,
            final int capacity,
            final IntToLongFunction ties) {
        this.ties = ties;
        buffer = footprint.allocate(owner, (long) capacity << ROW_SHIFT);
    }

    /**
     * Adds a row to a set.
     *
     * @param root of the set.
     * @param row that is in no set.
     * @param key by which it is ordered.
     * @param weight of the row.
     * @return the root from now on.
     */
    public int add(final int root, final int row, final long key, final long weight) {
        buffer.putLong(offset(row) + KEY_OFFSET, key);
        buffer.putLong(offset(row) + WEIGHT_OFFSET, weight);
        return insert(root, row);
    }

    private int insert(final int at, final int row) {
        if (at == NULL_ROW || priority(row) > priority(at)) {
            split(at, row);
            refresh(row);
            return row;
        }
        if (isBefore(row, at)) {
            left(at, insert(left(at), row));
        } else {
            right(at, insert(right(at), row));
        }
        least(at, Math.min(least(at), weight(row)));
        return at;
    }

    /** Hangs a tree below a row: what comes before it to its left, the rest to its right. */
    private void split(final int at, final int row) {
        if (at == NULL_ROW) {
            left(row, NULL_ROW);
            right(row, NULL_ROW);
        } else if (isBefore(at, row)) {
            split(right(at), row);
            right(at, left(row));
            refresh(at);
            left(row, at);
        } else {
            split(left(at), row);
            left(at, right(row));
            refresh(at);
            right(row, at);
        }
    }

    /**
     * Removes a row from a set.
     *
     * @param root of the set.
     * @param row in the set.
     * @return the root from now on.
     */
    public int remove(final int root, final int row) {
        if (root == row) {
            return merge(left(row), right(row));
        }
        if (isBefore(row, root)) {
            left(root, remove(left(root), row));
        } else {
            right(root, remove(right(root), row));
        }
        if (least(root) == weight(row)) {
            refresh(root);
        }
        return root;
    }

    /** One tree of two, the first of which comes wholly before the second. */
    private int merge(final int first, final int second) {
        if (first == NULL_ROW || second == NULL_ROW) {
            return first == NULL_ROW ? second : first;
        }
        final long least = Math.min(least(first), least(second));
        if (priority(first) > priority(second)) {
            right(first, merge(right(first), second));
            least(first, least);
            return first;
        }
        left(second, merge(first, left(second)));
        least(second, least);
        return second;
    }

    /**
     * First row of a set that is not too heavy.
     *
     * @param root of the set.
     * @param weightMax highest weight.
     * @return the row or {@link #NULL_ROW}.
     */
    public int first(final int root, final long weightMax) {
        int at = root;
        while (hasLight(at, weightMax)) {
            if (hasLight(left(at), weightMax)) {
                at = left(at);
            } else if (weight(at) <= weightMax) {
                return at;
            } else {
                at = right(at);
            }
        }
        return NULL_ROW;
    }

    /**
     * First row of a set that comes after some place and is not too heavy.
     *
     * @param root of the set.
     * @param key of the place.
     * @param tie of the place.
     * @param weightMax highest weight.
     * @return the row or {@link #NULL_ROW}.
     */
    public int firstAfter(final int root, final long key, final long tie, final long weightMax) {
        if (!hasLight(root, weightMax)) {
            return NULL_ROW;
        }
        if (!isAfter(root, key, tie)) {
            return firstAfter(right(root), key, tie, weightMax);
        }
        final int before = firstAfter(left(root), key, tie, weightMax);
        if (before != NULL_ROW) {
            return before;
        }
        return weight(root) <= weightMax ? root : first(right(root), weightMax);
    }

    /**
     * Last row of a set whose key is below some key.
     *
     * @param root of the set.
     * @param key to stay below.
     * @return the row or {@link #NULL_ROW}.
     */
    public int lastBelow(final int root, final long key) {
        int found = NULL_ROW;
        int at = root;
        while (at != NULL_ROW) {
            if (key(at) < key) {
                found = at;
                at = right(at);
            } else {
                at = left(at);
            }
        }
        return found;
    }

    /**
     * Key of a row that is in a set.
     *
     * @param row in a set.
     * @return the key.
     */
    public long key(final int row) {
        return buffer.getLong(offset(row) + KEY_OFFSET);
    }

    private boolean isAfter(final int row, final long key, final long tie) {
        final long own = key(row);
        return own > key || own == key && ties.applyAsLong(row) > tie;
    }

    /**
     * Whether one row comes before another.
     *
     * @param row in a set.
     * @param other in the same or another set.
     * @return true if so.
     */
    public boolean isBefore(final int row, final int other) {
        final long key = key(row);
        final long otherKey = key(other);
        return key < otherKey || key == otherKey && ties.applyAsLong(row) < ties.applyAsLong(other);
    }

    private boolean hasLight(final int root, final long weightMax) {
        return root != NULL_ROW && least(root) <= weightMax;
    }

    private void refresh(final int row) {
        final int left = left(row);
        final int right = right(row);
        long least = weight(row);
        if (left != NULL_ROW) {
            least = Math.min(least, least(left));
        }
        if (right != NULL_ROW) {
            least = Math.min(least, least(right));
        }
        least(row, least);
    }

    /** Different for all rows: each step can be undone (the finisher of MurmurHash3). */
    private static int priority(final int row) {
        int hash = row;
        hash = (hash ^ hash >>> 16) * 0x85EBCA6B;
        hash = (hash ^ hash >>> 13) * 0xC2B2AE35;
        return hash ^ hash >>> 16;
    }

    private int left(final int row) {
        return buffer.getInt(offset(row) + LEFT_OFFSET) - 1;
    }

    private void left(final int row, final int value) {
        buffer.putInt(offset(row) + LEFT_OFFSET, value + 1);
    }

    private int right(final int row) {
        return buffer.getInt(offset(row) + RIGHT_OFFSET) - 1;
    }

    private void right(final int row, final int value) {
        buffer.putInt(offset(row) + RIGHT_OFFSET, value + 1);
    }

    private long weight(final int row) {
        return buffer.getLong(offset(row) + WEIGHT_OFFSET);
    }

    private long least(final int row) {
        return buffer.getLong(offset(row) + LEAST_OFFSET);
    }

    private void least(final int row, final long value) {
        buffer.putLong(offset(row) + LEAST_OFFSET, value);
    }

    private static int offset(final int row) {
        return row << ROW_SHIFT;
    }
}
