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
package io.weft.core;

import io.weft.core.spi.Journal;
import io.weft.core.spi.JournalCursor;
import io.weft.core.spi.JournalException;
import io.weft.core.state.Limits;
import io.weft.core.wire.LaunchMarkDecoder;
import io.weft.core.wire.LaunchMarkEncoder;
import io.weft.core.wire.MessageHeaderDecoder;
import io.weft.core.wire.MessageHeaderEncoder;
import org.agrona.concurrent.UnsafeBuffer;

/** The first entry of a journal: the limits that its state was built with. */
final class LaunchMark {
    private LaunchMark() {}

    /** Appends the mark to an empty journal. */
    static void append(final Journal journal, final Limits limits, final long timeNs) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[128]);
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
        final int length = MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        journal.append(Journal.ENTRY, 0, timeNs, buffer, 0, length);
        journal.endBatch();
    }

    /** Reads the limits of a journal that is not empty. */
    static Limits read(final Journal journal) {
        final Limits limits = new Limits();
        try (JournalCursor cursor = journal.read(0)) {
            cursor.poll(
                    (kind, position, timeNs, buffer, offset, length) -> {
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
                        limits.nodeCount(mark.nodeCount())
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
                    });
        }
        return limits;
    }

    /** Refuses to go on with a journal under other limits: old entries would decide otherwise. */
    static void requireEqual(final Limits journaled, final Limits given) {
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
