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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.ListJournal;
import io.weft.core.spi.Journal;
import io.weft.core.spi.JournalException;
import io.weft.core.spi.SnapshotException;
import io.weft.core.state.Limits;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LaunchMarkTest {
    private final ListJournal journal = new ListJournal();

    /** No two are alike. */
    private static Limits limits() {
        return new Limits()
                .nodeCount(101)
                .coresPerNode(102)
                .jobCount(103)
                .allocationCount(10_400)
                .queueCount(105)
                .nameCount(106)
                .decisionLength(10_240)
                .passStepsMax(108)
                .termsCount(99)
                .groupCount(110)
                .dependencyCount(111)
                .outcomeCount(112)
                .reservationCount(113);
    }

    private static Arguments another(final String name, final Consumer<Limits> change) {
        return Arguments.of(name, change);
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                another("nodeCount=1", l -> l.nodeCount(1)),
                another("coresPerNode=1", l -> l.coresPerNode(1)),
                another("jobCount=1000", l -> l.jobCount(1000)),
                another("allocationCount=20000", l -> l.allocationCount(20_000)),
                another("queueCount=1", l -> l.queueCount(1)),
                another("nameCount=1", l -> l.nameCount(1)),
                another("decisionLength=20480", l -> l.decisionLength(20_480)),
                another("passStepsMax=1", l -> l.passStepsMax(1)),
                another("termsCount=1", l -> l.termsCount(1)),
                another("groupCount=1", l -> l.groupCount(1)),
                another("dependencyCount=1", l -> l.dependencyCount(1)),
                another("outcomeCount=1", l -> l.outcomeCount(1)),
                another("reservationCount=1", l -> l.reservationCount(1)));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void shouldNameTheLimitThatIsAnother(final String name, final Consumer<Limits> change) {
        LaunchMark.append(journal, limits(), 5);
        final Limits other = limits();
        LaunchMark.requireEqual(LaunchMark.read(journal), other);
        change.accept(other);

        final IllegalArgumentException refusal =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> LaunchMark.requireEqual(LaunchMark.read(journal), other));

        assertTrue(
                refusal.getMessage()
                        .startsWith("limits." + name + ", but the journal was begun with "),
                refusal::getMessage);
    }

    @Test
    void shouldBeThereOnlyAtTheHead() {
        assertFalse(LaunchMark.isThere(journal));

        LaunchMark.append(journal, limits(), 5);

        assertTrue(LaunchMark.isThere(journal));
        assertEquals(5, journal.items.get(0).timeNs());
        assertEquals(0, journal.lastPosition());
    }

    @Test
    void shouldMissWhatWasRemoved() {
        final UnsafeBuffer bytes = new UnsafeBuffer(new byte[8]);
        journal.append(Journal.ENTRY, 7, 0, bytes, 0, 8);

        assertFalse(LaunchMark.isThere(journal));
        final SnapshotException refusal =
                assertThrows(SnapshotException.class, () -> LaunchMark.read(journal));

        assertEquals(SnapshotException.Kind.NONE_VALID, refusal.kind());
        assertTrue(refusal.getMessage().contains("position=7"), refusal::getMessage);
    }

    @Test
    void shouldRefuseWhatIsNoMark() {
        final UnsafeBuffer bytes = new UnsafeBuffer(new byte[8]);
        journal.append(Journal.ENTRY, 0, 0, bytes, 0, 8);

        final JournalException refusal =
                assertThrows(JournalException.class, () -> LaunchMark.read(journal));

        assertEquals(JournalException.Kind.DAMAGED, refusal.kind());
    }
}
