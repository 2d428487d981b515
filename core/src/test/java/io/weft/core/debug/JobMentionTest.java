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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.KernelHost;
import io.weft.core.client.JobRequest;
import io.weft.core.schema.MessageSchema;
import io.weft.core.spi.Journal;
import io.weft.core.state.Limits;
import io.weft.core.wire.MessageHeaderDecoder;
import io.weft.core.wire.MessageHeaderEncoder;
import io.weft.core.wire.SubmitJobDecoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class JobMentionTest {
    private static final MessageSchema SCHEMA = MessageSchema.load();
    private final List<byte[]> inputs = new ArrayList<>();
    private final List<byte[]> decisions = new ArrayList<>();

    JobMentionTest() {
        try (KernelHost host = new KernelHost(new Limits().nodeCount(2).coresPerNode(8))) {
            host.define(2, 8, 1);
            final JobRequest request = new JobRequest();
            host.in.submitJob(request.clear().jobId(20).walltimeNs(1000).nodes(1, 1).array(3, 0));
            host.submit(30, 2, 2);
            host.run();
            for (final Moment moment : Moments.read(host.journal, 0, 100)) {
                inputs.add(moment.input());
                decisions.addAll(moment.decisions());
            }
            assertEquals(Journal.ENTRY, host.journal.items.get(0).kind());
        }
    }

    private static boolean isIn(final long jobId, final byte[] message, final int length) {
        return new JobMention(SCHEMA, jobId).isIn(new UnsafeBuffer(message), 0, length);
    }

    private static boolean isIn(final long jobId, final byte[] message) {
        return isIn(jobId, message, message.length);
    }

    private static int templateId(final byte[] message) {
        return new MessageHeaderDecoder().wrap(new UnsafeBuffer(message), 0).templateId();
    }

    private byte[] array() {
        return inputs.stream()
                .filter(input -> templateId(input) == SubmitJobDecoder.TEMPLATE_ID)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldKnowAllJobsOfAnArray() {
        assertFalse(isIn(19, array()));
        assertTrue(isIn(20, array()));
        assertTrue(isIn(21, array()));
        assertTrue(isIn(22, array()));
        assertFalse(isIn(23, array()));
    }

    @Test
    void shouldFindNothingInWhatIsCutOrOfAnotherSchema() {
        for (int length = 0; length < array().length; length++) {
            final boolean hasBlock =
                    length >= MessageHeaderDecoder.ENCODED_LENGTH + SubmitJobDecoder.BLOCK_LENGTH;
            assertEquals(hasBlock, isIn(21, array(), length), "length " + length);
        }
        final byte[] foreign = array();
        final UnsafeBuffer buffer = new UnsafeBuffer(foreign);
        final MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(buffer, 0);
        final int blockLength = header.blockLength();
        new MessageHeaderEncoder().wrap(buffer, 0).schemaId(header.schemaId() + 1);
        assertFalse(isIn(20, foreign));
        assertFalse(isIn(21, foreign));
        new MessageHeaderEncoder().wrap(buffer, 0).schemaId(MessageHeaderDecoder.SCHEMA_ID);
        new MessageHeaderEncoder().wrap(buffer, 0).blockLength(blockLength - 1);
        assertFalse(isIn(21, foreign), "a block that is shorter than this version knows");
        new MessageHeaderEncoder().wrap(buffer, 0).blockLength(0xFFF0);
        assertFalse(isIn(20, foreign), "a block that is longer than the message");
        new MessageHeaderEncoder().wrap(buffer, 0).blockLength(blockLength).templateId(9999);
        assertFalse(isIn(20, foreign), "a message that nobody knows");
    }

    /** Whatever is written over a message, looking for a job in it stays within its bytes. */
    @Test
    void shouldStayInsideAMessageWhateverItSays() {
        final List<byte[]> messages = new ArrayList<>(inputs);
        messages.addAll(decisions);
        final FieldSearch everywhere = new FieldSearch(SCHEMA, field -> true);
        long foundCount = 0;
        for (final byte[] message : messages) {
            for (int at = 0; at < message.length; at++) {
                final byte[] damaged = message.clone();
                damaged[at] = -1;
                // A buffer of exactly this length: a load behind its end throws.
                final UnsafeBuffer buffer = new UnsafeBuffer(damaged);
                foundCount += everywhere.finds(-7, buffer, 0, damaged.length) ? 1 : 0;
                foundCount += everywhere.finds(-7, buffer, 0, at) ? 1 : 0;
            }
        }
        assertEquals(0, foundCount);
    }

    @Test
    void shouldFindValuesInGroups() {
        final FieldSearch cores = new FieldSearch(SCHEMA, field -> field.name().equals("coreMask"));
        final long found =
                decisions.stream()
                        .filter(
                                message ->
                                        cores.finds(
                                                3, new UnsafeBuffer(message), 0, message.length))
                        .count();
        assertTrue(found >= 1, "job 30 has the first two cores of a node that the array left");
    }
}
