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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.client.InputWriter;
import io.weft.core.client.JobRequest;
import io.weft.core.client.QueueRequest;
import io.weft.core.engine.HaltException;
import io.weft.core.spi.ClusterView;
import io.weft.core.spi.ForwardingPolicy;
import io.weft.core.spi.Journal;
import io.weft.core.spi.PlacementSink;
import io.weft.core.spi.PolicyCatalogue;
import io.weft.core.state.Limits;
import io.weft.core.wire.EndKind;
import io.weft.core.wire.NodeState;
import io.weft.core.wire.ReasonCode;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KernelTest {
    private static final PolicyCatalogue POLICIES =
            (name, version) -> "first-fit".equals(name) ? new FirstFitPolicy() : null;

    private final ListJournal journal = new ListJournal();
    private final DecisionLog log = new DecisionLog();
    private final JobRequest job = new JobRequest();
    private long now = 100;
    private Kernel kernel;
    private InputWriter in;

    @BeforeEach
    void setUp() {
        embed();
    }

    @AfterEach
    void tearDown() {
        kernel.close();
    }

    private void embed() {
        kernel =
                Kernel.embed(
                        new KernelContext()
                                .limits(limits())
                                .journal(journal)
                                .policies(POLICIES)
                                .clock(() -> now)
                                .verify(true));
        in = kernel.inputWriter();
    }

    private static Limits limits() {
        return new Limits().nodeCount(4).coresPerNode(8).jobCount(16);
    }

    private void define(final int nodeCount, final int maxMultiplicity) {
        in.defineQueue(new QueueRequest(0).maxMultiplicity(maxMultiplicity));
        for (int id = 0; id < nodeCount; id++) {
            in.defineNode(id, 4, 1000, 1, 0, 0, -1);
        }
        in.setPolicy("first-fit", 0, 1200, true, true);
        run();
        log.take();
    }

    private void submit(final long jobId, final int nodes, final int cores) {
        in.submitJob(job.clear().jobId(jobId).walltimeNs(1000).nodes(nodes, cores));
    }

    private List<String> run() {
        while (kernel.doWork() + kernel.poll(log, 100) > 0) {
            // Until nothing is left to do.
        }
        return log.take();
    }

    @Test
    void shouldStartJobThatFitsAndTellWhere() {
        define(2, 1);

        submit(7, 2, 3);

        assertEquals(List.of("accepted 7", "start 7 x1 at 100 0:7 1:7"), run());
    }

    @Test
    void shouldKeepJobWaitingUntilCoresAreGivenBack() {
        define(1, 1);
        submit(1, 1, 3);
        submit(2, 1, 3);
        assertEquals(List.of("accepted 1", "accepted 2", "start 1 x1 at 100 0:7"), run());

        now = 150;
        in.jobEnded(1, EndKind.COMPLETED, 0);

        assertEquals(List.of("closed 1 ENDED 0", "start 2 x1 at 150 0:7"), run());
    }

    @Test
    void shouldShareCoresUpToMaximumMultiplicityAndNoFurther() {
        define(1, 2);
        submit(1, 1, 4);
        submit(2, 1, 4);
        submit(3, 1, 1);

        assertEquals(
                List.of(
                        "accepted 1",
                        "accepted 2",
                        "accepted 3",
                        "start 1 x1 at 100 0:f",
                        "start 2 x2 at 100 0:f"),
                run());
    }

    @Test
    void shouldStretchTimeLimitWhileCoresAreShared() {
        define(1, 2);
        submit(1, 1, 4);
        run();
        now = 600;
        submit(2, 1, 4);
        run();

        // 500 of 1000 are used; the rest takes 500 * 2 * 1.2 = 1200.
        assertEquals(1800, kernel.nextDeadlineNs());
        now = 1200;
        in.jobEnded(2, EndKind.COMPLETED, 0);
        run();

        // 600 / 2.4 = 250 more are used; the last 250 run alone.
        assertEquals(1450, kernel.nextDeadlineNs());
        now = 1450;
        assertEquals(List.of("terminate 1 TIME_LIMIT 1450"), run());
        in.jobEnded(1, EndKind.TIMED_OUT, 9);
        assertEquals(List.of("closed 1 TIME_LIMIT 9"), run());
    }

    @Test
    void shouldAskAgainForTerminationThatNobodyConfirms() {
        define(1, 1);
        submit(1, 1, 1);
        run();
        now = 1100;
        assertEquals(List.of("terminate 1 TIME_LIMIT 1100"), run());

        now += 30_000_000_000L;

        assertEquals(List.of("terminate 1 TIME_LIMIT 1100"), run());
    }

    @Test
    void shouldEvenOutCoresWhenJobLeaves() {
        define(1, 2);
        submit(1, 1, 2);
        submit(2, 1, 2);
        submit(3, 1, 2);
        submit(4, 1, 2);
        run();

        in.jobEnded(1, EndKind.COMPLETED, 0);
        in.jobEnded(3, EndKind.COMPLETED, 0);

        // Jobs 2 and 4 shared cores 2 and 3; the newer one moves to the empty cores.
        assertEquals(List.of("closed 1 ENDED 0", "closed 3 ENDED 0", "rebound 4 0:3"), run());
    }

    @Test
    void shouldNameFieldAndValueOfInputThatCannotBe() {
        define(2, 1);
        submit(1, 1, 1);
        run();

        submit(1, 1, 1);
        submit(2, 3, 1);
        submit(3, 1, 0);
        in.submitJob(job.clear().jobId(4).walltimeNs(0));
        in.submitJob(job.clear().jobId(5).walltimeNs(1).queueId(9));
        in.submitJob(job.clear().jobId(-6).walltimeNs(1));
        in.submitJob(job.clear().jobId(7).walltimeNs(1).memoryPerNode(-1));
        in.jobEnded(99, EndKind.COMPLETED, 0);
        in.releaseJob(1);
        in.defineNode(0, 4, 0, 0, 0, 0, -1);
        in.defineNode(8, 9, 0, 0, 0, 0, -1);
        in.setPolicy("none", 0, 1200, true, true);
        in.setPolicy("first-fit", 0, 999, true, true);
        in.defineQueue(new QueueRequest(1).maxMultiplicity(16));
        in.defineQueue(new QueueRequest(1).nodes(0, 3));
        in.nodeStateChanged(5, NodeState.DOWN);

        assertEquals(
                List.of(
                        "rejected 1 DUPLICATE_ID JOB_ID=1 0",
                        "rejected 2 NEVER_FITS NODE_COUNT=3 2",
                        "rejected 3 OUT_OF_RANGE CORE_COUNT=0 1",
                        "rejected 4 OUT_OF_RANGE WALLTIME=0 1",
                        "rejected 5 UNKNOWN_ID QUEUE_ID=9 0",
                        "rejected -6 OUT_OF_RANGE JOB_ID=-6 0",
                        "rejected 7 OUT_OF_RANGE MEMORY=-1 0",
                        "rejected 99 UNKNOWN_ID JOB_ID=99 0",
                        "rejected 1 WRONG_STATE STATE=3 3",
                        "rejected 0 DUPLICATE_ID NODE_ID=0 0",
                        "rejected 8 OUT_OF_RANGE CORE_COUNT=9 8",
                        "rejected -1 NO_POLICY POLICY=0 4",
                        "rejected -1 OUT_OF_RANGE OVERHEAD=999 1000",
                        "rejected 1 OUT_OF_RANGE MAX_MULTIPLICITY=16 15",
                        "rejected 1 UNKNOWN_ID NODE_ID=2 0",
                        "rejected 5 UNKNOWN_ID NODE_ID=5 0"),
                run());
    }

    @Test
    void shouldRejectBytesThatAreNoMessage() {
        define(1, 1);
        final UnsafeBuffer bytes = new UnsafeBuffer(new byte[64]);
        in.offer(bytes, 0, 3);
        in.offer(bytes, 0, 64);
        bytes.putShort(2, (short) 25);
        bytes.putShort(4, (short) 7310);
        in.offer(bytes, 0, 64);
        bytes.putShort(2, (short) 10);
        in.offer(bytes, 0, 64);

        assertEquals(
                List.of(
                        "rejected -1 MALFORMED MESSAGE=3 0",
                        "rejected -1 MALFORMED MESSAGE=0 0",
                        "rejected -1 NOT_SUPPORTED MESSAGE=25 0",
                        "rejected -1 MALFORMED MESSAGE=64 10"),
                run());
    }

    @Test
    void shouldHoldReleaseAndCancelAtOldPlace() {
        define(1, 1);
        submit(1, 1, 4);
        submit(2, 1, 4);
        submit(3, 1, 4);
        run();
        in.holdJob(2);
        in.releaseJob(2);
        in.cancelJob(3, 5);
        in.cancelJob(1, 5);

        assertEquals(
                List.of("closed 3 CANCELLED_BY_USER 5", "terminate 1 CANCELLED_BY_USER 5"), run());
        in.jobEnded(1, EndKind.CANCELLED, 0);
        assertEquals(List.of("closed 1 CANCELLED_BY_USER 0", "start 2 x1 at 100 0:f"), run());
    }

    @Test
    void shouldRequeueJobWhoseStartFailed() {
        define(2, 1);
        submit(1, 1, 4);
        run();
        in.nodeStateChanged(0, NodeState.DRAINING);
        in.jobStartFailed(1, 0);

        assertEquals(List.of("requeued 1 START_FAILED 0", "start 1 x1 at 100 1:f"), run());
    }

    @Test
    void shouldRejectJobsBeyondLimitAndTakeThemAgainLater() {
        define(1, 1);
        for (int id = 0; id < 17; id++) {
            submit(id, 1, 4);
        }
        final List<String> lines = run();
        assertTrue(lines.contains("rejected 16 QUEUE_FULL JOB_ID=16 16"), lines::toString);

        in.cancelJob(3, 0);
        submit(16, 1, 4);

        assertEquals(List.of("closed 3 CANCELLED_BY_USER 0", "accepted 16"), run());
    }

    @Test
    void shouldRecoverStateAndSendAgainWhatWasNotAcknowledged() {
        define(1, 2);
        submit(1, 1, 4);
        run();
        in.acknowledge(kernel.appliedPosition());
        submit(2, 1, 4);
        final List<String> unacknowledged = run();
        final long digest = kernel.digest();
        final long position = kernel.appliedPosition();
        kernel.close();

        embed();

        assertEquals(digest, kernel.digest());
        assertEquals(position, kernel.appliedPosition());
        assertEquals(unacknowledged, run());
        in.jobEnded(1, EndKind.COMPLETED, 0);
        assertEquals(List.of("closed 1 ENDED 0"), run());
    }

    @Test
    void shouldAddDecisionsThatLastEntryLacks() {
        define(1, 1);
        submit(1, 1, 4);
        run();
        final ListJournal.Item last = journal.items.get(journal.items.size() - 1);
        assertEquals(Journal.DECISIONS, last.kind());
        journal.items.remove(last);
        kernel.close();

        embed();

        assertEquals(last.position(), journal.lastPosition());
        final ListJournal.Item added = journal.items.get(journal.items.size() - 1);
        assertEquals(new UnsafeBuffer(last.bytes()), new UnsafeBuffer(added.bytes()));
    }

    @Test
    void shouldRefuseJournalThatDecidedOtherwise() {
        define(1, 1);
        submit(1, 1, 4);
        run();
        final ListJournal.Item last = journal.items.get(journal.items.size() - 1);
        last.bytes()[last.bytes().length - 9] ^= 1;
        kernel.close();

        final HaltException refusal = assertThrows(HaltException.class, this::embed);

        assertTrue(refusal.getMessage().contains("position=" + last.position()));
        final Replay.Report report = Replay.run(journal, POLICIES, position -> {});
        assertNotNull(report.divergence());
        assertEquals(last.position(), report.divergence().position());
    }

    @Test
    void shouldReplayToSameDigest() {
        define(2, 3);
        for (int id = 0; id < 10; id++) {
            submit(id, 1 + id % 2, 1 + id % 4);
            now += 50;
            run();
        }
        in.jobEnded(0, EndKind.COMPLETED, 0);
        run();

        final Replay.Report report = Replay.run(journal, POLICIES, position -> {});

        assertNull(report.divergence());
        assertEquals(kernel.digest(), report.digest());
        assertEquals(kernel.appliedPosition() + 1, report.entryCount());
        in.jobEnded(1, EndKind.COMPLETED, 0);
        run();
        assertNotEquals(kernel.digest(), report.digest());
    }

    @Test
    void shouldRefuseJournalOfOtherLimits() {
        kernel.close();

        final IllegalArgumentException refusal =
                assertThrows(
                        IllegalArgumentException.class,
                        () ->
                                Kernel.embed(
                                        new KernelContext()
                                                .limits(limits().jobCount(17))
                                                .journal(journal)
                                                .policies(POLICIES)));

        assertTrue(refusal.getMessage().contains("limits.jobCount=17"), refusal::getMessage);
    }

    @Test
    void shouldHaltWhenPolicyBreaksInvariant() {
        define(1, 1);
        submit(1, 1, 4);
        run();
        in.setPolicy("first-fit", 0, 1200, true, true);
        run();
        kernel.close();
        final PolicyCatalogue greedy = (name, version) -> new GreedyPolicy();
        final Kernel halting =
                Kernel.embed(
                        new KernelContext()
                                .limits(limits())
                                .journal(new ListJournal())
                                .policies(greedy));
        kernel = halting;
        in = halting.inputWriter();
        in.defineQueue(new QueueRequest(0));
        in.defineNode(0, 4, 0, 0, 0, 0, -1);
        in.setPolicy("greedy", 0, 1200, true, true);
        submit(1, 1, 1);
        submit(2, 1, 1);

        final HaltException halt = assertThrows(HaltException.class, this::run);

        assertTrue(halt.getMessage().contains("exceed M"), halt::getMessage);
        assertThrows(HaltException.class, halting::doWork);
    }

    @Test
    void shouldRefuseInputsWhenClosed() {
        define(1, 1);

        kernel.close();

        assertThrows(IllegalStateException.class, () -> in.clock(true));
        assertThrows(IllegalStateException.class, () -> kernel.doWork());
        assertThrows(IllegalStateException.class, () -> kernel.view());
        assertEquals(0, kernel.poll(log, 10));
    }

    /** A ring answers 0 once when it has been read to its end, though more is waiting. */
    @Test
    void shouldTakeWhatWaitsWheneverItIsAsked() {
        kernel.close();
        kernel =
                Kernel.embed(
                        new KernelContext()
                                .limits(limits())
                                .journal(new ListJournal())
                                .policies(POLICIES)
                                .automaticPass(false)
                                .ingressLength(1024));
        in = kernel.inputWriter();
        for (int i = 0; i < 30_000; i++) {
            final long position = kernel.appliedPosition();
            assertTrue(i % 2 == 0 ? in.clock(false) : in.cancelJob(i, 0));

            kernel.doWork();

            assertEquals(position + 1, kernel.appliedPosition());
            assertEquals(i % 2, kernel.poll(log, 10));
        }
    }

    @Test
    void shouldTellWriterWhenRingIsFull() {
        kernel.close();
        kernel =
                Kernel.embed(
                        new KernelContext()
                                .limits(limits())
                                .journal(new ListJournal())
                                .policies(POLICIES)
                                .ingressLength(1024));
        in = kernel.inputWriter();
        int accepted = 0;
        while (in.clock(false)) {
            accepted++;
        }
        assertTrue(accepted > 0);

        assertFalse(in.clock(false));
        kernel.doWork();
        assertTrue(in.clock(false));
    }

    /** Puts every job on core 0 of node 0. */
    private static final class GreedyPolicy extends ForwardingPolicy {
        private ClusterView view;

        GreedyPolicy() {
            super(new FirstFitPolicy());
        }

        @Override
        public void attach(final ClusterView newView) {
            view = newView;
            super.attach(newView);
        }

        @Override
        public void pass(final long timeNs, final PlacementSink sink) {
            int row = view.pendingHead();
            while (row != ClusterView.NULL_ROW) {
                final int next = view.pendingNext(row);
                sink.proposal().mask(sink.proposal().addNode(0, 0, 0), 0, 1);
                sink.start(row, ReasonCode.FITS);
                row = next;
            }
        }
    }
}
