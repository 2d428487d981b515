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

import io.weft.simulator.accounting.AccountingOptions;
import io.weft.simulator.batsim.BatsimOptions;
import io.weft.simulator.format.WorkloadFormat;
import io.weft.simulator.format.WorkloadOpener;
import io.weft.simulator.workload.SwfOptions;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import picocli.CommandLine.Option;

/** Which format a trace has, and how formats other than SWF are to be understood. */
final class FormatFlags {
    @Option(
            names = "--format",
            paramLabel = "NAME",
            description =
                    "What the traces are: swf, sacct (sacct --parsable2), pbs (a server's accounting"
                            + " log) or batsim. Default: what they look like, else what their names"
                            + " end in.")
    private WorkloadFormat format;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description =
                    "Time zone of the times in a sacct dump, such as Europe/Paris. Default: UTC.")
    private ZoneId zone = ZoneOffset.UTC;

    @Option(
            names = "--columns",
            paramLabel = "NAME",
            split = ",",
            description =
                    "Columns of a sacct dump without a header, as given to sacct --format. Default:"
                            + " those of Open XDMoD.")
    private List<String> columns = List.of();

    @Option(
            names = "--interactive-partitions",
            paramLabel = "NAME",
            split = ",",
            description = "Partitions, or queues, of an accounting log whose jobs are interactive.")
    private List<String> interactivePartitions = List.of();

    @Option(
            names = "--urgent-partitions",
            paramLabel = "NAME",
            split = ",",
            description = "Partitions, or queues, of an accounting log whose jobs are urgent.")
    private List<String> urgentPartitions = List.of();

    @Option(
            names = "--eligible",
            description =
                    "Jobs of an accounting log come when they could have started, not when they were"
                            + " submitted.")
    private boolean startsEligible;

    @Option(
            names = "--ignore-nodes",
            description =
                    "Do not ask for as many nodes as a job had in an accounting log, or asks for in"
                            + " a Batsim workload.")
    private boolean ignoresNodes;

    @Option(
            names = "--flops",
            paramLabel = "F",
            description =
                    "What a core computes in a second, such as 1e9, for Batsim jobs that compute"
                            + " instead of waiting. Default: such jobs are left out.")
    private Double flopsPerS;

    /** The format that was asked for; null: it is to be recognised. */
    WorkloadFormat format() {
        return format;
    }

    /**
     * Opens traces.
     *
     * @param swf for traces in the Standard Workload Format; its machine and strictness are those
     *     of all
     * @param hasNodes whether jobs can ask for nodes
     */
    WorkloadOpener opener(SwfOptions swf, boolean hasNodes) {
        boolean keepsNodes = hasNodes && !ignoresNodes;
        AccountingOptions accounting =
                new AccountingOptions()
                        .machine(swf.machine())
                        .strict(swf.isStrict())
                        .keepsNodes(keepsNodes)
                        .zone(zone)
                        .columns(columns)
                        .interactiveQueues(interactivePartitions)
                        .urgentQueues(urgentPartitions)
                        .startsEligible(startsEligible);
        BatsimOptions batsim =
                new BatsimOptions()
                        .machine(swf.machine())
                        .strict(swf.isStrict())
                        .keepsNodes(keepsNodes);
        if (flopsPerS != null) {
            Flag.set("--flops", flopsPerS, batsim::flopsPerS);
        }
        return new WorkloadOpener(swf, accounting, batsim);
    }
}
