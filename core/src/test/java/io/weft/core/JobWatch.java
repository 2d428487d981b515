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
import io.weft.core.client.InputWriter;
import io.weft.core.wire.EndKind;
import io.weft.core.wire.InputField;
import io.weft.core.wire.ReasonCode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/** Ends every job that is started, and complains about what comes twice or out of order. */
final class JobWatch implements DecisionListener {
    private final int[] acceptedCounts;
    private final int jobsPerProducer;
    private final BitSet started = new BitSet();
    private final BitSet closed = new BitSet();
    private final Deque<Long> toBeEnded = new ArrayDeque<>();
    private final List<String> complaints = new ArrayList<>();
    private long lastPosition = -1;
    private int lastNumber;

    JobWatch(final int producerCount, final int jobsPerProducer) {
        this.acceptedCounts = new int[producerCount];
        this.jobsPerProducer = jobsPerProducer;
    }

    static long jobId(final int producer, final int index) {
        return (long) producer << 32 | index;
    }

    private int bit(final long jobId) {
        return (int) (jobId >>> 32) * jobsPerProducer + (int) jobId;
    }

    int closedCount() {
        return closed.cardinality();
    }

    List<String> complaints() {
        return complaints;
    }

    /** Reports ends as far as the ring takes them: to wait for it here could wait for ever. */
    void endStarted(final InputWriter in) {
        while (!toBeEnded.isEmpty() && in.jobEnded(toBeEnded.peek(), EndKind.COMPLETED, 0)) {
            toBeEnded.remove();
        }
    }

    private void require(final boolean holds, final String what, final long jobId) {
        if (!holds) {
            complaints.add(what + " " + jobId);
        }
    }

    private void follow(final DecisionStamp stamp, final long jobId) {
        final long position = stamp.position();
        final int number = stamp.number();
        final int expected = position == lastPosition ? lastNumber + 1 : 0;
        require(position >= lastPosition && number == expected, "out of order", jobId);
        lastPosition = position;
        lastNumber = number;
    }

    @Override
    public void onPolicyInstalled(final DecisionStamp stamp, final int version) {
        follow(stamp, -1);
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
        require(false, "rejected for " + reason, id);
    }

    @Override
    public void onJobAccepted(final DecisionStamp stamp, final long jobId) {
        follow(stamp, jobId);
        final int index = acceptedCounts[(int) (jobId >>> 32)]++;
        require(index == (int) jobId, "not accepted in order", jobId);
    }

    @Override
    public void onStartJob(
            final DecisionStamp stamp,
            final long jobId,
            final ReasonCode reason,
            final int multiplicity,
            final AllocationSlices slices) {
        follow(stamp, jobId);
        require(!started.get(bit(jobId)), "started twice", jobId);
        require((int) jobId < acceptedCounts[(int) (jobId >>> 32)], "not accepted", jobId);
        started.set(bit(jobId));
        toBeEnded.add(jobId);
    }

    @Override
    public void onReboundJob(
            final DecisionStamp stamp,
            final long jobId,
            final ReasonCode reason,
            final AllocationSlices slices) {
        follow(stamp, jobId);
    }

    @Override
    public void onJobClosed(
            final DecisionStamp stamp,
            final long jobId,
            final ReasonCode reason,
            final long detail) {
        follow(stamp, jobId);
        require(started.get(bit(jobId)), "closed before it started", jobId);
        require(!closed.get(bit(jobId)), "closed twice", jobId);
        closed.set(bit(jobId));
    }
}
