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
package io.weft.simulator.scenario;

import io.weft.core.Kernel;
import io.weft.core.KernelContext;
import io.weft.core.MemoryJournal;
import io.weft.core.Replay;
import io.weft.core.client.DecisionListener;
import io.weft.core.client.InputWriter;
import io.weft.core.spi.Journal;
import io.weft.core.spi.JournalCursor;
import io.weft.core.spi.PolicyCatalogue;
import io.weft.core.state.Limits;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A kernel as a resource manager has it, passes and all, but in virtual time, with its journal in
 * memory and a check of the whole state after every entry. Its decisions are read in the journal.
 */
final class ScenarioKernel implements AutoCloseable {
    private static final int POLL_LIMIT = 256;
    private static final int ROUNDS_MAX = 10_000;
    private static final DecisionListener NOBODY = new DecisionListener() {};

    private final PolicyCatalogue policies;
    private final MessageBytes bytes;
    private final MemoryJournal journal = new MemoryJournal();
    private final Kernel kernel;
    private final InputWriter inputs;
    private final JournalCursor cursor;
    private List<Message> decisions = new ArrayList<>();
    private long nowNs;

    ScenarioKernel(final Limits limits, final PolicyCatalogue policies, final MessageBytes bytes) {
        this.policies = policies;
        this.bytes = bytes;
        kernel =
                Kernel.embed(
                        new KernelContext()
                                .limits(limits)
                                .journal(journal)
                                .policies(policies)
                                .clock(() -> nowNs)
                                .verify(true));
        inputs = kernel.inputWriter();
        cursor = journal.read(0);
    }

    Kernel kernel() {
        return kernel;
    }

    void advance(final long timeNs) {
        nowNs = timeNs;
    }

    void offer(final Message input) {
        final byte[] encoded = bytes.encode(input);
        while (!inputs.offer(new UnsafeBuffer(encoded), 0, encoded.length)) {
            settle();
        }
    }

    /** Lets the kernel do all there is to do, and gives what it decided since the last time. */
    List<Message> settle() {
        int rounds = 0;
        while (kernel.doWork() + kernel.poll(NOBODY, POLL_LIMIT) > 0) {
            if (++rounds > ROUNDS_MAX) {
                throw new IllegalStateException(
                        "timeNs=" + nowNs + ": the kernel finds no end of what is due");
            }
        }
        decisions = new ArrayList<>();
        while (cursor.poll(this::onRecord)) {
            // Until there is none.
        }
        return decisions;
    }

    private void onRecord(
            final int kind,
            final long position,
            final long timeNs,
            final DirectBuffer buffer,
            final int offset,
            final int length) {
        if (kind == Journal.DECISIONS) {
            decisions.addAll(bytes.decodeFrames(buffer, offset, length));
        }
    }

    long nextDeadlineNs() {
        return kernel.nextDeadlineNs();
    }

    long position() {
        return kernel.appliedPosition();
    }

    /** Decides everything again from the journal; what comes out otherwise, or null. */
    String replay() {
        final Replay.Report report = Replay.run(journal, policies, position -> {});
        if (report.divergence() != null) {
            return "A replay decides otherwise at position " + report.divergence().position() + ".";
        }
        return report.digest() == kernel.digest() ? null : "A replay ends in another state.";
    }

    @Override
    public void close() {
        cursor.close();
        kernel.close();
        journal.close();
    }
}
