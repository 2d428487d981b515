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
package io.weft.simulator.accounting;

/**
 * A job that ended, as its log describes it. Times are seconds since 1970, lengths are seconds.
 *
 * @param number the job's own number; {@link #NOT_KNOWN}: it has none, as the task of an array
 * @param taskCount how many jobs the record stands for, above 0
 * @param submitS when it was submitted
 * @param eligibleS when it could have started; {@link #NOT_KNOWN}: not stated
 * @param startS when it started; {@link #NOT_KNOWN}: not stated, or never
 * @param endS when it ended; {@link #NOT_KNOWN}: not stated
 * @param elapsedS how long it ran; {@link #NOT_KNOWN}: not stated
 * @param limitS how long it was allowed to run; {@link #NOT_KNOWN}: not stated, or for ever
 * @param processors processors it had; 0: not stated
 * @param requestedProcessors processors it asked for; 0: not stated
 * @param nodeCount nodes it had; 0: not stated
 * @param memory what it asked for; null: not stated
 * @param usedMemory bytes it used on all nodes together; {@link #NOT_KNOWN}: not stated
 * @param user the user's name; may be empty
 * @param group the group's name; may be empty
 * @param queue the queue's or partition's name; may be empty
 */
record LoggedJob(
        long number,
        int taskCount,
        long submitS,
        long eligibleS,
        long startS,
        long endS,
        long elapsedS,
        long limitS,
        int processors,
        int requestedProcessors,
        int nodeCount,
        RequestedMemory memory,
        long usedMemory,
        String user,
        String group,
        String queue) {
    static final long NOT_KNOWN = -1;

    /** The smallest 2^n above every time and length that is real: the year 2242. */
    static final long SECONDS_MAX = 1L << 33;
}
