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
import io.weft.core.client.InputWriter;
import io.weft.core.spi.PolicyCatalogue;
import io.weft.core.state.Limits;

/** An embedded kernel on a journal in memory, with a clock of its own, that checks every entry. */
final class FuzzedKernel implements AutoCloseable {
    private final MemoryJournal journal = new MemoryJournal(1 << 16, 1);
    private final PolicyCatalogue policies;
    private final Limits limits;
    private Kernel kernel;
    private InputWriter in;
    private long nowNs = 1;

    FuzzedKernel(final Limits limits, final PolicyCatalogue policies) {
        this.limits = limits;
        this.policies = policies;
        start();
    }

    private void start() {
        kernel =
                Kernel.embed(
                        new KernelContext()
                                .limits(limits)
                                .journal(journal)
                                .policies(policies)
                                .clock(() -> nowNs)
                                .verify(true));
        in = kernel.inputWriter();
    }

    /** Kills the kernel and makes another one from the journal; decisions are sent again. */
    void restart() {
        kernel.close();
        start();
    }

    InputWriter in() {
        return in;
    }

    MemoryJournal journal() {
        return journal;
    }

    long digest() {
        return kernel.digest();
    }

    void advance(final long delayNs) {
        nowNs += delayNs;
    }

    /** Works until nothing is left to do. */
    void settle(final DecisionListener listener) {
        while (kernel.doWork() + kernel.poll(listener, Integer.MAX_VALUE) > 0) {
            // Until nothing is left to do.
        }
    }

    @Override
    public void close() {
        kernel.close();
        journal.close();
    }
}
