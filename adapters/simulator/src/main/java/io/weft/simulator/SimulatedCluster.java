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

import io.weft.core.client.AllocationSlices;
import io.weft.simulator.workload.JobSpec;
import java.util.Arrays;
import org.agrona.collections.IntArrayList;

/**
 * The machine with the jobs that run on it: it knows nothing of queues, limits or the kernel, only
 * of phases, sharing and time. Every running job has one event ahead, the end of its phase, which
 * moves when its pace changes. A job is a row given by the caller.
 *
 * <p>Used by one thread; an event costs what it touches. Allocates only when something grows.
 */
final class SimulatedCluster {
    private static final double NS_PER_S = 1e9;

    private final ContentionModel contention;
    private final JobProgress progress;
    private final EventHeap events = new EventHeap();
    private final SemanticsProfile profile;
    private final boolean contends;
    private final boolean hasTurns;
    private final JobTurns turns;
    private final IntArrayList dueRows = new IntArrayList();
    private final IntArrayList changedRows = new IntArrayList();
    private long[] sequences = new long[64];
    private long startCount;
    private long nowNs;
    private double occupiedCoreS;
    private double processS;

    /**
     * An empty machine.
     *
     * @param settings the machine, its maximum multiplicity, C_o, whether processes slow each other
     *     down or take turns, and at which times phases may end.
     */
    SimulatedCluster(final SimulationSettings settings) {
        contention = new ContentionModel(settings.machine(), settings.multiplicityLimit());
        progress =
                new JobProgress(
                        settings.overheadPerMille(),
                        settings.malleable() == null
                                ? Speedup.LINEAR
                                : settings.malleable().speedup());
        profile = settings.profile();
        contends = settings.contends();
        hasTurns = contends && settings.timesliceNs() > 0;
        turns =
                hasTurns
                        ? new JobTurns(contention, contention.wordCount(), settings.timesliceNs())
                        : null;
    }

    /**
     * When the next phase of any job ends, or turns change; {@link Long#MAX_VALUE} when no job
     * runs.
     */
    long nextEventNs() {
        final long phaseEndNs = events.firstTimeNs();
        return hasTurns ? Math.min(phaseEndNs, turns.nextChangeNs(nowNs)) : phaseEndNs;
    }

    /** Time goes on. Nothing may be due before. */
    void advance(final long timeNs) {
        final double elapsedS = (timeNs - nowNs) / NS_PER_S;
        occupiedCoreS += elapsedS * occupancy().occupiedCoreCount();
        processS += elapsedS * occupancy().processCount();
        nowNs = timeNs;
    }

    /** A job starts. */
    void start(final int row, final JobSpec job, final AllocationSlices allocation) {
        begin(row, job, allocation);
        enterPhase(row);
    }

    /**
     * A job starts that has run before.
     *
     * @param doneNs work that it finds done, as if alone.
     * @param cpuTimeNs that it took.
     * @param costNs work that it has to do first.
     */
    void startAgain(
            final int row,
            final JobSpec job,
            final AllocationSlices allocation,
            final long doneNs,
            final long cpuTimeNs,
            final long costNs) {
        begin(row, job, allocation);
        progress.restore(row, doneNs, cpuTimeNs);
        progress.delay(row, costNs, nowNs);
        enterPhase(row);
    }

    private void begin(final int row, final JobSpec job, final AllocationSlices allocation) {
        contention.hold(row, allocation);
        if (hasTurns) {
            turns.start(row, nowNs);
        }
        progress.start(row, contends ? job : job.alwaysBusy(), nowNs);
        sequences = ensure(sequences, row);
        sequences[row] = startCount++;
        if (job.isMalleable()) {
            progress.resize(row, contention.coreCount(row), nowNs);
        }
    }

    /** A job has other cores, or another number of them, from now on. */
    void resize(final int row, final AllocationSlices allocation) {
        if (contention.isBusy(row)) {
            contention.deactivate(row);
        }
        contention.release(row);
        contention.hold(row, allocation);
        progress.resize(row, contention.coreCount(row), nowNs);
        // A job whose end is being reported has no event to be moved.
        if (events.has(row)) {
            enterPhase(row);
        }
        adoptPaces();
    }

    /** Processes of a job move to other cores of their nodes. */
    void move(final int row, final AllocationSlices allocation) {
        contention.move(row, allocation);
        if (hasTurns) {
            turns.onMoved(nowNs);
        }
        adoptPaces();
    }

    /** A job stops where it is and gives back its cores; only where jobs do not take turns. */
    void suspend(final int row) {
        events.remove(row);
        if (contention.isBusy(row)) {
            contention.deactivate(row);
        }
        contention.release(row);
        progress.pace(row, JobProgress.STOPPED, nowNs);
        adoptPaces();
    }

    /**
     * A suspended job goes on, in the middle of its phase.
     *
     * @param costNs work that it has to do first.
     */
    void resume(final int row, final AllocationSlices allocation, final long costNs) {
        contention.hold(row, allocation);
        progress.delay(row, costNs, nowNs);
        enterPhase(row);
    }

    /** A job leaves, at its end or before. */
    void remove(final int row) {
        events.remove(row);
        if (contention.isBusy(row)) {
            contention.deactivate(row);
        }
        if (hasTurns) {
            turns.remove(row, nowNs);
        }
        contention.release(row);
        progress.end(row);
        adoptPaces();
    }

    /**
     * Jobs whose last phase is over, in the order in which they started. They stay on the machine
     * until they are {@link #remove removed}, but have no event any more.
     *
     * @return rows, valid until the next call.
     */
    IntArrayList takeEnds() {
        dueRows.clear();
        while (events.isFirst(nowNs, EventHeap.END)) {
            final int row = events.firstRow();
            events.remove(row);
            dueRows.addInt(row);
        }
        return dueRows;
    }

    /**
     * Jobs whose phase is over go on with their next one; then turns change if it is time to.
     *
     * @return rows of these jobs, valid until the next call; one may be there twice.
     */
    IntArrayList changePhases() {
        changedRows.clear();
        while (events.isFirst(nowNs, EventHeap.CHANGE)) {
            final int row = events.firstRow();
            progress.enterNext(row, nowNs);
            enterPhase(row);
            changedRows.addInt(row);
        }
        if (hasTurns) {
            turns.changeIfDue(nowNs);
            adoptPaces();
        }
        return changedRows;
    }

    /** Whether a job has work to do, rather than wait for a person. */
    boolean isBusy(final int row) {
        return progress.isBusy(row);
    }

    /** How long a job was not suspended so far, in ns; only where jobs take turns. */
    long ranNs(final int row) {
        return turns.ranNs(row, nowNs);
    }

    /** Cores that a job has, one slice a word. */
    void slices(final int row, final HeldSlices view) {
        contention.slices(row, view);
    }

    /** Time that each process of a job had a core for itself so far. */
    long cpuTimeNs(final int row) {
        return progress.cpuTimeNs(row, nowNs);
    }

    /** The same for what going on and starting again cost since the job started. */
    long overheadNs(final int row) {
        return progress.overheadNs(row, nowNs);
    }

    /** Work that a job has done so far, as if alone. */
    long doneNs(final int row) {
        return progress.doneNs(row, nowNs);
    }

    /** Whether a job that has started at least once is on the machine, and not suspended. */
    boolean holdsCores(final int row) {
        return contention.coreCount(row) > 0;
    }

    /** Cores that a job has. */
    int coreCount(final int row) {
        return progress.coreCount(row);
    }

    CoreOccupancy occupancy() {
        return contention.occupancy();
    }

    /** Core-seconds so far during which a core had at least one process. */
    double occupiedCoreS() {
        return occupiedCoreS;
    }

    /** Seconds so far that processes stood on cores, added up over processes. */
    double processS() {
        return processS;
    }

    private void enterPhase(final int row) {
        if (contends && !hasTurns && progress.isBusy(row) != contention.isBusy(row)) {
            if (progress.isBusy(row)) {
                contention.activate(row);
            } else {
                contention.deactivate(row);
            }
        }
        progress.pace(row, multiplicity(row), nowNs);
        schedule(row);
        adoptPaces();
    }

    /** Idle times are a person's, and go on while a job is suspended. */
    private int multiplicity(final int row) {
        if (hasTurns) {
            final boolean goesOn = turns.isRunning(row) || !progress.isBusy(row);
            return goesOn ? JobProgress.ALONE : JobProgress.STOPPED;
        }
        return contention.netMultiplicity(row);
    }

    private void adoptPaces() {
        int row = pollChanged();
        while (row != RowSet.NULL_ROW) {
            // A job that left, or whose end is being reported, has no event to be moved.
            if (events.has(row) && progress.pace(row, multiplicity(row), nowNs)) {
                schedule(row);
            }
            row = pollChanged();
        }
    }

    private int pollChanged() {
        return hasTurns ? turns.pollChanged() : contention.pollChanged();
    }

    private void schedule(final int row) {
        final byte rank = progress.isInLastPhase(row) ? EventHeap.END : EventHeap.CHANGE;
        events.set(row, profile.roundedUp(progress.phaseEndNs(row)), rank, sequences[row]);
    }

    private static long[] ensure(final long[] array, final int row) {
        return row < array.length
                ? array
                : Arrays.copyOf(array, Math.max(row + 1, 2 * array.length));
    }
}
