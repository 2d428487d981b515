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

import io.weft.core.wire.ReasonCode;
import io.weft.simulator.workload.JobSpec;
import java.util.Objects;

/**
 * What became of one job.
 *
 * @param job as it was submitted
 * @param state it ended in
 * @param reason the kernel's word: why it closed, was refused, or still waits
 * @param detail number that belongs to the reason; of a refusal, the value that is to blame
 * @param startNs when it started, ns from the trace's origin; {@link #NULL_TIME}: never
 * @param endNs when it ended, ns from the trace's origin; {@link #NULL_TIME}: never started
 * @param cpuTimeNs ns that each of its processes had a core for itself, sharing shared out evenly;
 *     where it had fewer than asked for, on average over those asked for; not what was lost
 * @param history what happened to it meanwhile
 */
public record JobOutcome(
        JobSpec job,
        OutcomeState state,
        ReasonCode reason,
        long detail,
        long startNs,
        long endNs,
        long cpuTimeNs,
        JobHistory history) {

    /** The time of what never happened. */
    public static final long NULL_TIME = -1;

    /** The shortest run that counts in a bounded slowdown: 10 s. */
    public static final long TAU_NS = 10_000_000_000L;

    /** Checks that nothing is missing and time goes forward. */
    public JobOutcome {
        Objects.requireNonNull(job, "job");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(history, "history");
        if (startNs != NULL_TIME && (startNs < job.submitNs() || endNs < startNs)) {
            throw new IllegalArgumentException(
                    "jobId="
                            + job.id()
                            + ", submitNs="
                            + job.submitNs()
                            + ", startNs="
                            + startNs
                            + ", endNs="
                            + endNs
                            + ", expected in this order");
        }
    }

    /** The same for a job that ran without anything happening to it. */
    public JobOutcome(
            final JobSpec job,
            final OutcomeState state,
            final ReasonCode reason,
            final long detail,
            final long startNs,
            final long endNs,
            final long cpuTimeNs) {
        this(job, state, reason, detail, startNs, endNs, cpuTimeNs, JobHistory.NONE);
    }

    /**
     * A job that never ran, or that ran and waits again.
     *
     * @param job as it was submitted
     * @param state it ended in
     * @param reason why
     * @param detail number that belongs to the reason
     */
    public static JobOutcome ofNoRun(
            final JobSpec job,
            final OutcomeState state,
            final ReasonCode reason,
            final long detail) {
        return ofNoRun(job, state, reason, detail, JobHistory.NONE);
    }

    /**
     * The same for a job to which something happened before.
     *
     * @param job as it was submitted
     * @param state it ended in
     * @param reason why
     * @param detail number that belongs to the reason
     * @param history what happened to it
     */
    public static JobOutcome ofNoRun(
            final JobSpec job,
            final OutcomeState state,
            final ReasonCode reason,
            final long detail,
            final JobHistory history) {
        return new JobOutcome(job, state, reason, detail, NULL_TIME, NULL_TIME, 0, history);
    }

    /** Whether it ever ran; without that, the times and slowdowns below mean nothing. */
    public boolean hasRun() {
        return startNs != NULL_TIME;
    }

    /** Ns from submission to start. */
    public long waitNs() {
        return startNs - job.submitNs();
    }

    /** Ns from start to end. */
    public long runNs() {
        return endNs - startNs;
    }

    /** Ns from submission to end. */
    public long flowNs() {
        return endNs - job.submitNs();
    }

    /** (wait + run) / run alone, the paper's S; elsewhere called stretch. */
    public double slowdown() {
        return (double) flowNs() / job.runtimeNs();
    }

    /**
     * The slowdown of a job that ran at least 10 s alone, so that very short jobs do not rule the
     * mean, and at least 1 (Feitelson and Rudolph 1998).
     */
    public double boundedSlowdown() {
        return Math.max(1.0, (double) flowNs() / Math.max(job.runtimeNs(), TAU_NS));
    }
}
