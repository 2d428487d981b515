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

import io.weft.core.Kernel;
import io.weft.core.KernelContext;
import io.weft.core.client.AllocationSlices;
import io.weft.core.client.DecisionListener;
import io.weft.core.client.DecisionStamp;
import io.weft.core.client.InputWriter;
import io.weft.core.client.JobRequest;
import io.weft.core.client.QueueRequest;
import io.weft.core.spi.Journal;
import io.weft.core.spi.PolicyCatalogue;
import io.weft.core.wire.EndKind;
import io.weft.core.wire.ReasonCode;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.OffsetEpochNanoClock;

/**
 * A whole kernel, embedded in this thread, whose machine can be filled to a load and kept there:
 * rings, engine, policy and the journal it is given. Jobs ask for hours, so that no limit ends one.
 *
 * <p>Threads: one at first. Then one may do the kernel's {@link #work} while another writes inputs
 * and {@link #poll}s decisions.
 */
final class LoadedKernel implements AutoCloseable, DecisionListener {
    private static final long WALLTIME_NS = TimeUnit.HOURS.toNanos(24);
    private static final int OVERHEAD_PER_MILLE = 1200;
    private static final int POLL_LIMIT = 256;
    private static final int FILL_BATCH = 16;
    private static final int MISFITS_MAX = 400;
    private static final int NO_NAME = -1;

    private final KernelShape shape;
    private final Kernel kernel;
    private final InputWriter in;
    private final JobRequest request = new JobRequest();
    private final SplittableRandom random = new SplittableRandom(11);
    private long[] running = new long[1024];
    private int runningCount;
    private long lastJobId;
    private long startCount;

    /**
     * A kernel with its nodes, its one queue and its policy, and no job.
     *
     * @param shape of the machine.
     * @param policies that know the policy of the shape.
     * @param journal that is empty; the caller closes it.
     * @param passesByItself false if the policy looks at the pending jobs only in {@link #pass}.
     */
    LoadedKernel(
            final KernelShape shape,
            final PolicyCatalogue policies,
            final Journal journal,
            final boolean passesByItself) {
        this(shape, policies, journal, passesByItself, new OffsetEpochNanoClock());
    }

    /** The same with a time of one's own. */
    LoadedKernel(
            final KernelShape shape,
            final PolicyCatalogue policies,
            final Journal journal,
            final boolean passesByItself,
            final EpochNanoClock clock) {
        this.shape = shape;
        kernel =
                Kernel.embed(
                        new KernelContext()
                                .limits(shape.limits())
                                .journal(journal)
                                .policies(policies)
                                .clock(clock)
                                .automaticPass(passesByItself));
        in = kernel.inputWriter();
        for (int id = 0; id < shape.nodeCount(); id++) {
            while (!defineNode(in, shape, id)) {
                settle();
            }
        }
        settle();
        define(in, shape);
        settle();
    }

    private static boolean defineNode(
            final InputWriter in, final KernelShape shape, final int nodeId) {
        return in.defineNode(nodeId, KernelShape.CORE_COUNT, shape.nodeMemory(), 0, 0, 0, NO_NAME);
    }

    private static boolean define(final InputWriter in, final KernelShape shape) {
        return in.defineQueue(new QueueRequest(0).maxMultiplicity(shape.multiplicityMax()))
                && setPolicy(in, shape.policy());
    }

    private static boolean setPolicy(final InputWriter in, final String policy) {
        return in.setPolicy(policy, 0, OVERHEAD_PER_MILLE, true, true);
    }

    /** From now on another policy decides. */
    void setPolicy(final String policy) {
        while (!setPolicy(in, policy)) {
            settle();
        }
        settle();
    }

    /** Starts mixed jobs until the machine has so much load, or nothing finds room any more. */
    void fill(final JobMix mix, final double load) {
        final long wanted = (long) (load * shape.slotCount());
        long used = 0;
        int misfits = 0;
        while (used < wanted && misfits < MISFITS_MAX) {
            final long before = startCount;
            final long first = lastJobId + 1;
            int asked = 0;
            for (int i = 0; i < FILL_BATCH && used + asked < wanted; i++) {
                mix.next(0);
                submit(1, mix.coreCount(), mix.memory());
                asked += mix.coreCount();
            }
            settleWithPass();
            final long submitted = lastJobId - first + 1;
            if (startCount - before == submitted) {
                used += asked;
                misfits = 0;
            } else {
                misfits += (int) (submitted - (startCount - before));
                cancelPending();
                used = usedSlots();
            }
        }
    }

    /** Processes that there are. */
    long usedSlots() {
        long used = 0;
        for (int row = 0; row < kernel.view().nodeCount(); row++) {
            used += kernel.view().processCount(row);
        }
        return used;
    }

    /** Cancels whatever waits. */
    void cancelPending() {
        cancelPending(0);
    }

    /** Cancels the first of those that wait until so many are left. */
    void cancelPending(final int left) {
        while (pendingCount() > left) {
            in.cancelJob(kernel.view().jobId(kernel.view().pendingHead()), 0);
            settle();
        }
    }

    /** Writes a job that asks for a day; when the ring is full the kernel works first. */
    void submit(final int nodeCount, final int coreCount, final long memoryPerNode) {
        submit(nodeCount, coreCount, memoryPerNode, WALLTIME_NS);
    }

    /** The same for so long. */
    void submit(
            final int nodeCount,
            final int coreCount,
            final long memoryPerNode,
            final long walltimeNs) {
        while (!offer(nodeCount, coreCount, memoryPerNode, walltimeNs)) {
            settle();
        }
    }

    private void fillRequest(
            final int nodeCount,
            final int coreCount,
            final long memoryPerNode,
            final long walltimeNs) {
        request.clear().jobId(lastJobId + 1).walltimeNs(walltimeNs).memoryPerNode(memoryPerNode);
        if (nodeCount == 0) {
            request.coresAnywhere(coreCount);
        } else {
            request.nodes(nodeCount, coreCount);
        }
    }

    /** Ends one of the running jobs, any. */
    void endAny() {
        while (!offerEnd()) {
            settle();
        }
    }

    /** Has the policy look at the pending jobs. */
    void pass() {
        while (!in.clock(true)) {
            settle();
        }
    }

    private void settleWithPass() {
        pass();
        settle();
    }

    /** One batch of the kernel's work, decisions left in the ring. */
    int work() {
        return kernel.doWork();
    }

    /** Lets the kernel work until nothing is left to do, and takes its decisions. */
    void settle() {
        while (kernel.doWork() + kernel.poll(this, POLL_LIMIT) > 0) {
            // Until nothing is left to do.
        }
    }

    /** Takes some decisions, without letting the kernel work. */
    int poll() {
        return kernel.poll(this, POLL_LIMIT);
    }

    /** Takes a job that asks for a day into the ring if there is room. */
    boolean offer(final int nodeCount, final int coreCount, final long memoryPerNode) {
        return offer(nodeCount, coreCount, memoryPerNode, WALLTIME_NS);
    }

    private boolean offer(
            final int nodeCount,
            final int coreCount,
            final long memoryPerNode,
            final long walltimeNs) {
        fillRequest(nodeCount, coreCount, memoryPerNode, walltimeNs);
        if (!in.submitJob(request)) {
            return false;
        }
        lastJobId++;
        return true;
    }

    /** Id that the next job will have. */
    long nextJobId() {
        return lastJobId + 1;
    }

    /** Ends one of the running jobs if there is room in the ring. */
    boolean offerEnd() {
        final int at = random.nextInt(runningCount);
        final boolean isWritten = in.jobEnded(running[at], EndKind.COMPLETED, 0);
        if (isWritten) {
            running[at] = running[--runningCount];
        }
        return isWritten;
    }

    /** Id of a running job, the latest start last until one ends. */
    long runningJob(final int index) {
        return running[index];
    }

    /** Jobs that were started since the beginning. */
    long startCount() {
        return startCount;
    }

    /** Entries that were applied since the beginning. */
    long entryCount() {
        return kernel.appliedPosition() + 1;
    }

    /** Jobs that run. */
    int runningCount() {
        return runningCount;
    }

    /** Jobs that wait. */
    int pendingCount() {
        return kernel.view().pendingCount();
    }

    @Override
    public void onStartJob(
            final DecisionStamp stamp,
            final long jobId,
            final ReasonCode reason,
            final int multiplicity,
            final AllocationSlices slices) {
        if (runningCount == running.length) {
            running = Arrays.copyOf(running, 2 * runningCount);
        }
        running[runningCount++] = jobId;
        startCount++;
    }

    @Override
    public void close() {
        kernel.close();
    }
}
