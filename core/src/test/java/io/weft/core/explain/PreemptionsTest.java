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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.KernelHost;
import io.weft.core.client.JobRequest;
import io.weft.core.engine.DecisionWriter;
import io.weft.core.spi.Journal;
import io.weft.core.state.Limits;
import io.weft.core.wire.ClockEncoder;
import io.weft.core.wire.JobPreemptedEncoder;
import io.weft.core.wire.MessageHeaderEncoder;
import io.weft.core.wire.PreemptionKind;
import io.weft.core.wire.ReasonCode;
import java.util.List;
import org.agrona.BitUtil;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class PreemptionsTest {
    /** Jobs 1 and 2 of accounts 10 and 20, and the journal's word that the one gave way. */
    private static Journal journal(final long beneficiaryId) {
        try (KernelHost host = new KernelHost(new Limits().nodeCount(2).coresPerNode(4))) {
            host.define(2, 4, 1);
            final JobRequest job = new JobRequest().walltimeNs(1000).nodes(1, 4);
            host.in.submitJob(job.jobId(1).owner(1, 10));
            host.in.submitJob(job.jobId(2).owner(2, 20));
            host.run();
            append(host.journal, beneficiaryId);
            return host.journal;
        }
    }

    private static void append(final Journal journal, final long beneficiaryId) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[256]);
        final long position = journal.lastPosition() + 1;
        final ClockEncoder clock =
                new ClockEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
        final int clockLength = MessageHeaderEncoder.ENCODED_LENGTH + clock.encodedLength();
        journal.append(Journal.ENTRY, position, 500, buffer, 0, clockLength);
        final JobPreemptedEncoder decision =
                new JobPreemptedEncoder()
                        .wrapAndApplyHeader(
                                buffer,
                                DecisionWriter.FRAME_HEADER_LENGTH,
                                new MessageHeaderEncoder())
                        .position(position)
                        .time(500)
                        .number(0)
                        .jobId(1)
                        .beneficiaryId(beneficiaryId)
                        .workLost(1600)
                        .grace(30)
                        .kind(PreemptionKind.REQUEUE)
                        .reason(ReasonCode.PREEMPTED);
        final int length = MessageHeaderEncoder.ENCODED_LENGTH + decision.encodedLength();
        buffer.putLong(0, length);
        journal.append(
                Journal.DECISIONS,
                position,
                500,
                buffer,
                0,
                DecisionWriter.FRAME_HEADER_LENGTH + BitUtil.align(length, 8));
    }

    @Test
    void shouldNameVictimBeneficiaryWayReasonAndLoss() {
        final Journal journal = journal(2);

        assertEquals(
                List.of(
                        new Preemption(
                                journal.lastPosition(),
                                500,
                                1L,
                                2L,
                                false,
                                "requeue",
                                new Reason("PREEMPTED", 2L, "it had to give way to job 2"),
                                1600,
                                30)),
                Preemptions.in(journal, null));
    }

    @Test
    void shouldTellATenantOnlyOfItsOwnJob() {
        final Journal journal = journal(2);

        final Preemption ofVictim = Preemptions.in(journal, 10).get(0);
        assertEquals(1, ofVictim.victimId());
        assertNull(ofVictim.beneficiaryId());
        assertNull(ofVictim.reason().number());
        assertTrue(ofVictim.ofOtherTenant());
        assertEquals("it had to give way to another tenant's job", ofVictim.reason().text());
        assertNull(Preemptions.in(journal, 20).get(0).victimId());
        assertEquals(List.of(), Preemptions.in(journal, 30));
    }

    @Test
    void shouldKnowAPreemptionForNobody() {
        final Preemption preemption = Preemptions.in(journal(-1), 10).get(0);

        assertNull(preemption.beneficiaryId());
        assertEquals("it had to give way to nobody", preemption.reason().text());
    }
}
