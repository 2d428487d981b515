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

import io.weft.core.spi.Journal;
import io.weft.core.spi.JournalCursor;
import io.weft.core.spi.JournalException;
import io.weft.core.spi.SnapshotException;
import io.weft.core.state.Limits;
import io.weft.core.wire.LaunchMarkDecoder;
import io.weft.core.wire.LaunchMarkEncoder;
import io.weft.core.wire.MessageHeaderDecoder;
import io.weft.core.wire.MessageHeaderEncoder;
import java.util.concurrent.atomic.AtomicReference;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** The first entry of a journal, and part of every snapshot: the limits of the state. */
public final class LaunchMark {
    private LaunchMark() {}

    /**
     * Appends the mark to an empty journal.
     *
     * @param journal that is empty.
     * @param limits of its state.
     * @param timeNs now.
     */
    public static void append(final Journal journal, final Limits limits, final long timeNs) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[128]);
        journal.append(Journal.ENTRY, 0, timeNs, buffer, 0, encode(limits, buffer));
        journal.endBatch();
    }

    /** Writes the message at the beginning of a buffer; answers its length in bytes. */
    static int encode(final Limits limits, final MutableDirectBuffer buffer) {
        final LaunchMarkEncoder encoder = new LaunchMarkEncoder();
        encoder.wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .nodeCount(limits.nodeCount())
                .coresPerNode(limits.coresPerNode())
                .jobCount(limits.jobCount())
                .allocationCount(limits.allocationCount())
                .queueCount(limits.queueCount())
                .nameCount(limits.nameCount())
                .decisionLength(limits.decisionLength())
                .passStepsMax(limits.passStepsMax())
                .termsCount(limits.termsCount())
                .groupCount(limits.groupCount())
                .dependencyCount(limits.dependencyCount())
                .outcomeCount(limits.outcomeCount())
                .reservationCount(limits.reservationCount());
        return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
    }

    /**
     * Reads the limits of a journal.
     *
     * @param journal that is not empty.
     * @return the limits.
     * @throws JournalException when it does not begin with a mark.
     * @throws SnapshotException when what it began with was removed.
     */
    public static Limits read(final Journal journal) {
        final AtomicReference<Limits> limits = new AtomicReference<>();
        try (JournalCursor cursor = journal.read(0)) {
            cursor.poll(
                    (kind, position, timeNs, buffer, offset, length) -> {
                        if (position > 0) {
                            throw headRemoved(position);
                        }
                        limits.set(decode(buffer, offset));
                    });
        }
        return limits.get();
    }

    /**
     * Whether a journal still has its first entry.
     *
     * @param journal to look into.
     * @return false when it is empty, or what it began with was removed.
     */
    public static boolean isThere(final Journal journal) {
        final boolean[] isThere = new boolean[1];
        try (JournalCursor cursor = journal.read(0)) {
            cursor.poll(
                    (kind, position, timeNs, buffer, offset, length) -> isThere[0] = position == 0);
        }
        return isThere[0];
    }

    /**
     * What to say when entries are asked for that are there no more.
     *
     * @param firstPosition at which the journal begins, or goes on.
     * @return the exception, to be thrown.
     */
    public static SnapshotException headRemoved(final long firstPosition) {
        return new SnapshotException(
                SnapshotException.Kind.NONE_VALID,
                "The journal begins at position="
                        + firstPosition
                        + ": what came before was removed, and there is no valid snapshot to begin"
                        + " with. Bring back a snapshot at or after that position, or the first"
                        + " files of the journal.",
                null);
    }

    /** Reads the message. */
    static Limits decode(final DirectBuffer buffer, final int offset) {
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        header.wrap(buffer, offset);
        if (header.templateId() != LaunchMarkDecoder.TEMPLATE_ID) {
            throw new JournalException(
                    JournalException.Kind.DAMAGED,
                    "position=0 is no launch mark but template "
                            + header.templateId()
                            + ". Maybe this is no journal of a kernel.",
                    null);
        }
        final LaunchMarkDecoder mark =
                new LaunchMarkDecoder().wrapAndApplyHeader(buffer, offset, header);
        return new Limits()
                .nodeCount(mark.nodeCount())
                .coresPerNode(mark.coresPerNode())
                .jobCount(mark.jobCount())
                .allocationCount(mark.allocationCount())
                .queueCount(mark.queueCount())
                .nameCount(mark.nameCount())
                .decisionLength(mark.decisionLength())
                .passStepsMax(mark.passStepsMax())
                .termsCount(mark.termsCount())
                .groupCount(mark.groupCount())
                .dependencyCount(mark.dependencyCount())
                .outcomeCount(mark.outcomeCount())
                .reservationCount(mark.reservationCount());
    }

    /**
     * Refuses to go on with a journal under other limits: old entries would decide otherwise.
     *
     * @param journaled limits of the journal.
     * @param given limits of the kernel.
     * @throws IllegalArgumentException when they differ, naming the first that does.
     */
    public static void requireEqual(final Limits journaled, final Limits given) {
        require("nodeCount", journaled.nodeCount(), given.nodeCount());
        require("coresPerNode", journaled.coresPerNode(), given.coresPerNode());
        require("jobCount", journaled.jobCount(), given.jobCount());
        require("allocationCount", journaled.allocationCount(), given.allocationCount());
        require("queueCount", journaled.queueCount(), given.queueCount());
        require("nameCount", journaled.nameCount(), given.nameCount());
        require("decisionLength", journaled.decisionLength(), given.decisionLength());
        require("passStepsMax", journaled.passStepsMax(), given.passStepsMax());
        require("termsCount", journaled.termsCount(), given.termsCount());
        require("groupCount", journaled.groupCount(), given.groupCount());
        require("dependencyCount", journaled.dependencyCount(), given.dependencyCount());
        require("outcomeCount", journaled.outcomeCount(), given.outcomeCount());
        require("reservationCount", journaled.reservationCount(), given.reservationCount());
    }

    private static void require(final String name, final int journaled, final int given) {
        if (journaled != given) {
            throw new IllegalArgumentException(
                    "limits."
                            + name
                            + "="
                            + given
                            + ", but the journal was begun with "
                            + journaled
                            + ". Maybe use the limits of the journal, or a new directory.");
        }
    }
}
