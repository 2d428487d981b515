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
package io.weft.placement.select;

/**
 * What all nodes that admit a job give it at the maximum multiplicity of its queue, in the unit of
 * {@link Demand#need()}; filled again for each question. Where there is as much as the job needs,
 * it may say less than there is, but never less than the job needs.
 */
public final class Supply {
    private long withCores;
    private long withMemory;
    private long complete;
    private int nodesWithMemory;

    /** Nothing. */
    public Supply() {}

    /** Starts from nothing. */
    public void clear() {
        withCores = 0;
        withMemory = 0;
        complete = 0;
        nodesWithMemory = 0;
    }

    /**
     * Adds one node.
     *
     * @param ofCores what its cores alone would give.
     * @param ofMemory what it gives when GPUs do not matter, at most the former.
     * @param ofAll what it gives, at most the former.
     */
    public void add(final int ofCores, final int ofMemory, final int ofAll) {
        withCores += ofCores;
        withMemory += ofMemory;
        complete += ofAll;
        nodesWithMemory += ofMemory > 0 ? 1 : 0;
    }

    /**
     * Sets all of it.
     *
     * @param ofCores what there is when only cores matter.
     * @param ofMemory what there is when GPUs do not matter.
     * @param ofAll what there is.
     * @param memoryNodes nodes that have cores and memory for the job.
     */
    public void set(
            final long ofCores, final long ofMemory, final long ofAll, final int memoryNodes) {
        withCores = ofCores;
        withMemory = ofMemory;
        complete = ofAll;
        nodesWithMemory = memoryNodes;
    }

    /**
     * What there is when only cores matter.
     *
     * @return shares or cores.
     */
    public long withCores() {
        return withCores;
    }

    /**
     * What there is when cores and memory matter.
     *
     * @return shares or cores.
     */
    public long withMemory() {
        return withMemory;
    }

    /**
     * What there is.
     *
     * @return shares or cores.
     */
    public long complete() {
        return complete;
    }

    /**
     * Nodes that have cores and memory for the job.
     *
     * @return the count.
     */
    public int nodesWithMemory() {
        return nodesWithMemory;
    }
}
