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
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.client.InputWriter;
import io.weft.core.client.JobRequest;
import io.weft.core.client.QueueRequest;
import io.weft.core.engine.HaltException;
import io.weft.core.spi.PolicyCatalogue;
import io.weft.core.state.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A kernel on its own thread, under real threads and a real clock. */
@Timeout(60)
class KernelLaunchTest {
    private static final int PRODUCER_COUNT = 4;
    private static final int JOBS_PER_PRODUCER = 5000;
    private static final long HOUR_NS = 3_600_000_000_000L;

    private final ListJournal journal = new ListJournal();

    private Kernel launch(final PolicyCatalogue policies) {
        return Kernel.launch(
                new KernelContext()
                        .limits(new Limits().nodeCount(8).coresPerNode(64).jobCount(1 << 15))
                        .journal(journal)
                        .policies(policies)
                        .ingressLength(1 << 14));
    }

    private static void define(final InputWriter in, final String policy) {
        in.defineQueue(new QueueRequest(0).maxMultiplicity(4));
        for (int id = 0; id < 8; id++) {
            in.defineNode(id, 64, 0, 0, 0, 0, -1);
        }
        in.setPolicy(policy, 0, 1200, true, true);
    }

    private static void submit(final InputWriter in, final long jobId) {
        assertTrue(in.submitJob(new JobRequest().jobId(jobId).walltimeNs(HOUR_NS)));
    }

    @Test
    void shouldAcceptStartAndCloseEveryJobOfEveryProducerOnceAndInOrder() throws Exception {
        final JobWatch watch = new JobWatch(PRODUCER_COUNT, JOBS_PER_PRODUCER);
        try (Kernel kernel = launch(FirstFitPolicy::named);
                Producers producers = new Producers(kernel)) {
            define(kernel.inputWriter(), "first-fit");
            producers.threads.forEach(Thread::start);
            final InputWriter in = kernel.inputWriter();
            while (watch.closedCount() < PRODUCER_COUNT * JOBS_PER_PRODUCER) {
                kernel.poll(watch, 64);
                watch.endStarted(in);
                pause();
            }
            assertEquals(0, kernel.poll(watch, 64));
        }

        assertEquals(List.of(), watch.complaints());
        final Replay.Report report = Replay.run(journal, FirstFitPolicy::named, position -> {});
        assertNull(report.divergence());
    }

    /** Threads that submit jobs; closed before the kernel, whose ring they write to. */
    private static final class Producers implements AutoCloseable {
        private final List<Thread> threads =
                IntStream.range(0, PRODUCER_COUNT)
                        .mapToObj(producer -> new Thread(() -> produce(producer)))
                        .toList();
        private final Kernel kernel;
        private volatile boolean isClosed;

        Producers(final Kernel kernel) {
            this.kernel = kernel;
        }

        private void produce(final int producer) {
            final InputWriter in = kernel.inputWriter();
            final JobRequest job = new JobRequest();
            for (int i = 0; i < JOBS_PER_PRODUCER && !isClosed; i++) {
                job.clear().jobId(JobWatch.jobId(producer, i)).walltimeNs(HOUR_NS);
                while (!isClosed && !in.submitJob(job)) {
                    Thread.onSpinWait();
                }
            }
        }

        @Override
        public void close() {
            isClosed = true;
            while (threads.stream().anyMatch(Thread::isAlive)) {
                Thread.onSpinWait();
            }
        }
    }

    /** A moment for the other threads; ends the test when its time is over. */
    private static void pause() {
        Thread.yield();
        assertFalse(Thread.currentThread().isInterrupted(), "the time is over");
    }

    @Test
    void shouldFreeEverythingWhenClosedAndAgainWhenClosedTwice() {
        final Kernel kernel = launch(FirstFitPolicy::named);
        define(kernel.inputWriter(), "first-fit");
        pollUntil(kernel, new DecisionLog(), 0, 9);
        assertTrue(kernel.footprint().contains("jobs: "));
        assertTrue(hasKernelThread());

        kernel.close();

        assertTrue(kernel.footprint().endsWith("total: 0 bytes"), kernel::footprint);
        while (hasKernelThread()) {
            pause();
        }
        kernel.close();
    }

    @Test
    void shouldCountWhatThePolicyInForceHolds() {
        try (Kernel kernel = launch(RoundRobinPolicy::named)) {
            assertFalse(kernel.footprint().contains("policy"), kernel::footprint);
            final long before = total(kernel.footprint());

            define(kernel.inputWriter(), "round-robin");
            // The launch, a queue, eight nodes, and then the policy.
            pollUntil(kernel, new DecisionLog(), 0, 10);

            final String counted =
                    "policy, cursor: " + RoundRobinPolicy.COUNTED_LENGTH + " bytes\n";
            assertTrue(kernel.footprint().contains(counted), kernel::footprint);
            assertEquals(before + RoundRobinPolicy.COUNTED_LENGTH, total(kernel.footprint()));
        }
    }

    private static long total(final String footprint) {
        final String line = footprint.substring(footprint.lastIndexOf('\n') + 1);
        return Long.parseLong(line.replaceAll("[^0-9]", ""));
    }

    private static boolean hasKernelThread() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("weft-kernel"));
    }

    @Test
    void shouldLeaveWorkToItsOwnThread() {
        try (Kernel kernel = launch(FirstFitPolicy::named)) {
            assertThrows(IllegalStateException.class, kernel::doWork);
        }
    }

    @Test
    void shouldTellWhoPollsThatItHalted() {
        final var former = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, ex) -> {});
        final DecisionLog log = new DecisionLog();
        try (Kernel kernel = launch((name, version) -> new BrokenPolicy())) {
            final InputWriter in = kernel.inputWriter();
            define(in, "broken");
            in.submitJob(new JobRequest().jobId(1).walltimeNs(1).held(true));
            pollUntil(kernel, log, 1, 0);
            in.releaseJob(1);

            final HaltException halt =
                    assertThrows(
                            HaltException.class,
                            () -> pollUntil(kernel, log, Integer.MAX_VALUE, Long.MAX_VALUE));

            assertTrue(halt.getMessage().contains("position="), halt::getMessage);
            assertTrue(halt.getMessage().contains("out of paper"), halt::getMessage);
            assertEquals(List.of("accepted 1"), log.lines);
            assertThrows(HaltException.class, () -> kernel.poll(log, 1));
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(former);
        }
    }

    @Test
    void shouldSendAgainAfterRecoveryWhatWasNotAcknowledged() {
        final List<String> sent = new ArrayList<>();
        final DecisionLog log = new DecisionLog();
        try (Kernel kernel = launch(FirstFitPolicy::named)) {
            define(kernel.inputWriter(), "first-fit");
            submit(kernel.inputWriter(), 1);
            pollUntil(kernel, log, 2, 0);
            assertTrue(kernel.inputWriter().acknowledge(kernel.appliedPosition()));
            submit(kernel.inputWriter(), 2);
            pollUntil(kernel, log, 4, 0);
            sent.addAll(log.take());
        }

        try (Kernel kernel = launch(FirstFitPolicy::named)) {
            pollUntil(kernel, log, 2, 0);
            submit(kernel.inputWriter(), 3);
            pollUntil(kernel, log, 4, 0);
        }

        assertEquals(sent.subList(2, 4), log.lines.subList(0, 2));
        assertEquals("accepted 3", log.lines.get(2));
    }

    private static void pollUntil(
            final Kernel kernel,
            final DecisionLog log,
            final int lineCount,
            final long appliedPosition) {
        while (log.lines.size() < lineCount || kernel.appliedPosition() < appliedPosition) {
            kernel.poll(log, 64);
            pause();
        }
    }
}
