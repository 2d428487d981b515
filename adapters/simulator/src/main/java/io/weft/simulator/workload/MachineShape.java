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
 * The machine that processor counts are turned into shapes for.
 *
 * @param nodeCount nodes, above 0; 0: a machine known by its processors only, on which jobs take
 *     cores anywhere
 * @param coresPerNode cores of each node, above 0; 0 when {@code nodeCount} is 0
 */
public record MachineShape(int nodeCount, int coresPerNode) {

    /** A machine known by its processors only. */
    public static final MachineShape ANYWHERE = new MachineShape(0, 0);

    /**
     * Checks both counts.
     *
     * @throws IllegalArgumentException naming the count and its value if one is out of range
     */
    public MachineShape {
        if (nodeCount < 0) {
            throw new IllegalArgumentException("nodeCount=" + nodeCount + ", expected 0 or above");
        }
        if (nodeCount == 0 ? coresPerNode != 0 : coresPerNode <= 0) {
            throw new IllegalArgumentException(
                    "coresPerNode="
                            + coresPerNode
                            + " with nodeCount="
                            + nodeCount
                            + ", expected both above 0, or both 0");
        }
    }

    /** Whether jobs take cores anywhere. */
    public boolean isAnywhere() {
        return nodeCount == 0;
    }
}
