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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Free cores of every node from now on, as far as reservations tell: a list of slices without gaps.
 * A reservation lasts as long as its job may run, not as long as it will.
 */
final class Timetable {
    /** The end of time. */
    static final int END_S = 1 << 30;

    private final List<Slice> slices;
    private long stamp;

    private Timetable(final List<Slice> slices) {
        this.slices = slices;
    }

    /** An empty machine. */
    static Timetable of(final NcsRules rules) {
        final int[] free = new int[rules.nodeCount()];
        Arrays.fill(free, rules.coresPerNode());
        final boolean isStamped =
                rules.coresPerNode() * Math.max(1, rules.maxMultiplicity() - 1) > 127;
        final List<Slice> slices = new ArrayList<>();
        slices.add(new Slice(0, END_S, free, isStamped ? new long[rules.nodeCount()] : null));
        return new Timetable(slices);
    }

    /** A copy, to be planned on. */
    Timetable copy() {
        final List<Slice> copies = new ArrayList<>(slices.size() + 4);
        for (final Slice slice : slices) {
            copies.add(slice.copy());
        }
        final Timetable copy = new Timetable(copies);
        copy.stamp = stamp;
        return copy;
    }

    int size() {
        return slices.size();
    }

    Slice slice(final int index) {
        return slices.get(index);
    }

    /** Lets a slice begin at a time; if none does, slices that are alike are joined before. */
    void split(final int timeS) {
        split(timeS, true);
    }

    /** Lets a slice begin at a time; joins none. */
    void cut(final int timeS) {
        split(timeS, false);
    }

    private void split(final int timeS, final boolean joins) {
        int index = lastFrom(timeS);
        if (index < 0 || slices.get(index).startS() == timeS) {
            return;
        }
        if (joins) {
            join();
            index = lastFrom(timeS);
        }
        if (timeS < slices.get(index).endS()) {
            slices.add(index + 1, slices.get(index).cut(timeS));
        }
    }

    /** Joins neighbours that are alike. */
    private void join() {
        int kept = 0;
        for (int i = 1; i < slices.size(); i++) {
            final Slice slice = slices.get(i);
            final Slice last = slices.get(kept);
            if (last.isLike(slice)) {
                last.endS(slice.endS());
            } else {
                slices.set(++kept, slice);
            }
        }
        slices.subList(kept + 1, slices.size()).clear();
    }

    /** The last slice that starts at a time or before; -1 if none does. */
    private int lastFrom(final int timeS) {
        int low = 0;
        int high = slices.size() - 1;
        while (low <= high) {
            final int middle = (low + high) >>> 1;
            if (slices.get(middle).startS() <= timeS) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return high;
    }

    /** The last slice that starts before a time. */
    int lastBefore(final int timeS) {
        return lastFrom(timeS - 1);
    }

    /** Forgets what is over. */
    void dropUntil(final int nowS) {
        int count = 0;
        while (slices.get(count).endS() <= nowS) {
            count++;
        }
        slices.subList(0, count).clear();
    }

    /** Index of the slice that ends at a time. */
    int endingAt(final int timeS) {
        int low = 0;
        int high = slices.size() - 1;
        while (low <= high) {
            final int middle = (low + high) >>> 1;
            final int endS = slices.get(middle).endS();
            if (endS == timeS) {
                return middle;
            }
            if (endS < timeS) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        throw new IllegalStateException("timeS=" + timeS + ", no slice ends there");
    }

    /** Adds cores to nodes in one slice, or takes them if negative. */
    void add(final int index, final int[] nodes, final int cores) {
        final Slice slice = slices.get(index);
        for (final int node : nodes) {
            slice.add(node, cores, ++stamp);
        }
    }

    /** Adds cores to a node in one slice, or takes them if negative. */
    void add(final int index, final int node, final int cores) {
        slices.get(index).add(node, cores, ++stamp);
    }

    /** Takes cores of nodes in all slices that overlap a time span. */
    void take(final int startS, final int endS, final int[] nodes, final int cores) {
        for (int i = 0; i < slices.size() && slices.get(i).startS() < endS; i++) {
            if (startS < slices.get(i).endS()) {
                add(i, nodes, -cores);
            }
        }
    }
}
