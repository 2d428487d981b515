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
package io.weft.simulator.ncs;

import io.weft.core.client.AllocationSlices;
import io.weft.simulator.workload.JobSpec;

/** What {@link NcsModel} asks of whoever holds the kernel, and tells whoever keeps the results. */
public interface NcsHost {
    /**
     * Submits a job to the kernel.
     *
     * @param job to be submitted
     * @return whether the kernel took it
     */
    boolean submit(JobSpec job);

    /**
     * Lets the kernel take back what a running job holds; the policy places it anew at the next
     * pass, because processes of it moved to other cores.
     *
     * @param jobId of the job
     */
    void takeBack(long jobId);

    /**
     * A job ended: the kernel and the results are to hear of it.
     *
     * @param job that ended
     * @param startNs when it started, in the workload's time
     * @param endNs when it ended, in the workload's time
     * @param cpuTimeNs that each of its processes had a core for itself, sharing shared out evenly
     * @param slices what it held, valid during the call
     */
    void end(JobSpec job, long startNs, long endNs, long cpuTimeNs, AllocationSlices slices);

    /** Lets the kernel make one pass of the policy, and hear of what came before. */
    void pass();
}
