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
import io.weft.simulator.workload.RandomSource;
import io.weft.simulator.workload.Workload;
import java.util.Arrays;
import org.agrona.collections.LongArrayList;

/**
 * Which short batch jobs become interactive. Every job has a number drawn for it alone, and the
 * smallest come first: so with one seed the jobs of a smaller choice are among those of a larger
 * one, as in the paper's data sets, and a job is chosen whatever stands around it. Immutable.
 */
public final class Conversion {
    /** Streams of the seed; others belong to the generator of workloads. */
    private static final int STREAM_CHOICE = 100;

    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
    private static final long NS_PER_S = 1_000_000_000L;

    private final EmbedOptions options;
    private final boolean isNone;
    private final long drawnMax;

    private Conversion(EmbedOptions options, boolean isNone, long drawnMax) {
        this.options = options;
        this.isNone = isNone;
        this.drawnMax = drawnMax;
    }

    /**
     * Looks a trace through; holds 8 bytes for each job that could be chosen.
     *
     * @param workload read to its end
     * @throws IllegalArgumentException if there are already more interactive jobs than asked for,
     *     or too few that could become so
     */
    public static Conversion of(Workload workload, EmbedOptions options) {
        if (options.interactiveCount() == EmbedOptions.NO_CONVERSION) {
            return new Conversion(options, true, 0);
        }
        int interactiveCount = 0;
        var drawn = new LongArrayList();
        for (JobSpec job = workload.next(); job != null; job = workload.next()) {
            if (job.jobClass() == JobClass.INTERACTIVE) {
                interactiveCount++;
            } else if (isEligible(job, options)) {
                drawn.addLong(drawn(job, options));
            }
        }
        int wanted = options.interactiveCount() - interactiveCount;
        if (wanted < 0 || wanted > drawn.size()) {
            throw new IllegalArgumentException(
                    "interactiveCount="
                            + options.interactiveCount()
                            + ", expected "
                            + interactiveCount
                            + ".."
                            + (interactiveCount + drawn.size()));
        }
        long[] sorted = drawn.toLongArray();
        Arrays.sort(sorted);
        return new Conversion(options, wanted == 0, wanted == 0 ? 0 : sorted[wanted - 1]);
    }

    /** Whether a job becomes interactive. */
    boolean isChosen(JobSpec job) {
        return !isNone && isEligible(job, options) && drawn(job, options) <= drawnMax;
    }

    /** Whether a job is short and small enough to become interactive. */
    public static boolean isEligible(JobSpec job, EmbedOptions options) {
        return job.jobClass() == JobClass.BATCH
                && job.runtimeNs() <= options.runtimeS() * NS_PER_S
                && job.processors() <= options.processors();
    }

    private static long drawn(JobSpec job, EmbedOptions options) {
        return random(options.seed(), job.id(), STREAM_CHOICE).nextLong();
    }

    /** Random numbers of one job, whatever other jobs there are. */
    static RandomSource random(long seed, long jobId, int stream) {
        return new RandomSource(
                new RandomSource(seed, stream).nextLong() ^ jobId * GOLDEN_GAMMA, stream);
    }
}
