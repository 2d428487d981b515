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
package io.weft.core;

import io.weft.core.client.AllocationSlices;
import io.weft.core.client.DecisionListener;
import io.weft.core.client.DecisionStamp;
import io.weft.core.wire.InputField;
import io.weft.core.wire.PreemptionKind;
import io.weft.core.wire.QueueMove;
import io.weft.core.wire.ReasonCode;
import java.util.ArrayList;
import java.util.List;

/** Writes every decision as a short line, for tests to compare. */
public final class DecisionLog implements DecisionListener {
    /** The lines so far. */
    public final List<String> lines = new ArrayList<>();

    /** Hands over the lines so far and forgets them. */
    public List<String> take() {
        final List<String> taken = List.copyOf(lines);
        lines.clear();
        return taken;
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
        lines.add("rejected " + id + " " + reason + " " + field + "=" + value + " " + bound);
    }

    @Override
    public void onJobAccepted(final DecisionStamp stamp, final long jobId) {
        lines.add("accepted " + jobId);
    }

    @Override
    public void onStartJob(
            final DecisionStamp stamp,
            final long jobId,
            final ReasonCode reason,
            final int multiplicity,
            final AllocationSlices slices) {
        lines.add("start " + jobId + " x" + multiplicity + " at " + stamp.timeNs() + text(slices));
    }

    @Override
    public void onReboundJob(
            final DecisionStamp stamp,
            final long jobId,
            final ReasonCode reason,
            final AllocationSlices slices) {
        lines.add("rebound " + jobId + text(slices));
    }

    @Override
    public void onTerminateJob(
            final DecisionStamp stamp,
            final long jobId,
            final ReasonCode reason,
            final long detail) {
        lines.add("terminate " + jobId + " " + reason + " " + detail);
    }

    @Override
    public void onJobClosed(
            final DecisionStamp stamp,
            final long jobId,
            final ReasonCode reason,
            final long detail) {
        lines.add("closed " + jobId + " " + reason + " " + detail);
    }

    @Override
    public void onJobRequeued(
            final DecisionStamp stamp,
            final long jobId,
            final ReasonCode reason,
            final long detail) {
        lines.add("requeued " + jobId + " " + reason + " " + detail);
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
        lines.add(
                "preempted " + jobId + " for " + beneficiaryId + " " + kind + " lost " + workLost);
    }

    @Override
    public void onPauseJob(
            final DecisionStamp stamp,
            final long jobId,
            final ReasonCode reason,
            final long detail) {
        lines.add("pause " + jobId + " " + reason + " " + detail);
    }

    @Override
    public void onContinueJob(
            final DecisionStamp stamp,
            final long jobId,
            final ReasonCode reason,
            final int multiplicity,
            final AllocationSlices slices) {
        lines.add(
                "continue " + jobId + " x" + multiplicity + " at " + stamp.timeNs() + text(slices));
    }

    @Override
    public void onJobResized(
            final DecisionStamp stamp,
            final long jobId,
            final ReasonCode reason,
            final long beneficiaryId,
            final int multiplicity,
            final AllocationSlices slices) {
        final String sake = beneficiaryId < 0 ? "" : " for " + beneficiaryId;
        lines.add("resized " + jobId + " " + reason + sake + " x" + multiplicity + text(slices));
    }

    @Override
    public void onEnquiryAnswer(
            final DecisionStamp stamp,
            final long enquiryId,
            final long countNow,
            final long countEver,
            final long earliestStartNs,
            final long othersStartNs) {
        lines.add(
                "answer "
                        + enquiryId
                        + " now "
                        + countNow
                        + " of "
                        + countEver
                        + " all at "
                        + earliestStartNs
                        + " others at "
                        + othersStartNs);
    }

    @Override
    public void onPassCut(final DecisionStamp stamp, final long jobId, final int stepCount) {
        lines.add("cut at " + jobId + " after " + stepCount);
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
        lines.add(
                "adjusted "
                        + queueId
                        + " "
                        + move
                        + " "
                        + formerValue
                        + " to "
                        + value
                        + " "
                        + reason
                        + " "
                        + measuredPerMille
                        + " "
                        + objectivePerMille);
    }

    private static String text(final AllocationSlices slices) {
        final StringBuilder text = new StringBuilder();
        while (slices.next()) {
            text.append(" ").append(slices.nodeId()).append(":");
            text.append(slices.firstCore() == 0 ? "" : slices.firstCore() + "+");
            text.append(Long.toHexString(slices.coreMask()));
            if (slices.gpuCount() > 0) {
                text.append("/").append(slices.gpuCount()).append("g");
                text.append(Long.toHexString(slices.gpuMask()));
            }
        }
        return text.toString();
    }
}
