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
package io.weft.core.explain;

import java.util.List;

/**
 * Where a job runs, or ran.
 *
 * @param startTimeNs when it was started.
 * @param expectedEndNs when its limit is reached, stretched by what sharing may have cost.
 * @param multiplicity processes on its fullest core, itself included.
 * @param nodeCount how many nodes it has.
 * @param nodes the first of them.
 */
public record Placement(
        long startTimeNs,
        long expectedEndNs,
        int multiplicity,
        int nodeCount,
        List<NodeShare> nodes) {

    /**
     * What a job has of a node.
     *
     * @param nodeId of the node.
     * @param coreCount cores it has there.
     * @param memory bytes it has there.
     * @param gpuCount GPUs it has there.
     */
    public record NodeShare(int nodeId, int coreCount, long memory, int gpuCount) {}
}
