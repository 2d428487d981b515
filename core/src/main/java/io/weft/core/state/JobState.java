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

/** Where a job is in its life. Its code stands in the job's row. */
public enum JobState {
    /** The row is free. */
    FREE,
    /** Waits to be started. */
    PENDING,
    /** Waits to be released. */
    HELD,
    /** Has its cores; the adapter was told to start it. */
    STARTING,
    /** Runs. */
    RUNNING,
    /** Has its memory, but not its cores. */
    SUSPENDED,
    /** Has its cores; the adapter was told to end it. */
    ENDING,
    /** Has its cores; on its nodes are jobs that give way, so the adapter was told nothing yet. */
    CLAIMING,
    /** Has lost its cores; the adapter was told to suspend or to end it. */
    LEAVING,
    /** Waits for its time, for other jobs or for a slot of its array; not among the pending. */
    WAITING;

    private static final JobState[] BY_CODE = values();

    /**
     * Code in the job's row.
     *
     * @return from 0.
     */
    public int code() {
        return ordinal();
    }

    /**
     * State with a code.
     *
     * @param code from a job's row.
     * @return the state.
     */
    public static JobState of(final int code) {
        return BY_CODE[code];
    }
}
