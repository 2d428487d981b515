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

import java.util.Locale;

/** Where a kernel is when it is killed. */
enum CrashPoint {
    /** After any record of the log. */
    ANYWHERE(false),

    /** An input was taken, and is not in the journal yet. */
    BEFORE_APPEND(true),

    /** An entry is in the journal, and was not applied. */
    AFTER_APPEND(true),

    /** Decisions are in the journal, and did not leave. */
    AFTER_DECISIONS(true),

    /** A decision was delivered, and not acknowledged. */
    BEFORE_ACKNOWLEDGE(true),

    /** A record was replayed at the start, others were not. */
    MID_RECOVERY(true),

    /** A decision was delivered again, others were not. */
    MID_RESEND(true),

    /** The journal is being opened. */
    MID_OPEN(false),

    /** A segment of the journal begins. */
    MID_ROLL(false),

    /** The journal is being closed. */
    MID_CLOSE(false),

    /** A snapshot is being written, or was just brought to disk. */
    MID_SNAPSHOT(true),

    /** The journal lets first files go. */
    MID_RELEASE(false);

    /** Whether the child waits there to be killed; otherwise the time after it is drawn. */
    final boolean isExact;

    CrashPoint(final boolean isExact) {
        this.isExact = isExact;
    }

    /** Whether a kernel comes there only when it takes snapshots. */
    boolean isOfSnapshots() {
        return this == MID_SNAPSHOT || this == MID_RELEASE;
    }

    /** Whether a kernel comes there only when there was one before it. */
    boolean isLater() {
        return this == MID_RECOVERY || this == MID_RESEND;
    }

    /** Name in the tally. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
