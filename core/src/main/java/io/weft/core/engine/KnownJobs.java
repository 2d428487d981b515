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
package io.weft.core.engine;

import io.weft.core.state.JobState;
import io.weft.core.state.JobTable;
import io.weft.core.wire.InputField;
import io.weft.core.wire.ReasonCode;

/** Finds the job that an input is about, or rejects the input. No allocation; O(1). */
final class KnownJobs {
    private final JobTable jobs;
    private final Rejection rejection;

    KnownJobs(final JobTable jobs, final Rejection rejection) {
        this.jobs = jobs;
        this.rejection = rejection;
    }

    /** Row of a job; negative, and rejected, if there is no such job. */
    int row(final long jobId) {
        final int row = jobs.row(jobId);
        if (row < 0) {
            rejection.reject(jobId, ReasonCode.UNKNOWN_ID, InputField.JOB_ID, jobId, 0);
        }
        return row;
    }

    boolean isIn(final int row, final JobState expected) {
        return jobs.state(row) == expected.code() || wrongState(row);
    }

    /** Always false, so that a check can end with it. */
    boolean wrongState(final int row) {
        return rejection.reject(
                jobs.jobId(row),
                ReasonCode.WRONG_STATE,
                InputField.STATE,
                jobs.state(row),
                jobs.state(row));
    }
}
