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
package io.weft.placement;

import io.weft.core.Kernel;
import io.weft.core.KernelContext;
import io.weft.core.MemoryJournal;
import io.weft.core.client.AllocationSlices;
import io.weft.core.client.DecisionListener;
import io.weft.core.client.DecisionStamp;
import io.weft.core.client.InputWriter;
import io.weft.core.client.JobRequest;
import io.weft.core.client.NodeIds;
import io.weft.core.client.QueueRequest;
import io.weft.core.state.Limits;
import io.weft.core.wire.InputField;
import io.weft.core.wire.ReasonCode;
import io.weft.core.wire.ReservationChange;
import java.util.ArrayList;
import java.util.List;

/** A kernel on a few nodes of four cores, whose decisions are lines of text, and its clock. */
final class ReservedCluster implements DecisionListener, AutoCloseable {
    final List<String> lines = new ArrayList<>();
    final Kernel kernel;
    final InputWriter in;
    private long nowNs;

    ReservedCluster(final String policy, final int nodeCount, final int maxMultiplicity) {
        kernel =
                Kernel.embed(
                        new KernelContext()
                                .limits(
                                        new Limits()
                                                .nodeCount(nodeCount)
                                                .coresPerNode(4)
                                                .jobCount(64)
                                                .reservationCount(4))
                                .journal(new MemoryJournal(1 << 16, 1))
                                .policies(new StandardPolicies())
                                .clock(() -> nowNs)
                                .verify(true));
        in = kernel.inputWriter();
        for (int id = 0; id < nodeCount; id++) {
            in.defineNode(id, 4, 0, 0, 0, 0, -1);
        }
        in.defineQueue(new QueueRequest(0).maxMultiplicity(maxMultiplicity));
        in.setPolicy(policy, 0, 1000, false, true);
        settle();
        lines.clear();
    }

    /** Lets time pass, and whatever is due be done in time. */
    void passTo(final long timeNs) {
        while (kernel.nextDeadlineNs() <= timeNs) {
            nowNs = Math.max(nowNs, kernel.nextDeadlineNs());
            settle();
        }
        nowNs = timeNs;
        settle();
    }

    void settle() {
        while (kernel.doWork() + kernel.poll(this, 100) > 0) {
            // Until nothing is left to do.
        }
    }

    /** What was decided since this was asked last. */
    List<String> take() {
        settle();
        final List<String> taken = List.copyOf(lines);
        lines.clear();
        return taken;
    }

    /** Submits a job of whole nodes and says what came of it. */
    List<String> submit(final long jobId, final int nodeCount, final long walltimeNs) {
        in.submitJob(job(jobId, walltimeNs).nodes(nodeCount, 4));
        return take();
    }

    static JobRequest job(final long jobId, final long walltimeNs) {
        return new JobRequest().jobId(jobId).walltimeNs(walltimeNs);
    }

    String reason(final long jobId) {
        for (int row = kernel.view().pendingHead(); row >= 0; ) {
            if (kernel.view().jobId(row) == jobId) {
                return kernel.reason(row) + " " + kernel.reasonNumber(row);
            }
            row = kernel.view().pendingNext(row);
        }
        return "not pending";
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
        lines.add("rejected " + reason + " " + field + " " + value + " " + bound);
    }

    @Override
    public void onStartJob(
            final DecisionStamp stamp,
            final long jobId,
            final ReasonCode reason,
            final int multiplicity,
            final AllocationSlices slices) {
        final StringBuilder nodes = new StringBuilder();
        while (slices.next()) {
            nodes.append(' ').append(slices.nodeId());
        }
        lines.add(stamp.timeNs() + " start " + jobId + " on" + nodes);
    }

    @Override
    public void onTerminateJob(
            final DecisionStamp stamp,
            final long jobId,
            final ReasonCode reason,
            final long detail) {
        lines.add(stamp.timeNs() + " terminate " + jobId);
    }

    @Override
    public void onJobClosed(
            final DecisionStamp stamp,
            final long jobId,
            final ReasonCode reason,
            final long detail) {
        lines.add(stamp.timeNs() + " close " + jobId + " " + reason);
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
        lines.add(
                reason
                        + " "
                        + startNs
                        + ".."
                        + endNs
                        + " missing "
                        + missing
                        + " held "
                        + coreCountHeld);
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
        final StringBuilder line = new StringBuilder("reserved ");
        line.append(startNs).append("..").append(endNs).append(" busy ").append(busyNodeCount);
        line.append(" nodes");
        while (nodes.next()) {
            line.append(' ').append(nodes.nodeId());
        }
        lines.add(line.toString());
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
        final String nodes = nodeId < 0 ? "" : " " + nodeId + " " + newNodeId;
        lines.add(stamp.timeNs() + " " + change + nodes + " busy " + busyNodeCount);
    }

    @Override
    public void close() {
        kernel.close();
    }
}
