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
package io.weft.placement.policy;

import io.weft.core.memory.Footprint;
import io.weft.core.spi.ClusterView;
import io.weft.placement.order.PendingClasses;
import io.weft.placement.order.PendingOrder;
import java.util.Arrays;

/**
 * The jobs of each queue, in order, up to the first that closes the queue; the queues taken
 * together in the same order; the jobs of a reservation are as those of a queue, see {@link Turns}.
 * A job that may not start wherever it is put is passed over and closes nothing. Jobs of a group
 * stand in a line for each shape of them, so that all that are refused together are passed over at
 * once; all others of a queue stand in one line, or, where users or accounts are ranked, in one for
 * each of them. When there are more such shapes than lines, the jobs of those beyond stand with
 * those that are of no group, and are passed over one by one.
 *
 * <p>Cost: O(log n) for a job that comes or goes, O(lines) for a pass to begin; nothing is
 * allocated after construction.
 */
final class Lines {
    private static final int SHAPE_COUNT_MIN = 1 << 15;
    private static final int BYTES_PER_LINE = 148;
    private static final long NEVER = -1;

    private final ClusterView view;
    private final Turns turns;
    private final boolean hasOwners;
    private final int plainCapacity;
    private final int capacity;
    private final ShapeTable owners = new ShapeTable();
    private final ShapeTable shapes = new ShapeTable();
    private final PendingClasses lines = new PendingClasses();
    private final Candidates candidates = new Candidates();
    private final long[] closedIn;
    private final long[] passedIn;
    private final long[] passedKeys;
    private final long[] passedPositions;
    private long pass;

    Lines(final ClusterView view, final PendingOrder order, final Footprint footprint) {
        this.view = view;
        hasOwners = order.ranksOwners(view);
        turns = new Turns(view);
        plainCapacity = hasOwners ? view.jobCapacity() : turns.capacity();
        final int shapeCount =
                Math.min(view.jobCapacity(), Math.max(SHAPE_COUNT_MIN, view.passStepsMax()));
        capacity = plainCapacity + shapeCount;
        shapes.attach(view, order, shapeCount, true);
        if (hasOwners) {
            owners.attach(view, order, plainCapacity, false);
        }
        lines.attach(view, order, footprint, capacity);
        candidates.attach(view, lines, capacity);
        closedIn = new long[turns.capacity()];
        passedIn = new long[plainCapacity];
        passedKeys = new long[plainCapacity];
        passedPositions = new long[plainCapacity];
        Arrays.fill(closedIn, NEVER);
        Arrays.fill(passedIn, NEVER);
        footprint.count("lines", (long) capacity * BYTES_PER_LINE);
    }

    /** Lines that there may be. */
    int capacity() {
        return capacity;
    }

    // ------------------------------------------------------------------ a pass

    /** Begins with the first job of every line. */
    void begin(final long timeNs) {
        pass++;
        lines.beginPass(timeNs);
        candidates.reset();
    }

    /** Whether there is no further job in a queue that is not closed. */
    boolean isEmpty() {
        while (!candidates.isEmpty() && closedIn[turns.of(jobRow())] == pass) {
            candidates.remove(candidates.classAt(0));
        }
        return candidates.isEmpty();
    }

    /** The job that comes first; there must be one. */
    int jobRow() {
        return candidates.jobRow(candidates.classAt(0));
    }

    /** Goes on: that job was started. */
    void onStarted() {
        final int line = candidates.classAt(0);
        if (lines.isEmpty(line)) {
            candidates.remove(line);
        } else if (isShape(line) || passedIn[line] != pass) {
            candidates.set(line, lines.first(line));
        } else {
            setAfter(line, passedKeys[line], passedPositions[line]);
        }
    }

    /** Goes on with other queues: nobody else of the queue of that job is looked at. */
    void close() {
        closedIn[turns.of(jobRow())] = pass;
    }

    /** Goes on with jobs that are not refused together with that one. */
    void passOver() {
        final int line = candidates.classAt(0);
        if (isShape(line)) {
            candidates.remove(line);
        } else {
            passedIn[line] = pass;
            passedKeys[line] = lines.key(jobRow());
            passedPositions[line] = view.jobPosition(jobRow());
            setAfter(line, passedKeys[line], passedPositions[line]);
        }
    }

    private void setAfter(final int line, final long key, final long position) {
        final long rank = lines.rank(line);
        candidates.set(line, lines.firstAfter(line, key, rank, position, Long.MAX_VALUE));
    }

    private boolean isShape(final int line) {
        return line >= plainCapacity;
    }

    // ------------------------------------------------------------------ jobs

    /** Line of a pending job. */
    int of(final int jobRow) {
        return lines.of(jobRow);
    }

    /** Whether a job is pending. */
    boolean has(final int jobRow) {
        return of(jobRow) != PendingClasses.NO_CLASS;
    }

    /** Whether a job has joined the pending jobs since the last pass. */
    boolean isNew(final int jobRow) {
        return lines.isNew(jobRow);
    }

    void onJobQueued(final int jobRow) {
        lines.onQueued(jobRow);
        lines.add(jobRow, lineFor(jobRow));
    }

    private int lineFor(final int jobRow) {
        if (!view.hasGroups() || view.jobGroup(jobRow) == 0) {
            return plainLineFor(jobRow);
        }
        final int known = shapes.find(jobRow);
        if (known == ShapeTable.NO_SHAPE && shapes.isFull()) {
            return plainLineFor(jobRow);
        }
        return plainCapacity + (known == ShapeTable.NO_SHAPE ? shapes.add(jobRow) : known);
    }

    private int plainLineFor(final int jobRow) {
        if (!hasOwners) {
            return turns.of(jobRow);
        }
        final int known = owners.find(jobRow);
        return known == ShapeTable.NO_SHAPE ? owners.add(jobRow) : known;
    }

    void onJobUnqueued(final int jobRow) {
        final int line = lines.of(jobRow);
        lines.remove(jobRow);
        if (!lines.isEmpty(line)) {
            return;
        }
        if (isShape(line)) {
            shapes.remove(line - plainCapacity);
        } else if (hasOwners) {
            owners.remove(line);
        }
    }
}
