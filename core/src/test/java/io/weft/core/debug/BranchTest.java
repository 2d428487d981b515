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
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.ListJournal;
import io.weft.core.spi.ForwardingPolicy;
import io.weft.core.spi.Journal;
import io.weft.core.spi.PlacementPolicy;
import io.weft.core.spi.PlacementSink;
import io.weft.core.wire.CancelJobEncoder;
import io.weft.core.wire.MessageHeaderEncoder;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class BranchTest {
    private final ListJournal journal = History.write(12, 200);

    private static PlacementPolicy policy(final String name, final int version) {
        return name.equals("idle") ? new IdlePolicy() : History.policy(name, version);
    }

    /** Starts nobody. */
    private static final class IdlePolicy extends ForwardingPolicy {
        IdlePolicy() {
            super(History.policy("first-fit", 0));
        }

        @Override
        public void pass(final long timeNs, final PlacementSink sink) {}
    }

    private TimeMachine machine() {
        return new TimeMachine(journal, BranchTest::policy, new MemoryCheckpoints(), null, 16);
    }

    private static byte[] cancel(final long jobId) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[64]);
        final CancelJobEncoder encoder = new CancelJobEncoder();
        encoder.wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder()).jobId(jobId).userId(0);
        final byte[] bytes =
                new byte[MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength()];
        buffer.getBytes(0, bytes);
        return bytes;
    }

    @Test
    void shouldDecideAsJournaledWhenNothingIsOther() {
        try (TimeMachine machine = machine()) {
            machine.goTo(20);

            final Branch branch = Branch.of(machine, null, List.of(), 100, 10);

            assertEquals(100, branch.entryCount());
            assertEquals(0, branch.differingCount());
            assertTrue(branch.end().isEmpty(), () -> branch.end().toString());
            assertEquals(20, machine.position());
        }
    }

    @Test
    void shouldDifferFromWhereAJobIsCancelled() {
        try (TimeMachine machine = machine()) {
            machine.goTo(20);
            machine.runUntil(List.of(new Conditions().decision("StartJob")));
            final long jobId = new StateView(machine).placed(1).get(0).jobId();
            final Branch.Input input =
                    new Branch.Input(machine.timeNs(), Journal.ENTRY_AND_PASS, cancel(jobId));

            final Branch branch = Branch.of(machine, null, List.of(input), 100, 1000);

            assertEquals(2, branch.injected().size(), "the job is told to end, and ends");
            assertTrue(branch.injected().get(0).decisions().size() > 0);
            assertTrue(branch.injected().get(1).decisions().size() > 0);
            assertTrue(branch.differingCount() > 0);
            assertEquals(branch.differingCount(), branch.differences().size());
            assertNull(branch.halt());
        }
    }

    @Test
    void shouldFindTheFirstDecisionOfAnotherPolicyThatIsOther() {
        try (TimeMachine machine = machine()) {
            final Branch same = Branch.untilDifferent(machine, "first-fit");
            assertEquals(0, same.differingCount());
            assertEquals(journal.lastPosition(), same.entryCount());

            final Branch other = Branch.untilDifferent(machine, "idle");
            assertEquals(1, other.differences().size());
            assertEquals(
                    other.differences().get(0).journaled().position(),
                    other.differences().get(0).branched().position());
        }
    }

    @Test
    void shouldLetAnotherPolicyDecideFromTheFirstEntryOn() {
        try (TimeMachine machine = machine()) {
            final Branch branch = Branch.of(machine, "idle", List.of(), journal.lastPosition(), 2);

            assertEquals(0, branch.position());
            assertTrue(branch.differingCount() > 2);
            assertEquals(2, branch.differences().size(), "the limit");
            assertEquals(0, branch.injected().size());
        }
    }

    @Test
    void shouldRefuseAPolicyThatIsNotKnown() {
        try (TimeMachine machine = machine()) {
            assertThrows(DebugException.class, () -> Branch.untilDifferent(machine, "nonsense"));
        }
    }
}
