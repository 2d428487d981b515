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

import io.weft.core.client.AllocationSlices;
import io.weft.core.client.DecisionListener;
import io.weft.core.client.DecisionStamp;
import io.weft.core.engine.DecisionFrames;
import io.weft.core.spi.Journal;
import io.weft.core.spi.JournalCursor;
import io.weft.core.wire.JobEndedDecoder;
import io.weft.core.wire.MessageHeaderDecoder;
import io.weft.core.wire.ReasonCode;
import io.weft.core.wire.SubmitJobDecoder;
import java.util.LinkedHashMap;
import java.util.Map;
import org.agrona.DirectBuffer;

/** What a journal says of the jobs in it, counted. */
final class JournalCount implements DecisionListener {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final SubmitJobDecoder submitJob = new SubmitJobDecoder();
    private final JobEndedDecoder jobEnded = new JobEndedDecoder();
    private final DecisionFrames frames = new DecisionFrames();
    private final Map<Long, Integer> submissions = new LinkedHashMap<>();
    private final Map<Long, Integer> ends = new LinkedHashMap<>();
    private final Map<Long, Integer> terminations = new LinkedHashMap<>();
    private int highestMultiplicity;
    private final Map<Long, Integer> starts = new LinkedHashMap<>();
    private int startCount;
    private long entryCount;

    private JournalCount() {}

    static JournalCount of(final Journal journal) {
        final JournalCount count = new JournalCount();
        try (JournalCursor cursor = journal.read(0)) {
            boolean hasMore = true;
            while (hasMore) {
                hasMore = cursor.poll(count::onRecord);
            }
        }
        return count;
    }

    private void onRecord(
            final int kind,
            final long position,
            final long timeNs,
            final DirectBuffer buffer,
            final int offset,
            final int length) {
        if (!Journal.isEntry(kind)) {
            frames.read(buffer, offset, length, this);
            return;
        }
        entryCount++;
        header.wrap(buffer, offset);
        if (header.templateId() == SubmitJobDecoder.TEMPLATE_ID) {
            submitJob.wrapAndApplyHeader(buffer, offset, header);
            submissions.merge(submitJob.jobId(), 1, Integer::sum);
        } else if (header.templateId() == JobEndedDecoder.TEMPLATE_ID) {
            jobEnded.wrapAndApplyHeader(buffer, offset, header);
            ends.merge(jobEnded.jobId(), 1, Integer::sum);
        }
    }

    @Override
    public void onStartJob(
            final DecisionStamp stamp,
            final long jobId,
            final ReasonCode reason,
            final int multiplicity,
            final AllocationSlices slices) {
        startCount++;
        starts.merge(jobId, 1, Integer::sum);
        highestMultiplicity = Math.max(highestMultiplicity, multiplicity);
    }

    @Override
    public void onTerminateJob(
            final DecisionStamp stamp,
            final long jobId,
            final ReasonCode reason,
            final long detail) {
        terminations.merge(jobId, 1, Integer::sum);
    }

    /** How often the kernel had a job started. */
    int starts(final long jobId) {
        return starts.getOrDefault(jobId, 0);
    }

    /** How often the kernel had a job ended. */
    int terminations(final long jobId) {
        return terminations.getOrDefault(jobId, 0);
    }

    /** How often the kernel was told of a job. */
    int submissions(final long jobId) {
        return submissions.getOrDefault(jobId, 0);
    }

    /** How often the kernel was told that a job had ended. */
    int ends(final long jobId) {
        return ends.getOrDefault(jobId, 0);
    }

    int highestMultiplicity() {
        return highestMultiplicity;
    }

    int startCount() {
        return startCount;
    }

    long entryCount() {
        return entryCount;
    }
}
