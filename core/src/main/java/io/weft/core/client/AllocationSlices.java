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
package io.weft.core.client;

/**
 * The cores of a job, 64 at a time, in ascending order of node rows and cores. Valid only during
 * the call that hands it over.
 */
public interface AllocationSlices {
    /**
     * Goes to the next slice.
     *
     * @return whether there is one.
     */
    boolean next();

    /**
     * Node of this slice.
     *
     * @return the embedder's node id.
     */
    int nodeId();

    /**
     * Core that bit 0 of the mask stands for.
     *
     * @return a multiple of 64.
     */
    int firstCore();

    /**
     * Cores of this slice, a bit each.
     *
     * @return never 0.
     */
    long coreMask();

    /**
     * Memory that the job has on this node.
     *
     * @return bytes on the first slice of a node, 0 on the others.
     */
    long memory();

    /**
     * GPUs that the job has on this node.
     *
     * @return a count on the first slice of a node, 0 on the others.
     */
    int gpuCount();

    /**
     * GPUs of the job on this node, on its first slice; 0 on others.
     *
     * @return a bit for each GPU, {@link #gpuCount()} of them.
     */
    long gpuMask();
}
