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
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * What an event costs while the job at the head of the queue is promised its start. Nodes are full
 * of jobs of 12 of their 128 cores, ten each, M = 1, that ask for 1 to 10 hours. An event is a job
 * that ends, or one like it that is submitted and starts in its place, with the pass that follows;
 * the promise is made anew in each. The journal keeps nothing.
 */
final class PromiseCost implements AutoCloseable {
    private static final int JOBS_PER_NODE = 10;
    private static final int CORE_COUNT = KernelShape.CORE_COUNT / JOBS_PER_NODE;
    private static final int MULTIPLICITY_MAX = 1;
    private static final int SPARE_JOBS = 16;
    private static final int DIGITS = 3;
    private static final int HOURS_MAX = 10;
    private static final long HOUR_NS = TimeUnit.HOURS.toNanos(1);

    private final SplittableRandom random = new SplittableRandom(1);
    private final Histogram events = new Histogram(DIGITS);
    private final LoadedKernel kernel;

    /**
     * A full machine, and nobody waits.
     *
     * @param nodeCount of its nodes.
     * @param policy by name.
     */
    PromiseCost(final int nodeCount, final String policy) {
        final int jobCount = nodeCount * JOBS_PER_NODE;
        final KernelShape shape =
                new KernelShape(nodeCount, MULTIPLICITY_MAX, jobCount + SPARE_JOBS, policy);
        kernel = new LoadedKernel(shape, new StandardPolicies(), new ForgetfulJournal(), true);
        for (int i = 0; i < jobCount; i++) {
            submitOne();
            kernel.settle();
        }
    }

    private void submitOne() {
        kernel.submit(1, CORE_COUNT, 0, random.nextLong(HOUR_NS, HOURS_MAX * HOUR_NS));
    }

    /** Measures without a job at the head. */
    Histogram run(final long budgetNs) {
        happen(budgetNs / 4);
        happen(budgetNs);
        return events;
    }

    /**
     * Measures under a promise.
     *
     * @param nodeCount whole nodes that the job at the head asks for, or 0.
     * @param coreCount cores of each, or as many anywhere.
     * @param budgetNs about how long, a fifth of it unmeasured, ns.
     * @return each event, ns.
     */
    Histogram run(final int nodeCount, final int coreCount, final long budgetNs) {
        kernel.submit(nodeCount, coreCount, 0, HOUR_NS);
        kernel.settle();
        if (kernel.pendingCount() != 1) {
            throw new IllegalStateException("pending=" + kernel.pendingCount() + ", expected 1");
        }
        run(budgetNs);
        kernel.cancelPending();
        return events;
    }

    private void happen(final long budgetNs) {
        events.reset();
        final long from = System.nanoTime();
        do {
            kernel.endAny();
            settle();
            submitOne();
            settle();
        } while (System.nanoTime() - from < budgetNs);
    }

    private void settle() {
        final long from = System.nanoTime();
        kernel.settle();
        events.recordValue(System.nanoTime() - from);
    }

    @Override
    public void close() {
        kernel.close();
    }
}
