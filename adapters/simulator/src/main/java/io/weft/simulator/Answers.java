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

import io.weft.core.wire.EndKind;
import io.weft.core.wire.ReasonCode;
import org.agrona.collections.IntArrayList;
import org.agrona.collections.LongArrayList;

/**
 * What the kernel is to be told in return for its decisions, once it has handed over all of them:
 * who has started, stopped, gone on or is to end. Allocates only when it grows.
 */
final class Answers {
    private final JobsInPlay jobs;
    private final boolean observesUtilisation;
    private final LongArrayList startedIds = new LongArrayList();
    private final LongArrayList resizedIds = new LongArrayList();
    private final LongArrayList suspendedIds = new LongArrayList();
    private final LongArrayList resumedIds = new LongArrayList();
    private final LongArrayList terminatedIds = new LongArrayList();
    private final IntArrayList terminatedReasons = new IntArrayList();

    /**
     * Nothing to be told yet.
     *
     * @param jobs who is there.
     * @param observesUtilisation whether the kernel is told who is idle.
     */
    Answers(final JobsInPlay jobs, final boolean observesUtilisation) {
        this.jobs = jobs;
        this.observesUtilisation = observesUtilisation;
    }

    void onStarted(final long jobId) {
        startedIds.addLong(jobId);
    }

    void onResized(final long jobId) {
        resizedIds.addLong(jobId);
    }

    void onSuspended(final long jobId) {
        suspendedIds.addLong(jobId);
    }

    void onResumed(final long jobId) {
        resumedIds.addLong(jobId);
    }

    /** A job is to end because the kernel says so. */
    void onTerminated(final long jobId, final ReasonCode reason) {
        terminatedIds.addLong(jobId);
        terminatedReasons.addInt(reason.value());
    }

    /**
     * Tells the kernel all of it.
     *
     * @return whether there was anything.
     */
    boolean give(final KernelHost kernel) {
        final boolean hasAnswers =
                !startedIds.isEmpty()
                        || !resizedIds.isEmpty()
                        || !suspendedIds.isEmpty()
                        || !resumedIds.isEmpty()
                        || !terminatedIds.isEmpty();
        // Writing may let more decisions in: the lists can grow meanwhile.
        for (int i = 0; i < startedIds.size(); i++) {
            kernel.jobStarted(startedIds.getLong(i));
            reportIdle(startedIds.getLong(i), kernel);
        }
        startedIds.clear();
        for (int i = 0; i < resizedIds.size(); i++) {
            reportIdle(resizedIds.getLong(i), kernel);
        }
        resizedIds.clear();
        for (int i = 0; i < suspendedIds.size(); i++) {
            if (isInPlay(suspendedIds.getLong(i))) {
                kernel.jobSuspended(suspendedIds.getLong(i));
            }
        }
        suspendedIds.clear();
        for (int i = 0; i < resumedIds.size(); i++) {
            if (isInPlay(resumedIds.getLong(i))) {
                kernel.jobResumed(resumedIds.getLong(i));
            }
        }
        resumedIds.clear();
        for (int i = 0; i < terminatedIds.size(); i++) {
            final ReasonCode reason = ReasonCode.get((short) terminatedReasons.getInt(i));
            end(terminatedIds.getLong(i), reason, kernel);
        }
        terminatedIds.clear();
        terminatedReasons.clear();
        return hasAnswers;
    }

    private boolean isInPlay(final long jobId) {
        return jobs.rows().row(jobId) != JobRows.NULL_ROW;
    }

    /** Until the kernel hears otherwise, all cores of a job are busy. */
    private void reportIdle(final long jobId, final KernelHost kernel) {
        final int row = jobs.rows().row(jobId);
        // By now it may be gone, or suspended, or wait again.
        final boolean hasCores = row != JobRows.NULL_ROW && jobs.cluster().holdsCores(row);
        if (observesUtilisation && hasCores && !jobs.cluster().isBusy(row)) {
            kernel.utilisation(jobId, 0);
        }
    }

    private void end(final long jobId, final ReasonCode reason, final KernelHost kernel) {
        final int row = jobs.rows().row(jobId);
        if (row != JobRows.NULL_ROW && reason == ReasonCode.PREEMPTED) {
            // Whether it is gone or waits again the kernel says then.
            kernel.jobEnded(jobId, EndKind.CANCELLED);
        } else if (row != JobRows.NULL_ROW) {
            final boolean isOverdue = reason == ReasonCode.TIME_LIMIT;
            jobs.leave(row, JobsInPlay.stateFor(reason), reason);
            kernel.jobEnded(jobId, isOverdue ? EndKind.TIMED_OUT : EndKind.CANCELLED);
        }
    }
}
