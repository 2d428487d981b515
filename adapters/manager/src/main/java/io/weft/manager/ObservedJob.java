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

import java.util.List;

/**
 * One job of a managed queue, as its resource manager sees it.
 *
 * @param key of the job.
 * @param user name of its owner.
 * @param account name of what it is charged to; may be empty.
 * @param queue name of its queue (Slurm: partition).
 * @param state what the manager does with it.
 * @param isHeldByUser whether, beside waiting for Weft, somebody wants it not to start.
 * @param ask what it asks for.
 * @param nodes names of the nodes that it holds; none while it waits.
 * @param token of the order to start it that reached the manager last, or null for none. A job that
 *     waits again after a run may still carry one.
 * @param end how it ended, or null while it has not.
 * @param busyMilliCores how much of its cores it keeps busy, in thousandths of a core, or {@link
 *     #NULL_BUSY}.
 */
public record ObservedJob(
        JobKey key,
        String user,
        String account,
        String queue,
        ObservedState state,
        boolean isHeldByUser,
        JobAsk ask,
        List<String> nodes,
        StartToken token,
        JobEnd end,
        long busyMilliCores) {
    /** Nobody knows how busy its cores are. */
    public static final long NULL_BUSY = -1;

    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException when a job has ended and nothing says how, or the reverse.
     */
    public ObservedJob {
        if ((state == ObservedState.ENDED) != (end != null)) {
            throw new IllegalArgumentException("state=" + state + ", end=" + end + ", job=" + key);
        }
        nodes = List.copyOf(nodes);
    }
}
