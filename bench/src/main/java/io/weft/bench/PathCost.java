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

import com.sun.management.ThreadMXBean;
import io.weft.core.spi.PolicyCatalogue;
import io.weft.placement.StandardPolicies;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * The way of a job through a whole kernel, in one thread: into the ring, out of it, the entry
 * journaled and applied, the policy's pass journaled and applied, the start journaled. Another job
 * ends before each, so that the load stays.
 */
final class PathCost implements AutoCloseable {
    private static final int DIGITS = 3;

    /** Wide from the start: a histogram that grows when a thread was held up allocates, too. */
    private static final long NS_MAX = TimeUnit.HOURS.toNanos(1);

    private final Histogram submits = new Histogram(NS_MAX, DIGITS);
    private final Histogram cycles = new Histogram(NS_MAX, DIGITS);
    private final Histogram ends = new Histogram(NS_MAX, DIGITS);
    private final JournalKind.Place place;
    private final LoadedKernel kernel;
    private final JobMix mix;
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private long journaledNs;
    private long journaledJobId;

    PathCost(final KernelShape shape, final double load, final JournalKind journal) {
        this(shape, load, journal, new StandardPolicies());
    }

    PathCost(
            final KernelShape shape,
            final double load,
            final JournalKind journal,
            final PolicyCatalogue policies) {
        mix = new JobMix(3, ScaleCluster.MEMORY_PER_SLOT, shape.nodeMemory());
        place = journal.open();
        kernel =
                new LoadedKernel(
                        shape, policies, new TimedJournal(place.journal(), this::onStart), true);
        kernel.fill(mix, load);
    }

    private void onStart(final long jobId, final long timeNs) {
        journaledJobId = jobId;
        journaledNs = timeNs;
    }

    /**
     * Sends jobs through, one at a time.
     *
     * @param count of the jobs.
     * @return heap that this thread allocated for each entry, bytes.
     */
    double run(final int count) {
        submits.reset();
        cycles.reset();
        ends.reset();
        final long entriesBefore = kernel.entryCount();
        final long bytesBefore = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < count; i++) {
            final long endNs = System.nanoTime();
            kernel.endAny();
            kernel.work();
            ends.recordValue(System.nanoTime() - endNs);
            kernel.settle();
            submitOne();
        }
        final long bytes = threads.getCurrentThreadAllocatedBytes() - bytesBefore;
        return (double) bytes / Math.max(1, kernel.entryCount() - entriesBefore);
    }

    private void submitOne() {
        mix.next(PlacementLoop.MIXED);
        final long jobId = kernel.nextJobId();
        final long fromNs = System.nanoTime();
        kernel.offer(1, mix.coreCount(), mix.memory());
        kernel.work();
        if (journaledJobId == jobId) {
            cycles.recordValue(System.nanoTime() - fromNs);
            submits.recordValue(journaledNs - fromNs);
        }
        kernel.settle();
        if (kernel.pendingCount() > 0) {
            kernel.cancelPending();
        }
    }

    /** From the ring to the journaled start, ns. */
    Histogram submits() {
        return submits;
    }

    /** From the ring until the kernel could take the next input, the job being started, ns. */
    Histogram cycles() {
        return cycles;
    }

    /** From the ring until the kernel could take the next input, a job having ended, ns. */
    Histogram ends() {
        return ends;
    }

    @Override
    public void close() {
        kernel.close();
        place.close();
    }
}
