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

import java.nio.file.Path;
import java.util.Locale;

/**
 * Something about a journal that is not as a writer leaves it at its end.
 *
 * @param outcome what it leads to.
 * @param file where it is.
 * @param offset in the file, bytes.
 * @param position of the entry that it concerns: when refused, everything before it is sound.
 * @param what was expected, and found.
 * @param cure what to do, in words.
 */
public record JournalFinding(
        DamageOutcome outcome, Path file, long offset, long position, String what, String cure) {

    /** What damage comes to. */
    static JournalFinding of(final Path directory, final JournalDamage damage) {
        return new JournalFinding(
                DamageOutcome.REFUSED,
                damage.file(),
                damage.offset(),
                damage.position(),
                "expected " + damage.expected() + ", found " + damage.found(),
                damage.cure(directory));
    }

    /**
     * One line with all of it.
     *
     * @return outcome, position, file, byte, what and the cure.
     */
    @Override
    public String toString() {
        return outcome.name().toLowerCase(Locale.ROOT)
                + " at position "
                + position
                + " ("
                + file.getFileName()
                + ", byte "
                + offset
                + "): "
                + what
                + ". "
                + cure;
    }
}
