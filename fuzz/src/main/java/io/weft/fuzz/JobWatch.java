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

import io.weft.core.client.AllocationSlices;
import io.weft.core.client.DecisionListener;
import io.weft.core.client.DecisionStamp;
import io.weft.core.client.NodeIds;
import io.weft.core.wire.InputField;
import io.weft.core.wire.PreemptionKind;
import io.weft.core.wire.QueueMove;
import io.weft.core.wire.ReasonCode;
import io.weft.core.wire.ReservationChange;
import org.agrona.collections.LongArrayList;

/** Which jobs wait, start, run and shall end, from the decisions. */
final class JobWatch implements DecisionListener {
    final LongArrayList waiting = new LongArrayList();
    final LongArrayList starting = new LongArrayList();
    final LongArrayList running = new LongArrayList();
    final LongArrayList ending = new LongArrayList();
    final LongArrayList paused = new LongArrayList();

    private final DecisionListener next;

    /** A watch that hands every decision on. */
    JobWatch(final DecisionListener next) {
        this.next = next;
    }

    @Override
    public void onJobAccepted(final DecisionStamp stamp, final long jobId) {
        next.onJobAccepted(stamp, jobId);
        waiting.addLong(jobId);
    }

    @Override
    public void onStartJob(
            final DecisionStamp stamp,
            final long jobId,
            final ReasonCode reason,
            final int multiplicity,
            final AllocationSlices slices) {
        next.onStartJob(stamp, jobId, reason, multiplicity, slices);
        waiting.removeLong(jobId);
        starting.addLong(jobId);
        running.addLong(jobId);
    }

    @Override
    public void onTerminateJob(
            final DecisionStamp stamp,
            final long jobId,
            final ReasonCode reason,
            final long detail) {
        next.onTerminateJob(stamp, jobId, reason, detail);
        ending.addLong(jobId);
    }

    @Override
    public void onJobRequeued(
            final DecisionStamp stamp,
            final long jobId,
            final ReasonCode reason,
            final long detail) {
        next.onJobRequeued(stamp, jobId, reason, detail);
        forget(jobId);
        waiting.addLong(jobId);
    }

    @Override
    public void onJobClosed(
            final DecisionStamp stamp,
            final long jobId,
            final ReasonCode reason,
            final long detail) {
        next.onJobClosed(stamp, jobId, reason, detail);
        forget(jobId);
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
        next.onInputRejected(stamp, inputTemplateId, id, reason, field, value, bound);
    }

    @Override
    public void onReboundJob(
            final DecisionStamp stamp,
            final long jobId,
            final ReasonCode reason,
            final AllocationSlices slices) {
        next.onReboundJob(stamp, jobId, reason, slices);
    }

    @Override
    public void onPolicyInstalled(final DecisionStamp stamp, final int version) {
        next.onPolicyInstalled(stamp, version);
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
        next.onJobPreempted(stamp, jobId, beneficiaryId, kind, reason, workLost, graceNs);
    }

    @Override
    public void onPauseJob(
            final DecisionStamp stamp,
            final long jobId,
            final ReasonCode reason,
            final long detail) {
        next.onPauseJob(stamp, jobId, reason, detail);
        paused.removeLong(jobId);
        paused.addLong(jobId);
    }

    @Override
    public void onContinueJob(
            final DecisionStamp stamp,
            final long jobId,
            final ReasonCode reason,
            final int multiplicity,
            final AllocationSlices slices) {
        next.onContinueJob(stamp, jobId, reason, multiplicity, slices);
        paused.removeLong(jobId);
        starting.addLong(jobId);
    }

    @Override
    public void onJobResized(
            final DecisionStamp stamp,
            final long jobId,
            final ReasonCode reason,
            final int multiplicity,
            final AllocationSlices slices) {
        next.onJobResized(stamp, jobId, reason, multiplicity, slices);
    }

    @Override
    public void onEnquiryAnswer(
            final DecisionStamp stamp,
            final long enquiryId,
            final long countNow,
            final long countEver,
            final long earliestStartNs,
            final long othersStartNs) {
        next.onEnquiryAnswer(stamp, enquiryId, countNow, countEver, earliestStartNs, othersStartNs);
    }

    @Override
    public void onPassCut(final DecisionStamp stamp, final long jobId, final int stepCount) {
        next.onPassCut(stamp, jobId, stepCount);
    }

    @Override
    public void onDeadlineAnswer(
            final DecisionStamp stamp,
            final long jobId,
            final ReasonCode reason,
            final long startNs,
            final long endNs,
            final long missing,
            final long coreCountHeld) {
        next.onDeadlineAnswer(stamp, jobId, reason, startNs, endNs, missing, coreCountHeld);
    }

    @Override
    public void onReservationCreated(
            final DecisionStamp stamp,
            final long reservationId,
            final long jobId,
            final long startNs,
            final long endNs,
            final int busyNodeCount,
            final NodeIds nodes) {
        next.onReservationCreated(
                stamp, reservationId, jobId, startNs, endNs, busyNodeCount, nodes);
    }

    @Override
    public void onReservationChanged(
            final DecisionStamp stamp,
            final long reservationId,
            final long jobId,
            final ReservationChange change,
            final int nodeId,
            final int newNodeId,
            final int busyNodeCount) {
        next.onReservationChanged(
                stamp, reservationId, jobId, change, nodeId, newNodeId, busyNodeCount);
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
        next.onQueueAdjusted(
                stamp,
                queueId,
                move,
                formerValue,
                value,
                reason,
                measuredPerMille,
                objectivePerMille);
    }

    /** A job whose end was asked for several times is on the list as often. */
    private void forget(final long jobId) {
        waiting.removeLong(jobId);
        while (starting.removeLong(jobId)) {
            // All of them.
        }
        running.removeLong(jobId);
        paused.removeLong(jobId);
        while (ending.removeLong(jobId)) {
            // All of them.
        }
    }
}
