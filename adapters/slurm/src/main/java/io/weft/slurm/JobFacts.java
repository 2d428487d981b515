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
package io.weft.slurm;

import io.weft.manager.JobKey;
import io.weft.manager.ObservedState;

/**
 * What must be known of a job before something is told about it.
 *
 * @param id number of the job, or of its array.
 * @param taskIndex of a task, or {@link JobKey#NO_TASK}.
 * @param submitTimeS when Slurm says that it was submitted; later than it was, for a job that was
 *     requeued.
 * @param state what Slurm does with it.
 * @param restartCount how often it was requeued.
 * @param comment what is in its comment.
 */
record JobFacts(
        long id,
        int taskIndex,
        long submitTimeS,
        ObservedState state,
        int restartCount,
        JobComment comment) {
    /**
     * The key, which stays the same when Slurm requeues the job.
     *
     * @throws IllegalArgumentException when Slurm gives numbers that are too high for a key.
     */
    JobKey key() {
        final boolean isMarked = comment.submitTimeS() != JobComment.NULL_TIME;
        return new JobKey(id, taskIndex, isMarked ? comment.submitTimeS() : submitTimeS);
    }

    /**
     * What a state of Slurm means here. One that is not known may hold nodes, so it counts as
     * completing: nothing is done about it.
     *
     * @param name of the state, in full.
     * @param priority of the job; 0 holds it.
     */
    static ObservedState state(final String name, final long priority) {
        return switch (name) {
            case "PENDING", "SPECIAL_EXIT" ->
                    priority == 0 ? ObservedState.HELD : ObservedState.PENDING;
            case "RUNNING", "CONFIGURING", "RESIZING", "SIGNALING", "STOPPED" ->
                    ObservedState.RUNNING;
            case "SUSPENDED" -> ObservedState.SUSPENDED;
            case "BOOT_FAIL",
                    "CANCELLED",
                    "COMPLETED",
                    "DEADLINE",
                    "FAILED",
                    "NODE_FAIL",
                    "OUT_OF_MEMORY",
                    "PREEMPTED",
                    "REVOKED",
                    "TIMEOUT" ->
                    ObservedState.ENDED;
            default -> ObservedState.COMPLETING;
        };
    }
}
