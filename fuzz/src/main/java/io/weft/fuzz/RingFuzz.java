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

import io.weft.core.Kernel;
import io.weft.core.KernelContext;
import io.weft.core.client.DecisionListener;
import io.weft.core.client.DecisionStamp;
import io.weft.core.client.QueueRequest;
import io.weft.core.state.Limits;
import io.weft.core.wire.InputField;
import io.weft.core.wire.ReasonCode;
import io.weft.journal.ChronicleJournal;
import io.weft.journal.Durability;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * Many producers on a small ingress ring, a slow listener, and readers of counters and journal,
 * while a launched kernel writes: an input that was offered is in the journal once, whole and in
 * the order of its producer, and is answered once; one that the full ring refused left no trace.
 *
 * <p>A seed draws the producers and what they send; how the threads meet is up to the machine.
 */
final class RingFuzz implements Fuzz {
    private static final int INPUT_COUNT = 20_000;
    private static final int INGRESS_LENGTH_MIN = 1 << 12;
    private static final long TIMEOUT_NS = 120_000_000_000L;

    @Override
    public String name() {
        return "ring";
    }

    @Override
    public String unit() {
        return "inputs";
    }

    @Override
    public int smokeCount() {
        return 2;
    }

    @Override
    public void run(final long seed, final Tally tally) {
        final Run run = new Run(new SplittableRandom(seed));
        try (Scratch scratch = new Scratch("ring")) {
            run.run(scratch.path("journal"));
        } finally {
            tally.onSomething("answers", run.answerCount);
            tally.onSomething("refused by the full ring", run.refusedCount());
            tally.onSomething("given up then", run.givenUpCount());
            tally.onRun(run.producers.size() + " producers", run.offeredCount());
        }
    }

    /** One kernel and its threads. */
    private static final class Run implements DecisionListener {
        private final List<RingProducer> producers = new ArrayList<>();
        private final Durability durability;
        private final int ingressLength;
        private final int pollLimit;
        private final boolean isSlow;
        private final int[] lastAnswered;
        private int answerCount;

        Run(final SplittableRandom random) {
            final int producerCount = 1 + random.nextInt(6);
            durability = random.nextBoolean() ? Durability.NONE : Durability.INTERVAL;
            ingressLength = INGRESS_LENGTH_MIN << random.nextInt(4);
            pollLimit = random.nextBoolean() ? 1 : 64;
            isSlow = random.nextInt(3) == 0;
            for (int i = 0; i < producerCount; i++) {
                producers.add(new RingProducer(i, INPUT_COUNT / producerCount, random.split()));
            }
            lastAnswered = new int[producerCount];
        }

        void run(final Path directory) {
            try (ChronicleJournal journal = open(directory);
                    Kernel kernel = Kernel.launch(context(journal))) {
                kernel.inputWriter().defineQueue(new QueueRequest(0));
                final RingReaders readers = new RingReaders(kernel, journal, producers);
                final List<Thread> threads = new ArrayList<>();
                for (final RingProducer producer : producers) {
                    threads.add(new Thread(() -> producer.run(kernel.inputWriter()), "producer"));
                }
                threads.forEach(Thread::start);
                readers.start();
                try {
                    pollAll(kernel);
                } finally {
                    producers.forEach(RingProducer::stop);
                    threads.forEach(FuzzRun::join);
                    readers.stop(kernel.appliedPosition());
                }
                readers.check();
            }
        }

        private ChronicleJournal open(final Path directory) {
            return ChronicleJournal.open(
                    new ChronicleJournal.Context()
                            .directory(directory)
                            .blockSize(1 << 24)
                            .rollEntries(4000)
                            .durability(durability));
        }

        private KernelContext context(final ChronicleJournal journal) {
            final Limits limits =
                    new Limits().nodeCount(1).coresPerNode(1).jobCount(256).queueCount(1);
            return new KernelContext()
                    .limits(limits)
                    .journal(journal)
                    .policies(Policies.fast())
                    .ingressLength(ingressLength);
        }

        private void pollAll(final Kernel kernel) {
            final long startNs = System.nanoTime();
            while (producers.stream().anyMatch(RingProducer::isRunning)
                    || answerCount < offeredCount()) {
                if (kernel.poll(this, pollLimit) == 0) {
                    Thread.onSpinWait();
                } else if (isSlow && answerCount % 1024 == 0) {
                    LockSupport.parkNanos(1_000_000);
                }
                if (System.nanoTime() - startNs > TIMEOUT_NS) {
                    throw new AssertionError(
                            answerCount + " answers to " + offeredCount() + " inputs");
                }
            }
        }

        @Override
        public void onJobAccepted(final DecisionStamp stamp, final long jobId) {
            onAnswer(jobId);
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
            onAnswer(id);
        }

        private void onAnswer(final long jobId) {
            final int producer = RingProducer.producerOf(jobId);
            final int number = RingProducer.numberOf(jobId);
            if (number <= lastAnswered[producer]) {
                throw new AssertionError("answered twice or too late: jobId=" + jobId);
            }
            lastAnswered[producer] = number;
            answerCount++;
        }

        long offeredCount() {
            return producers.stream().mapToLong(RingProducer::offeredCount).sum();
        }

        long refusedCount() {
            return producers.stream().mapToLong(RingProducer::refusedCount).sum();
        }

        long givenUpCount() {
            return producers.stream().mapToLong(RingProducer::givenUpCount).sum();
        }
    }
}
