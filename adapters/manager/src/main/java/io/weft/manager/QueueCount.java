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

/**
 * How many jobs of one class there are in one queue.
 *
 * @param queue name of the queue.
 * @param jobClass of the jobs.
 * @param pendingCount jobs that wait.
 * @param runningCount jobs that are to run, run or are being ended.
 * @param suspendedCount jobs that hold their nodes and stand still.
 * @param oldestPendingS when the oldest of those that wait was submitted, s since 1970, or {@link
 *     #NULL_TIME}.
 */
public record QueueCount(
        String queue,
        JobClass jobClass,
        int pendingCount,
        int runningCount,
        int suspendedCount,
        long oldestPendingS) {
    /** Nothing waits, or nobody knows since when. */
    public static final long NULL_TIME = -1;
}
