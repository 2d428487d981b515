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
import org.agrona.collections.IntArrayList;

/**
 * Jobs that share cores take turns, as with the gang scheduling of Slurm (its manual, "Gang
 * Scheduling"): at any time some of the jobs run, on all of their cores at once, and no two of
 * these have a core in common; the others are suspended. A turn goes to a job whether its processes
 * have something to do or not.
 *
 * <p>Jobs stand in a line, a new one at the end. It runs at once if its cores are free, as a guest.
 * While somebody is suspended, turns change at every multiple of the slice: those whose turn it
 * was, guests excepted, go to the end of the line, in order; then from the first to the last
 * whoever finds all cores free has a turn. When a job leaves or moves, who runs goes on, and from
 * the first to the last whoever is suspended and finds all cores free runs as a guest.
 *
 * <p>A job is a row given by the caller. Used by one thread. A change of turns costs what the jobs
 * hold; allocates only when it grows.
 */
final class JobTurns {
    private static final byte SUSPENDED = 0;
    private static final byte GUEST = 1;
    private static final byte TURN = 2;

    private final ContentionModel cores;
    private final long sliceNs;
    private final long[] taken;
    private final RowSet changed = new RowSet();
    private IntArrayList line = new IntArrayList();
    private IntArrayList former = new IntArrayList();
    private byte[] states = new byte[0];
    private long[] ranNs = new long[0];
    private long[] sinceNs = new long[0];
    private int suspendedCount;
    private long changedNs = -1;

    /**
     * No job yet.
     *
     * @param cores that jobs hold; whoever starts here must hold them there.
     * @param wordCount words of 64 cores of the machine.
     * @param sliceNs how long a turn takes, above 0.
     */
    JobTurns(final ContentionModel cores, final int wordCount, final long sliceNs) {
        this.cores = cores;
        this.sliceNs = sliceNs;
        taken = new long[wordCount];
    }

    /** A job joins. */
    void start(final int row, final long nowNs) {
        ensureRow(row);
        line.addInt(row);
        states[row] = SUSPENDED;
        ranNs[row] = 0;
        suspendedCount++;
        run(row, GUEST, nowNs);
    }

    /** A job leaves, which still holds its cores. */
    void remove(final int row, final long nowNs) {
        suspend(row, nowNs);
        suspendedCount--;
        line.removeInt(row);
        admit(nowNs);
    }

    /** A job holds other cores than before: who can no longer run beside others is suspended. */
    void onMoved(final long nowNs) {
        Arrays.fill(taken, 0);
        keep(TURN, nowNs);
        keep(GUEST, nowNs);
        admit(nowNs);
    }

    private void keep(final byte state, final long nowNs) {
        for (int i = 0; i < line.size(); i++) {
            final int row = line.getInt(i);
            if (states[row] == state) {
                if (cores.isFree(row, taken)) {
                    cores.take(row, taken);
                } else {
                    stop(row, nowNs);
                }
            }
        }
    }

    private void admit(final long nowNs) {
        for (int i = 0; i < line.size() && suspendedCount > 0; i++) {
            if (states[line.getInt(i)] == SUSPENDED) {
                run(line.getInt(i), GUEST, nowNs);
            }
        }
    }

    /** When turns change next; {@link Long#MAX_VALUE} while nobody is suspended. */
    long nextChangeNs(final long nowNs) {
        return suspendedCount == 0 ? Long.MAX_VALUE : nowNs - nowNs % sliceNs + sliceNs;
    }

    /** Changes turns if it is time to, once at each time. */
    void changeIfDue(final long nowNs) {
        if (nowNs % sliceNs == 0 && nowNs != changedNs) {
            changedNs = nowNs;
            if (suspendedCount > 0) {
                change(nowNs);
            }
        }
    }

    private void change(final long nowNs) {
        final IntArrayList next = former;
        former = line;
        line = next;
        next.clear();
        addAll(next, false);
        addAll(next, true);
        Arrays.fill(taken, 0);
        for (int i = 0; i < line.size(); i++) {
            final int row = line.getInt(i);
            if (!cores.isFree(row, taken)) {
                stop(row, nowNs);
            } else if (states[row] == SUSPENDED) {
                run(row, TURN, nowNs);
            } else {
                cores.take(row, taken);
                states[row] = TURN;
            }
        }
    }

    private void addAll(final IntArrayList target, final boolean hadTurn) {
        for (int i = 0; i < former.size(); i++) {
            if (states[former.getInt(i)] == TURN == hadTurn) {
                target.addInt(former.getInt(i));
            }
        }
    }

    /** Whether a job is not suspended. */
    boolean isRunning(final int row) {
        return states[row] != SUSPENDED;
    }

    /** How long a job was not suspended so far, in ns. */
    long ranNs(final int row, final long nowNs) {
        return ranNs[row] + (isRunning(row) ? nowNs - sinceNs[row] : 0);
    }

    /**
     * Takes out a job that may have been suspended or resumed, or answers {@link RowSet#NULL_ROW}.
     */
    int pollChanged() {
        return changed.poll();
    }

    private void run(final int row, final byte state, final long nowNs) {
        if (cores.isFree(row, taken)) {
            cores.take(row, taken);
            states[row] = state;
            sinceNs[row] = nowNs;
            suspendedCount--;
            changed.add(row);
        }
    }

    private void suspend(final int row, final long nowNs) {
        if (isRunning(row)) {
            cores.giveBack(row, taken);
            stop(row, nowNs);
        }
    }

    private void stop(final int row, final long nowNs) {
        if (isRunning(row)) {
            ranNs[row] = ranNs(row, nowNs);
            states[row] = SUSPENDED;
            suspendedCount++;
            changed.add(row);
        }
    }

    private void ensureRow(final int row) {
        if (row >= states.length) {
            final int capacity = Math.max(row + 1, Math.max(64, 2 * states.length));
            states = Arrays.copyOf(states, capacity);
            ranNs = Arrays.copyOf(ranNs, capacity);
            sinceNs = Arrays.copyOf(sinceNs, capacity);
        }
    }
}
