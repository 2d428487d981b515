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
package io.weft.core.debug;

import io.weft.core.ReplayedState;
import io.weft.core.engine.HaltException;
import io.weft.core.spi.Journal;
import io.weft.core.wire.BooleanType;
import io.weft.core.wire.ClockEncoder;
import io.weft.core.wire.EndKind;
import io.weft.core.wire.JobEndedEncoder;
import io.weft.core.wire.MessageHeaderDecoder;
import io.weft.core.wire.MessageHeaderEncoder;
import io.weft.core.wire.TerminateJobDecoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What would have been: from a position on, other inputs enter first, or another policy decides,
 * and then the inputs of the journal follow at their times. They are what the world did, so those
 * that no longer make sense, such as the end of a job that was not started, are rejected. A job
 * that is to be ended because of another input ends at once, and time limits are reached when they
 * are on the branch.
 *
 * @param position from which it parts.
 * @param entryCount entries of the journal that were applied to both.
 * @param differingCount entries that decided otherwise than is journaled.
 * @param differences the first of them.
 * @param injected the other inputs, and the ends of jobs because of them, with what they led to.
 * @param halt why the engine halted on the branch, or null.
 * @param end the state of the journal, and that of the branch, after the last entry.
 */
public record Branch(
        long position,
        long entryCount,
        long differingCount,
        List<Difference> differences,
        List<Moment> injected,
        String halt,
        StateDiff end) {

    /**
     * An input that is not in the journal.
     *
     * @param timeNs when it enters; raised to the time of the entry before it.
     * @param kind {@link Journal#ENTRY} or {@link Journal#ENTRY_AND_PASS}.
     * @param message with its header.
     */
    public record Input(long timeNs, int kind, byte[] message) {}

    /**
     * An entry of the journal that decided otherwise.
     *
     * @param journaled as it was.
     * @param branched as it would have been; its position is counted on the branch.
     */
    public record Difference(Moment journaled, Moment branched) {}

    /**
     * Branches off where a machine stands, which stays there.
     *
     * @param machine at the position to branch from.
     * @param policy that takes over, or null.
     * @param inputs that enter, in the order of their times, each before the first entry of the
     *     journal that is later.
     * @param entryCount most entries of the journal to apply.
     * @param limit most differences to list.
     * @return what came of it.
     * @throws DebugException when there is no such policy.
     */
    public static Branch of(
            final TimeMachine machine,
            final String policy,
            final List<Input> inputs,
            final long entryCount,
            final int limit) {
        try (TimeMachine actual = machine.fork();
                TimeMachine other = machine.fork()) {
            if (policy != null) {
                other.takeOver(policy);
            }
            return new Walk(actual, other, inputs, limit).run(entryCount);
        }
    }

    /**
     * Goes on where a machine stands until another policy decides otherwise than is journaled.
     *
     * @param machine which stays where it is.
     * @param policy that takes over.
     * @return what differs at one entry, or nothing at the end of the journal.
     * @throws DebugException when there is no such policy.
     */
    public static Branch untilDifferent(final TimeMachine machine, final String policy) {
        try (TimeMachine actual = machine.fork();
                TimeMachine other = machine.fork()) {
            other.takeOver(policy);
            final Walk walk = new Walk(actual, other, List.of(), 1);
            walk.stopsAtFirst = true;
            return walk.run(Long.MAX_VALUE);
        }
    }

    /** The two states, side by side. */
    private static final class Walk {
        private static final int CLOCK_LENGTH =
                MessageHeaderEncoder.ENCODED_LENGTH + ClockEncoder.BLOCK_LENGTH;

        private static final int ENDED_LENGTH =
                MessageHeaderEncoder.ENCODED_LENGTH + JobEndedEncoder.BLOCK_LENGTH;

        private final UnsafeBuffer clock = clock();
        private final MessageHeaderDecoder header = new MessageHeaderDecoder();
        private final TerminateJobDecoder terminateJob = new TerminateJobDecoder();
        private final TimeMachine actual;
        private final TimeMachine other;
        private final ReplayedState branch;
        private final List<Input> inputs;
        private final int limit;
        private final List<Difference> differences = new ArrayList<>();
        private final List<Moment> injected = new ArrayList<>();
        private final long from;
        private boolean stopsAtFirst;
        private long applied;
        private long differingCount;
        private int nextInput;
        private long expiredNs = Long.MIN_VALUE;
        private String halt;

        Walk(
                final TimeMachine actual,
                final TimeMachine other,
                final List<Input> inputs,
                final int limit) {
            this.actual = actual;
            this.other = other;
            this.branch = other.present();
            this.inputs = inputs;
            this.limit = limit;
            from = actual.position();
        }

        Branch run(final long entryCount) {
            try {
                boolean isGoing = true;
                while (isGoing && applied < entryCount) {
                    isGoing = next();
                }
                inject(Long.MAX_VALUE);
            } catch (final HaltException e) {
                halt = e.getMessage();
            }
            return new Branch(
                    from,
                    applied,
                    differingCount,
                    differences,
                    injected,
                    halt,
                    StateDiff.between(
                            actual.position(),
                            new StateView(actual),
                            branch.position(),
                            new StateView(other),
                            limit));
        }

        private boolean next() {
            if (stopsAtFirst && differingCount > 0 || !actual.next()) {
                return false;
            }
            final Entry entry = actual.entry();
            inject(entry.timeNs());
            if (differingCount > 0 || nextInput > 0) {
                expire(entry.timeNs());
            }
            branch.apply(
                    entry.kind(),
                    branch.position() + 1,
                    Math.max(entry.timeNs(), branch.timeNs()),
                    entry.input(),
                    0,
                    entry.inputLength());
            applied++;
            if (!Frames.areAlike(
                    branch.decisions().buffer(),
                    branch.decisions().entryLength(),
                    actual.present().decisions().buffer(),
                    actual.present().decisions().entryLength())) {
                differingCount++;
                if (differences.size() < limit) {
                    differences.add(new Difference(actual.moment(), branched(entry)));
                }
            }
            return true;
        }

        /** On the branch other limits may be reached than were, at other times. */
        private void expire(final long beforeNs) {
            long dueNs = branch.scheduler().nextDeadlineNs();
            while (dueNs > expiredNs && dueNs < beforeNs) {
                expiredNs = dueNs;
                apply(Journal.ENTRY, dueNs, clock);
                dueNs = branch.scheduler().nextDeadlineNs();
            }
        }

        private static UnsafeBuffer clock() {
            final UnsafeBuffer buffer = new UnsafeBuffer(new byte[CLOCK_LENGTH]);
            new ClockEncoder()
                    .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                    .pass(BooleanType.YES);
            return buffer;
        }

        private Moment branched(final Entry entry) {
            final byte[] input = Frames.copy(entry.input(), 0, entry.inputLength());
            return moment(entry.kind(), input);
        }

        private void inject(final long beforeNs) {
            while (nextInput < inputs.size() && inputs.get(nextInput).timeNs() < beforeNs) {
                final Input input = inputs.get(nextInput++);
                apply(input.kind(), input.timeNs(), new UnsafeBuffer(input.message()));
                final Moment moment = moment(input.kind(), input.message());
                injected.add(moment);
                moment.decisions().forEach(this::obey);
            }
        }

        /** The world ends at once what it is told to end because of another input. */
        private void obey(final byte[] decision) {
            final UnsafeBuffer buffer = new UnsafeBuffer(decision);
            header.wrap(buffer, 0);
            if (header.templateId() == TerminateJobDecoder.TEMPLATE_ID) {
                final long jobId = terminateJob.wrapAndApplyHeader(buffer, 0, header).jobId();
                final byte[] ended = new byte[ENDED_LENGTH];
                new JobEndedEncoder()
                        .wrapAndApplyHeader(new UnsafeBuffer(ended), 0, new MessageHeaderEncoder())
                        .jobId(jobId)
                        .startTime(JobEndedEncoder.startTimeNullValue())
                        .exitCode(0)
                        .kind(EndKind.CANCELLED);
                apply(Journal.ENTRY_AND_PASS, branch.timeNs(), new UnsafeBuffer(ended));
                injected.add(moment(Journal.ENTRY_AND_PASS, ended));
            }
        }

        private void apply(final int kind, final long timeNs, final UnsafeBuffer message) {
            branch.apply(
                    kind,
                    branch.position() + 1,
                    Math.max(timeNs, branch.timeNs()),
                    message,
                    0,
                    message.capacity());
        }

        private Moment moment(final int kind, final byte[] input) {
            return new Moment(
                    branch.position(),
                    branch.timeNs(),
                    kind,
                    input,
                    Frames.copy(branch.decisions().buffer(), branch.decisions().entryLength()));
        }
    }
}
