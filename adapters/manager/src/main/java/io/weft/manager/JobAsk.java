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
package io.weft.manager;

import io.weft.core.wire.JobClass;
import java.util.List;

/**
 * What a job asks for, as its user said it to the resource manager.
 *
 * @param nodeCount nodes, or 0 for cores anywhere.
 * @param coreCount cores of each node, or with no nodes of all together.
 * @param memoryPerNode bytes, 0 when not said.
 * @param memoryPerCore bytes, 0 when not said.
 * @param gpusPerNode GPUs.
 * @param walltimeS limit in s; 0 for none.
 * @param features that each node must have.
 * @param isExclusive whether it wants its nodes alone.
 * @param isRequeueable whether it may be started anew after it was stopped.
 * @param beginTimeS not before this, s since 1970; 0 for at once.
 * @param priority higher goes first, for policies that look at it.
 * @param classHint class that the user asked for, or null for that of the queue.
 */
public record JobAsk(
        int nodeCount,
        int coreCount,
        long memoryPerNode,
        long memoryPerCore,
        int gpusPerNode,
        long walltimeS,
        List<String> features,
        boolean isExclusive,
        boolean isRequeueable,
        long beginTimeS,
        long priority,
        JobClass classHint) {
    /** Copies the list. */
    public JobAsk {
        features = List.copyOf(features);
    }

    /**
     * A plain request for nodes.
     *
     * @param nodeCount nodes.
     * @param coreCount cores of each.
     * @param walltimeS limit in s.
     * @return one that asks for nothing else.
     */
    public static JobAsk of(final int nodeCount, final int coreCount, final long walltimeS) {
        return new JobAsk(
                nodeCount, coreCount, 0, 0, 0, walltimeS, List.of(), false, true, 0, 0, null);
    }
}
