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

/**
 * A job as its resource manager names it. The number alone is not enough: a manager that crashed
 * may give a number again.
 *
 * @param id number of the job, or of the array it is a task of; 0..2^26-1.
 * @param taskIndex of a task of an array, or {@link #NO_TASK}; up to 2^22-2. The same before and
 *     after the manager gives the task a number of its own.
 * @param submitTimeS when it was submitted, s since 1970.
 */
public record JobKey(long id, int taskIndex, long submitTimeS) {
    /** Index of a job that is no task of an array. */
    public static final int NO_TASK = -1;

    private static final int TASK_BITS = 22;
    private static final int TIME_BITS = 15;

    /** Highest number of a job. */
    public static final long ID_MAX = (1L << 26) - 1;

    /** Highest index of a task. */
    public static final int TASK_INDEX_MAX = (1 << TASK_BITS) - 2;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException when a number is outside its range.
     */
    public JobKey {
        requireRange("id", id, 0, ID_MAX);
        requireRange("taskIndex", taskIndex, NO_TASK, TASK_INDEX_MAX);
        requireRange("submitTimeS", submitTimeS, 0, Long.MAX_VALUE);
    }

    /**
     * A job that is no task of an array.
     *
     * @param id number of the job.
     * @param submitTimeS when it was submitted, s since 1970.
     * @return the key.
     */
    public static JobKey of(final long id, final long submitTimeS) {
        return new JobKey(id, NO_TASK, submitTimeS);
    }

    /**
     * The id of the job in the kernel, a function of the key, so that it needs no table to survive:
     * 26 bits of the number, 22 of the task, 15 of the submit time. Two jobs can have the same only
     * if they have the same number, so never at the same time, and were submitted a multiple of 9
     * hours, 6 minutes and 8 seconds apart, to the second.
     *
     * @return from 0.
     */
    public long jobId() {
        final long time = submitTimeS & (1L << TIME_BITS) - 1;
        return (id << TASK_BITS | taskIndex + 1) << TIME_BITS | time;
    }

    /**
     * Number of the job whose id in the kernel is given.
     *
     * @param jobId in the kernel.
     * @return what {@link #id()} was.
     */
    public static long idOf(final long jobId) {
        return jobId >>> TASK_BITS + TIME_BITS;
    }

    /**
     * Task of the job whose id in the kernel is given.
     *
     * @param jobId in the kernel.
     * @return what {@link #taskIndex()} was.
     */
    public static int taskIndexOf(final long jobId) {
        return (int) (jobId >>> TIME_BITS & (1L << TASK_BITS) - 1) - 1;
    }

    private static void requireRange(
            final String name, final long value, final long min, final long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    name + "=" + value + ", expected " + min + ".." + max);
        }
    }

    @Override
    public String toString() {
        return (taskIndex == NO_TASK ? "" + id : id + "_" + taskIndex) + "@" + submitTimeS;
    }
}
