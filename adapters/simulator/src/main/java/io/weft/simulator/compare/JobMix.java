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
package io.weft.simulator.compare;

import io.weft.core.wire.JobClass;
import io.weft.simulator.utilisation.Conversion;
import io.weft.simulator.utilisation.EmbedOptions;
import io.weft.simulator.utilisation.EmbeddedWorkload;
import io.weft.simulator.utilisation.PatternLibrary;
import io.weft.simulator.workload.JobSpec;
import io.weft.simulator.workload.Workload;

/**
 * Jobs of which a share is interactive: those that are, and short batch jobs made so as {@code weft
 * embed} does it, each busy and idle in turn as a measured session was. One batch job in a hundred
 * is urgent before. Where the trace has more interactive jobs than asked for, or too few short
 * ones, the share is as near as can be. For several threads.
 */
public final class JobMix {
    private final ComparedJobs jobs;
    private final int interactivePercent;
    private int jobCount;
    private EmbedOptions options;
    private Conversion conversion;
    private PatternLibrary library;

    /**
     * A mix.
     *
     * @param jobs of which some become interactive
     * @param interactivePercent of all jobs, 1..99
     * @throws IllegalArgumentException when out of range
     */
    public JobMix(final ComparedJobs jobs, final int interactivePercent) {
        if (interactivePercent < 1 || interactivePercent > 99) {
            throw new IllegalArgumentException(
                    "interactivePercent=" + interactivePercent + ", expected 1..99");
        }
        this.jobs = jobs;
        this.interactivePercent = interactivePercent;
    }

    /** Where the jobs come from. */
    public ComparedJobs jobs() {
        return jobs;
    }

    /** Share of interactive jobs that was asked for, in percent. */
    public int interactivePercent() {
        return interactivePercent;
    }

    /** How many jobs there are, at least 1; reads them through if nobody has. */
    int jobCount() {
        prepare();
        return Math.max(1, jobCount);
    }

    /** The jobs, to be closed by the caller. */
    Workload open() {
        prepare();
        return new EmbeddedWorkload(new UrgentSome(jobs.open()), conversion, library, options);
    }

    private synchronized void prepare() {
        if (library != null) {
            return;
        }
        options = new EmbedOptions();
        options.interactiveCount(interactiveCount());
        try (Workload all = new UrgentSome(jobs.open())) {
            conversion = Conversion.of(all, options);
        }
        try (Workload patterns = jobs.openPatterns()) {
            library = PatternLibrary.of(patterns);
        }
    }

    private int interactiveCount() {
        jobCount = 0;
        int interactive = 0;
        int eligible = 0;
        try (Workload workload = new UrgentSome(jobs.open())) {
            for (JobSpec job = workload.next(); job != null; job = workload.next()) {
                jobCount++;
                if (job.jobClass() == JobClass.INTERACTIVE) {
                    interactive++;
                } else if (Conversion.isEligible(job, options)) {
                    eligible++;
                }
            }
        }
        final int wanted = (int) ((long) jobCount * interactivePercent / 100);
        return Math.max(1, Math.min(Math.max(wanted, interactive), interactive + eligible));
    }
}
