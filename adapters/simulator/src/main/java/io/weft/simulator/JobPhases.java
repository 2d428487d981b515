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

import io.weft.simulator.workload.JobSpec;
import io.weft.simulator.workload.UsagePattern;

/**
 * The life of a job as phases, numbered from 0: the even ones idle (prolog, thinking times, epilog)
 * and the odd ones busy. A batch job is phase 1 alone, a job without busy periods phase 0 alone;
 * phases may have no length.
 */
final class JobPhases {
    private JobPhases() {}

    static boolean isBusy(final int phase) {
        return (phase & 1) == 1;
    }

    /** Phases that a job has, those without length included. */
    static int count(final JobSpec job) {
        final UsagePattern usage = job.usage();
        return usage.isAlwaysBusy() ? 2 : 2 * usage.busyCount() + 1;
    }

    /** Length of a phase of a job that runs alone, in ns. */
    static long lengthNs(final JobSpec job, final int phase) {
        final UsagePattern usage = job.usage();
        if (usage.isAlwaysBusy()) {
            return isBusy(phase) ? job.runtimeNs() : 0;
        }
        if (isBusy(phase)) {
            return usage.busyNs(phase >> 1);
        }
        final int last = 2 * usage.busyCount();
        final long prologNs = phase == 0 ? usage.prologIdleNs() : 0;
        final long epilogNs = phase == last ? usage.epilogIdleNs() : 0;
        final long thinkingNs = phase > 0 && phase < last ? usage.idleNs((phase >> 1) - 1) : 0;
        return prologNs + thinkingNs + epilogNs;
    }

    /** The first phase after one that has a length; {@link #count} when there is none. */
    static int next(final JobSpec job, final int phase) {
        final int count = count(job);
        int next = phase + 1;
        while (next < count && lengthNs(job, next) == 0) {
            next++;
        }
        return next;
    }
}
