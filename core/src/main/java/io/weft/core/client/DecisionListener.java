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
package io.weft.core.client;

import io.weft.core.wire.InputField;
import io.weft.core.wire.PreemptionKind;
import io.weft.core.wire.QueueMove;
import io.weft.core.wire.ReasonCode;
import io.weft.core.wire.ReservationChange;

/** Receives decisions, each with its stamp; a method for each kind, none of which must be done. */
public interface DecisionListener {
    /**
     * An input changed nothing.
     *
     * @param stamp of the decision.
     * @param inputTemplateId kind of input, as in the schema.
     * @param id of the job, node, queue or name it was about, or -1.
     * @param reason why.
     * @param field that is to blame.
     * @param value of that field.
     * @param bound what it may be at most, or what it met.
     */
    default void onInputRejected(
            final DecisionStamp stamp,
            final int inputTemplateId,
            final long id,
            final ReasonCode reason,
            final InputField field,
            final long value,
            final long bound) {}

    /**
     * A job is in the table and will be decided.
     *
     * @param stamp of the decision.
     * @param jobId of the job.
     */
    default void onJobAccepted(final DecisionStamp stamp, final long jobId) {}

    /**
     * Start a job.
     *
     * @param stamp of the decision.
     * @param jobId of the job.
     * @param reason {@link ReasonCode#FITS} or {@link ReasonCode#BACKFILLED}.
     * @param multiplicity processes on its fullest core, itself included.
     * @param slices where.
     */
    default void onStartJob(
            final DecisionStamp stamp,
            final long jobId,
            final ReasonCode reason,
            final int multiplicity,
            final AllocationSlices slices) {}

    /**
     * Move the processes of a running job; memory and GPUs stay.
     *
     * @param stamp of the decision.
     * @param jobId of the job.
     * @param reason why.
     * @param slices where they are from now on, on the one node where that changed.
     */
    default void onReboundJob(
            final DecisionStamp stamp,
            final long jobId,
            final ReasonCode reason,
            final AllocationSlices slices) {}

    /**
     * End a job; to be answered with {@link InputWriter#jobEnded}.
     *
     * @param stamp of the decision.
     * @param jobId of the job.
     * @param reason why.
     * @param detail that belongs to the reason.
     */
    default void onTerminateJob(
            final DecisionStamp stamp,
            final long jobId,
            final ReasonCode reason,
            final long detail) {}

    /**
     * A job is gone and everything it held is free.
     *
     * @param stamp of the decision.
     * @param jobId of the job.
     * @param reason why.
     * @param detail that belongs to the reason.
     */
    default void onJobClosed(
            final DecisionStamp stamp,
            final long jobId,
            final ReasonCode reason,
            final long detail) {}

    /**
     * A job waits again, at its old place.
     *
     * @param stamp of the decision.
     * @param jobId of the job.
     * @param reason why.
     * @param detail that belongs to the reason.
     */
    default void onJobRequeued(
            final DecisionStamp stamp,
            final long jobId,
            final ReasonCode reason,
            final long detail) {}

    /**
     * A policy decides from the next pass on.
     *
     * @param stamp of the decision.
     * @param version of the policy.
     */
    default void onPolicyInstalled(final DecisionStamp stamp, final int version) {}

    /**
     * A pass used up its steps: a job, and who comes after it, was not looked at. The next pass
     * begins with the first job again.
     *
     * @param stamp of the decision.
     * @param jobId of the first job that was not looked at.
     * @param stepCount steps taken until then, at least {@code Limits.passStepsMax}.
     */
    default void onPassCut(final DecisionStamp stamp, final long jobId, final int stepCount) {}

    /**
     * A job has to give way; a {@link #onPauseJob} or a {@link #onTerminateJob} follows.
     *
     * @param stamp of the decision.
     * @param jobId of the job.
     * @param beneficiaryId job that gets its place, -1 for none.
     * @param kind how it gives way.
     * @param reason why.
     * @param workLost cores times the time it ran, core ms; 0 if nothing is lost.
     * @param graceNs time it is given to stop.
     */
    default void onJobPreempted(
            final DecisionStamp stamp,
            final long jobId,
            final long beneficiaryId,
            final PreemptionKind kind,
            final ReasonCode reason,
            final long workLost,
            final long graceNs) {}

    /**
     * Stop the processes of a job, which keep their memory and GPUs; may come again.
     *
     * @param stamp of the decision.
     * @param jobId of the job.
     * @param reason why.
     * @param detail that belongs to the reason.
     */
    default void onPauseJob(
            final DecisionStamp stamp,
            final long jobId,
            final ReasonCode reason,
            final long detail) {}

    /**
     * Let the processes of a job go on, on these cores of its nodes.
     *
     * @param stamp of the decision.
     * @param jobId of the job.
     * @param reason why.
     * @param multiplicity highest on its cores, itself included.
     * @param slices of the allocation; valid during the call.
     */
    default void onContinueJob(
            final DecisionStamp stamp,
            final long jobId,
            final ReasonCode reason,
            final int multiplicity,
            final AllocationSlices slices) {}

    /**
     * Whether a job that is being submitted ends by its deadline; comes before {@link
     * #onJobAccepted} or {@link #onInputRejected}.
     *
     * @param stamp of the decision.
     * @param jobId of the job.
     * @param reason {@link ReasonCode#DEADLINE_PROMISED}, or why there is no promise.
     * @param startNs promised, or the earliest there is, -1 if there is none.
     * @param endNs that and the walltime, or -1.
     * @param missing nodes, or cores, that lack for a start that would do.
     * @param coreCountHeld cores that others would have to give back for that.
     */
    default void onDeadlineAnswer(
            final DecisionStamp stamp,
            final long jobId,
            final ReasonCode reason,
            final long startNs,
            final long endNs,
            final long missing,
            final long coreCountHeld) {}

    /**
     * Whole nodes are kept for some time.
     *
     * @param stamp of the decision.
     * @param reservationId of the reservation, -1 if it was made for a job.
     * @param jobId that it was made for, or -1.
     * @param startNs of the first window.
     * @param endNs of the first window.
     * @param busyNodeCount nodes on which a job is expected to run longer than to the start.
     * @param nodes that are kept; valid during the call.
     */
    default void onReservationCreated(
            final DecisionStamp stamp,
            final long reservationId,
            final long jobId,
            final long startNs,
            final long endNs,
            final int busyNodeCount,
            final NodeIds nodes) {}

    /**
     * Something happened to a reservation.
     *
     * @param stamp of the decision.
     * @param reservationId of the reservation, -1 if it was made for a job.
     * @param jobId that it was made for, or -1.
     * @param change what happened.
     * @param nodeId that was lost or replaced, or -1.
     * @param newNodeId that replaces it, or -1.
     * @param busyNodeCount nodes of it on which jobs still run.
     */
    default void onReservationChanged(
            final DecisionStamp stamp,
            final long reservationId,
            final long jobId,
            final ReservationChange change,
            final int nodeId,
            final int newNodeId,
            final int busyNodeCount) {}

    /**
     * A rule of a queue made or took back a move, or M in force was altered; it concerns starts
     * from now on.
     *
     * @param stamp of the decision.
     * @param queueId of the queue.
     * @param move what has changed.
     * @param formerValue M; or how many lent nodes the queue may use; or 1 if its jobs may preempt.
     * @param value the same, from now on.
     * @param reason why.
     * @param measuredPerMille jobs that started in time, or busy processes a core; -1 if nothing
     *     was measured.
     * @param objectivePerMille what that is compared with.
     */
    default void onQueueAdjusted(
            final DecisionStamp stamp,
            final int queueId,
            final QueueMove move,
            final int formerValue,
            final int value,
            final ReasonCode reason,
            final int measuredPerMille,
            final int objectivePerMille) {}

    /**
     * A running job has other cores from now on.
     *
     * @param stamp of the decision.
     * @param jobId of the job.
     * @param reason why.
     * @param multiplicity highest on its cores, itself included.
     * @param slices all it has now; valid during the call.
     */
    default void onJobResized(
            final DecisionStamp stamp,
            final long jobId,
            final ReasonCode reason,
            final int multiplicity,
            final AllocationSlices slices) {}

    /**
     * The same, with the job because of which: for those who want to know it. Calls the other one
     * unless it is overridden.
     *
     * @param stamp of the decision.
     * @param jobId of the job.
     * @param reason why.
     * @param beneficiaryId of the job that can start because of it; -1 for none.
     * @param multiplicity highest on its cores, itself included.
     * @param slices all it has now; valid during the call.
     */
    default void onJobResized(
            final DecisionStamp stamp,
            final long jobId,
            final ReasonCode reason,
            final long beneficiaryId,
            final int multiplicity,
            final AllocationSlices slices) {
        onJobResized(stamp, jobId, reason, multiplicity, slices);
    }

    /**
     * An enquiry is answered; nothing is promised. Counts are nodes, or cores when they may be
     * anywhere.
     *
     * @param stamp of the decision.
     * @param enquiryId of the enquiry.
     * @param countNow what there is now, at most what was asked for.
     * @param countEver what there would be on empty nodes.
     * @param earliestStartNs when there is all of it, {@link Long#MAX_VALUE} for never.
     * @param othersStartNs when the job that waits longest could start at the earliest; {@link
     *     Long#MAX_VALUE} when none waits, or that is not known.
     */
    default void onEnquiryAnswer(
            final DecisionStamp stamp,
            final long enquiryId,
            final long countNow,
            final long countEver,
            final long earliestStartNs,
            final long othersStartNs) {}
}
