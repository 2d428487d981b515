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

import io.weft.core.spi.ClusterView;
import org.agrona.collections.LongArrayList;

/**
 * Where jobs take turns, time in which a job was suspended does not count towards its limit: who
 * has some left when the kernel finds the limit reached gets as much anew.
 */
final class OverdueLimits {
    private final JobsInPlay jobs;
    private final KernelHost kernel;
    private final long timesliceNs;
    private final LongArrayList extensions = new LongArrayList();

    OverdueLimits(final JobsInPlay jobs, final KernelHost kernel, final long timesliceNs) {
        this.jobs = jobs;
        this.kernel = kernel;
        this.timesliceNs = timesliceNs;
    }

    /** Writes the limits that are longer than the kernel thinks. */
    void extend() {
        final ClusterView view = kernel.view();
        for (int slot = 0; slot < view.runningCount(); slot++) {
            final int kernelRow = view.runningJob(slot);
            final long jobId = view.jobId(kernelRow);
            final int row = jobs.rows().row(jobId);
            if (view.jobExpectedEndNs(kernelRow) <= jobs.nowNs() && row != JobRows.NULL_ROW) {
                final long leftNs = jobs.rows().job(row).walltimeNs() - jobs.cluster().ranNs(row);
                if (leftNs > 0) {
                    // Less than a slice would be asked for again before the job's next turn.
                    extensions.addLong(jobId);
                    extensions.addLong(
                            view.jobWalltimeNs(kernelRow) + Math.max(leftNs, timesliceNs));
                }
            }
        }
        for (int i = 0; i < extensions.size(); i += 2) {
            kernel.alterWalltime(extensions.getLong(i), extensions.getLong(i + 1));
        }
        extensions.clear();
    }
}
