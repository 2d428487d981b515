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
package io.weft.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.KernelHost;
import io.weft.core.Replay;
import io.weft.core.client.QueueRequest;
import io.weft.core.state.Limits;
import io.weft.core.wire.AcknowledgeDecoder;
import io.weft.core.wire.AlterJobDecoder;
import io.weft.core.wire.AlterQueueDecoder;
import io.weft.core.wire.ClockDecoder;
import io.weft.core.wire.ClockEncoder;
import io.weft.core.wire.DefineLicenceDecoder;
import io.weft.core.wire.DefineNameEncoder;
import io.weft.core.wire.DefineQueueEncoder;
import io.weft.core.wire.JobEndedEncoder;
import io.weft.core.wire.NodeStateChangedDecoder;
import io.weft.core.wire.NodeStateChangedEncoder;
import io.weft.core.wire.ResumeJobDecoder;
import io.weft.core.wire.SetElasticityDecoder;
import io.weft.core.wire.SetLimitDecoder;
import io.weft.core.wire.SetLimitEncoder;
import io.weft.core.wire.SetPolicyDecoder;
import io.weft.core.wire.SetPolicyEncoder;
import io.weft.core.wire.SetPreemptionDecoder;
import io.weft.core.wire.SetPriorityDecoder;
import io.weft.core.wire.SetServiceLevelDecoder;
import io.weft.core.wire.SetShareDecoder;
import io.weft.core.wire.SetShareEncoder;
import io.weft.core.wire.SetUtilisationCapDecoder;
import io.weft.core.wire.SnapshotMarkDecoder;
import io.weft.core.wire.SubmitJobEncoder;
import io.weft.core.wire.SuspendJobDecoder;
import io.weft.core.wire.UtilisationSampleDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever bytes come in: no exception, applied or rejected, and rejected means unchanged. */
class InputReaderTest {
    private static final int BODY = InputCorpus.HEADER_LENGTH;

    /** Kinds that may be applied without a trace: they repeat what is so already. */
    private static final Set<Integer> QUIET =
            Set.of(
                    ClockDecoder.TEMPLATE_ID,
                    AcknowledgeDecoder.TEMPLATE_ID,
                    SnapshotMarkDecoder.TEMPLATE_ID,
                    AlterJobDecoder.TEMPLATE_ID,
                    AlterQueueDecoder.TEMPLATE_ID,
                    SetPolicyDecoder.TEMPLATE_ID,
                    SetServiceLevelDecoder.TEMPLATE_ID,
                    SetUtilisationCapDecoder.TEMPLATE_ID,
                    SetElasticityDecoder.TEMPLATE_ID,
                    UtilisationSampleDecoder.TEMPLATE_ID,
                    NodeStateChangedDecoder.TEMPLATE_ID,
                    SetPriorityDecoder.TEMPLATE_ID,
                    SetShareDecoder.TEMPLATE_ID,
                    SetLimitDecoder.TEMPLATE_ID,
                    DefineLicenceDecoder.TEMPLATE_ID,
                    SetPreemptionDecoder.TEMPLATE_ID,
                    SuspendJobDecoder.TEMPLATE_ID,
                    ResumeJobDecoder.TEMPLATE_ID);

    private final InputCorpus corpus = new InputCorpus();
    private final KernelHost host =
            new KernelHost(
                    new Limits().nodeCount(6).coresPerNode(70).jobCount(20).nameCount(4),
                    ctx -> ctx.automaticPass(false));

    InputReaderTest() {
        host.in.defineQueue(new QueueRequest(0).maxMultiplicity(2));
        host.in.defineNode(0, 8, 500, 2, 1, 0, -1);
        host.in.defineNode(1, 70, 500, 0, 0, 0, -1);
        host.in.defineQueue(new QueueRequest(1).maxMultiplicity(3).nodes(0, 0));
        host.in.setPolicy("first-fit", 0, 1200, true, true);
        host.submit(1, 2, 8);
        host.submit(2, 1, 4);
        host.in.clock(true);
        host.run();
    }

    @AfterEach
    void tearDown() {
        host.close();
    }

    /** Applies bytes and tells what was decided. */
    private List<String> apply(final byte[] input) {
        final long digest = host.kernel.digest();
        host.in.offer(new UnsafeBuffer(input), 0, input.length);
        final List<String> lines = host.run();
        final boolean isRejected = lines.stream().anyMatch(line -> line.startsWith("rejected "));
        if (isRejected) {
            assertEquals(1, lines.size(), lines::toString);
            // To ask whether a job ever fits a row is taken, and given back as a free one.
            if (!lines.get(0).contains("NEVER_FITS")) {
                assertEquals(digest, host.kernel.digest(), lines::toString);
            }
        } else if (lines.isEmpty() && digest == host.kernel.digest()) {
            assertTrue(
                    QUIET.contains(InputCorpus.templateId(input)), "neither applied nor rejected");
        }
        return lines;
    }

    private void assertRejected(final String start, final byte[] input) {
        final List<String> lines = apply(input);
        assertTrue(lines.toString().startsWith("[rejected " + start), lines::toString);
    }

    private void assertReplaysAlike() {
        final Replay.Report report = host.replay();
        assertNull(report.divergence());
        assertEquals(host.kernel.digest(), report.digest());
    }

    private byte[] supported(final int templateId) {
        return corpus.supported().stream()
                .filter(input -> InputCorpus.templateId(input) == templateId)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldHaveEveryInputOfTheSchemaInTheseTests() throws IOException {
        final String schema = Files.readString(Path.of("src/main/resources/wire/weft-codecs.xml"));
        final Matcher matcher = Pattern.compile("<sbe:message [^>]*id=\"(\\d+)\"").matcher(schema);
        final Set<Integer> expected = new TreeSet<>();
        while (matcher.find()) {
            final int id = Integer.parseInt(matcher.group(1));
            if (id < 100 || id >= 300) {
                expected.add(id);
            }
        }

        final Set<Integer> found = new TreeSet<>();
        Stream.concat(corpus.supported().stream(), corpus.unsupported().stream())
                .forEach(input -> found.add(InputCorpus.templateId(input)));

        assertEquals(expected, found);
    }

    @Test
    void shouldApplyEveryInputItDoesAndRejectAllOthers() {
        for (final byte[] input : corpus.supported()) {
            assertFalse(apply(input).toString().contains("rejected"), () -> text(input));
        }
        for (final byte[] input : corpus.unsupported()) {
            final int templateId = InputCorpus.templateId(input);
            assertRejected("-1 NOT_SUPPORTED MESSAGE=" + templateId + " 0", input);
        }
        assertReplaysAlike();
    }

    @Test
    void shouldRejectEveryInputThatIsCutShort() {
        final List<byte[]> inputs = new ArrayList<>(corpus.supported());
        inputs.addAll(corpus.unsupported());
        for (final byte[] input : inputs) {
            for (int length = 1; length < input.length; length++) {
                assertRejected("-1 ", Arrays.copyOf(input, length));
            }
        }
        assertReplaysAlike();
    }

    @Test
    void shouldApplyInputWithMoreBytesBehindIt() {
        for (final byte[] input : corpus.supported()) {
            final byte[] longer = Arrays.copyOf(input, input.length + 5);
            assertFalse(apply(longer).toString().contains("rejected"), () -> text(input));
        }
    }

    @Test
    void shouldRejectGroupThatReachesBeyondMessage() {
        final byte[] input = supported(DefineQueueEncoder.TEMPLATE_ID);
        final int group = BODY + DefineQueueEncoder.BLOCK_LENGTH;
        for (final int count : new int[] {3, 4, 1 << 16, Integer.MAX_VALUE, -1, -2, 1 << 31}) {
            final byte[] hostile = input.clone();
            new UnsafeBuffer(hostile).putInt(group + Short.BYTES, count);
            assertRejected("-1 MALFORMED", hostile);
        }
        for (final int length : new int[] {0, 1, 7, 9, 0x7FFF, 0xFFFF}) {
            final byte[] hostile = input.clone();
            new UnsafeBuffer(hostile).putShort(group, (short) length);
            assertRejected("-1 MALFORMED", hostile);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {DefineNameEncoder.TEMPLATE_ID, SetPolicyEncoder.TEMPLATE_ID})
    void shouldRejectTextThatReachesBeyondMessage(final int templateId) {
        final byte[] input = supported(templateId);
        final int at =
                BODY
                        + (templateId == DefineNameEncoder.TEMPLATE_ID
                                ? DefineNameEncoder.BLOCK_LENGTH
                                : SetPolicyEncoder.BLOCK_LENGTH);
        for (final int length : new int[] {input.length - at - 1, 256, 0x7FFF, 0x8000, 0xFFFF}) {
            final byte[] hostile = input.clone();
            new UnsafeBuffer(hostile).putShort(at, (short) length);
            assertRejected("-1 MALFORMED", hostile);
        }
    }

    @Test
    void shouldRejectTextThatIsTooLongThoughItIsThere() {
        final byte[] input =
                Arrays.copyOf(supported(DefineNameEncoder.TEMPLATE_ID), BODY + 5 + 2 + 97);
        new UnsafeBuffer(input).putShort(BODY + 5, (short) 97);

        assertRejected("3 OUT_OF_RANGE MESSAGE=97 96", input);
    }

    @Test
    void shouldRejectUnknownValueOfEveryEnumeration() {
        final List<int[]> fields =
                List.of(
                        field(
                                DefineNameEncoder.TEMPLATE_ID,
                                DefineNameEncoder.kindEncodingOffset(),
                                6),
                        field(
                                SetLimitEncoder.TEMPLATE_ID,
                                SetLimitEncoder.scopeEncodingOffset(),
                                4),
                        field(
                                SetPolicyEncoder.TEMPLATE_ID,
                                SetPolicyEncoder.rebalanceEncodingOffset(),
                                1),
                        field(
                                SetPolicyEncoder.TEMPLATE_ID,
                                SetPolicyEncoder.stretchLimitsEncodingOffset(),
                                1),
                        field(
                                SubmitJobEncoder.TEMPLATE_ID,
                                SubmitJobEncoder.jobClassEncodingOffset(),
                                2),
                        field(
                                SubmitJobEncoder.TEMPLATE_ID,
                                SubmitJobEncoder.exclusiveEncodingOffset(),
                                1),
                        field(
                                SubmitJobEncoder.TEMPLATE_ID,
                                SubmitJobEncoder.heldEncodingOffset(),
                                1),
                        field(
                                SubmitJobEncoder.TEMPLATE_ID,
                                SubmitJobEncoder.requeueableEncodingOffset(),
                                1),
                        field(SetShareEncoder.TEMPLATE_ID, SetShareEncoder.kindEncodingOffset(), 1),
                        field(JobEndedEncoder.TEMPLATE_ID, JobEndedEncoder.kindEncodingOffset(), 4),
                        field(
                                NodeStateChangedEncoder.TEMPLATE_ID,
                                NodeStateChangedEncoder.stateEncodingOffset(),
                                2),
                        field(ClockEncoder.TEMPLATE_ID, ClockEncoder.passEncodingOffset(), 1));
        for (final int[] field : fields) {
            final byte[] input = supported(field[0]);
            for (int value = field[2] + 1; value < 256; value++) {
                input[BODY + field[1]] = (byte) value;
                assertRejected("", input);
            }
        }
    }

    private static int[] field(final int templateId, final int offset, final int valueMax) {
        return new int[] {templateId, offset, valueMax};
    }

    @Test
    void shouldDefineQueueOverNodeWithHighestId() {
        host.in.defineNode(Integer.MAX_VALUE, 1, 0, 0, 0, 0, -1);
        host.in.defineQueue(new QueueRequest(5).nodes(Integer.MAX_VALUE, Integer.MAX_VALUE));

        assertEquals(List.of(), host.run());
        assertTrue(host.state().queues().hasNode(host.state().queues().row(5), 2));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void shouldSurviveFlippedBytesAndDecideAlikeInReplay(final long seed) {
        final Random random = new Random(seed);
        final List<byte[]> kinds = new ArrayList<>(corpus.supported());
        kinds.addAll(corpus.unsupported());
        for (int round = 0; round < 4000; round++) {
            final byte[] input =
                    random.nextInt(3) > 0
                            ? corpus.random(random)
                            : kinds.get(random.nextInt(kinds.size())).clone();
            for (int flips = random.nextInt(4) - 1; flips > 0; flips--) {
                flip(input, random);
            }
            host.now += random.nextInt(100);
            apply(input);
        }
        assertReplaysAlike();
    }

    /** Flips a bit, or puts the values that are most often overlooked. */
    private static void flip(final byte[] input, final Random random) {
        final int at = random.nextInt(input.length);
        switch (random.nextInt(4)) {
            case 0 -> input[at] = (byte) random.nextInt(256);
            case 1 -> input[at] = random.nextBoolean() ? (byte) -1 : Byte.MIN_VALUE;
            default -> input[at] ^= (byte) (1 << random.nextInt(8));
        }
    }

    private static String text(final byte[] input) {
        return "template " + InputCorpus.templateId(input) + " " + Arrays.toString(input);
    }
}
