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
package io.weft.core.snapshot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.KernelHost;
import io.weft.core.MemorySnapshotStore;
import io.weft.core.memory.Footprint;
import io.weft.core.spi.SnapshotException;
import io.weft.core.state.ClusterState;
import io.weft.core.state.Limits;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A snapshot of several MiB, through channels that take and give what they like. */
class SnapshotChannelTest {
    private static final int NODE_COUNT = 12_345;

    private static KernelHost host;
    private static byte[] sound;
    private static SnapshotHeader header;

    private static Limits limits() {
        return new Limits().nodeCount(NODE_COUNT).coresPerNode(4).jobCount(4).queueCount(1);
    }

    @BeforeAll
    static void takeSnapshot() {
        final MemorySnapshotStore store = new MemorySnapshotStore(1);
        host = new KernelHost(limits(), ctx -> ctx.snapshots(store).verify(false));
        host.define(NODE_COUNT, 4, 1);
        host.submit(1, NODE_COUNT - 1, 4);
        host.in.snapshotMark(1);
        host.run();
        sound = store.bytes(store.positions()[0]);
        header = new SnapshotReader(new Dripping(sound.length), "x").header();
    }

    @AfterAll
    static void tearDown() {
        host.close();
    }

    /** Gives a part of the snapshot at a time, and fails behind an offset. */
    private static final class Dripping implements ReadableByteChannel {
        private final ByteBuffer rest = ByteBuffer.wrap(sound);
        private final int failureOffset;
        private final IOException failure = new IOException("gone");

        Dripping(final int failureOffset) {
            this.failureOffset = failureOffset;
        }

        @Override
        public int read(final ByteBuffer target) throws IOException {
            if (rest.position() >= failureOffset) {
                throw failure;
            }
            if (!rest.hasRemaining()) {
                return -1;
            }
            final int count = Math.min(Math.min(77_777, rest.remaining()), target.remaining());
            target.put(rest.slice().limit(count));
            rest.position(rest.position() + count);
            return count;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }

    /** Takes a part of what it is given. */
    private static final class Narrow implements WritableByteChannel {
        private final ByteArrayOutputStream taken = new ByteArrayOutputStream();

        @Override
        public int write(final ByteBuffer source) {
            final int count = Math.min(99_999, source.remaining());
            for (int i = 0; i < count; i++) {
                taken.write(source.get());
            }
            return count;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }

    @Test
    void shouldBeReadAsItComes() {
        try (Footprint footprint = new Footprint()) {
            final ClusterState state = new ClusterState(limits(), footprint);
            final SnapshotReader reader = new SnapshotReader(new Dripping(Integer.MAX_VALUE), "x");

            StateLoader.load(reader, "x", state);

            assertEquals(header.digest(), StateDigest.of(state));
            assertEquals(sound.length, reader.offset());
            state.verify();
        }
    }

    @Test
    void shouldBeWrittenAsItIsTaken() throws IOException {
        final SnapshotWriter writer = new SnapshotWriter();
        for (int round = 0; round < 2; round++) {
            final Narrow channel = new Narrow();

            final long length = writer.write(header, host.state(), channel);

            assertEquals(sound.length, length);
            assertArrayEquals(sound, channel.taken.toByteArray());
        }
    }

    @Test
    void shouldKeepWhatStandsBeforeTheSections() throws IOException {
        for (int flags = 0; flags < 8; flags++) {
            final SnapshotHeader written =
                    new SnapshotHeader(
                            77 + flags,
                            -5,
                            (flags & 1) != 0,
                            header.digest(),
                            header.layout() + flags,
                            (flags & 2) != 0,
                            (flags & 4) != 0,
                            flags == 0 ? "" : "easy+pack",
                            flags,
                            header.limits());
            final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            new SnapshotWriter().write(written, host.state(), Channels.newChannel(bytes));

            final SnapshotHeader read =
                    SnapshotReader.verify(
                            Channels.newChannel(new ByteArrayInputStream(bytes.toByteArray())),
                            "x");

            LaunchMark.requireEqual(header.limits(), read.limits());
            assertEquals(written.toString(), withLimits(read, written.limits()).toString());
        }
    }

    private static SnapshotHeader withLimits(final SnapshotHeader read, final Limits limits) {
        return new SnapshotHeader(
                read.position(),
                read.timeNs(),
                read.hasDecisions(),
                read.digest(),
                read.layout(),
                read.wantsPass(),
                read.wasPassCut(),
                read.policy(),
                read.policyVersion(),
                limits);
    }

    @Test
    void shouldTellWhenItCannotBeRead() {
        for (final int offset : new int[] {0, 100, sound.length / 2, sound.length - 10}) {
            final SnapshotException refusal =
                    assertThrows(
                            SnapshotException.class,
                            () -> SnapshotReader.verify(new Dripping(offset), "x"));

            assertEquals(SnapshotException.Kind.STORAGE, refusal.kind());
            assertTrue(refusal.getMessage().contains("gone"), refusal::getMessage);
        }
    }

    @Test
    void shouldTellWhenItCannotBeReadWhereItEnds() {
        final SnapshotException refusal =
                assertThrows(
                        SnapshotException.class,
                        () -> SnapshotReader.verify(new Dripping(sound.length), "x"));

        assertEquals(SnapshotException.Kind.STORAGE, refusal.kind());
    }

    @Test
    void shouldTellWhatTheChannelSaysWhenItFails() {
        final IOException failure = new IOException("full");
        final WritableByteChannel channel =
                new WritableByteChannel() {
                    @Override
                    public int write(final ByteBuffer source) throws IOException {
                        throw failure;
                    }

                    @Override
                    public boolean isOpen() {
                        return true;
                    }

                    @Override
                    public void close() {}
                };

        assertSame(
                failure,
                assertThrows(
                        IOException.class,
                        () -> new SnapshotWriter().write(header, host.state(), channel)));
    }
}
