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
import io.weft.simulator.MachineDescription.NodeGroup;
import io.weft.simulator.MachineReader;
import io.weft.simulator.workload.GeneratorOptions;
import io.weft.simulator.workload.MachineShape;
import io.weft.simulator.workload.WorkloadHeader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** The machine: equal nodes, a number of processors, a file, or what the trace says. */
final class MachineFlags {
    /** A million nodes of 128 cores need less than 1 GiB; more is a slip of the finger. */
    private static final int NODE_COUNT_MAX = 1_000_000;

    /** A machine file is a few lines; anything longer is another file. */
    private static final long FILE_LENGTH_MAX = 1 << 20;

    @Option(
            names = "--nodes",
            paramLabel = "N",
            description =
                    "Equal nodes. Default: what the trace's header says (MaxNodes, MaxProcs);"
                            + " without a trace 150.")
    private Integer nodes;

    @Option(
            names = "--cores",
            paramLabel = "N",
            description =
                    "Cores of each node, up to 1024. Default: as for --nodes; without a trace 12.")
    private Integer cores;

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            converter = ByteSize.class,
            description =
                    "Memory of each node: 128G, 512M, 1T, in powers of 1024. Default: memory is not"
                            + " scheduled.")
    private Long memory;

    @Option(
            names = "--procs",
            paramLabel = "N",
            description = "Processors without nodes: jobs take them wherever they are.")
    private Integer processors;

    @Option(
            names = "--machine",
            paramLabel = "FILE",
            description =
                    "Nodes that differ: groups as COUNTxCORES[:MEMORY[:GPUS]], a group a line or"
                            + " with + between them, such as 4x16:128G + 6x64:256G:2.")
    private Path file;

    /** The machine to generate jobs for; it has nodes. */
    MachineDescription ofGenerator() {
        MachineDescription machine = described(this::gridOrDefault);
        if (machine.isAnywhere()) {
            throw Failure.usage(
                    "jobs are generated for nodes, but the machine is "
                            + Text.count(machine.coreCount())
                            + " processors. Maybe use --nodes and --cores, or give a trace.");
        }
        return machine;
    }

    /** The machine that a trace ran on, unless another one is given. */
    MachineDescription ofTrace(Supplier<WorkloadHeader> header) {
        return described(() -> nodes == null && cores == null ? of(header.get()) : grid());
    }

    private MachineDescription described(Supplier<MachineDescription> rest) {
        refuseBoth("--machine", file, "--procs", processors);
        refuseBesideGrid("--machine", file);
        refuseBesideGrid("--procs", processors);
        MachineDescription machine;
        if (file != null) {
            machine = read();
        } else if (processors != null) {
            machine = Flag.set("--procs", processors, MachineDescription::ofProcessors);
        } else {
            machine = withMemory(rest.get());
        }
        if (machine.nodeCount() > NODE_COUNT_MAX) {
            throw Failure.usage(
                    "the machine has "
                            + Text.count(machine.nodeCount())
                            + " nodes, expected at most "
                            + Text.count(NODE_COUNT_MAX));
        }
        return machine;
    }

    private void refuseBesideGrid(String name, Object value) {
        refuseBoth(name, value, "--nodes", nodes);
        refuseBoth(name, value, "--cores", cores);
        refuseBoth(name, value, "--memory", memory);
    }

    private static void refuseBoth(String name, Object value, String otherName, Object other) {
        if (value != null && other != null) {
            throw Failure.usage(
                    name + " and " + otherName + " describe the machine twice; drop one of them");
        }
    }

    private MachineDescription gridOrDefault() {
        MachineShape fallback = GeneratorOptions.MACHINE_DEFAULT;
        return grid(
                nodes == null ? fallback.nodeCount() : nodes,
                cores == null ? fallback.coresPerNode() : cores);
    }

    private MachineDescription grid() {
        if (nodes == null || cores == null) {
            throw Failure.usage(
                    nodes == null
                            ? "--cores=" + cores + " needs --nodes beside it"
                            : "--nodes=" + nodes + " needs --cores beside it");
        }
        return grid(nodes, cores);
    }

    private static MachineDescription grid(int nodeCount, int coresPerNode) {
        Flag.set("--nodes", nodeCount, value -> MachineDescription.of(value, 1));
        return Flag.set("--cores", coresPerNode, value -> MachineDescription.of(nodeCount, value));
    }

    private static MachineDescription of(WorkloadHeader header) {
        try {
            return MachineDescription.of(header);
        } catch (IllegalArgumentException e) {
            throw Failure.usage(
                    "the trace's header does not describe the machine ("
                            + e.getMessage().split("\\. Maybe")[0]
                            + "). Add --nodes and --cores, --procs or --machine.");
        }
    }

    private MachineDescription withMemory(MachineDescription machine) {
        if (memory == null) {
            return machine;
        }
        List<NodeGroup> groups =
                machine.groups().stream()
                        .map(g -> new NodeGroup(g.count(), g.cores(), memory, g.gpus()))
                        .toList();
        return new MachineDescription(groups, machine.isAnywhere());
    }

    private MachineDescription read() {
        String name = "--machine=" + file;
        try {
            if (Files.isDirectory(file)) {
                throw Failure.input(name + ": is a directory, expected a file");
            }
            if (Files.size(file) > FILE_LENGTH_MAX) {
                throw Failure.input(
                        name
                                + ": has "
                                + ByteSize.text(Files.size(file))
                                + ", expected a few lines. Maybe it is the trace.");
            }
            return MachineReader.read(file);
        } catch (IOException e) {
            throw Failure.input(name + ": " + FileTrouble.text(e));
        } catch (IllegalArgumentException e) {
            throw Failure.input(name + ": " + e.getMessage());
        }
    }
}
