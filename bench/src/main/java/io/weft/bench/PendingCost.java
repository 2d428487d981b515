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

import io.weft.core.ForgetfulJournal;
import io.weft.placement.StandardPolicies;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * What an event costs under a queue of pending jobs. The machine is full; an event is: a job ends,
 * any, the policy looks at the pending jobs and starts those that fit, and for each of them one of
 * the same shape is submitted. The jobs are of forty shapes, 1 to 8 nodes of 1 to 96 cores each,
 * and ask for 2 to 24 hours. The journal keeps nothing.
 *
 * <p>Queues of all lengths are compared on the very same machine. It is filled, and then so many
 * events happen under EASY and a thousand pending jobs that the number of running jobs grows no
 * more; only then the policy comes, and the queue is cut to its length, or goes on behind the
 * thousand. Time advances with the events, so all that is decided follows from the seed. What waits
 * stays as mixed as it was, for each start is replaced in kind.
 */
final class PendingCost implements AutoCloseable {
    /** Nodes of the machine whose queue grows. */
    static final int NODE_COUNT = 256;

    private static final int MULTIPLICITY_MAX = 4;
    private static final int[] CORE_COUNTS = {1, 2, 4, 8, 16, 24, 32, 48, 64, 96};
    private static final int[] NODE_COUNTS = {1, 2, 4, 8};
    private static final int SHAPE_COUNT = CORE_COUNTS.length * NODE_COUNTS.length;
    private static final int WALLTIME_MIN_S = 7_200;
    private static final int WALLTIME_MAX_S = 86_400;
    private static final int DIGITS = 3;
    private static final int EVENTS_MIN = 10;
    private static final int EVENTS_MAX = 20_000;
    private static final int WARM_UP_SHARE = 4;
    private static final int SETTLING_PENDING = 1_000;
    private static final long EVENT_INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Histogram events = new Histogram(DIGITS);
    private final SplittableRandom random = new SplittableRandom(17);
    private final LoadedKernel kernel;
    private byte[] shapeOfJob = new byte[1024];
    private long timeNs;

    /**
     * A full machine with a queue.
     *
     * @param nodeCount of its nodes.
     * @param pendingCount jobs that wait.
     * @param policy by name.
     * @param settlingCount events before the queue gets its length.
     */
    PendingCost(
            final int nodeCount,
            final int pendingCount,
            final String policy,
            final int settlingCount) {
        final int runningMax = nodeCount * KernelShape.CORE_COUNT * MULTIPLICITY_MAX;
        final KernelShape shape =
                new KernelShape(
                        nodeCount,
                        MULTIPLICITY_MAX,
                        Math.max(pendingCount, SETTLING_PENDING) + runningMax,
                        KernelShape.FAST);
        kernel =
                new LoadedKernel(
                        shape, new StandardPolicies(), new ForgetfulJournal(), false, () -> timeNs);
        fillMachine();
        fillQueue(SETTLING_PENDING);
        for (int i = 0; i < settlingCount; i++) {
            event();
        }
        kernel.cancelPending(pendingCount);
        kernel.setPolicy(policy);
        fillQueue(pendingCount);
    }

    /** Until some job finds no room. */
    private void fillMachine() {
        while (kernel.pendingCount() == 0) {
            submit(random.nextInt(SHAPE_COUNT));
            kernel.pass();
            kernel.settle();
        }
    }

    private void fillQueue(final int pendingCount) {
        int left = pendingCount - kernel.pendingCount();
        while (left > 0) {
            for (int i = Math.min(left, 128); i > 0; i--) {
                submit(random.nextInt(SHAPE_COUNT));
            }
            kernel.settle();
            left = pendingCount - kernel.pendingCount();
        }
    }

    private void submit(final int shape) {
        final int cores = CORE_COUNTS[shape % CORE_COUNTS.length];
        final int jobId = (int) kernel.nextJobId();
        if (jobId >= shapeOfJob.length) {
            shapeOfJob = Arrays.copyOf(shapeOfJob, 2 * shapeOfJob.length);
        }
        shapeOfJob[jobId] = (byte) shape;
        kernel.submit(
                NODE_COUNTS[shape / CORE_COUNTS.length],
                cores,
                cores * ScaleCluster.MEMORY_PER_SLOT,
                TimeUnit.SECONDS.toNanos(random.nextInt(WALLTIME_MIN_S, WALLTIME_MAX_S)));
    }

    /**
     * Lets events happen, the first fifth of the time unmeasured.
     *
     * @param budgetNs about how long, ns.
     * @return each event, ns.
     */
    Histogram run(final long budgetNs) {
        happen(budgetNs / WARM_UP_SHARE);
        happen(budgetNs);
        return events;
    }

    private void happen(final long budgetNs) {
        events.reset();
        final long from = System.nanoTime();
        long now = from;
        int count = 0;
        while (count < EVENTS_MAX && (count < EVENTS_MIN || now - from < budgetNs)) {
            final long began = now;
            event();
            now = System.nanoTime();
            events.recordValue(now - began);
            count++;
        }
    }

    private void event() {
        timeNs += EVENT_INTERVAL_NS;
        kernel.endAny();
        final int runningBefore = kernel.runningCount();
        kernel.pass();
        kernel.settle();
        for (int i = runningBefore; i < kernel.runningCount(); i++) {
            submit(shapeOfJob[(int) kernel.runningJob(i)]);
        }
        kernel.settle();
    }

    /** Jobs that run. */
    int runningCount() {
        return kernel.runningCount();
    }

    @Override
    public void close() {
        kernel.close();
    }
}
