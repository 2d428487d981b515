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
package io.weft.simulator.scenario;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.client.InputWriter;
import io.weft.core.client.JobRequest;
import io.weft.core.wire.AlterJobDecoder;
import io.weft.core.wire.AlterQueueDecoder;
import io.weft.core.wire.BooleanType;
import io.weft.core.wire.DefineQueueDecoder;
import io.weft.core.wire.DependencyKind;
import io.weft.core.wire.JobClass;
import io.weft.core.wire.JobStartFailedDecoder;
import io.weft.core.wire.MessageHeaderDecoder;
import io.weft.core.wire.NodeState;
import io.weft.core.wire.NodeStateChangedDecoder;
import io.weft.core.wire.ProposePlacementDecoder;
import io.weft.core.wire.SetPolicyDecoder;
import io.weft.core.wire.SliceDecoder;
import io.weft.core.wire.SubmitJobDecoder;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;
import org.junit.jupiter.api.Test;

/** What is written by names, against what the generated codecs read. */
class MessageTextTest {
    private final MessageText text = new MessageText();
    private final MessageBytes bytes = new MessageBytes(text.schema());
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();

    private UnsafeBuffer encode(final String line) {
        return new UnsafeBuffer(bytes.encode(text.complete(text.input(Term.all(line)))));
    }

    @Test
    void shouldWriteAJobWithItsDefaults() {
        final SubmitJobDecoder job =
                new SubmitJobDecoder()
                        .wrapAndApplyHeader(
                                encode("submit 7 nodes=2 cores=8 memory=4GiB class=interactive"),
                                0,
                                header);

        assertEquals(7, job.jobId());
        assertEquals(2, job.nodeCount());
        assertEquals(8, job.coresPerNode());
        assertEquals(4L << 30, job.memoryPerNode());
        assertEquals(JobClass.INTERACTIVE, job.jobClass());
        assertEquals(3_600_000_000_000L, job.walltime());
        assertEquals(-1, job.reservationId());
        assertEquals(BooleanType.YES, job.preemptable());
        assertEquals(0, job.queueId());
        assertEquals(BooleanType.NO, job.exclusive());
        assertEquals(MessageHeaderDecoder.SCHEMA_VERSION, header.version());
    }

    @Test
    void shouldGiveAJobWhatTheWriterGivesIt() {
        final int length = 1 << 16;
        final var ring =
                new OneToOneRingBuffer(
                        new UnsafeBuffer(
                                BufferUtil.allocateDirectAligned(
                                        length + RingBufferDescriptor.TRAILER_LENGTH, 64)));
        new InputWriter(ring, () -> false)
                .submitJob(new JobRequest().jobId(7).walltimeNs(3_600_000_000_000L));

        final byte[] expected = encode("submit 7").byteArray();
        final byte[] written = new byte[expected.length];
        final int[] lengths = new int[1];
        ring.read(
                (type, buffer, offset, count) -> {
                    lengths[0] = count;
                    buffer.getBytes(offset, written);
                });
        assertEquals(expected.length, lengths[0]);
        assertArrayEquals(expected, written);
    }

    @Test
    void shouldLeaveWhatAnAlterationOfQueueDoesNotName() {
        final AlterQueueDecoder queue =
                new AlterQueueDecoder()
                        .wrapAndApplyHeader(
                                encode("alter-queue 3 max-multiplicity=4 nodes=0-7,9"), 0, header);

        assertEquals(3, queue.queueId());
        assertEquals(4, queue.maxMultiplicity());
        assertEquals(AlterQueueDecoder.priorityNullValue(), queue.priority());
        assertEquals(AlterQueueDecoder.walltimeMaxNullValue(), queue.walltimeMax());
        assertEquals(AlterQueueDecoder.nodeCountMaxNullValue(), queue.nodeCountMax());
        assertEquals(AlterQueueDecoder.coreCountMaxNullValue(), queue.coreCountMax());
        assertEquals(BooleanType.NO, queue.allNodes());
        assertEquals(2, queue.nodes().count());
    }

    @Test
    void shouldKeepWhatIsNotAltered() {
        final AlterJobDecoder job =
                new AlterJobDecoder().wrapAndApplyHeader(encode("alter 7 priority=3"), 0, header);

        assertEquals(AlterJobDecoder.walltimeNullValue(), job.walltime());
        assertEquals(3, job.priority());
    }

    @Test
    void shouldTakeNoneFromTheSchemaWhenItSaysWhatNoneIs() {
        final JobStartFailedDecoder failed =
                new JobStartFailedDecoder().wrapAndApplyHeader(encode("failed 7"), 0, header);

        assertEquals(-1, failed.nodeId());
    }

    @Test
    void shouldWriteRangesAndTexts() {
        final DefineQueueDecoder queue =
                new DefineQueueDecoder()
                        .wrapAndApplyHeader(
                                encode("queue 1 max-multiplicity=2 nodes=0-3,7"), 0, header);
        assertEquals(2, queue.maxMultiplicity());
        final DefineQueueDecoder.NodesDecoder nodes = queue.nodes();
        assertEquals(2, nodes.count());
        assertEquals(3, nodes.next().lastNodeId());
        assertEquals(7, nodes.next().firstNodeId());
        assertEquals(7, nodes.lastNodeId());

        final SetPolicyDecoder policy =
                new SetPolicyDecoder()
                        .wrapAndApplyHeader(encode("SetPolicy name=\"easy+pack\""), 0, header);
        assertEquals(1200, policy.overheadPerMille());
        assertEquals("easy+pack", policy.name());
    }

    @Test
    void shouldWriteSlicesAsTheKernelDoes() {
        final ProposePlacementDecoder proposal =
                new ProposePlacementDecoder()
                        .wrapAndApplyHeader(
                                encode("propose 7 n0[0-65]/2GiB/g[1],n3[2]"), 0, header);
        final ProposePlacementDecoder.SlicesDecoder slices = proposal.slices();
        assertEquals(3, slices.count());
        final SliceDecoder first = slices.next().slice();
        assertEquals(-1L, first.coreMask());
        assertEquals(2L << 30, first.memory());
        assertEquals(2, first.gpuMask());
        assertEquals(1, first.gpuCount());
        final SliceDecoder second = slices.next().slice();
        assertEquals(64, second.firstCore());
        assertEquals(3, second.coreMask());
        assertEquals(0, second.memory());
        assertEquals(3, slices.next().slice().nodeId());
    }

    @Test
    void shouldKnowWordsThatSayMoreThanAMessage() {
        final NodeStateChangedDecoder node =
                new NodeStateChangedDecoder().wrapAndApplyHeader(encode("drain 3"), 0, header);

        assertEquals(3, node.nodeId());
        assertEquals(NodeState.DRAINING, node.state());
    }

    @Test
    void shouldReadWhatItPrints() {
        final String line =
                "StartJob jobId=3 multiplicity=2 reason=FITS slices=n0[0-7,9]/4GiB/g[0-1],n2[64-70]";

        final Message start = text.decision(Term.all(line));

        assertEquals(line, text.text(start));
        assertEquals(
                "start 3 FITS n0[0-7,9]/4GiB/g[0-1],n2[64-70] multiplicity=2",
                text.shortText(start));
        assertTrue(text.decision(Term.all("start 3 slices=n0[0-7,9],n2[64-70]")).matches(start));
        assertEquals(
                "[slices]",
                text.decision(Term.all("start 3 FITS n0[0-7,9]")).differing(start).toString());
    }

    @Test
    void shouldKnowEveryInputAndDecisionOfTheSchema() {
        int count = 0;
        for (final int templateId : text.schema().templateIds()) {
            final String name = text.schema().message(templateId).name();
            if (templateId < 100) {
                final Message message = text.complete(text.input(Term.all(name)));
                assertEquals(templateId, header.wrap(encode(name), 0).templateId());
                assertTrue(text.input(Term.all(text.text(message))).matches(message), name);
                final Message shortened = text.input(Term.all(text.shortText(message)));
                assertTrue(text.complete(shortened).matches(message), name);
                count++;
            } else if (templateId < 200) {
                assertEquals(name, text.text(text.decision(Term.all(name))));
                count++;
            }
        }
        assertTrue(count > 30, count + " messages");
    }

    @Test
    void shouldNameWhatIsNotUnderstood() {
        assertRefused("submt 1", "submt is no message");
        assertRefused("submit 1 colour=3", "colour=3: SubmitJob has no such field");
        assertRefused("submit 1 walltime=soon", "walltime=soon, expected a number");
        assertRefused("submit 1 class=slow", "jobClass=slow, expected one of [BATCH");
        assertRefused("submit 1 nodes=9999999999", "nodeCount=9999999999 is out of the range");
        assertRefused("submit 1 2", "2, expected FIELD=VALUE");
        assertRefused("submit 1 nodes<=2", "nodes<=2, expected FIELD=VALUE");
        assertRefused("propose 1 n0", "slices=n0, expected NODE[CORES]");
        assertRefused("queue 1 nodes=a", "a, expected numbers such as 0-3,7");
        assertRefused("StartJob 1", "StartJob, expected an input");
        assertRefused("LaunchMark", "LaunchMark, expected an input");
        assertRefused("", "expected the name of a message");
        assertRefused("jobId=1", "expected the name of a message");
        assertRefused("queue 1 nodes=7-3", "7-3, expected ranges that go up");
        assertRefused("propose 1 n0[0]/g[0,64]", "0,64, expected numbers below 64");
        assertRefused("submit 1 dependencies=3", "dependencies=3, expected [FIELD=VALUE");
        assertRefused("submit 1 dependencies=x]", "dependencies=x], expected [FIELD=VALUE");
        assertRefused(
                "submit 1 dependencies=[3 AFTER_OK 4]", "dependencies: 4 is one value too many");
        assertRefused("submit 1 dependencies=[3 colour=4]", "dependencies has no field colour");
    }

    @Test
    void shouldNameWhatIsNoDecision() {
        for (final String line : new String[] {"submit 1", "LaunchMark"}) {
            final var e =
                    assertThrows(
                            IllegalArgumentException.class, () -> text.decision(Term.all(line)));
            assertTrue(e.getMessage().endsWith(", expected a decision"), e.getMessage());
        }
    }

    @Test
    void shouldWriteGroupsWithOrWithoutNames() {
        final SubmitJobDecoder.DependenciesDecoder dependencies =
                new SubmitJobDecoder()
                        .wrapAndApplyHeader(
                                encode(
                                        "submit 7 dependencies=[3 AFTER_OK,"
                                                + " kind=AFTER_ANY jobId=4]"),
                                0,
                                header)
                        .dependencies();
        assertEquals(2, dependencies.count());
        assertEquals(3, dependencies.next().jobId());
        assertEquals(DependencyKind.AFTER_OK, dependencies.kind());
        assertEquals(4, dependencies.next().jobId());
        assertEquals(DependencyKind.AFTER_ANY, dependencies.kind());
        final String line = "SubmitJob jobId=7 dependencies=[jobId=3 kind=AFTER_OK]";
        assertEquals(line, text.text(text.input(Term.all(line))));
    }

    @Test
    void shouldRefuseATextThatIsTooLong() {
        encode("name 1 USER " + "x".repeat(255));

        final var e =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> encode("name 1 USER " + "x".repeat(256)));
        assertTrue(e.getMessage().endsWith(", expected at most 255 bytes"), e.getMessage());
    }

    private void assertRefused(final String line, final String expected) {
        final var e =
                assertThrows(
                        IllegalArgumentException.class, () -> text.input(Term.all(line)), line);
        assertTrue(e.getMessage().startsWith(expected), e.getMessage());
    }
}
