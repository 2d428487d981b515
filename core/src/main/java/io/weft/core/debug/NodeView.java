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
package io.weft.core.debug;

import java.util.List;

/**
 * A node as it was at a position.
 *
 * @param nodeId the embedder's id.
 * @param state {@code UP}, {@code DRAINING} or {@code DOWN}.
 * @param coreCount cores of it.
 * @param coresAt how many of them have 0, 1, 2, … processes assigned, up to the highest there is.
 * @param processCount processes assigned to it.
 * @param memoryFree bytes.
 * @param memoryTotal bytes.
 * @param gpusFree a count.
 * @param gpusTotal a count.
 * @param jobIds of the jobs that have something of it, in ascending order.
 */
public record NodeView(
        int nodeId,
        String state,
        int coreCount,
        List<Integer> coresAt,
        int processCount,
        long memoryFree,
        long memoryTotal,
        int gpusFree,
        int gpusTotal,
        List<Long> jobIds) {}
