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
package io.weft.pbs;

import io.weft.manager.JobKey;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A job as PBS names it: {@code 12.server}, the array {@code 12[].server}, its task {@code
 * 12[3].server}.
 *
 * @param number of the job.
 * @param taskIndex of a task, {@link JobKey#NO_TASK} for a job, or {@link #ARRAY}.
 */
record PbsJobId(long number, int taskIndex) {
    /** In place of the index of a task: all of them. */
    static final int ARRAY = -2;

    private static final Pattern TEXT =
            Pattern.compile("([0-9]{1,12})(?:\\[([0-9]{0,9})\\])?(?:\\..*)?");

    /** An id from its text, or null when it is none. */
    static PbsJobId parse(final String text) {
        final Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        final String index = matcher.group(2);
        final int taskIndex =
                index == null ? JobKey.NO_TASK : index.isEmpty() ? ARRAY : Integer.parseInt(index);
        return new PbsJobId(Long.parseLong(matcher.group(1)), taskIndex);
    }

    static PbsJobId of(final JobKey key) {
        return new PbsJobId(key.id(), key.taskIndex());
    }

    /** Whether a key can name it. */
    boolean isInRange() {
        return number <= JobKey.ID_MAX && taskIndex <= JobKey.TASK_INDEX_MAX;
    }

    /** The job itself, or the array that it is a task of: what PBS keeps a history of. */
    PbsJobId whole() {
        return taskIndex == JobKey.NO_TASK ? this : new PbsJobId(number, ARRAY);
    }

    /** As commands take it, of the server that they ask by default. */
    @Override
    public String toString() {
        return switch (taskIndex) {
            case JobKey.NO_TASK -> Long.toString(number);
            case ARRAY -> number + "[]";
            default -> number + "[" + taskIndex + "]";
        };
    }
}
