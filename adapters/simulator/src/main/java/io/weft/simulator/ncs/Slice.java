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
package io.weft.simulator.ncs;

import java.util.Arrays;

/**
 * A stretch of time in which the free cores of every node stay the same.
 *
 * <p>Two slices are alike when every node has the same count, and the published simulator holds
 * counts outside -128..127 for the same only if one is a copy of the other: a stamp, new with each
 * change, tells copies from equals. Machines on which no count gets there have no stamps.
 */
final class Slice {
    private static final long MIX = 0x9E3779B97F4A7C15L;

    private final int[] free;
    private final long[] stamps;
    private int startS;
    private int endS;
    private long hash;

    Slice(final int startS, final int endS, final int[] free, final long[] stamps) {
        this.startS = startS;
        this.endS = endS;
        this.free = free;
        this.stamps = stamps;
    }

    private Slice(final Slice other, final int startS, final int endS) {
        this(startS, endS, other.free.clone(), other.stamps == null ? null : other.stamps.clone());
        hash = other.hash;
    }

    Slice copy() {
        return new Slice(this, startS, endS);
    }

    /** Cuts it in two, and answers the later one. */
    Slice cut(final int timeS) {
        final Slice later = new Slice(this, timeS, endS);
        endS = timeS;
        return later;
    }

    void endS(final int timeS) {
        endS = timeS;
    }

    int startS() {
        return startS;
    }

    int endS() {
        return endS;
    }

    int free(final int node) {
        return free[node];
    }

    /** Free cores of every node; not to be written. */
    int[] free() {
        return free;
    }

    /** Lowers counts to those of this slice where they are higher. */
    void lower(final int[] counts) {
        for (int node = 0; node < free.length; node++) {
            counts[node] = Math.min(counts[node], free[node]);
        }
    }

    void add(final int node, final int cores, final long stamp) {
        free[node] += cores;
        hash += cores * (MIX * (2 * node + 1));
        if (stamps != null) {
            stamps[node] = stamp;
        }
    }

    boolean isLike(final Slice other) {
        return hash == other.hash && Arrays.equals(free, other.free) && hasStampsOf(other);
    }

    private boolean hasStampsOf(final Slice other) {
        if (stamps != null) {
            for (int node = 0; node < free.length; node++) {
                if (free[node] != (byte) free[node] && stamps[node] != other.stamps[node]) {
                    return false;
                }
            }
        }
        return true;
    }
}
