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

import io.weft.simulator.workload.GeneratedWorkload;
import io.weft.simulator.workload.GeneratorOptions;
import io.weft.simulator.workload.MachineShape;
import io.weft.simulator.workload.Workload;

/** Generated jobs, where there are no traces. */
public final class GeneratedJobs implements ComparedJobs {
    private static final MachineShape MACHINE = new MachineShape(150, 12);
    private static final double INTERACTIVE_SHARE = 0.034;

    private final int jobCount;

    /**
     * So many jobs.
     *
     * @param jobCount above 0
     */
    public GeneratedJobs(final int jobCount) {
        this.jobCount = new GeneratorOptions().jobCount(jobCount).jobCount();
    }

    @Override
    public String name() {
        return "generated";
    }

    @Override
    public MachineShape machine() {
        return MACHINE;
    }

    @Override
    public Workload open() {
        return new GeneratedWorkload(
                new GeneratorOptions()
                        .machine(MACHINE)
                        .jobCount(jobCount)
                        .interactiveShare(INTERACTIVE_SHARE));
    }

    @Override
    public Workload openPatterns() {
        return open();
    }

    @Override
    public String digest() {
        return "generated, jobs=" + jobCount;
    }

    @Override
    public String note() {
        return "No trace was given: these are "
                + jobCount
                + " jobs of the built-in generator, on 150 nodes with 12 cores.";
    }
}
