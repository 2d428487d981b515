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
package io.weft.cli;

import io.weft.core.spi.Journal;
import io.weft.core.spi.JournalCursor;
import io.weft.core.wire.MessageHeaderDecoder;
import io.weft.core.wire.SubmitJobDecoder;
import io.weft.manager.BridgeSnapshots;
import io.weft.manager.JobKey;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.agrona.DirectBuffer;

/**
 * A job as a resource manager names it: {@code 1234}, a task {@code 1234_5} or {@code 1234[5]},
 * with the server that PBS puts behind it. Numbers are given again: the one that was submitted last
 * is meant.
 */
final class ManagerJob {
    static final String FLAG = "--manager-job";

    private static final Pattern TEXT =
            Pattern.compile("([0-9]{1,9})(?:_([0-9]{1,7})|\\[([0-9]{1,7})\\])?(?:\\..*)?");

    private final String text;
    private final long id;
    private final int taskIndex;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final SubmitJobDecoder submitJob = new SubmitJobDecoder();
    private long found = -1;
    private long firstPosition = -1;

    private ManagerJob(String text, long id, int taskIndex) {
        this.text = text;
        this.id = id;
        this.taskIndex = taskIndex;
    }

    /** Reads a name. */
    static ManagerJob of(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw Failure.usage(FLAG + "=" + text + ", expected as in 1234, 1234_5 or 1234[5]");
        }
        String task = matcher.group(2) == null ? matcher.group(3) : matcher.group(2);
        return new ManagerJob(
                text,
                Long.parseLong(matcher.group(1)),
                task == null ? JobKey.NO_TASK : Integer.parseInt(task));
    }

    /**
     * Its id in the kernel; reads the whole journal, and a snapshot of the bridge when that has
     * forgotten how the job came.
     *
     * @param directory of the journal
     * @throws Failure of input if there is no such job
     */
    long idIn(Journal journal, Path directory) {
        try (JournalCursor cursor = journal.read(0)) {
            boolean hasMore = true;
            while (hasMore) {
                hasMore = cursor.poll(this::onRecord);
            }
        }
        if (found < 0 && firstPosition > 0) {
            Arrays.stream(BridgeSnapshots.of(directory, 1).jobIds()).forEach(this::onJob);
        }
        if (found < 0) {
            throw Failure.input(
                    FLAG
                            + "="
                            + text
                            + ": no such job was submitted in this journal"
                            + (firstPosition > 0
                                    ? ", which begins at position " + firstPosition
                                    : ""));
        }
        return found;
    }

    private void onRecord(
            int kind, long position, long timeNs, DirectBuffer buffer, int offset, int length) {
        firstPosition = firstPosition < 0 ? position : firstPosition;
        if (!Journal.isEntry(kind)) {
            return;
        }
        header.wrap(buffer, offset);
        if (header.templateId() == SubmitJobDecoder.TEMPLATE_ID) {
            submitJob.wrapAndApplyHeader(buffer, offset, header);
            onJob(submitJob.jobId());
        }
    }

    private void onJob(long jobId) {
        if (JobKey.idOf(jobId) == id && JobKey.taskIndexOf(jobId) == taskIndex) {
            found = jobId;
        }
    }
}
