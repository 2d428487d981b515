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
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.KernelHost;
import io.weft.core.MemorySnapshotStore;
import io.weft.core.memory.Footprint;
import io.weft.core.snapshot.ForgedSnapshot.Section;
import io.weft.core.spi.SnapshotException;
import io.weft.core.state.ClusterState;
import io.weft.core.state.Limits;
import java.io.ByteArrayInputStream;
import java.nio.channels.Channels;
import java.util.Collections;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Checksums that are right do not make content right. */
class ForgedSnapshotTest {
    private static byte[] sound;

    private ForgedSnapshot forged;

    private static Limits limits() {
        return new Limits().nodeCount(2).coresPerNode(4).jobCount(4).queueCount(1).nameCount(1);
    }

    @BeforeAll
    static void takeSnapshot() {
        final MemorySnapshotStore store = new MemorySnapshotStore(1);
        try (KernelHost host = new KernelHost(limits(), ctx -> ctx.snapshots(store))) {
            host.define(2, 4, 1);
            host.submit(1, 1, 3);
            host.submit(2, 1, 4);
            host.submit(3, 2, 3);
            host.run();
            host.end(1);
            host.in.snapshotMark(1);
            host.run();
        }
        sound = store.bytes(store.positions()[0]);
    }

    @BeforeEach
    void takeApart() {
        forged = new ForgedSnapshot(sound);
    }

    @Test
    void shouldBeTheSameWhenNothingIsChanged() {
        assertArrayEquals(sound, forged.bytes());
    }

    private static Arguments forgery(final String what, final Consumer<ForgedSnapshot> change) {
        return Arguments.of(what, change);
    }

    static Stream<Arguments> unreadable() {
        return Stream.of(
                forgery("is longer or shorter than its end says", s -> s.lengthError = 1),
                forgery("is longer or shorter than its end says", s -> s.lengthError = -1),
                forgery("lacks a section", s -> s.countError = 1),
                forgery("lacks a section", s -> s.countError = -1),
                forgery("has another checksum than its end says", s -> s.crcError = 1L << 32),
                forgery("does not begin as a snapshot", s -> s.magicError = 1),
                forgery("has message 300 in place of 200", s -> Collections.reverse(s.head)),
                forgery("has message 200 in place of 300", s -> s.head.set(1, 200)),
                forgery("has message 300 in place of 201", s -> s.head.add(300)),
                forgery(
                        "has a section of -1 rows",
                        s -> s.sections.add(new Section("more", 8, -1, -1, new byte[0]))),
                forgery(
                        "has a section of 3 rows",
                        s -> s.sections.add(new Section("more", 0, 3, -1, new byte[0]))));
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void shouldNotBeRead(final String what, final Consumer<ForgedSnapshot> change) {
        change.accept(forged);
        final var source = Channels.newChannel(new ByteArrayInputStream(forged.bytes()));

        final SnapshotException refusal =
                assertThrows(SnapshotException.class, () -> SnapshotReader.verify(source, "x"));

        assertEquals(SnapshotException.Kind.DAMAGED, refusal.kind());
        assertTrue(refusal.getMessage().contains(" it " + what + "."), refusal::getMessage);
    }

    private static Arguments another(
            final String what, final String name, final SectionChange change) {
        return forgery(
                what,
                s -> {
                    final int index = s.indexOf(name);
                    s.sections.set(index, change.of(s.sections.get(index)));
                });
    }

    private interface SectionChange {
        Section of(Section former);
    }

    static Stream<Arguments> unloadable() {
        return Stream.of(
                forgery("it leads to another digest than it says", s -> s.digestError = 1),
                forgery(
                        "it has more sections than the state",
                        s -> s.sections.add(new Section("more", 8, 0, -1, new byte[0]))),
                forgery("it lacks nodes", s -> s.sections.remove(s.indexOf("nodes"))),
                forgery("it lacks numbers", s -> s.sections.remove(s.indexOf("numbers"))),
                another("it lacks rows in core planes", "core planes", s -> s.withRows(1)),
                another(
                        "it has more rows than there is room in core planes",
                        "core planes",
                        s -> s.withRows(3)),
                another("it lacks its numbers", "numbers", s -> s.withRows(0)),
                another(
                        "it has more rows than there is room in running",
                        "running",
                        s -> s.withRows(5)),
                another(
                        "it has rows of another length in jobs",
                        "jobs",
                        s ->
                                new Section(
                                        "jobs",
                                        s.rowLength() / 2,
                                        2 * s.rowCount(),
                                        s.freeHead(),
                                        s.rows())),
                another("", "jobs", s -> new Section("jobs", s.rowLength(), 3, 3, s.rows())),
                another("", "jobs", s -> new Section("jobs", s.rowLength(), 3, -1, s.rows())),
                another("", "running", s -> s.withRows(2)));
    }

    @ParameterizedTest
    @MethodSource("unloadable")
    void shouldNotBeLoaded(final String what, final Consumer<ForgedSnapshot> change) {
        change.accept(forged);
        final byte[] bytes = forged.bytes();
        SnapshotReader.verify(Channels.newChannel(new ByteArrayInputStream(bytes)), "x");

        try (Footprint footprint = new Footprint()) {
            final ClusterState state = new ClusterState(limits(), footprint);
            final SnapshotReader reader =
                    new SnapshotReader(Channels.newChannel(new ByteArrayInputStream(bytes)), "x");
            final SnapshotException refusal =
                    assertThrows(
                            SnapshotException.class, () -> StateLoader.load(reader, "x", state));

            assertEquals(SnapshotException.Kind.DAMAGED, refusal.kind());
            assertTrue(
                    refusal.getMessage().startsWith("The snapshot x cannot be loaded: " + what),
                    refusal::getMessage);
        }
    }

    @Test
    void shouldNotBeLoadedWhenTheLayoutIsAnother() {
        forged.layoutError = 1;
        final SnapshotReader reader =
                new SnapshotReader(
                        Channels.newChannel(new ByteArrayInputStream(forged.bytes())), "x");

        try (Footprint footprint = new Footprint()) {
            final ClusterState state = new ClusterState(limits(), footprint);
            final SnapshotException refusal =
                    assertThrows(
                            SnapshotException.class, () -> StateLoader.load(reader, "x", state));

            assertEquals(SnapshotException.Kind.OTHER_LAYOUT, refusal.kind());
        }
    }
}
