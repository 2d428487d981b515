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
package io.weft.simulator.workload;

/**
 * On how many nodes, and with how many cores on each, a job that names only a processor count runs.
 *
 * @param nodeCount nodes; 0: {@code coresPerNode} cores anywhere
 * @param coresPerNode cores on each node
 */
public record JobShape(int nodeCount, int coresPerNode) {

    /**
     * The shape rule of Minami, Endo and Nomura: the smallest number of nodes i for which {@code
     * ceil(processors/i)} fits a node and i divides the processors; if no such i exists up to the
     * machine's number of nodes, the smallest i that fits; {@code ceil(processors/i)} cores on
     * each. So 13 processors on nodes of 12 cores become 13 nodes with 1 core each. A job larger
     * than the machine gets the shape it would need, for the kernel to refuse. Costs a division for
     * each candidate i, at most the machine's number of nodes.
     *
     * @param processors above 0
     * @throws IllegalArgumentException if {@code processors} is not above 0
     */
    public static JobShape of(int processors, MachineShape machine) {
        checkPositive("processors", processors);
        if (machine.isAnywhere()) {
            return new JobShape(0, processors);
        }
        int nodeCountMin = ceilDiv(processors, machine.coresPerNode());
        int nodeCountMax = Math.min(processors, machine.nodeCount());
        for (int nodeCount = nodeCountMin; nodeCount <= nodeCountMax; nodeCount++) {
            if (processors % nodeCount == 0) {
                return new JobShape(nodeCount, processors / nodeCount);
            }
        }
        return new JobShape(nodeCountMin, ceilDiv(processors, nodeCountMin));
    }

    /**
     * The shape of a job whose node count is given: {@code ceil(processors/nodeCount)} cores on
     * each.
     *
     * @param nodeCount above 0
     * @param processors above 0
     * @throws IllegalArgumentException if one of them is not above 0
     */
    public static JobShape onNodes(int nodeCount, int processors) {
        checkPositive("nodeCount", nodeCount);
        checkPositive("processors", processors);
        return new JobShape(nodeCount, ceilDiv(processors, nodeCount));
    }

    private static void checkPositive(String name, int value) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + "=" + value + ", expected above 0");
        }
    }

    private static int ceilDiv(int dividend, int divisor) {
        return (dividend - 1) / divisor + 1;
    }
}
