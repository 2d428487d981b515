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
import io.weft.core.state.Limits;
import io.weft.core.wire.InputField;
import io.weft.core.wire.PreemptionKind;
import io.weft.core.wire.QueueMove;
import io.weft.core.wire.ReasonCode;
import io.weft.core.wire.ReservationChange;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.collections.MutableLong;

/** Counts what was exercised, so that one sees which corners were reached. */
final class Tally implements DecisionListener {
    private final Map<String, MutableLong> counts = new TreeMap<>();
    private final Map<String, MutableLong> commandsByPolicy = new TreeMap<>();
    private final long[][] reasons = new long[Kind.values().length][256];
    private final long[] multiplicities = new long[Limits.MULTIPLICITY_MAX + 1];
    private long commandCount;
    private long seedCount;

    /** What a reason belongs to. */
    private enum Kind {
        STARTED,
        WAITING,
        REJECTED,
        REQUEUED,
        REBOUND,
        TERMINATED,
        CLOSED,
        ADJUSTED
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
        onSomething("preempted by " + kind.name().toLowerCase(Locale.ROOT));
        if (workLost > 0) {
            onSomething("preempted with work lost");
        }
    }

    @Override
    public void onContinueJob(
            final DecisionStamp stamp,
            final long jobId,
            final ReasonCode reason,
            final int multiplicity,
            final AllocationSlices slices) {
        onSomething("continued");
    }

    @Override
    public void onJobResized(
            final DecisionStamp stamp,
            final long jobId,
            final ReasonCode reason,
            final int multiplicity,
            final AllocationSlices slices) {
        onSomething("resized");
        onSomething("resized: " + reason.name().toLowerCase(Locale.ROOT));
    }

    @Override
    public void onEnquiryAnswer(
            final DecisionStamp stamp,
            final long enquiryId,
            final long countNow,
            final long countEver,
            final long earliestStartNs,
            final long othersStartNs) {
        onSomething("answered");
    }

    private void count(final Kind kind, final ReasonCode reason) {
        reasons[kind.ordinal()][reason.value()]++;
    }

    /** A run came to its end, or to a failure. */
    void onRun(final String policy, final long commands) {
        commandsByPolicy.computeIfAbsent(policy, key -> new MutableLong()).addAndGet(commands);
        commandCount += commands;
        seedCount++;
    }

    void onWaiting(final ReasonCode reason) {
        count(Kind.WAITING, reason);
    }

    /** Counts something under a name. */
    void onSomething(final String name) {
        counts.computeIfAbsent(name, key -> new MutableLong()).increment();
    }

    /** Counts some things under a name. */
    void onSomething(final String name, final long count) {
        sum(counts, name, count);
    }

    long commandCount() {
        return commandCount;
    }

    long seedCount() {
        return seedCount;
    }

    int policyCount() {
        return commandsByPolicy.size();
    }

    /** How often something was counted under a name. */
    long count(final String name) {
        return counts.getOrDefault(name, new MutableLong()).get();
    }

    /** How often jobs were started for a reason. */
    long startCount(final ReasonCode reason) {
        return reasons[Kind.STARTED.ordinal()][reason.value()];
    }

    /** How often jobs were seen to wait for a reason. */
    long waitingCount(final ReasonCode reason) {
        return reasons[Kind.WAITING.ordinal()][reason.value()];
    }

    void add(final Tally other) {
        other.counts.forEach((name, n) -> sum(counts, name, n.get()));
        other.commandsByPolicy.forEach((name, n) -> sum(commandsByPolicy, name, n.get()));
        for (int kind = 0; kind < reasons.length; kind++) {
            for (int reason = 0; reason < reasons[kind].length; reason++) {
                reasons[kind][reason] += other.reasons[kind][reason];
            }
        }
        for (int i = 0; i < multiplicities.length; i++) {
            multiplicities[i] += other.multiplicities[i];
        }
        commandCount += other.commandCount;
        seedCount += other.seedCount;
    }

    private static void sum(
            final Map<String, MutableLong> sums, final String name, final long count) {
        sums.computeIfAbsent(name, key -> new MutableLong()).addAndGet(count);
    }

    /** Prints a line a kind. */
    void print(final PrintStream out) {
        out.println("  commands: " + text(commandsByPolicy));
        for (final Kind kind : Kind.values()) {
            final Map<String, MutableLong> ofKind = new TreeMap<>();
            for (final ReasonCode reason : ReasonCode.values()) {
                final long count =
                        reason == ReasonCode.NULL_VAL ? 0 : reasons[kind.ordinal()][reason.value()];
                if (count > 0) {
                    sum(ofKind, reason.name(), count);
                }
            }
            out.println("  " + kind.name().toLowerCase(Locale.ROOT) + ": " + text(ofKind));
        }
        out.println("  multiplicity of starts, from 0: " + Arrays.toString(multiplicities));
        out.println("  others: " + text(counts));
    }

    private static String text(final Map<String, MutableLong> counts) {
        final StringBuilder text = new StringBuilder();
        counts.forEach((name, n) -> text.append(name).append(' ').append(n.get()).append(", "));
        return text.isEmpty() ? "none" : text.substring(0, text.length() - 2);
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
        count(Kind.REJECTED, reason);
    }

    @Override
    public void onJobAccepted(final DecisionStamp stamp, final long jobId) {
        onSomething("accepted");
    }

    @Override
    public void onStartJob(
            final DecisionStamp stamp,
            final long jobId,
            final ReasonCode reason,
            final int multiplicity,
            final AllocationSlices slices) {
        count(Kind.STARTED, reason);
        multiplicities[multiplicity]++;
    }

    @Override
    public void onReboundJob(
            final DecisionStamp stamp,
            final long jobId,
            final ReasonCode reason,
            final AllocationSlices slices) {
        count(Kind.REBOUND, reason);
    }

    @Override
    public void onTerminateJob(
            final DecisionStamp stamp,
            final long jobId,
            final ReasonCode reason,
            final long detail) {
        count(Kind.TERMINATED, reason);
    }

    @Override
    public void onJobClosed(
            final DecisionStamp stamp,
            final long jobId,
            final ReasonCode reason,
            final long detail) {
        count(Kind.CLOSED, reason);
    }

    @Override
    public void onJobRequeued(
            final DecisionStamp stamp,
            final long jobId,
            final ReasonCode reason,
            final long detail) {
        count(Kind.REQUEUED, reason);
    }

    @Override
    public void onPolicyInstalled(final DecisionStamp stamp, final int version) {
        onSomething("policies installed");
    }

    @Override
    public void onPassCut(final DecisionStamp stamp, final long jobId, final int stepCount) {
        onSomething("passes cut");
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
        onSomething("deadline answers " + reason);
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
        onSomething(jobId < 0 ? "reservations created" : "reservations for jobs");
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
        onSomething("reservations " + change);
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
        count(Kind.ADJUSTED, reason);
        onSomething("adjusted " + move);
    }
}
