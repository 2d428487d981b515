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

import io.weft.simulator.SemanticsProfile;
import io.weft.simulator.workload.MachineShape;
import io.weft.simulator.workload.MemoryScope;
import io.weft.simulator.workload.SwfOptions;
import picocli.CommandLine.Option;

/** How traces are to be understood. */
final class TraceFlags {
    @Option(
            names = "--interactive-queues",
            paramLabel = "Q",
            split = ",",
            description =
                    "Queue numbers (field 15) of interactive jobs. Jobs with busy and idle periods"
                            + " are interactive anyway.")
    private int[] interactiveQueues = {};

    @Option(
            names = "--urgent-queues",
            paramLabel = "Q",
            split = ",",
            description = "Queue numbers of urgent jobs.")
    private int[] urgentQueues = {};

    @Option(
            names = "--strict",
            description = "Stop at the first line that is not understood; else it is left out.")
    private boolean isStrict;

    @Option(
            names = "--sort",
            description = "Sort by submit time first; else a line that goes back is left out.")
    private boolean isSorted;

    @Option(names = "--rebase", description = "Count time from the first submission.")
    private boolean isRebased;

    @Option(
            names = "--prefer-requested",
            description = "Take requested processors (field 8) before allocated ones (field 5).")
    private boolean isRequestPreferred;

    @Option(
            names = "--no-patterns",
            description = "Do not read busy and idle periods from the 22nd column on.")
    private boolean isWithoutPatterns;

    @Option(
            names = "--node-column",
            description = "The 21st column is the number of nodes, as it always is under ncs.")
    private boolean hasNodeColumn;

    @Option(
            names = "--memory-scope",
            paramLabel = "WHAT",
            description =
                    "What a trace's memory is for: per_processor, per_node or per_job. Default:"
                            + " per_processor; under ncs per_job.")
    private MemoryScope memoryScope;

    @Option(
            names = "--memory-unit",
            paramLabel = "SIZE",
            converter = ByteSize.class,
            description = "What a trace counts memory in. Default: 1K.")
    private long memoryUnit = SwfOptions.MEMORY_UNIT_DEFAULT;

    SwfOptions options(MachineShape machine, SemanticsProfile profile) {
        boolean isNcs = profile.edition() != null;
        MemoryScope scope = isNcs ? MemoryScope.PER_JOB : MemoryScope.PER_PROCESSOR;
        SwfOptions options =
                new SwfOptions()
                        .machine(machine)
                        .interactiveQueues(interactiveQueues)
                        .urgentQueues(urgentQueues)
                        .strict(isStrict)
                        .sorted(isSorted)
                        .requestPreferred(isRequestPreferred)
                        .patterns(!isWithoutPatterns)
                        .nodeColumn(hasNodeColumn || isNcs)
                        .memoryScope(memoryScope == null ? scope : memoryScope);
        return Flag.set("--memory-unit", memoryUnit, options::memoryUnit);
    }

    boolean isRebased() {
        return isRebased;
    }
}
