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
package io.weft.core.debug;

import io.weft.core.spi.Journal;
import java.util.TreeMap;

/**
 * Where two journals part.
 *
 * @param position of the first entry that is not the same in both.
 * @param isInputEqual whether the same came in, at the same time, and only the decisions differ.
 * @param first what the first journal has there, null if it ends before.
 * @param second what the second journal has there, null if it ends before.
 * @param readCount entries that were read of each to find it.
 */
public record FirstDifference(
        long position, boolean isInputEqual, Moment first, Moment second, long readCount) {

    /**
     * Finds the first difference. Where both machines have checkpoints it halves the stretch by
     * their checksums and reads the last stretch only; otherwise it reads on from the last common
     * one, or from the first entry that both have. Nothing is replayed.
     *
     * @param a of the first journal.
     * @param b of the second journal.
     * @return the difference, or null when the journals are the same to the last byte.
     */
    public static FirstDifference between(final TimeMachine a, final TimeMachine b) {
        final TreeMap<Long, Checkpoint> ofA = a.checkpoints().all();
        final TreeMap<Long, Checkpoint> ofB = b.checkpoints().all();
        final long common = lastCommon(ofA, ofB);
        final long begin = Math.max(a.firstPosition(), b.firstPosition());
        long readCount = 0;
        try (EntryCursor first = cursor(a.journal(), ofA.get(common), begin);
                EntryCursor second = cursor(b.journal(), ofB.get(common), begin)) {
            while (true) {
                final Entry entryA = first.next();
                final Entry entryB = second.next();
                if (entryA == null && entryB == null) {
                    return null;
                }
                readCount++;
                if (entryA != null) {
                    a.report(entryA.position());
                }
                if (entryA == null || entryB == null || !entryA.isEqualTo(entryB)) {
                    return of(entryA, entryB, readCount);
                }
            }
        }
    }

    private static EntryCursor cursor(
            final Journal journal, final Checkpoint from, final long begin) {
        return from == null ? new EntryCursor(journal, begin) : new EntryCursor(journal, from);
    }

    /** Bisects for the last position up to which both journals have the same checksum; or 0. */
    private static long lastCommon(
            final TreeMap<Long, Checkpoint> a, final TreeMap<Long, Checkpoint> b) {
        final long[] common =
                a.keySet().stream().filter(b::containsKey).mapToLong(p -> p).toArray();
        int low = 0;
        int high = common.length;
        while (low < high) {
            final int middle = low + high >>> 1;
            if (a.get(common[middle]).prefix() == b.get(common[middle]).prefix()) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == 0 ? 0 : common[low - 1];
    }

    private static FirstDifference of(final Entry a, final Entry b, final long readCount) {
        return new FirstDifference(
                a == null ? b.position() : a.position(),
                a != null && b != null && a.isInputEqualTo(b),
                a == null ? null : a.toMoment(),
                b == null ? null : b.toMoment(),
                readCount);
    }
}
