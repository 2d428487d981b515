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

import io.weft.simulator.workload.MachineShape;
import io.weft.simulator.workload.WorkloadHeader;
import java.util.ArrayList;
import java.util.List;

/**
 * The machine that is simulated: groups of equal nodes, numbered on from 0 in the order of the
 * groups. Immutable. {@link MachineReader} reads one from text.
 *
 * @param groups at least one
 * @param isAnywhere whether only the number of processors is known, so that jobs without a shape of
 *     their own take cores wherever they are
 */
public record MachineDescription(List<NodeGroup> groups, boolean isAnywhere) {
    /** Cores of the nodes that a machine known by its processors only is cut into. */
    public static final int ANYWHERE_CORES_PER_NODE = 128;

    private static final int CORES_PER_NODE_MAX = 1024;

    /**
     * Equal nodes.
     *
     * @param count nodes, above 0
     * @param cores of each, 1..1024
     * @param memory of each in bytes, above 0; 0: not said
     * @param gpus of each, 0 or above
     */
    public record NodeGroup(int count, int cores, long memory, int gpus) {
        /**
         * Checks every component.
         *
         * @throws IllegalArgumentException naming the component and its value
         */
        public NodeGroup {
            check(count > 0, "count", count, "above 0");
            check(cores > 0 && cores <= CORES_PER_NODE_MAX, "cores", cores, "1..1024");
            check(memory >= 0, "memory", memory, "0 or above");
            check(gpus >= 0, "gpus", gpus, "0 or above");
        }
    }

    /**
     * Copies the groups.
     *
     * @throws IllegalArgumentException if there is none, or more nodes than an int counts
     */
    public MachineDescription {
        groups = List.copyOf(groups);
        check(!groups.isEmpty(), "groups", 0, "at least one");
        long nodes = 0;
        for (final NodeGroup group : groups) {
            nodes += group.count();
        }
        check(nodes <= Integer.MAX_VALUE, "nodes", nodes, "at most " + Integer.MAX_VALUE);
    }

    /**
     * Equal nodes without a say about memory and GPUs.
     *
     * @param nodes above 0
     * @param cores of each, 1..1024
     */
    public static MachineDescription of(final int nodes, final int cores) {
        return new MachineDescription(List.of(new NodeGroup(nodes, cores, 0, 0)), false);
    }

    /**
     * A machine of which only the number of processors is known: nodes of at most {@value
     * #ANYWHERE_CORES_PER_NODE} cores, the rest of the division in a smaller last one. Where its
     * jobs run makes no difference, since they take cores anywhere.
     *
     * @param processors above 0
     */
    public static MachineDescription ofProcessors(final int processors) {
        check(processors > 0, "processors", processors, "above 0");
        final int whole = processors / ANYWHERE_CORES_PER_NODE;
        final int rest = processors % ANYWHERE_CORES_PER_NODE;
        final List<NodeGroup> groups = new ArrayList<>();
        if (whole > 0) {
            groups.add(new NodeGroup(whole, ANYWHERE_CORES_PER_NODE, 0, 0));
        }
        if (rest > 0) {
            groups.add(new NodeGroup(1, rest, 0, 0));
        }
        return new MachineDescription(groups, true);
    }

    /**
     * The machine that the header of a trace describes: {@code MaxNodes} equal nodes, if {@code
     * MaxProcs} is a multiple of it, else {@code MaxProcs} processors.
     *
     * @param header of the trace
     * @throws IllegalArgumentException if it says neither
     */
    public static MachineDescription of(final WorkloadHeader header) {
        final long nodes = header.maxNodes();
        final long processors = header.maxProcs();
        if (nodes <= 0 && processors <= 0) {
            throw new IllegalArgumentException(
                    "MaxNodes="
                            + nodes
                            + ", MaxProcs="
                            + processors
                            + ", expected one above 0. Maybe describe the machine yourself");
        }
        check(nodes <= Integer.MAX_VALUE, "MaxNodes", nodes, "an int");
        check(processors <= Integer.MAX_VALUE, "MaxProcs", processors, "an int");
        if (processors <= 0) {
            return ofProcessors((int) nodes);
        }
        final boolean isShaped =
                nodes > 0 && processors % nodes == 0 && processors / nodes <= CORES_PER_NODE_MAX;
        return isShaped
                ? of((int) nodes, (int) (processors / nodes))
                : ofProcessors((int) processors);
    }

    /** Nodes of all groups. */
    public int nodeCount() {
        int count = 0;
        for (final NodeGroup group : groups) {
            count += group.count();
        }
        return count;
    }

    /** Cores of all nodes. */
    public long coreCount() {
        long count = 0;
        for (final NodeGroup group : groups) {
            count += (long) group.count() * group.cores();
        }
        return count;
    }

    /** Cores of the widest node. */
    public int coresPerNodeMax() {
        int cores = 0;
        for (final NodeGroup group : groups) {
            cores = Math.max(cores, group.cores());
        }
        return cores;
    }

    /** Whether all nodes are alike. */
    public boolean isUniform() {
        final NodeGroup first = groups.get(0);
        return groups.stream()
                .allMatch(
                        group ->
                                group.cores() == first.cores()
                                        && group.memory() == first.memory()
                                        && group.gpus() == first.gpus());
    }

    /** Whether it is said how much memory every node has. */
    public boolean hasMemory() {
        return groups.stream().allMatch(group -> group.memory() > 0);
    }

    /**
     * What a reader of workloads needs to know to give jobs a shape; nodes that differ count as if
     * all were as wide as the widest.
     */
    public MachineShape shape() {
        return isAnywhere
                ? MachineShape.ANYWHERE
                : new MachineShape(nodeCount(), coresPerNodeMax());
    }

    private static void check(
            final boolean condition, final String name, final long value, final String expected) {
        if (!condition) {
            throw new IllegalArgumentException(name + "=" + value + ", expected " + expected);
        }
    }
}
