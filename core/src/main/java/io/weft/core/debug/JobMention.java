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
package io.weft.core.debug;

import io.weft.core.schema.MessageSchema;
import io.weft.core.wire.MessageHeaderDecoder;
import io.weft.core.wire.SubmitJobDecoder;
import org.agrona.DirectBuffer;

/** Tells which messages speak of a job. */
final class JobMention {
    private final FieldSearch search;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final SubmitJobDecoder submitJob = new SubmitJobDecoder();
    private final long jobId;

    JobMention(final MessageSchema schema, final long jobId) {
        search =
                new FieldSearch(
                        schema,
                        field ->
                                field.name().equals("jobId")
                                        || field.name().equals("beneficiaryId"));
        this.jobId = jobId;
    }

    boolean isIn(final DirectBuffer buffer, final int offset, final int length) {
        return search.finds(jobId, buffer, offset, length) || isSubmitted(buffer, offset, length);
    }

    /** An array, and copies, have ids that follow on the first. */
    private boolean isSubmitted(final DirectBuffer buffer, final int offset, final int length) {
        if (length < MessageHeaderDecoder.ENCODED_LENGTH + SubmitJobDecoder.BLOCK_LENGTH) {
            return false;
        }
        header.wrap(buffer, offset);
        if (header.schemaId() != MessageHeaderDecoder.SCHEMA_ID
                || header.templateId() != SubmitJobDecoder.TEMPLATE_ID
                || header.blockLength() < SubmitJobDecoder.BLOCK_LENGTH) {
            return false;
        }
        submitJob.wrapAndApplyHeader(buffer, offset, header);
        final long count = Math.max(submitJob.arrayCount(), submitJob.copyCount());
        return jobId > submitJob.jobId() && jobId - submitJob.jobId() < count;
    }
}
