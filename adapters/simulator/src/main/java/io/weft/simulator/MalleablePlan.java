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
import io.weft.simulator.workload.SomeJobs;
import java.util.Set;

/**
 * Which jobs are malleable. These ask for their cores anywhere, and can do with fewer.
 *
 * @param jobs which ones, of those that ask for more cores than their least
 * @param leastPerMille their least size, in thousandths of the cores asked for, rounded up, 1..1000
 * @param speedup how fast they are then
 */
public record MalleablePlan(SomeJobs jobs, int leastPerMille, Speedup speedup) {
    private static final String SHARE = "share";
    private static final String LEAST = "least";
    private static final String SEED = "seed";
    private static final Set<String> NAMES = Set.of(SHARE, LEAST, SEED);
    private static final int LEAST_PER_MILLE_DEFAULT = 500;
    private static final int MILLE = 1000;
    private static final int STREAM = 104;

    /**
     * Checks the least size.
     *
     * @throws IllegalArgumentException when it is out of range
     */
    public MalleablePlan {
        if (leastPerMille < 1 || leastPerMille > MILLE) {
            throw new IllegalArgumentException("least=" + leastPerMille + " ‰, expected 1..1000");
        }
    }

    /**
     * The plan of a text such as {@code 30%,least=25%,seed=1}: of 100 jobs that ask for more than
     * one core 30 can do with a quarter of it. Without {@code least} it is half, without {@code
     * seed} 1.
     *
     * @throws IllegalArgumentException naming what is wrong in it
     */
    public static MalleablePlan of(final String text, final Speedup speedup) {
        final RuleText rule = new RuleText(SHARE + "=" + text, NAMES);
        final int least = rule.has(LEAST) ? rule.perMille(LEAST) : LEAST_PER_MILLE_DEFAULT;
        return new MalleablePlan(
                new SomeJobs(
                        rule.perMille(SHARE), rule.count(SEED, 1, 0, Integer.MAX_VALUE), STREAM),
                least,
                speedup);
    }

    /** The job as it is submitted: malleable if it is one of them. */
    JobSpec apply(final JobSpec job) {
        final long least = (job.cores() * leastPerMille + MILLE - 1) / MILLE;
        return least < job.cores() && jobs.has(job.id()) ? job.malleable((int) least) : job;
    }
}
