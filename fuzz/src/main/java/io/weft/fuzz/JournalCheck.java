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
package io.weft.fuzz;

import io.weft.core.spi.JournalException;
import io.weft.journal.JournalReader;
import io.weft.journal.JournalReport;
import io.weft.journal.JournalVerifier;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Whether a damaged journal is refused, or is still all that was acknowledged. Anything else is a
 * lie: fewer records, other records, another state.
 */
final class JournalCheck {
    private final JournalSample sample;
    private int index;

    JournalCheck(final JournalSample sample) {
        this.sample = sample;
    }

    /**
     * Opens what is there.
     *
     * @return whether it was refused; if not, it holds the very records that were written.
     * @throws AssertionError when it was neither.
     */
    boolean isRefused() {
        final JournalReport report;
        try {
            report = JournalVerifier.verify(sample.directory());
        } catch (final JournalException ex) {
            return true;
        }
        if (!report.isSound()) {
            requirePlace(report);
            return true;
        }
        requireSame(sample.directory(), sample.items().size());
        return false;
    }

    /** The position that a refusal names is one before which all is as it was written. */
    private void requirePlace(final JournalReport report) {
        final int count = Math.toIntExact(report.recordCount());
        require(count <= sample.items().size(), "more records before the damage than written");
        final long last =
                count == 0 ? sample.firstPosition() - 1 : sample.items().get(count - 1).position();
        // Where it begins may be what is damaged.
        final boolean isHeadUnknown = count == 0 && report.lastPosition() == -1;
        require(
                isHeadUnknown || report.lastPosition() == last,
                "other positions before the damage");
        final long named = report.damage().position();
        final long reached = report.lastPosition();
        require(named == reached || named == reached + 1, "damage at position " + named);
    }

    private void requireSame(final Path directory, final int count) {
        index = 0;
        try (JournalReader reader = new JournalReader(directory, 0)) {
            while (index < count
                    && reader.poll(
                            (kind, position, timeNs, buffer, offset, length) -> {
                                final byte[] bytes = new byte[length];
                                buffer.getBytes(offset, bytes);
                                requireItem(kind, position, timeNs, bytes);
                                index++;
                            })) {
                // Compares.
            }
        }
        require(index == count, "silently shorter: " + index + " records of " + count);
    }

    private void requireItem(
            final int kind, final long position, final long timeNs, final byte[] bytes) {
        final JournalSample.Item item = sample.items().get(index);
        require(
                kind == item.kind()
                        && position == item.position()
                        && timeNs == item.timeNs()
                        && Arrays.equals(bytes, item.bytes()),
                "silently different: record " + index + " at position " + item.position());
    }

    /** What was not refused leads to the same state. */
    void requireSameState() {
        require(sample.replay() == sample.digest(), "silently another state");
    }

    /**
     * What was not refused can be gone on with, and then still holds the same, or is refused when a
     * writer opens it.
     *
     * @return whether a writer was refused.
     */
    boolean isRefusedToWriter() throws IOException {
        try {
            final Path copy = sample.goOn();
            final JournalReport report = JournalVerifier.verify(copy);
            require(report.isSound(), "gone on with, then " + report.damage());
            requireSame(copy, sample.items().size());
            require(
                    report.recordCount() == sample.items().size() + JournalSample.FURTHER_COUNT,
                    "not all that was appended is there");
            return false;
        } catch (final JournalException ex) {
            return true;
        } finally {
            sample.removeCopy();
        }
    }

    private static void require(final boolean holds, final String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }
}
