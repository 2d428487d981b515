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
package io.weft.manager;

import static io.weft.manager.SettableClock.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.spi.SnapshotException;
import io.weft.core.wire.JobClass;
import io.weft.core.wire.NameKind;
import io.weft.core.wire.NodeState;
import io.weft.core.wire.PreemptionKind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SnapshotTextTest {
    private final BridgeHost host = new BridgeHost(1, 4);
    private byte[] bytes;

    @BeforeEach
    void play() {
        for (int i = 0; i < 6; i++) {
            host.manager.submit(JobAsk.of(1, 1 + i % 4, 3600), (1 + 4 * i) * SECOND);
        }
        host.run(10);
        final JournalScan scan = new JournalScan();
        scan.read(host.journal);
        bytes = Knowledge.text(scan);
    }

    @AfterEach
    void close() {
        host.close();
    }

    private static SnapshotException.Kind refusal(final byte[] damaged) {
        return assertThrows(SnapshotException.class, () -> SnapshotText.read(damaged)).kind();
    }

    @Test
    void shouldBeALineForEachJobAndName() {
        final String text = new String(bytes, StandardCharsets.US_ASCII);

        assertTrue(
                text.startsWith("{\"format\":\"weft-bridge\",\"version\":1,\"position\":"), text);
        final long jobCount = text.lines().filter(line -> line.startsWith("{\"job\":")).count();
        assertEquals(host.bridge.status().trackedJobCount(), jobCount);
        assertTrue(jobCount > 0);
        assertTrue(text.contains("\n{\"name\":\"n3\",\"kind\":\"NODE\"}\n"), text);
        assertTrue(text.contains("\"intent\":\"RUNNING\""), text);
        assertTrue(text.contains("\"shares\":[{\"node\":\"n0\",\"cores\":["), text);
    }

    @Test
    void shouldKeepAllThatAJournalSaysOfAJob() {
        final JournalScan scan = new JournalScan();
        scan.restore(17, 1_700_000_000_000_000_000L, true, 16);
        final TrackedJob job = scan.ledger().add(Long.MAX_VALUE);
        job.terms =
                new JobTerms(
                        "a \"queue\" \u00e9",
                        JobClass.URGENT,
                        2,
                        3,
                        4,
                        5,
                        6,
                        Long.MIN_VALUE,
                        true,
                        true);
        job.open(Intent.ENDING, 15, null);
        job.token = new StartToken(14, 3);
        final BitSet cores = new BitSet();
        cores.set(60, 70);
        cores.set(127);
        job.shares =
                List.of(
                        new NodeShare("n1", cores, 1L << 40, -1L),
                        new NodeShare("n2", new BitSet(), 0, 0));
        job.preemptionKind = PreemptionKind.REQUEUE;
        job.isSuspendedByOperator = true;
        job.isTimeUp = true;
        job.walltimeNs = Long.MAX_VALUE;
        job.priority = -1;
        job.beginTimeNs = 7;
        job.isHeld = true;
        job.heldNs = 11;
        job.decidedNs = 12;
        scan.ledger().addRun(Long.MAX_VALUE);
        scan.ledger().addRun(2);
        scan.ledger().addInDoubt(3);
        scan.ledger().restore(16, 5, "NO \"WAY\"=1");
        scan.definitions().policy("easy 1200 true");
        scan.definitions().nodeState(3, NodeState.DRAINING);
        scan.definitions().nodeState(1, NodeState.DOWN);
        scan.definitions().queue(2, new QueueTerms(4, -7, new TreeSet<>(Set.of(1, 3))));
        scan.definitions().queue(5, new QueueTerms(1, 0, new TreeSet<>()));
        scan.definitions().names().add(NameKind.USER, "\u4e2d\n");

        final JournalScan read = SnapshotText.read(Knowledge.text(scan));

        assertEquals(17, read.position());
        assertEquals(1_700_000_000_000_000_000L, read.timeNs());
        assertEquals(16, read.acknowledgedPosition());
        assertTrue(read.isAnswered());
        final Knowledge found = Knowledge.of(read);
        assertEquals(Knowledge.of(scan), found);
        assertTrue(found.fields().contains("isTimeUp=true"), found.fields());
    }

    @Test
    void shouldRefuseEveryFlippedBit() {
        for (int bit = 0; bit < 8 * bytes.length; bit++) {
            final byte[] damaged = bytes.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            assertEquals(SnapshotException.Kind.DAMAGED, refusal(damaged), "bit " + bit);
        }
    }

    @Test
    void shouldRefuseEveryOtherLength() {
        for (int length = 0; length < bytes.length; length++) {
            assertEquals(
                    SnapshotException.Kind.DAMAGED,
                    refusal(Arrays.copyOf(bytes, length)),
                    "" + length);
        }
        assertEquals(
                SnapshotException.Kind.DAMAGED, refusal(Arrays.copyOf(bytes, bytes.length + 1)));
    }

    @Test
    void shouldRefuseWhatAnotherVersionWrote() {
        assertEquals(
                SnapshotException.Kind.OTHER_LAYOUT,
                refusal(sealed("{\"format\":\"weft-bridge\",\"version\":2}\n")));
        assertEquals(SnapshotException.Kind.OTHER_LAYOUT, refusal(sealed("[]\n")));
        assertEquals(SnapshotException.Kind.OTHER_LAYOUT, refusal(sealed("no json\n")));
        assertEquals(SnapshotException.Kind.OTHER_LAYOUT, refusal(sealed("\n")));
    }

    @Test
    void shouldRefuseALineThatIsNotKnown() {
        final String text = new String(bytes, StandardCharsets.US_ASCII);
        final String above = text.substring(0, text.lastIndexOf("{\"crc32c\""));

        SnapshotText.read(sealed(above));

        assertEquals(
                SnapshotException.Kind.OTHER_LAYOUT, refusal(sealed(above + "{\"moon\":1}\n")));
        assertEquals(SnapshotException.Kind.OTHER_LAYOUT, refusal(sealed(above + "{}\n")));
    }

    private static byte[] sealed(final String text) {
        final CRC32C crc = new CRC32C();
        crc.update(text.getBytes(StandardCharsets.US_ASCII));
        return (text + String.format(Locale.ROOT, "{\"crc32c\":\"%08x\"}\n", crc.getValue()))
                .getBytes(StandardCharsets.US_ASCII);
    }
}
