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
package io.weft.core.state;

/** How a job came to its end. Its code stands in the {@link OutcomeTable}. */
public enum Outcome {
    /** Nothing is known of the job. */
    UNKNOWN,
    /** It completed, or a copy of it did. */
    SUCCEEDED,
    /** It held cores when it ended, and did not complete. */
    FAILED,
    /** It held no cores when it ended. */
    NEVER_STARTED;

    private static final Outcome[] BY_CODE = values();

    /**
     * Code in the table.
     *
     * @return from 0.
     */
    public int code() {
        return ordinal();
    }

    /**
     * Outcome with a code.
     *
     * @param code from the table.
     * @return the outcome.
     */
    public static Outcome of(final int code) {
        return BY_CODE[code];
    }
}
