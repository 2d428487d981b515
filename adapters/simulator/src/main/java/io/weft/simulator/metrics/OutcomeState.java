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
package io.weft.simulator.metrics;

import java.util.Locale;

/** What became of a job. */
public enum OutcomeState {
    /** It ran to its end. */
    COMPLETED,
    /** It was ended at its time limit. */
    TIMED_OUT,
    /** The kernel refused it. */
    REJECTED,
    /** It still waited when nothing could happen any more. */
    NEVER_STARTED,
    /** It ended before its work was done: a node failed under it, or it said so itself. */
    FAILED,
    /** It was cancelled, before it started or while it ran. */
    CANCELLED;

    private final String text = name().toLowerCase(Locale.ROOT);

    /** The state as it is written in results. */
    public String text() {
        return text;
    }
}
