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
package io.weft.bench;

import io.weft.bench.report.MachineFacts;
import io.weft.placement.StandardPolicies;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.IdleStrategy;

/**
 * Jobs arrive at a fixed rate, whether or not the kernel keeps up: one thread writes them into the
 * ring at their times and reads decisions, another is the kernel. A latency counts from the time a
 * job was meant to arrive, so a stall of either thread is charged to every job that it held up, and
 * nothing is omitted because the sender had to wait. Before each job another ends, which is an
 * input of its own.
 */
final class LatencyRun {
    private static final int SLOT_COUNT = 1 << 20;
    private static final double NS_PER_S = 1e9;
    private static final int UNPACED_COUNT = 100_000;
    private static final long SETTLE_NS = TimeUnit.SECONDS.toNanos(2);

    private final LatencySettings settings;
    private final IntervalHistograms journaled;
    private final IntervalHistograms passes;
    private final long[] intendedNs = new long[SLOT_COUNT];
    private volatile boolean isOver;
    private volatile RuntimeException failure;
    private long refusedCount;
    private long latestNs;

    /**
     * A run that has not begun.
     *
     * @param settings what arrives.
     */
    LatencyRun(final LatencySettings settings) {
        this.settings = settings;
        journaled = new IntervalHistograms("journaled", settings.durationNs());
        passes = new IntervalHistograms("pass", settings.durationNs());
    }

    /**
     * Fills the machine, then paces arrivals.
     *
     * @return what was measured.
     * @throws IOException when the run is interrupted.
     */
    LatencyResult run() throws IOException {
        final double loadBefore = MachineFacts.loadNow();
        final KernelShape shape = KernelShape.of(settings.nodeCount());
        final JobMix mix = new JobMix(3, ScaleCluster.MEMORY_PER_SLOT, shape.nodeMemory());
        // Until arrivals are paced, nothing counts.
        journaled.begin(Long.MAX_VALUE);
        passes.begin(Long.MAX_VALUE);
        try (JournalKind.Place place = settings.journal().open();
                LoadedKernel kernel =
                        new LoadedKernel(
                                shape,
                                new TimedPolicies(new StandardPolicies(), passes),
                                new TimedJournal(place.journal(), this::onStart),
                                true)) {
            kernel.fill(mix, settings.load());
            warmUp(kernel, mix);
            final double loadOfMachine = (double) kernel.usedSlots() / shape.slotCount();
            final Thread thread = new Thread(() -> work(kernel), "weft-kernel");
            final long beginNs = System.nanoTime() + settings.warmUpNs();
            final long epochMs = System.currentTimeMillis() + settings.warmUpNs() / 1_000_000;
            journaled.begin(beginNs);
            passes.begin(beginNs);
            thread.start();
            final long sentCount;
            try {
                sentCount = pace(kernel, mix);
                drain(kernel);
            } finally {
                isOver = true;
                join(thread);
            }
            if (failure != null) {
                throw failure;
            }
            return new LatencyResult(
                    settings,
                    journaled,
                    passes,
                    epochMs,
                    loadOfMachine,
                    sentCount,
                    refusedCount,
                    kernel.pendingCount(),
                    latestNs,
                    loadBefore,
                    MachineFacts.loadNow());
        }
    }

    /**
     * Sends jobs through in one thread first, though no more than will arrive. Two threads that
     * spin leave the compilers no processor on a machine of two, and what is not compiled stays
     * slow.
     */
    private void warmUp(final LoadedKernel kernel, final JobMix mix) {
        final double jobCount =
                Math.min(UNPACED_COUNT, settings.ratePerS() * settings.durationNs() / NS_PER_S);
        for (int i = 0; i < jobCount && kernel.runningCount() > 0; i++) {
            kernel.endAny();
            kernel.work();
            kernel.settle();
            mix.next(PlacementLoop.MIXED);
            kernel.offer(1, mix.coreCount(), mix.memory());
            kernel.work();
            kernel.settle();
            if (kernel.pendingCount() > 0) {
                kernel.cancelPending();
            }
        }
    }

    /** On the kernel thread. */
    private void work(final LoadedKernel kernel) {
        final IdleStrategy idle = settings.idle().strategy();
        try {
            while (!isOver) {
                idle.idle(kernel.work());
            }
        } catch (final RuntimeException ex) {
            failure = ex;
        }
    }

    /** On the kernel thread. */
    private void onStart(final long jobId, final long timeNs) {
        journaled.record(timeNs, timeNs - intendedNs[(int) jobId & SLOT_COUNT - 1]);
    }

    private long pace(final LoadedKernel kernel, final JobMix mix) {
        final double intervalNs = NS_PER_S / settings.ratePerS();
        final long beganNs = System.nanoTime();
        final long lastNs = settings.warmUpNs() + settings.durationNs();
        long count = 0;
        long dueNs = 0;
        while (dueNs < lastNs && failure == null) {
            while (System.nanoTime() - beganNs < dueNs) {
                if (kernel.poll() == 0) {
                    Thread.onSpinWait();
                }
            }
            latestNs = Math.max(latestNs, System.nanoTime() - beganNs - dueNs);
            send(kernel, mix, beganNs + dueNs);
            count++;
            dueNs = (long) (count * intervalNs);
        }
        return count;
    }

    private void send(final LoadedKernel kernel, final JobMix mix, final long timeNs) {
        mix.next(PlacementLoop.MIXED);
        intendedNs[(int) kernel.nextJobId() & SLOT_COUNT - 1] = timeNs;
        while (kernel.runningCount() > 0 && !kernel.offerEnd() && failure == null) {
            refuse(kernel);
        }
        while (!kernel.offer(1, mix.coreCount(), mix.memory()) && failure == null) {
            refuse(kernel);
        }
    }

    /** The ring is full: the kernel is behind, which the latencies will tell. */
    private void refuse(final LoadedKernel kernel) {
        refusedCount++;
        kernel.poll();
    }

    /** Takes the last decisions, so that the kernel can finish its work. */
    private void drain(final LoadedKernel kernel) {
        final long from = System.nanoTime();
        long seenNs = from;
        while (System.nanoTime() - seenNs < SETTLE_NS / 10
                && System.nanoTime() - from < SETTLE_NS) {
            if (kernel.poll() > 0) {
                seenNs = System.nanoTime();
            }
        }
    }

    private static void join(final Thread thread) throws IOException {
        try {
            thread.join();
        } catch (final InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", ex);
        }
    }
}
