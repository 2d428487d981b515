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
package io.weft.placement.timeline;

import static org.agrona.BitUtil.SIZE_OF_INT;
import static org.agrona.BitUtil.SIZE_OF_LONG;

import io.weft.core.memory.Footprint;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Gains at times, and their sums: how much is gained by some time, and by which time so much is.
 * One element for each time at which something is gained. It is a treap (R. Seidel and C. Aragon,
 * "Randomized Search Trees", 1996) whose priorities are a hash of the time, so that its form does
 * not depend on its history.
 *
 * <pre>
 * offset bytes field
 *      0     8 time       key
 *      8     8 sum        of the gains in the subtree
 *     16     4 gain       at this time
 *     20     4 useCount   how many gains that is; free elements have none
 *     24     4 left       or the next free element
 *     28     4 right
 * </pre>
 *
 * <p>Cost: O(log elements) expected each; 32 bytes an element.
 */
final class GainTree {
    /** When more is asked for than is ever gained. */
    static final long NEVER = Long.MAX_VALUE;

    /** No element. */
    static final int NULL = -1;

    private static final int TIME_OFFSET = 0;
    private static final int SUM_OFFSET = TIME_OFFSET + SIZE_OF_LONG;
    private static final int GAIN_OFFSET = SUM_OFFSET + SIZE_OF_LONG;
    private static final int USE_COUNT_OFFSET = GAIN_OFFSET + SIZE_OF_INT;
    private static final int LEFT_OFFSET = USE_COUNT_OFFSET + SIZE_OF_INT;
    private static final int RIGHT_OFFSET = LEFT_OFFSET + SIZE_OF_INT;
    private static final int LENGTH = RIGHT_OFFSET + SIZE_OF_INT;

    /** Most elements that there is memory for in one piece. */
    static final int CAPACITY_MAX = Integer.MAX_VALUE / LENGTH;

    private final int capacity;
    private final UnsafeBuffer elements;
    private int root;
    private int highWater;
    private int freeHead;
    private int less;
    private int more;

    GainTree(final int capacity, final Footprint footprint) {
        this.capacity = capacity;
        elements = footprint.allocate("timeline gains", (long) capacity * LENGTH);
        clear();
    }

    void clear() {
        root = NULL;
        freeHead = NULL;
        highWater = 0;
    }

    /** Adds a gain; answers its element, {@link #NULL} when there is no room. */
    int add(final long timeNs, final int gain) {
        int element = find(timeNs);
        if (element != NULL) {
            addAlongPath(timeNs, gain);
        } else {
            element = take();
            if (element == NULL) {
                return NULL;
            }
            elements.putLong(element * LENGTH + TIME_OFFSET, timeNs);
            elements.putLong(element * LENGTH + SUM_OFFSET, gain);
            elements.putInt(element * LENGTH + USE_COUNT_OFFSET, 0);
            left(element, NULL);
            right(element, NULL);
            gain(element, gain);
            root = insert(root, element);
        }
        final int at = element * LENGTH + USE_COUNT_OFFSET;
        elements.putInt(at, elements.getInt(at) + 1);
        return element;
    }

    /** Takes a gain of an element away again. */
    void remove(final int element, final int gain) {
        final long timeNs = time(element);
        final int at = element * LENGTH + USE_COUNT_OFFSET;
        final int useCount = elements.getInt(at) - 1;
        elements.putInt(at, useCount);
        if (useCount > 0) {
            addAlongPath(timeNs, -gain);
        } else {
            root = erase(root, timeNs);
            left(element, freeHead);
            freeHead = element;
        }
    }

    /** The earliest time by which so much is gained, {@link #NEVER} if there is none. */
    long timeOf(final long amount) {
        if (root == NULL || sum(root) < amount) {
            return NEVER;
        }
        long missing = amount;
        int element = root;
        while (true) {
            final int left = left(element);
            final long ofLeft = left == NULL ? 0 : sum(left);
            if (ofLeft >= missing) {
                element = left;
            } else if (ofLeft + gain(element) >= missing) {
                return time(element);
            } else {
                missing -= ofLeft + gain(element);
                element = right(element);
            }
        }
    }

    /** What is gained by some time. */
    long sumUntil(final long timeNs) {
        long sum = 0;
        int element = root;
        while (element != NULL) {
            if (time(element) <= timeNs) {
                sum += gain(element) + (left(element) == NULL ? 0 : sum(left(element)));
                element = right(element);
            } else {
                element = left(element);
            }
        }
        return sum;
    }

    // ------------------------------------------------------------------ the tree

    private int find(final long timeNs) {
        int element = root;
        while (element != NULL && time(element) != timeNs) {
            element = timeNs < time(element) ? left(element) : right(element);
        }
        return element;
    }

    private void addAlongPath(final long timeNs, final int gain) {
        int element = root;
        while (true) {
            final int at = element * LENGTH + SUM_OFFSET;
            elements.putLong(at, elements.getLong(at) + gain);
            if (time(element) == timeNs) {
                gain(element, gain(element) + gain);
                return;
            }
            element = timeNs < time(element) ? left(element) : right(element);
        }
    }

    private int insert(final int parent, final int element) {
        if (parent == NULL) {
            return element;
        }
        if (priority(element) > priority(parent)) {
            split(parent, time(element));
            left(element, less);
            right(element, more);
            sumUp(element);
            return element;
        }
        if (time(element) < time(parent)) {
            left(parent, insert(left(parent), element));
        } else {
            right(parent, insert(right(parent), element));
        }
        sumUp(parent);
        return parent;
    }

    /** Leaves in {@code less} and {@code more} what is before some time and what is not. */
    private void split(final int element, final long timeNs) {
        if (element == NULL) {
            less = NULL;
            more = NULL;
        } else if (time(element) < timeNs) {
            split(right(element), timeNs);
            right(element, less);
            sumUp(element);
            less = element;
        } else {
            split(left(element), timeNs);
            left(element, more);
            sumUp(element);
            more = element;
        }
    }

    private int erase(final int parent, final long timeNs) {
        if (time(parent) == timeNs) {
            return merge(left(parent), right(parent));
        }
        if (timeNs < time(parent)) {
            left(parent, erase(left(parent), timeNs));
        } else {
            right(parent, erase(right(parent), timeNs));
        }
        sumUp(parent);
        return parent;
    }

    private int merge(final int earlier, final int later) {
        if (earlier == NULL || later == NULL) {
            return earlier == NULL ? later : earlier;
        }
        if (priority(earlier) > priority(later)) {
            right(earlier, merge(right(earlier), later));
            sumUp(earlier);
            return earlier;
        }
        left(later, merge(earlier, left(later)));
        sumUp(later);
        return later;
    }

    private void sumUp(final int element) {
        final int left = left(element);
        final int right = right(element);
        final long sum =
                gain(element) + (left == NULL ? 0 : sum(left)) + (right == NULL ? 0 : sum(right));
        elements.putLong(element * LENGTH + SUM_OFFSET, sum);
    }

    private int take() {
        if (freeHead == NULL) {
            return highWater < capacity ? highWater++ : NULL;
        }
        final int element = freeHead;
        freeHead = left(element);
        return element;
    }

    // ------------------------------------------------------------------ fields

    private long time(final int element) {
        return elements.getLong(element * LENGTH + TIME_OFFSET);
    }

    private long sum(final int element) {
        return elements.getLong(element * LENGTH + SUM_OFFSET);
    }

    private int gain(final int element) {
        return elements.getInt(element * LENGTH + GAIN_OFFSET);
    }

    private void gain(final int element, final int gain) {
        elements.putInt(element * LENGTH + GAIN_OFFSET, gain);
    }

    private int left(final int element) {
        return elements.getInt(element * LENGTH + LEFT_OFFSET);
    }

    private void left(final int element, final int left) {
        elements.putInt(element * LENGTH + LEFT_OFFSET, left);
    }

    private int right(final int element) {
        return elements.getInt(element * LENGTH + RIGHT_OFFSET);
    }

    private void right(final int element, final int right) {
        elements.putInt(element * LENGTH + RIGHT_OFFSET, right);
    }

    /** A hash that no two times share (the finalizer of S. Vigna's SplitMix64). */
    private long priority(final int element) {
        long hash = time(element);
        hash = (hash ^ hash >>> 30) * 0xbf58476d1ce4e5b9L;
        hash = (hash ^ hash >>> 27) * 0x94d049bb133111ebL;
        return hash ^ hash >>> 31;
    }
}
