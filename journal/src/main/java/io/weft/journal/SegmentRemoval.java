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

import io.weft.journal.SegmentReader.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Removes the first segment files of a journal, those whose entries all lie before a position, and
 * are older than a time. What stays is said first and brought to disk; a file that is still there
 * after a crash is before the head, read by nobody, and goes the next time. The last file always
 * stays.
 */
final class SegmentRemoval {
    private SegmentRemoval() {}

    /** Removes what lies before the segment that has a position, and before that of a time. */
    static void removeBefore(final Path directory, final long position, final long timeNs)
            throws IOException {
        final JournalHead former = JournalHead.read(directory);
        final long[] segments = SegmentName.list(directory);
        final JournalHead head = headAt(directory, segments, former, position, timeNs);
        if (head.segment() > former.segment()) {
            head.write(directory);
        }
        boolean isRemoved = false;
        for (final long segment : segments) {
            if (segment < head.segment()) {
                Files.delete(SegmentName.path(directory, segment));
                isRemoved = true;
            }
        }
        if (isRemoved) {
            JournalFiles.forceDirectory(directory);
        }
    }

    /** The last segment that begins at or before the position and the time. */
    private static JournalHead headAt(
            final Path directory,
            final long[] segments,
            final JournalHead former,
            final long position,
            final long timeNs)
            throws IOException {
        final RecordBuffer record = new RecordBuffer();
        JournalHead head = former;
        boolean isBefore = true;
        for (int i = 0; isBefore && i < segments.length; i++) {
            if (segments[i] > head.segment()) {
                final Path file = SegmentName.path(directory, segments[i]);
                try (SegmentReader reader = new SegmentReader(file, record)) {
                    isBefore =
                            reader.next() == Step.RECORD
                                    && record.position() <= position
                                    && record.timeNs() <= timeNs;
                }
                if (isBefore) {
                    head = new JournalHead(segments[i], record.sequence(), record.position());
                }
            }
        }
        return head;
    }
}
