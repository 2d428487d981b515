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
package io.weft.slurm.check;

import io.weft.core.state.Limits;
import io.weft.manager.QueueSpec;
import java.util.List;

/**
 * What Weft is to do at a site, as far as Slurm must be set up for it.
 *
 * @param queues that are managed, by the names of partitions.
 * @param limits of the kernel.
 * @param slotsPerCore CPUs that slurm.conf declares for each core.
 * @param configuration path of slurm.conf to read when the controller does not answer; empty for
 *     the usual one.
 * @param programs folder of scontrol, or empty for the search path.
 * @param user name of the user that Weft runs as.
 * @param isGuarded whether job_submit.lua is to check and release what Weft starts.
 */
public record ExamPlan(
        List<QueueSpec> queues,
        Limits limits,
        int slotsPerCore,
        String configuration,
        String programs,
        String user,
        boolean isGuarded) {
    /** Copies the list. */
    public ExamPlan {
        queues = List.copyOf(queues);
    }

    boolean isManaged(final String partition) {
        return queues.stream().anyMatch(queue -> queue.name().equals(partition));
    }
}
