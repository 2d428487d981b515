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
package io.weft.simulator;

import io.weft.core.client.AllocationSlices;
import io.weft.core.client.DecisionListener;
import io.weft.core.client.DecisionStamp;
import io.weft.core.wire.InputField;
import io.weft.core.wire.PreemptionKind;
import io.weft.core.wire.QueueMove;
import io.weft.core.wire.ReasonCode;
import io.weft.core.wire.SetPolicyDecoder;
import io.weft.core.wire.SubmitJobDecoder;
import io.weft.simulator.metrics.OutcomeState;
import java.util.List;

/** Carries out what the kernel decides, as it arrives, and notes what is to be answered. */
final class DecisionCourier implements DecisionListener {
    private final String policy;
    private final JobsInPlay jobs;
    private final Answers answers;
    private final OutsideEvents outside;
    private final GivingWay givingWay;
    private final List<QueueWatch> queues;
    private long reboundCount;
    private boolean isScripted;

    /**
     * A courier.
     *
     * @param policy its name, for a message.
     * @param jobs to whom decisions are carried.
     * @param answers to be given later.
     * @param outside hears what the kernel refuses of a script.
     * @param givingWay hears who gives way.
     * @param queues by id.
     */
    DecisionCourier(
            final String policy,
            final JobsInPlay jobs,
            final Answers answers,
            final OutsideEvents outside,
            final GivingWay givingWay,
            final List<QueueWatch> queues) {
        this.policy = policy;
        this.jobs = jobs;
        this.answers = answers;
        this.outside = outside;
        this.givingWay = givingWay;
        this.queues = queues;
    }

    /** Whether what the kernel is told now stands in a script: then it may refuse it. */
    void isScripted(final boolean value) {
        isScripted = value;
    }

    /** Decisions so far to move the processes of a job. */
    long reboundCount() {
        return reboundCount;
    }

    @Override
    public void onInputRejected(
            final DecisionStamp stamp,
            final int inputTemplateId,
            final long id,
            final ReasonCode reason,
            final InputField field,
            final long value,
            final long bound) {
        if (isScripted) {
            outside.onInputRejected();
            return;
        }
        switch (inputTemplateId) {
            case SubmitJobDecoder.TEMPLATE_ID ->
                    jobs.giveUp(jobs.rows().row(id), OutcomeState.REJECTED, reason, value);
            case SetPolicyDecoder.TEMPLATE_ID ->
                    throw new IllegalArgumentException("policy=" + policy + ": " + reason);
            default ->
                    throw new IllegalStateException(
                            "The kernel refused input "
                                    + inputTemplateId
                                    + " at position="
                                    + stamp.position()
                                    + ", id="
                                    + id
                                    + ": "
                                    + reason
                                    + ", "
                                    + field
                                    + "="
                                    + value
                                    + ", bound="
                                    + bound);
        }
    }

    @Override
    public void onStartJob(
            final DecisionStamp stamp,
            final long jobId,
            final ReasonCode reason,
            final int multiplicity,
            final AllocationSlices slices) {
        jobs.start(jobId, slices);
        answers.onStarted(jobId);
    }

    @Override
    public void onReboundJob(
            final DecisionStamp stamp,
            final long jobId,
            final ReasonCode reason,
            final AllocationSlices slices) {
        reboundCount++;
        jobs.move(jobId, slices);
    }

    @Override
    public void onQueueAdjusted(
            final DecisionStamp stamp,
            final int queueId,
            final QueueMove move,
            final int formerValue,
            final int value,
            final ReasonCode reason,
            final int measuredPerMille,
            final int objectivePerMille) {
        // A script may define others.
        if (queueId < queues.size()) {
            queues.get(queueId).onAdjusted(move, value, stamp.timeNs());
        }
    }

    @Override
    public void onJobPreempted(
            final DecisionStamp stamp,
            final long jobId,
            final long beneficiaryId,
            final PreemptionKind kind,
            final ReasonCode reason,
            final long workLost,
            final long graceNs) {
        givingWay.onPreempted();
    }

    @Override
    public void onPauseJob(
            final DecisionStamp stamp,
            final long jobId,
            final ReasonCode reason,
            final long detail) {
        if (jobs.suspend(jobId)) {
            answers.onSuspended(jobId);
        }
    }

    @Override
    public void onContinueJob(
            final DecisionStamp stamp,
            final long jobId,
            final ReasonCode reason,
            final int multiplicity,
            final AllocationSlices slices) {
        if (jobs.resume(jobId, slices)) {
            answers.onResumed(jobId);
        }
    }

    @Override
    public void onJobResized(
            final DecisionStamp stamp,
            final long jobId,
            final ReasonCode reason,
            final int multiplicity,
            final AllocationSlices slices) {
        if (jobs.resize(jobId, slices)) {
            answers.onResized(jobId);
        }
    }

    @Override
    public void onTerminateJob(
            final DecisionStamp stamp,
            final long jobId,
            final ReasonCode reason,
            final long detail) {
        answers.onTerminated(jobId, reason);
    }

    @Override
    public void onJobClosed(
            final DecisionStamp stamp,
            final long jobId,
            final ReasonCode reason,
            final long detail) {
        jobs.close(jobId, reason, detail);
    }

    @Override
    public void onJobRequeued(
            final DecisionStamp stamp,
            final long jobId,
            final ReasonCode reason,
            final long detail) {
        jobs.requeue(jobId, reason);
    }
}
