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
package io.weft.cli;

import io.weft.simulator.MachineDescription;
import io.weft.simulator.workload.GeneratedWorkload;
import io.weft.simulator.workload.GeneratorOptions;
import io.weft.simulator.workload.Workload;
import picocli.CommandLine.Option;

/**
 * What is generated, but for the seed. A flag that is not given is null, so that it can be told
 * from its default.
 */
class JobMixFlags {
    @Option(
            names = "--jobs",
            paramLabel = "N",
            description = "Jobs. Default: " + GeneratorOptions.JOB_COUNT_DEFAULT + ".")
    private Integer jobCount;

    @Option(
            names = "--load",
            paramLabel = "F",
            description =
                    "Core-seconds asked for, in parts of what the machine has. Default: "
                            + GeneratorOptions.LOAD_DEFAULT
                            + ".")
    private Double load;

    @Option(
            names = "--interactive-share",
            paramLabel = "F",
            description =
                    "Share of the jobs that are interactive, 0..1. Default: "
                            + GeneratorOptions.INTERACTIVE_SHARE_DEFAULT
                            + ".")
    private Double interactiveShare;

    /** The options for a machine; jobs ask for memory if its nodes have some. */
    private GeneratorOptions options(MachineDescription machine, Long seed) {
        GeneratorOptions options = new GeneratorOptions().machine(machine.shape());
        long nodeMemory =
                machine.groups().stream().mapToLong(group -> group.memory()).min().orElse(0);
        Flag.set("--memory", nodeMemory, options::nodeMemory);
        if (jobCount != null) {
            Flag.set("--jobs", jobCount, options::jobCount);
        }
        if (seed != null) {
            options.seed(seed);
        }
        if (load != null) {
            Flag.set("--load", load, options::load);
        }
        if (interactiveShare != null) {
            Flag.set("--interactive-share", interactiveShare, options::interactiveShare);
        }
        return options;
    }

    /**
     * Draws the jobs.
     *
     * @param seed decides every draw; null for the default
     * @throws Failure of usage if they cannot be drawn
     */
    Workload workload(MachineDescription machine, Long seed) {
        GeneratorOptions options = options(machine, seed);
        try {
            return new GeneratedWorkload(options);
        } catch (IllegalArgumentException e) {
            throw Failure.usage("the jobs cannot be generated: " + e.getMessage());
        }
    }

    /** Refuses what would have no effect beside a trace. */
    void refuseBesideTrace() {
        refuse("--jobs", jobCount);
        refuse("--load", load);
        refuse("--interactive-share", interactiveShare);
    }

    static void refuse(String name, Object value) {
        if (value != null) {
            throw Failure.usage(
                    name
                            + "="
                            + value
                            + " is about generated jobs, but a trace is given. Drop one of them.");
        }
    }
}
