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
package io.weft.core.explain;

import io.weft.core.client.DecisionListener;
import io.weft.core.client.DecisionReader;
import io.weft.core.engine.DecisionWriter;
import io.weft.core.spi.Journal;
import io.weft.core.spi.JournalCursor;
import io.weft.core.wire.JobPreemptedDecoder;
import io.weft.core.wire.MessageHeaderDecoder;
import io.weft.core.wire.SubmitJobDecoder;
import org.agrona.DirectBuffer;

/** Reads the submissions and the decisions of a journal, and recomputes nothing. */
abstract class DecisionScan implements DecisionListener {
    /** Of a submission, however old its writer: all up to the account. */
    private static final int LEAST_LENGTH =
            SubmitJobDecoder.accountIdEncodingOffset() + SubmitJobDecoder.accountIdEncodingLength();

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final SubmitJobDecoder submitJob = new SubmitJobDecoder();
    private final JobPreemptedDecoder jobPreempted = new JobPreemptedDecoder();
    private final DecisionReader decisions = new DecisionReader();

    final void read(final Journal journal) {
        try (JournalCursor cursor = journal.read(0)) {
            boolean hasMore = true;
            while (hasMore) {
                hasMore = cursor.poll(this::onRecord);
            }
        }
    }

    private void onRecord(
            final int kind,
            final long position,
            final long timeNs,
            final DirectBuffer buffer,
            final int offset,
            final int length) {
        if (Journal.isEntry(kind)) {
            onEntry(position, buffer, offset, length);
        } else {
            int at = offset;
            while (at < offset + length) {
                onDecision(buffer, at + DecisionWriter.FRAME_HEADER_LENGTH);
                at += DecisionWriter.frameLength(buffer.getInt(at));
            }
        }
    }

    private void onDecision(final DirectBuffer buffer, final int offset) {
        header.wrap(buffer, offset);
        if (header.templateId() == JobPreemptedDecoder.TEMPLATE_ID) {
            onPreempted(jobPreempted.wrapAndApplyHeader(buffer, offset, header));
        } else {
            decisions.read(buffer, offset, this);
        }
    }

    private void onEntry(
            final long position, final DirectBuffer buffer, final int offset, final int length) {
        if (length < MessageHeaderDecoder.ENCODED_LENGTH + LEAST_LENGTH) {
            return;
        }
        header.wrap(buffer, offset);
        if (header.schemaId() == MessageHeaderDecoder.SCHEMA_ID
                && header.templateId() == SubmitJobDecoder.TEMPLATE_ID
                && header.blockLength() >= LEAST_LENGTH) {
            submitJob.wrapAndApplyHeader(buffer, offset, header);
            onSubmitted(position, submitJob.jobId(), jobCount(), submitJob.accountId());
        }
    }

    /** An array, and copies, have ids that follow on the first. */
    private int jobCount() {
        return header.blockLength() < SubmitJobDecoder.BLOCK_LENGTH
                ? 1
                : Math.max(1, Math.max(submitJob.arrayCount(), submitJob.copyCount()));
    }

    /** Somebody submitted jobs with ids that follow on the first; they may be rejected yet. */
    abstract void onSubmitted(long position, long firstId, int jobCount, int accountId);

    /** A job has to give way. */
    abstract void onPreempted(JobPreemptedDecoder decision);
}
