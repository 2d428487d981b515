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

import io.weft.placement.StandardPolicies;

/**
 * What an event costs under a queue of pending jobs. The machine is full; an event is: a job ends,
 * the policy looks at the pending jobs and starts those that fit, as many new ones are submitted as
 * were started. The pending jobs are of forty shapes, 1 to 8 nodes of 1 to 96 cores each. The
 * journal keeps nothing.
 */
final class PendingCost implements AutoCloseable {
    private static final int NODE_COUNT = 256;
    private static final int MULTIPLICITY_MAX = 4;
    private static final int[] CORE_COUNTS = {1, 2, 4, 8, 16, 24, 32, 48, 64, 96};
    private static final int[] NODE_COUNTS = {1, 2, 4, 8};
    private static final int EVENTS_MIN = 10;
    private static final int EVENTS_MAX = 20_000;
    private static final int WARM_UP_SHARE = 4;

    private final LoadedKernel kernel;
    private int drawn;

    /**
     * A full machine with a queue.
     *
     * @param pendingCount jobs that wait.
     * @param policy by name.
     */
    PendingCost(final int pendingCount, final String policy) {
        final int runningMax = NODE_COUNT * KernelShape.CORE_COUNT * MULTIPLICITY_MAX / 8;
        final KernelShape shape =
                new KernelShape(NODE_COUNT, MULTIPLICITY_MAX, pendingCount + runningMax, policy);
        kernel = new LoadedKernel(shape, new StandardPolicies(), new ForgetfulJournal(), false);
        fillMachine();
        while (kernel.pendingCount() < pendingCount) {
            submitNext();
            if ((drawn & 127) == 0) {
                kernel.settle();
            }
        }
        kernel.settle();
    }

    /** Until some job finds no room. */
    private void fillMachine() {
        while (kernel.pendingCount() == 0) {
            submitNext();
            kernel.pass();
            kernel.settle();
        }
    }

    private void submitNext() {
        final int cores = CORE_COUNTS[drawn % CORE_COUNTS.length];
        final int nodes = NODE_COUNTS[drawn / CORE_COUNTS.length % NODE_COUNTS.length];
        drawn++;
        kernel.submit(nodes, cores, cores * ScaleCluster.MEMORY_PER_SLOT);
    }

    /**
     * Lets events happen, the first fifth of the time unmeasured.
     *
     * @param budgetNs about how long, ns.
     * @return mean cost of an event, ns.
     */
    double nsPerEvent(final long budgetNs) {
        run(budgetNs / WARM_UP_SHARE);
        return run(budgetNs);
    }

    private double run(final long budgetNs) {
        final long from = System.nanoTime();
        int count = 0;
        long now = from;
        while (count < EVENTS_MAX && (count < EVENTS_MIN || now - from < budgetNs)) {
            event();
            count++;
            now = System.nanoTime();
        }
        return (double) (now - from) / count;
    }

    private void event() {
        final long before = kernel.startCount();
        kernel.endAny();
        kernel.pass();
        kernel.settle();
        for (long i = kernel.startCount() - before; i > 0; i--) {
            submitNext();
        }
        kernel.settle();
    }

    @Override
    public void close() {
        kernel.close();
    }
}
