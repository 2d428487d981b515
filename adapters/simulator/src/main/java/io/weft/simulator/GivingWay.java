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

import io.weft.simulator.metrics.PreemptionUse;
import org.agrona.collections.LongArrayList;

/**
 * Jobs that give way: whom the kernel is to be told of, and how often it happened. Allocates only
 * when it grows.
 */
final class GivingWay {
    private final boolean isPossible;
    private final LongArrayList suspendedIds = new LongArrayList();
    private final LongArrayList resumedIds = new LongArrayList();
    private int preemptionCount;
    private int suspensionCount;
    private int requeueCount;
    private double lostCoreS;

    GivingWay(final SimulationSettings settings) {
        isPossible = settings.preemption() != null;
    }

    void onPreempted() {
        preemptionCount++;
    }

    /** A job has stopped. */
    void onSuspended(final long jobId) {
        suspensionCount++;
        suspendedIds.addLong(jobId);
    }

    /** A job goes on. */
    void onResumed(final long jobId) {
        resumedIds.addLong(jobId);
    }

    /** A job that gave way waits again, and has to do its work anew. */
    void onRequeued(final double workCoreS) {
        requeueCount++;
        lostCoreS += workCoreS;
    }

    /** Tells the kernel who has stopped and who goes on; whether there was anybody. */
    boolean report(final JobRows jobs, final KernelHost kernel) {
        final boolean hasNews = !suspendedIds.isEmpty() || !resumedIds.isEmpty();
        // Writing may let more decisions in: the lists can grow meanwhile.
        for (int i = 0; i < suspendedIds.size(); i++) {
            if (jobs.row(suspendedIds.getLong(i)) != JobRows.NULL_ROW) {
                kernel.jobSuspended(suspendedIds.getLong(i));
            }
        }
        suspendedIds.clear();
        for (int i = 0; i < resumedIds.size(); i++) {
            if (jobs.row(resumedIds.getLong(i)) != JobRows.NULL_ROW) {
                kernel.jobResumed(resumedIds.getLong(i));
            }
        }
        resumedIds.clear();
        return hasNews;
    }

    PreemptionUse use() {
        return isPossible || preemptionCount > 0
                ? new PreemptionUse(true, preemptionCount, suspensionCount, requeueCount, lostCoreS)
                : PreemptionUse.NONE;
    }
}
