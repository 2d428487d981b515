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
package io.weft.fuzz;

import io.weft.core.ReplayedState;
import io.weft.core.snapshot.StateDigest;
import io.weft.core.spi.Journal;
import io.weft.fuzz.CrashLog.Kind;
import io.weft.fuzz.JournalImage.Decided;
import io.weft.fuzz.JournalImage.Delivery;
import io.weft.fuzz.JournalImage.Entry;
import java.util.List;

/**
 * Compares what a life logged with what the journal holds after it: nothing that was acknowledged
 * is lost or there twice, the state that was recovered is the one that the journal leads to, and
 * what left is what was decided, from the first decision that was not acknowledged on, once each.
 */
final class CrashCheck {
    private final JournalImage before;
    private final JournalImage after;
    private final CrashLog log;

    /**
     * A check of one life.
     *
     * @param before what the journal held.
     * @param after what it holds.
     * @param log what was logged in between.
     */
    CrashCheck(final JournalImage before, final JournalImage after, final CrashLog log) {
        this.before = before;
        this.after = after;
        this.log = log;
    }

    /** Checks all; the journal is the one that was read. */
    void check(final Journal journal) {
        require(before.isBeginningOf(after), "records of former lives are lost or changed");
        appended();
        final int recovered = firstOf(Kind.RECOVERED);
        if (recovered >= 0) {
            offered(log.position(recovered));
            recovered(journal, recovered);
        }
    }

    private void appended() {
        final List<Entry> entries = after.entries();
        final List<Decided> decided = after.decided();
        int entryCount = before.entries().size();
        int decidedCount = before.decided().size();
        for (int i = 0; i < log.count(); i++) {
            if (log.kind(i) == Kind.APPENDED) {
                require(
                        log.position(i) == entryCount
                                && entryCount < entries.size()
                                && entries.get(entryCount).hash() == log.hash(i),
                        "the entry at position " + log.position(i) + " is lost or changed");
                entryCount++;
            } else if (log.kind(i) == Kind.DECIDED) {
                final Decided expected = new Decided(log.position(i), log.hash(i));
                require(
                        decidedCount < decided.size() && decided.get(decidedCount).equals(expected),
                        "the decisions at position " + log.position(i) + " are lost or changed");
                decidedCount++;
            }
        }
        // One record may have been appended and not been acknowledged.
        require(
                after.recordCount() <= entryCount + decidedCount + 1,
                "records are there twice, or were never appended");
    }

    /** Every input once, in the order in which they were offered; the last may be missing. */
    private void offered(final long recoveredPosition) {
        int next = nextOffered(0);
        for (int position = (int) recoveredPosition + 1;
                position < after.entries().size();
                position++) {
            final Entry entry = after.entries().get(position);
            if (next < log.count() && log.hash(next) == entry.inputHash()) {
                next = nextOffered(next + 1);
            } else {
                // One that the kernel wrote itself.
                require(entry.isOfKernel(), "nobody offered the input at position " + position);
            }
        }
        if (firstOf(Kind.CLOSING) >= 0) {
            require(next == log.count(), "an input that was offered was never taken");
        }
    }

    private int nextOffered(final int from) {
        int index = from;
        while (index < log.count() && log.kind(index) != Kind.OFFERED) {
            index++;
        }
        return index;
    }

    private void recovered(final Journal journal, final int index) {
        final long position = log.position(index);
        final long acknowledged;
        try (ReplayedState replayed = ReplayedState.of(journal, Policies.fast(), position)) {
            require(replayed.divergence() == null, "a replay decides otherwise");
            require(
                    StateDigest.of(replayed.state()) == log.hash(index),
                    "the state recovered at position " + position + " is another");
            acknowledged = replayed.state().settings().acknowledgedPosition();
        }
        delivered(acknowledged);
    }

    private void delivered(final long acknowledgedPosition) {
        final List<Delivery> due =
                after.deliveries().stream()
                        .filter(each -> each.position() > acknowledgedPosition)
                        .toList();
        int count = 0;
        for (int i = 0; i < log.count(); i++) {
            if (log.kind(i) == Kind.DELIVERED) {
                final Delivery found = new Delivery(log.position(i), log.number(i), log.hash(i));
                require(
                        count < due.size() && due.get(count).equals(found),
                        "due after position "
                                + acknowledgedPosition
                                + " is "
                                + (count < due.size() ? due.get(count) : "nothing")
                                + ", but delivered was "
                                + found);
                count++;
            }
        }
    }

    private int firstOf(final Kind kind) {
        for (int i = 0; i < log.count(); i++) {
            if (log.kind(i) == kind) {
                return i;
            }
        }
        return -1;
    }

    private static void require(final boolean holds, final String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }
}
