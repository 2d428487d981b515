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
package io.weft.core.spi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link Journal} keeps, whatever it writes to. */
public abstract class JournalContract {
    private static final int MEASURED_RECORD_COUNT = 1_000_000;

    private Journal journal;

    /**
     * An empty journal that takes a million records of 64 bytes without growing.
     *
     * @return the journal, closed by the contract.
     */
    protected abstract Journal open();

    /**
     * Bytes per record that count as none, measured over a million: what is set up once, or once a
     * file, is allowed.
     *
     * @return bytes.
     */
    protected double allocatedPerRecordMax() {
        return 0.1;
    }

    /** A record as a cursor handed it over. */
    protected record Item(int kind, long position, long timeNs, byte[] bytes) {}

    @BeforeEach
    void openJournal() {
        journal = open();
    }

    @AfterEach
    void closeJournal() {
        journal.close();
    }

    @Test
    void shouldHoldNothingWhenNew() {
        assertEquals(Journal.NULL_POSITION, journal.lastPosition());
        assertEquals(Journal.NULL_POSITION, journal.durablePosition());
        assertTrue(read(0).isEmpty());
    }

    @Test
    void shouldReadBackWhatWasAppended() {
        append(Journal.ENTRY, 0, 5, "launch");
        append(Journal.ENTRY, 1, 5, "submit");
        append(Journal.DECISIONS, 1, 5, "accepted");
        append(Journal.ENTRY, 2, 9, "c");
        append(Journal.ENTRY_AND_PASS, 3, 9, "d");
        append(Journal.DECISIONS, 3, 9, "e");
        append(Journal.ENTRY_AND_PASS, 4, 9, "f");

        final List<Item> items = read(0);

        assertEquals(4, journal.lastPosition());
        assertEquals(
                List.of(
                        "1 0 5 launch",
                        "1 1 5 submit",
                        "2 1 5 accepted",
                        "1 2 9 c",
                        "3 3 9 d",
                        "2 3 9 e",
                        "3 4 9 f"),
                items.stream().map(JournalContract::text).toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 7, 8, 9, 63, 64, 65, 200, 4095, 4096, 70_001})
    void shouldKeepEveryByteWhateverTheLength(final int length) {
        final byte[] first = bytes(length, 1);
        final byte[] second = bytes(length, 2);

        append(Journal.ENTRY, 0, 0, first);
        append(Journal.DECISIONS, 0, 0, second);

        final List<Item> items = read(0);
        assertEquals(2, items.size());
        assertArrayEquals(first, items.get(0).bytes());
        assertArrayEquals(second, items.get(1).bytes());
    }

    @Test
    void shouldTakeTheLongestRecordAndNoLonger() {
        final int longest = journal.lengthMax();
        assumeTrue(longest <= 1 << 26, "the longest record does not fit this test");
        final byte[] bytes = bytes(longest, 3);

        append(Journal.ENTRY, 0, 0, "before");
        append(Journal.ENTRY, 1, 0, bytes);
        append(Journal.DECISIONS, 1, 0, bytes);
        append(Journal.ENTRY, 2, 0, "after");

        final UnsafeBuffer tooLong = new UnsafeBuffer(new byte[longest + 1]);
        assertRefused(() -> journal.append(Journal.ENTRY, 3, 0, tooLong, 0, longest + 1));
        final List<Item> items = read(0);
        assertEquals(4, items.size());
        assertArrayEquals(bytes, items.get(1).bytes());
        assertArrayEquals(bytes, items.get(2).bytes());
    }

    @Test
    void shouldCopyFromAnyKindOfBuffer() {
        final byte[] bytes = bytes(300, 4);
        final DirectBuffer[] sources = {
            new UnsafeBuffer(bytes),
            new UnsafeBuffer(BufferUtil.allocateDirectAligned(300, 8)),
            new UnsafeBuffer(ByteBuffer.allocateDirect(320), 13, 300),
            new ExpandableArrayBuffer(300)
        };

        for (int i = 0; i < sources.length; i++) {
            ((MutableDirectBuffer) sources[i]).putBytes(0, bytes);
            journal.append(Journal.ENTRY, i, 0, sources[i], 7, 100 + i);
        }

        final List<Item> items = read(0);
        assertEquals(sources.length, items.size());
        for (int i = 0; i < sources.length; i++) {
            final byte[] expected = Arrays.copyOfRange(bytes, 7, 107 + i);
            assertArrayEquals(expected, items.get(i).bytes());
        }
    }

    @Test
    void shouldNotSeeLaterChangesOfTheSource() {
        final UnsafeBuffer source = new UnsafeBuffer("before".getBytes(UTF_8));
        journal.append(Journal.ENTRY, 0, 0, source, 0, 6);

        source.putBytes(0, "after!".getBytes(UTF_8));

        assertEquals("1 0 0 before", text(read(0).get(0)));
    }

    @Test
    void shouldRefuseWhatIsOutOfOrderAndGoOn() {
        final UnsafeBuffer source = new UnsafeBuffer(new byte[16]);
        assertRefused(() -> journal.append(Journal.ENTRY, 1, 0, source, 0, 8));
        assertRefused(() -> journal.append(Journal.DECISIONS, 0, 0, source, 0, 8));
        assertRefused(() -> journal.append(Journal.DECISIONS, -1, 0, source, 0, 8));
        append(Journal.ENTRY, 0, 10, "first");

        assertRefused(() -> journal.append(Journal.ENTRY, 0, 10, source, 0, 8));
        assertRefused(() -> journal.append(Journal.ENTRY, 2, 10, source, 0, 8));
        assertRefused(() -> journal.append(Journal.ENTRY, 1, 9, source, 0, 8));
        assertRefused(() -> journal.append(Journal.ENTRY, 1, 10, source, 0, 0));
        assertRefused(() -> journal.append(Journal.ENTRY, 1, 10, source, 0, -1));
        assertRefused(() -> journal.append(0, 1, 10, source, 0, 8));
        assertRefused(() -> journal.append(4, 1, 10, source, 0, 8));
        assertRefused(() -> journal.append(Journal.DECISIONS, 1, 10, source, 0, 8));
        assertRefused(() -> journal.append(Journal.DECISIONS, 0, 11, source, 0, 8));
        append(Journal.DECISIONS, 0, 10, "decided");
        assertRefused(() -> journal.append(Journal.DECISIONS, 0, 10, source, 0, 8));
        append(Journal.ENTRY, 1, 10, "second");

        assertEquals(1, journal.lastPosition());
        assertEquals(
                List.of("1 0 10 first", "2 0 10 decided", "1 1 10 second"),
                read(0).stream().map(JournalContract::text).toList());
    }

    @Test
    void shouldReadFromAnyPosition() {
        appendSmall(0, 100);

        for (final long from : new long[] {0, 1, 37, 99}) {
            final List<Item> items = read(from);
            assertEquals(2 * (100 - from), items.size());
            assertEquals(from, items.get(0).position());
            assertEquals(Journal.ENTRY, items.get(0).kind());
        }
        assertTrue(read(100).isEmpty());
    }

    @Test
    void shouldFollowTheWriter() {
        final List<Item> items = new ArrayList<>();
        try (JournalCursor cursor = journal.read(1)) {
            assertFalse(cursor.poll(collector(items)));
            for (int i = 0; i < 50; i++) {
                append(Journal.ENTRY, i, i, bytes(i % 9 + 1, i));
                append(Journal.DECISIONS, i, i, bytes(2_000, i));

                assertEquals(i > 0, cursor.poll(collector(items)));
                assertEquals(i > 0, cursor.poll(collector(items)));
                assertFalse(cursor.poll(collector(items)));
            }
        }

        assertEquals(98, items.size());
        assertArrayEquals(bytes(2_000, 49), items.get(97).bytes());
    }

    @Test
    void shouldFollowTheWriterFromAnotherThread() throws InterruptedException {
        final int count = 20_000;
        final List<Throwable> failures = new ArrayList<>();
        final long[] seen = {0};
        final Thread reader =
                new Thread(
                        () -> {
                            try (JournalCursor cursor = journal.read(0)) {
                                while (seen[0] < count) {
                                    if (!cursor.poll(
                                            (k, p, t, b, o, l) ->
                                                    seen[0] += check(p, b, o, l, seen[0]))) {
                                        Thread.onSpinWait();
                                    }
                                }
                            } catch (final Throwable ex) {
                                failures.add(ex);
                            }
                        });
        reader.start();

        final UnsafeBuffer source = new UnsafeBuffer(new byte[256]);
        for (int i = 0; i < count; i++) {
            source.setMemory(0, 256, (byte) i);
            journal.append(Journal.ENTRY, i, 0, source, 0, 1 + i % 256);
        }
        reader.join(60_000);

        assertEquals(List.of(), failures);
        assertEquals(count, seen[0]);
    }

    private static int check(
            final long position,
            final DirectBuffer buffer,
            final int offset,
            final int length,
            final long expected) {
        assertEquals(expected, position);
        assertEquals(1 + position % 256, length);
        for (int i = 0; i < length; i++) {
            assertEquals((byte) position, buffer.getByte(offset + i));
        }
        return 1;
    }

    @Test
    void shouldKeepCursorsApart() {
        appendSmall(0, 10);
        final List<Item> first = new ArrayList<>();
        final List<Item> second = new ArrayList<>();

        try (JournalCursor one = journal.read(0);
                JournalCursor other = journal.read(5)) {
            assertTrue(one.poll(collector(first)));
            assertTrue(other.poll(collector(second)));
            assertTrue(one.poll(collector(first)));
        }

        assertEquals(2, first.size());
        assertEquals(0, first.get(1).position());
        assertEquals(5, second.get(0).position());
    }

    @Test
    void shouldLetAHandlerCloseItsCursor() {
        appendSmall(0, 10);
        final JournalCursor cursor = journal.read(0);

        assertTrue(cursor.poll((k, p, t, b, o, l) -> cursor.close()));

        assertFalse(cursor.poll((k, p, t, b, o, l) -> {}));
        assertDoesNotThrow(cursor::close);
    }

    @Test
    void shouldPassOnWhatAHandlerThrowsAndGoOn() {
        appendSmall(0, 2);
        final List<Item> items = new ArrayList<>();
        try (JournalCursor cursor = journal.read(0)) {
            assertThrows(
                    ArithmeticException.class,
                    () ->
                            cursor.poll(
                                    (k, p, t, b, o, l) -> {
                                        throw new ArithmeticException();
                                    }));

            assertTrue(cursor.poll(collector(items)));
        }
        assertEquals(Journal.DECISIONS, items.get(0).kind());
    }

    @Test
    void shouldNeverPromiseMoreThanWasAppended() {
        for (int i = 0; i < 10; i++) {
            appendSmall(i, 1);
            assertTrue(journal.durablePosition() <= journal.lastPosition());
            journal.endBatch();
            assertTrue(journal.durablePosition() <= journal.lastPosition());
        }
    }

    @Test
    void shouldRefuseToAppendWhenClosed() {
        appendSmall(0, 1);
        journal.close();

        final UnsafeBuffer source = new UnsafeBuffer(new byte[8]);
        assertThrows(
                IllegalStateException.class,
                () -> journal.append(Journal.ENTRY, 1, 10, source, 0, 8));
        assertThrows(IllegalStateException.class, journal::endBatch);
        assertThrows(IllegalStateException.class, () -> journal.read(0));
        assertDoesNotThrow(journal::close);
    }

    @Test
    void shouldAllocateNothingPerRecord() {
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final long thread = Thread.currentThread().getId();
        final UnsafeBuffer source = new UnsafeBuffer(new byte[64]);
        appendEntries(source, 0, 1_000);
        final long before = threads.getThreadAllocatedBytes(thread);

        appendEntries(source, 1_000, MEASURED_RECORD_COUNT);

        final double perRecord =
                (double) (threads.getThreadAllocatedBytes(thread) - before) / MEASURED_RECORD_COUNT;
        assertTrue(perRecord < allocatedPerRecordMax(), perRecord + " bytes per record");
    }

    private void appendEntries(final UnsafeBuffer source, final long from, final int count) {
        for (long position = from; position < from + count; position++) {
            journal.append(Journal.ENTRY, position, position, source, 0, 64);
        }
    }

    /** Entries from a position on, each with its decisions. */
    private void appendSmall(final long from, final int count) {
        for (long position = from; position < from + count; position++) {
            append(Journal.ENTRY, position, 10, "entry " + position);
            append(Journal.DECISIONS, position, 10, "decisions " + position);
        }
    }

    private void append(final int kind, final long position, final long timeNs, final String text) {
        append(kind, position, timeNs, text.getBytes(UTF_8));
    }

    private void append(
            final int kind, final long position, final long timeNs, final byte[] bytes) {
        journal.append(kind, position, timeNs, new UnsafeBuffer(bytes), 0, bytes.length);
    }

    private List<Item> read(final long fromPosition) {
        final List<Item> items = new ArrayList<>();
        try (JournalCursor cursor = journal.read(fromPosition)) {
            final JournalRecordHandler collector = collector(items);
            while (cursor.poll(collector)) {
                assertTrue(items.size() < 1_000_000, "no end");
            }
        }
        return items;
    }

    private static JournalRecordHandler collector(final List<Item> items) {
        return (kind, position, timeNs, buffer, offset, length) -> {
            final byte[] bytes = new byte[length];
            buffer.getBytes(offset, bytes);
            items.add(new Item(kind, position, timeNs, bytes));
        };
    }

    private static String text(final Item item) {
        return item.kind()
                + " "
                + item.position()
                + " "
                + item.timeNs()
                + " "
                + new String(item.bytes(), UTF_8);
    }

    private static byte[] bytes(final int length, final int seed) {
        final byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static void assertRefused(final Executable append) {
        assertThrows(IllegalArgumentException.class, append);
    }
}
