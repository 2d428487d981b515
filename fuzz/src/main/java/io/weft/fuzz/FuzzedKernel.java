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
import io.weft.core.MemoryJournal;
import io.weft.core.client.DecisionListener;
import io.weft.core.spi.ClusterView;
import io.weft.core.spi.PlacementPolicy;
import io.weft.core.spi.PolicyCatalogue;
import io.weft.core.spi.SnapshotStore;
import io.weft.core.state.Limits;
import org.agrona.concurrent.UnsafeBuffer;

/** An embedded kernel on a journal in memory, with a clock of its own. */
final class FuzzedKernel implements AutoCloseable {
    private static final int INGRESS_LENGTH = 1 << 15;

    private final MemoryJournal journal = new MemoryJournal(1 << 16, 1);
    private final UnsafeBuffer message = new UnsafeBuffer(0, 0);
    private final SnapshotStore snapshots;
    private final Answers policies;
    private final Limits limits;
    private final boolean verify;
    private Kernel kernel;
    private long nowNs = 1;

    /**
     * A kernel on an empty journal.
     *
     * @param limits of it.
     * @param policies that it may install.
     * @param verify whether it checks its whole state after every entry.
     */
    FuzzedKernel(final Limits limits, final PolicyCatalogue policies, final boolean verify) {
        this(limits, policies, verify, null);
    }

    /** The same with a place for snapshots. */
    FuzzedKernel(
            final Limits limits,
            final PolicyCatalogue policies,
            final boolean verify,
            final SnapshotStore snapshots) {
        this.snapshots = snapshots;
        this.limits = limits;
        this.policies = new Answers(policies);
        this.verify = verify;
        start();
    }

    private void start() {
        kernel =
                Kernel.embed(
                        new KernelContext()
                                .limits(limits)
                                .journal(journal)
                                .snapshots(snapshots)
                                .policies(policies)
                                .clock(() -> nowNs)
                                .ingressLength(INGRESS_LENGTH)
                                .verify(verify));
    }

    /** Kills the kernel and makes another one from the journal; decisions are sent again. */
    void restart() {
        kernel.close();
        start();
    }

    /** Offers the inputs of a step and works until nothing is left to do. */
    void play(final Step step, final DecisionListener listener) {
        nowNs += step.delayNs();
        for (final byte[] bytes : step.messages()) {
            message.wrap(bytes);
            if (!kernel.inputWriter().offer(message, 0, bytes.length)) {
                throw new IllegalStateException("The ring is too small for a step.");
            }
        }
        settle(listener);
    }

    /** Works until nothing is left to do. */
    void settle(final DecisionListener listener) {
        while (kernel.doWork() + kernel.poll(listener, Integer.MAX_VALUE) > 0) {
            // Until nothing is left to do.
        }
    }

    MemoryJournal journal() {
        return journal;
    }

    Kernel kernel() {
        return kernel;
    }

    ClusterView view() {
        return kernel.view();
    }

    /** The policy in force; null before there was one. */
    PlacementPolicy policy() {
        return policies.latest();
    }

    long nowNs() {
        return nowNs;
    }

    /** Time until the first running job must end. */
    long untilDeadlineNs() {
        final long deadlineNs = kernel.nextDeadlineNs();
        return deadlineNs == Long.MAX_VALUE ? Long.MAX_VALUE : deadlineNs - nowNs;
    }

    @Override
    public void close() {
        kernel.close();
        journal.close();
    }
}
