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
package io.weft.placement;

/** What a test asks for; read it like a submit command. */
record ModelRequest(
        int queueRow,
        int nodeCount,
        int coreCount,
        long memoryPerNode,
        long memoryPerCore,
        int gpusPerNode,
        long features,
        boolean isExclusive,
        long walltimeNs) {

    /** So many nodes with so many cores each. */
    static ModelRequest nodes(final int nodeCount, final int coreCount) {
        return new ModelRequest(0, nodeCount, coreCount, 0, 0, 0, 0, false, 100);
    }

    /** So many cores, wherever they are. */
    static ModelRequest anywhere(final int coreCount) {
        return nodes(0, coreCount);
    }

    ModelRequest queue(final int row) {
        return new ModelRequest(
                row,
                nodeCount,
                coreCount,
                memoryPerNode,
                memoryPerCore,
                gpusPerNode,
                features,
                isExclusive,
                walltimeNs);
    }

    ModelRequest memory(final long perNode, final long perCore) {
        return new ModelRequest(
                queueRow,
                nodeCount,
                coreCount,
                perNode,
                perCore,
                gpusPerNode,
                features,
                isExclusive,
                walltimeNs);
    }

    ModelRequest gpus(final int perNode) {
        return new ModelRequest(
                queueRow,
                nodeCount,
                coreCount,
                memoryPerNode,
                memoryPerCore,
                perNode,
                features,
                isExclusive,
                walltimeNs);
    }

    ModelRequest features(final long set) {
        return new ModelRequest(
                queueRow,
                nodeCount,
                coreCount,
                memoryPerNode,
                memoryPerCore,
                gpusPerNode,
                set,
                isExclusive,
                walltimeNs);
    }

    ModelRequest exclusive(final boolean isAlone) {
        return new ModelRequest(
                queueRow,
                nodeCount,
                coreCount,
                memoryPerNode,
                memoryPerCore,
                gpusPerNode,
                features,
                isAlone,
                walltimeNs);
    }

    ModelRequest walltime(final long durationNs) {
        return new ModelRequest(
                queueRow,
                nodeCount,
                coreCount,
                memoryPerNode,
                memoryPerCore,
                gpusPerNode,
                features,
                isExclusive,
                durationNs);
    }
}
