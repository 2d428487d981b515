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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.spi.Journal;
import io.weft.core.wire.AlterJobEncoder;
import io.weft.core.wire.BooleanType;
import io.weft.core.wire.CopySpread;
import io.weft.core.wire.DefineNameEncoder;
import io.weft.core.wire.DependencyKind;
import io.weft.core.wire.GroupSizeEncodingEncoder;
import io.weft.core.wire.Isolation;
import io.weft.core.wire.JobAcceptedEncoder;
import io.weft.core.wire.JobClass;
import io.weft.core.wire.MessageHeaderEncoder;
import io.weft.core.wire.NameKind;
import io.weft.core.wire.ReasonCode;
import io.weft.core.wire.StartJobEncoder;
import io.weft.core.wire.SubmitJobEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class MessagePrinterTest {
    private final MessagePrinter printer = new MessagePrinter();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[1024]);

    private String print(final int kind, final int offset, final int length) {
        final StringBuilder text = new StringBuilder();
        printer.appendRecord(kind, buffer, offset, length, text);
        return text.toString();
    }

    private int encodeSubmit(final int offset) {
        final SubmitJobEncoder encoder = new SubmitJobEncoder();
        encoder.wrapAndApplyHeader(buffer, offset, header)
                .jobId(4711)
                .walltime(3_600_000_000_000L)
                .memoryPerNode(1 << 20)
                .memoryPerCore(0)
                .priority(-3)
                .features(0xF0)
                .beginTime(0)
                .deadline(0)
                .reservationId(-1)
                .queueId(2)
                .userId(7)
                .accountId(8)
                .nodeCount(16)
                .coresPerNode(128)
                .gpusPerNode(0)
                .coreCountMin(0)
                .jobClass(JobClass.URGENT)
                .exclusive(BooleanType.YES)
                .held(BooleanType.NO)
                .requeueable(BooleanType.NO)
                .memoryPerGpu(0)
                .arrayCount(0)
                .arrayRunningMax(0)
                .copyCount(0)
                .copySpread(CopySpread.NODES)
                .isolation(Isolation.TENANT)
                .checkpointable(BooleanType.NO)
                .preemptable(BooleanType.YES);
        encoder.dependenciesCount(1).next().jobId(99).kind(DependencyKind.AFTER_OK);
        encoder.licencesCount(0);
        return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
    }

    @Test
    void shouldPrintEveryFieldOfAnEntry() {
        final int length = encodeSubmit(3);

        assertEquals(
                "SubmitJob jobId=4711 walltime=3600000000000 memoryPerNode=1048576 memoryPerCore=0"
                        + " priority=-3 features=0xf0 beginTime=0 deadline=0 reservationId=-1"
                        + " queueId=2 userId=7 accountId=8 nodeCount=16 coresPerNode=128 gpusPerNode=0"
                        + " coreCountMin=0 jobClass=URGENT exclusive=YES held=NO requeueable=NO"
                        + " memoryPerGpu=0 arrayCount=0 arrayRunningMax=0 copyCount=0"
                        + " copySpread=NODES isolation=TENANT checkpointable=NO preemptable=YES refuseLate=NO"
                        + " dependencies=[jobId=99 kind=AFTER_OK] licences=[]",
                print(Journal.ENTRY, 3, length));
    }

    @Test
    void shouldPrintDecisionsWithTheirGroups() {
        final int first = encodeAccepted(0);
        final int second = encodeStart(first);

        assertEquals(
                "JobAccepted position=9 time=500 number=0 jobId=4711; StartJob position=9 time=500"
                        + " number=1 jobId=4711 multiplicity=2 reason=FITS"
                        + " slices=[coreMask=0xffffffffffffffff memory=77 nodeId=3 gpuCount=1"
                        + " firstCore=0 gpuMask=0x4, coreMask=0x1 memory=0 nodeId=3 gpuCount=0"
                        + " firstCore=64 gpuMask=0x0]",
                print(Journal.DECISIONS, 0, second));
    }

    private int encodeAccepted(final int frame) {
        final int length =
                MessageHeaderEncoder.ENCODED_LENGTH
                        + new JobAcceptedEncoder()
                                .wrapAndApplyHeader(buffer, frame + 8, header)
                                .position(9)
                                .time(500)
                                .number(0)
                                .jobId(4711)
                                .encodedLength();
        return endFrame(frame, length);
    }

    private int encodeStart(final int frame) {
        final StartJobEncoder start =
                new StartJobEncoder()
                        .wrapAndApplyHeader(buffer, frame + 8, header)
                        .position(9)
                        .time(500)
                        .number(1)
                        .jobId(4711)
                        .multiplicity(2)
                        .reason(ReasonCode.FITS);
        final StartJobEncoder.SlicesEncoder slices = start.slicesCount(2);
        slices.next().slice().coreMask(-1).memory(77).nodeId(3).gpuCount(1).firstCore(0).gpuMask(4);
        slices.next().slice().coreMask(1).memory(0).nodeId(3).gpuCount(0).firstCore(64).gpuMask(0);
        return endFrame(frame, MessageHeaderEncoder.ENCODED_LENGTH + start.encodedLength());
    }

    private int endFrame(final int frame, final int length) {
        buffer.putInt(frame, length);
        return (frame + 8 + length + 7) & -8;
    }

    @Test
    void shouldPrintTextOnOneLineWhateverItHolds() {
        final DefineNameEncoder name =
                new DefineNameEncoder()
                        .wrapAndApplyHeader(buffer, 0, header)
                        .nameId(5)
                        .kind(NameKind.USER);
        name.text("a\n1 2 entry \"x\" \\ \u001b[2J \u00fc \u2028 \u202e");
        final int length = MessageHeaderEncoder.ENCODED_LENGTH + name.encodedLength();

        assertEquals(
                "DefineName nameId=5 kind=USER text=\"a\\u000a1 2 entry \\\"x\\\" \\\\ \\u001b[2J"
                        + " \u00fc \\u2028 \\u202e\"",
                print(Journal.ENTRY, 0, length));
    }

    @Test
    void shouldLeaveOutFieldsThatAnOlderWriterDidNotKnow() {
        new AlterJobEncoder().wrapAndApplyHeader(buffer, 0, header).jobId(4711).walltime(9);
        buffer.putShort(0, (short) 16);

        assertEquals("AlterJob jobId=4711 walltime=9", print(Journal.ENTRY, 0, 24));
    }

    @Test
    void shouldSayWhatItDoesNotKnow() {
        encodeSubmit(0);
        buffer.putShort(2, (short) 9_999);

        assertEquals(
                "Unknown schemaId=7310 templateId=9999 length=50", print(Journal.ENTRY, 0, 50));
        assertEquals("Unknown length=7 (malformed)", print(Journal.ENTRY, 0, 7));
        assertTrue(print(Journal.DECISIONS, 0, 5).endsWith("(malformed)"));
    }

    @Test
    void shouldReadMessagesToTheLastByte() {
        final UnsafeBuffer name = Messages.name("");
        final StringBuilder text = new StringBuilder();
        printer.append(name, 0, name.capacity(), text);
        assertEquals("DefineName nameId=5 kind=USER text=\"\"", text.toString());

        buffer.putShort(2, (short) 9_999);
        buffer.putShort(4, (short) MessageHeaderEncoder.SCHEMA_ID);
        assertEquals("Unknown schemaId=7310 templateId=9999 length=8", print(Journal.ENTRY, 0, 8));
    }

    @Test
    void shouldPrintWhatIsWholeBeforeACut() {
        final int length = encodeSubmit(0);
        final String full = print(Journal.ENTRY, 0, length);
        final String fields = full.substring(0, full.indexOf(" dependencies"));
        final String first = full.substring(0, full.indexOf(" licences"));
        final int block = MessageHeaderEncoder.ENCODED_LENGTH + SubmitJobEncoder.BLOCK_LENGTH;
        final int last = length - GroupSizeEncodingEncoder.ENCODED_LENGTH;

        for (int cut = MessageHeaderEncoder.ENCODED_LENGTH; cut < length; cut++) {
            final String whole = cut < block ? "SubmitJob" : cut < last ? fields : first;
            assertEquals(whole + " (malformed)", print(Journal.ENTRY, 0, cut));
        }
    }

    @Test
    void shouldPrintNoTextThatIsCut() {
        final UnsafeBuffer name = Messages.name("someone");
        for (int cut = name.capacity() - 9; cut < name.capacity(); cut++) {
            final StringBuilder text = new StringBuilder();
            printer.append(name, 0, cut, text);
            assertEquals("DefineName nameId=5 kind=USER (malformed)", text.toString());
        }
    }

    @Test
    void shouldReadFramesToTheLastByte() {
        final int whole = encodeAccepted(0);
        final int length = 8 + buffer.getInt(0);
        assertTrue(length <= whole);
        assertEquals(
                "JobAccepted position=9 time=500 number=0 jobId=4711",
                print(Journal.DECISIONS, 0, length));

        buffer.putInt(0, 1);
        assertEquals("Unknown length=1 (malformed)", print(Journal.DECISIONS, 0, 9));
        buffer.putInt(0, 0);
        assertEquals("Unknown frameLength=0 (malformed)", print(Journal.DECISIONS, 0, 9));
    }

    @Test
    void shouldSurviveAnyCutAndAnyFlip() {
        final int length = encodeStart(encodeAccepted(0));
        final byte[] sound = new byte[length];
        buffer.getBytes(0, sound);
        final Random random = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            // The printer sees no byte beyond the record: a read outside would throw.
            final int cut = 1 + random.nextInt(length);
            final UnsafeBuffer record = new UnsafeBuffer(new byte[cut]);
            record.putBytes(0, sound, 0, cut);
            for (int flips = random.nextInt(4); flips > 0; flips--) {
                final int index = random.nextInt(cut);
                record.putByte(index, (byte) (record.getByte(index) ^ 1 << random.nextInt(8)));
            }
            final StringBuilder text = new StringBuilder();
            printer.appendRecord(1 + random.nextInt(2), record, 0, cut, text);

            assertFalse(text.isEmpty());
            assertTrue(text.chars().noneMatch(Character::isISOControl));
        }
    }

    @Test
    void shouldPrintRandomBytes() {
        final Random random = new Random(6);
        for (int i = 0; i < 5_000; i++) {
            final byte[] bytes = new byte[1 + random.nextInt(200)];
            random.nextBytes(bytes);
            final StringBuilder text = new StringBuilder();
            printer.appendRecord(1 + i % 2, new UnsafeBuffer(bytes), 0, bytes.length, text);
            assertTrue(text.toString().getBytes(StandardCharsets.UTF_8).length > 0);
        }
    }
}
