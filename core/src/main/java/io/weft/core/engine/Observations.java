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
import io.weft.core.state.JobState;
import io.weft.core.state.JobTable;
import io.weft.core.wire.EndKind;
import io.weft.core.wire.InputField;
import io.weft.core.wire.JobEndedDecoder;
import io.weft.core.wire.NodeState;
import io.weft.core.wire.ReasonCode;

/**
 * Takes in what a resource manager saw of jobs and nodes. Each method is true if a pass may start
 * something after it.
 *
 * <p>Kernel thread only; no allocation.
 */
final class Observations {
    private final ClusterState state;
    private final JobTable jobs;
    private final PolicySlot policy;
    private final Allocator allocator;
    private final JobLifecycle lifecycle;
    private final Departures departures;
    private final Reservations reservations;
    private final Elasticity elasticity;
    private final InputCheck check;
    private final Rejection rejection;
    private final KnownJobs known;

    Observations(
            final ClusterState state,
            final PolicySlot policy,
            final Allocator allocator,
            final JobLifecycle lifecycle,
            final Departures departures,
            final Reservations reservations,
            final Elasticity elasticity,
            final InputCheck check,
            final Rejection rejection,
            final KnownJobs known) {
        this.state = state;
        this.jobs = state.jobs();
        this.policy = policy;
        this.allocator = allocator;
        this.lifecycle = lifecycle;
        this.departures = departures;
        this.reservations = reservations;
        this.elasticity = elasticity;
        this.check = check;
        this.rejection = rejection;
        this.known = known;
    }

    boolean started(final long jobId, final long startTimeNs, final long timeNs) {
        final int row = known.row(jobId);
        if (row < 0 || !known.isIn(row, JobState.STARTING) || !isSameRun(row, startTimeNs)) {
            return false;
        }
        departures.running(row, timeNs);
        return jobs.termsRow(row) != NULL_ROW;
    }

    boolean suspended(final long jobId, final long timeNs) {
        final int row = known.row(jobId);
        if (row < 0) {
            return false;
        }
        if (!departures.suspended(row, timeNs)) {
            known.wrongState(row);
        }
        return true;
    }

    boolean ended(
            final long jobId,
            final EndKind kind,
            final int exitCode,
            final long startTimeNs,
            final long timeNs) {
        final int row = known.row(jobId);
        if (row < 0) {
            return false;
        }
        if (!lifecycle.isAbsent(row) && !hasProcesses(row)) {
            return known.wrongState(row);
        }
        if (!isSameRun(row, startTimeNs)) {
            return false;
        }
        if (lifecycle.isAbsent(row)) {
            departures.ended(row, kind, reasonFor(kind), exitCode, timeNs);
        } else if (kind == EndKind.CANCELLED
                && lifecycle.stateOf(row) == JobState.ENDING
                && state.jobReason(row) == ReasonCode.COPY_SUCCEEDED) {
            lifecycle.close(row, ReasonCode.COPY_SUCCEEDED, jobs.reasonNumber(row), timeNs);
        } else {
            lifecycle.close(row, reasonFor(kind), exitCode, timeNs);
        }
        return true;
    }

    /** Whether the adapter was told to start a job that holds cores. */
    private boolean hasProcesses(final int row) {
        return lifecycle.holdsCores(row)
                && (jobs.state(row) != JobState.CLAIMING.code()
                        || allocator.claims().isPaused(row));
    }

    /** What is observed late, of a run that was given up, says nothing about the job's next run. */
    private boolean isSameRun(final int row, final long startTimeNs) {
        final long latestNs = jobs.startTimeNs(row);
        if (startTimeNs != JobEndedDecoder.startTimeNullValue() && startTimeNs != latestNs) {
            return rejection.reject(
                    jobs.jobId(row),
                    ReasonCode.WRONG_STATE,
                    InputField.START_TIME,
                    startTimeNs,
                    latestNs);
        }
        return true;
    }

    private static ReasonCode reasonFor(final EndKind kind) {
        return switch (kind) {
            case COMPLETED -> ReasonCode.ENDED;
            case TIMED_OUT -> ReasonCode.TIME_LIMIT;
            case CANCELLED -> ReasonCode.CANCELLED_BY_USER;
            case NODE_FAILED -> ReasonCode.NODE_FAILURE;
            default -> ReasonCode.JOB_FAILED;
        };
    }

    boolean startFailed(final long jobId, final int nodeId, final long timeNs) {
        final int row = known.row(jobId);
        if (row < 0 || !known.isIn(row, JobState.STARTING)) {
            return false;
        }
        lifecycle.requeue(row, ReasonCode.START_FAILED, nodeId, timeNs);
        return true;
    }

    boolean nodeState(
            final int nodeId,
            final NodeState nodeState,
            final boolean keepsJobs,
            final long timeNs) {
        final int row = state.nodes().row(nodeId);
        if (row < 0) {
            return rejection.reject(nodeId, ReasonCode.UNKNOWN_ID, InputField.NODE_ID, nodeId, 0);
        }
        final int former = state.nodes().state(row);
        state.nodes().state(row, nodeState.value());
        if (!policy.isEmpty()) {
            policy.get().onNodeChanged(row);
        }
        reservations.onNodeState(row, former, nodeState.value());
        if (nodeState == NodeState.DOWN && !keepsJobs) {
            lifecycle.loseJobsOn(row, nodeId, timeNs);
        }
        return true;
    }

    /** Nothing is freed by it, so it needs no pass. */
    void utilisation(final long jobId, final long busyMilliCores, final long timeNs) {
        final int row = known.row(jobId);
        if (row < 0) {
            return;
        }
        if (!lifecycle.holdsCores(row)) {
            known.wrongState(row);
            return;
        }
        final long coreCount = allocator.coresOf(row);
        if (check.busyMilliCores(jobId, busyMilliCores, coreCount)) {
            final long busyCount = (busyMilliCores + 999) / 1000;
            allocator.observeIdle(row, (int) (coreCount - busyCount));
            elasticity.onObserved(row, busyMilliCores, timeNs);
        }
    }
}
