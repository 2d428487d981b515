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
package io.weft.simulator.utilisation;

import io.weft.core.wire.JobClass;
import io.weft.simulator.workload.JobSpec;
import io.weft.simulator.workload.Workload;
import io.weft.simulator.workload.WorkloadHeader;
import io.weft.simulator.workload.WorkloadReport;

/**
 * A workload whose interactive jobs have busy and idle periods: each job that has none, or all of
 * them, gets a pattern drawn from a library, and chosen batch jobs become interactive before. What
 * a job gets depends on the seed, its number and its run time alone. The method is that of Minami,
 * Endo and Nomura.
 */
public final class EmbeddedWorkload implements Workload {
    private static final int STREAM_PATTERN = 101;

    private final Workload source;
    private final Conversion conversion;
    private final PatternLibrary library;
    private final EmbedOptions options;
    private long convertedCount;
    private long embeddedCount;

    /**
     * Takes a workload that nothing has been read of; closes it when closed.
     *
     * @param conversion of the same jobs, by the same options
     */
    public EmbeddedWorkload(
            Workload source, Conversion conversion, PatternLibrary library, EmbedOptions options) {
        this.source = source;
        this.conversion = conversion;
        this.library = library;
        this.options = options;
    }

    @Override
    public WorkloadHeader header() {
        return source.header();
    }

    @Override
    public JobSpec next() {
        JobSpec job = source.next();
        if (job == null) {
            return null;
        }
        boolean isChosen = conversion.isChosen(job);
        if (!isChosen && job.jobClass() != JobClass.INTERACTIVE) {
            return job;
        }
        convertedCount += isChosen ? 1 : 0;
        boolean keepsPattern = !job.usage().isAlwaysBusy() && !options.replaces();
        if (keepsPattern) {
            return job;
        }
        embeddedCount++;
        return job.withUsage(
                isChosen ? options.interactiveQueue() : job.queue(),
                JobClass.INTERACTIVE,
                library.draw(
                        job.runtimeNs(),
                        options.neighbourCount(),
                        Conversion.random(options.seed(), job.id(), STREAM_PATTERN)));
    }

    @Override
    public WorkloadReport report() {
        return source.report();
    }

    /** How many batch jobs became interactive, up to now. */
    public long convertedCount() {
        return convertedCount;
    }

    /** How many jobs got a pattern, up to now. */
    public long embeddedCount() {
        return embeddedCount;
    }

    @Override
    public void close() {
        source.close();
    }
}
