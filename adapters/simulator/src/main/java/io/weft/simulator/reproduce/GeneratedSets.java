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
package io.weft.simulator.reproduce;

import io.weft.simulator.SemanticsProfile;
import io.weft.simulator.workload.GeneratedWorkload;
import io.weft.simulator.workload.GeneratorOptions;
import io.weft.simulator.workload.Workload;
import java.util.Locale;

/**
 * Generated jobs in place of the paper's, where there are no traces: each data set has the paper's
 * share of interactive jobs, and nothing else of it.
 */
public final class GeneratedSets implements DataSets {
    private static final int PAPER_JOBS = 51_871;
    private static final int[] PAPER_INTERACTIVE = {1762, 6500, 15913, 25336, 34772, 39473};

    private final int jobCount;

    /**
     * Data sets of so many jobs each.
     *
     * @param jobCount above 0
     */
    public GeneratedSets(final int jobCount) {
        this.jobCount = new GeneratorOptions().jobCount(jobCount).jobCount();
    }

    @Override
    public boolean has(final int number) {
        return number >= 1 && number <= COUNT;
    }

    @Override
    public Workload open(final int number, final SemanticsProfile semantics) {
        return new GeneratedWorkload(
                new GeneratorOptions()
                        .machine(MACHINE)
                        .jobCount(jobCount)
                        .interactiveShare(share(number)));
    }

    @Override
    public String digest(final int number) {
        return "generated, jobs=" + jobCount;
    }

    @Override
    public String origin(final int number) {
        return "generated";
    }

    @Override
    public String text(final int number) {
        return String.format(
                Locale.ROOT,
                "generated, %,d jobs, %.1f %% interactive",
                jobCount,
                100 * share(number));
    }

    @Override
    public String note() {
        return "No trace was given: these are results for jobs of the built-in generator, not for"
                + " the paper's trace. Differences from the published figures say nothing about"
                + " either program.";
    }

    private static double share(final int number) {
        return (double) PAPER_INTERACTIVE[number - 1] / PAPER_JOBS;
    }
}
