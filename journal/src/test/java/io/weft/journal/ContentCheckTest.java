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
package io.weft.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.weft.core.spi.Journal;
import io.weft.core.wire.SnapshotHeaderEncoder;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class ContentCheckTest {
    private static final long TIME_NS = 500;

    private final ContentCheck check = new ContentCheck();

    private String fault(final int kind, final long position, final UnsafeBuffer payload) {
        final RecordBuffer record = new RecordBuffer();
        record.encode(0, 0, kind, position, TIME_NS, payload, 0, payload.capacity());
        return check.fault(record);
    }

    private String faultOfDecisions(final UnsafeBuffer... messages) {
        return fault(Journal.DECISIONS, 9, Messages.frames(messages));
    }

    @Test
    void shouldFindNothingInWhatAKernelWrites() {
        assertNull(fault(Journal.ENTRY, 0, Messages.launchMark()));
        assertNull(fault(Journal.ENTRY, 9, Messages.clock()));
        assertNull(fault(Journal.ENTRY_AND_PASS, 9, Messages.name("x")));
        assertNull(
                faultOfDecisions(Messages.accepted(9, TIME_NS, 0), Messages.start(9, TIME_NS, 1)));
    }

    @Test
    void shouldAskForTheLaunchMarkAtTheBeginningAndOnlyThere() {
        assertEquals(
                "expected the launch mark, found Clock", fault(Journal.ENTRY, 0, Messages.clock()));
        assertEquals(
                "expected an input, found LaunchMark",
                fault(Journal.ENTRY, 9, Messages.launchMark()));
        assertEquals(
                "expected an input, found JobAccepted",
                fault(Journal.ENTRY, 9, Messages.accepted(9, TIME_NS, 0)));
    }

    @Test
    void shouldAskForDecisionsAmongDecisions() {
        final UnsafeBuffer snapshot = Messages.clock();
        snapshot.putShort(2, (short) SnapshotHeaderEncoder.TEMPLATE_ID);

        assertEquals("expected a decision, found Clock", faultOfDecisions(Messages.clock()));
        assertEquals("expected a decision, found SnapshotHeader", faultOfDecisions(snapshot));
    }

    @Test
    void shouldCompareWhatDecisionsSayOfTheirPlace() {
        assertEquals(
                "expected position 9 of a decision, found 8",
                faultOfDecisions(Messages.accepted(8, TIME_NS, 0)));
        assertEquals(
                "expected time 500 of a decision, found 501",
                faultOfDecisions(Messages.accepted(9, 501, 0)));
        assertEquals(
                "expected number 1 of a decision, found 0",
                faultOfDecisions(Messages.accepted(9, TIME_NS, 0), Messages.start(9, TIME_NS, 0)));
    }

    @Test
    void shouldTellTheFirstOfTwoFaultsAndForgetItForTheNextRecord() {
        assertEquals(
                "expected position 9 of a decision, found 7",
                faultOfDecisions(Messages.accepted(7, TIME_NS, 3)));
        assertNull(faultOfDecisions(Messages.accepted(9, TIME_NS, 0)));
    }

    @Test
    void shouldAskForMessagesThatAreWhole() {
        final UnsafeBuffer name = Messages.name("somebody");
        final UnsafeBuffer cut = new UnsafeBuffer(name, 0, name.capacity() - 1);
        assertEquals(
                "expected a message of the length that it says, found another length",
                fault(Journal.ENTRY, 9, cut));
        assertEquals(
                "expected a message, found 5 bytes",
                fault(Journal.ENTRY, 9, new UnsafeBuffer(name, 0, 5)));

        final UnsafeBuffer frame = Messages.frames(Messages.accepted(9, TIME_NS, 0));
        frame.putInt(0, 10_000);
        assertEquals(
                "expected the length of a decision, found 10000",
                fault(Journal.DECISIONS, 9, frame));
    }

    @Test
    void shouldSayWhatThisVersionDoesNotKnow() {
        final UnsafeBuffer later = Messages.clock();
        later.putShort(2, (short) 99);

        assertEquals(
                "expected a message that this version knows, found 7310:99",
                fault(Journal.ENTRY, 9, later));
    }
}
