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

import static io.weft.core.spi.ClusterView.NULL_ROW;

import io.weft.core.state.ClusterState;
import io.weft.core.state.DependencyTable;
import io.weft.core.state.JobState;
import io.weft.core.state.JobTable;
import io.weft.core.state.Outcome;
import io.weft.core.state.TermsTable;
import io.weft.core.wire.DependencyKind;
import io.weft.core.wire.InputField;
import io.weft.core.wire.ReasonCode;
import io.weft.core.wire.SubmitJobDecoder;
import io.weft.core.wire.SubmitJobDecoder.DependenciesDecoder;

/**
 * What a submission says about other jobs. Only jobs can be named that are known before, so no two
 * can wait for each other. Kernel thread only; no allocation; cost is the dependencies.
 */
final class Dependencies {
    private final JobTable jobs;
    private final TermsTable terms;
    private final ClusterState state;
    private final DependencyTable table;
    private final Rejection rejection;

    Dependencies(final ClusterState state, final Rejection rejection) {
        this.state = state;
        this.jobs = state.jobs();
        this.terms = state.terms();
        this.table = state.dependencies();
        this.rejection = rejection;
    }

    /** Whether all jobs that are named are known and others than the submitted; rejects if not. */
    boolean areKnown(final SubmitJobDecoder input, final int memberCount) {
        final long id = input.jobId();
        final DependenciesDecoder entries = input.sbeRewind().dependencies();
        while (entries.hasNext()) {
            final long other = entries.next().jobId();
            if (entries.kindRaw() > DependencyKind.AFTER_ANY.value()) {
                return rejection.outOfRange(
                        id,
                        InputField.DEPENDENCY,
                        entries.kindRaw(),
                        DependencyKind.AFTER_ANY.value());
            }
            final boolean isOneOfThem = other >= id && other - id < memberCount;
            if (isOneOfThem || !isKnown(other)) {
                return rejection.reject(id, ReasonCode.UNKNOWN_ID, InputField.DEPENDENCY, other, 0);
            }
        }
        return true;
    }

    private boolean isKnown(final long jobId) {
        return jobs.row(jobId) != NULL_ROW || state.outcomes().outcome(jobId) != Outcome.UNKNOWN;
    }

    /** Rows of terms that those must get on whom jobs are to wait. */
    int termsNeeded(final SubmitJobDecoder input) {
        int count = 0;
        final DependenciesDecoder entries = input.sbeRewind().dependencies();
        while (entries.hasNext()) {
            final int row = jobs.row(entries.next().jobId());
            count += row != NULL_ROW && jobs.termsRow(row) == NULL_ROW ? 1 : 0;
        }
        return count;
    }

    /** Makes a new job wait; the id of a job of which what is asked for will never be, or -1. */
    long attach(final int jobRow, final SubmitJobDecoder input) {
        long never = -1;
        int last = NULL_ROW;
        final DependenciesDecoder entries = input.sbeRewind().dependencies();
        while (entries.hasNext()) {
            final long other = entries.next().jobId();
            final DependencyKind kind = entries.kind();
            final int row = jobs.row(other);
            if (row != NULL_ROW) {
                if (kind != DependencyKind.AFTER_START || !isStarted(row)) {
                    last = table.add(jobs.termsRow(jobRow), termsOf(row), kind, last);
                }
            } else if (never < 0 && !JobWaits.isTrue(kind, state.outcomes().outcome(other))) {
                never = other;
            }
        }
        return never;
    }

    private boolean isStarted(final int jobRow) {
        final int jobState = jobs.state(jobRow);
        return jobState == JobState.RUNNING.code() || jobState == JobState.SUSPENDED.code();
    }

    private int termsOf(final int jobRow) {
        if (jobs.termsRow(jobRow) == NULL_ROW) {
            jobs.termsRow(jobRow, terms.add(jobRow));
        }
        return jobs.termsRow(jobRow);
    }
}
