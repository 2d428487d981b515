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
package io.weft.placement;

import io.weft.core.KernelHost;
import io.weft.core.ListJournal;
import io.weft.core.client.JobRequest;
import io.weft.core.client.QueueRequest;
import io.weft.core.explain.ExplainRequest;
import io.weft.core.explain.Explainer;
import io.weft.core.explain.Explanation;
import io.weft.core.state.JobState;
import io.weft.core.state.Limits;
import org.agrona.concurrent.UnsafeBuffer;

/** A kernel with the standard policies that can be asked, and gone on with in another one. */
final class ExplainedKernel implements AutoCloseable {
    final KernelHost host;
    final ListJournal journal;
    private final int passStepsMax;

    private ExplainedKernel(final ListJournal journal, final int passStepsMax) {
        this.journal = journal;
        this.passStepsMax = passStepsMax;
        final Limits limits =
                new Limits()
                        .nodeCount(8)
                        .coresPerNode(16)
                        .jobCount(64)
                        .queueCount(4)
                        .passStepsMax(passStepsMax);
        host = new KernelHost(limits, ctx -> ctx.journal(journal).policies(new StandardPolicies()));
    }

    /** Nodes of 4 cores, 1000 bytes and a GPU; queues 0 and 1 over all of them. */
    static ExplainedKernel of(
            final String policy, final int nodeCount, final int firstM, final int secondM) {
        return of(policy, nodeCount, firstM, secondM, Limits.PASS_STEPS_DEFAULT);
    }

    /** The same with passes of few steps. */
    static ExplainedKernel of(
            final String policy,
            final int nodeCount,
            final int firstM,
            final int secondM,
            final int passStepsMax) {
        final ExplainedKernel kernel = new ExplainedKernel(new ListJournal(), passStepsMax);
        kernel.host.in.defineQueue(new QueueRequest(0).maxMultiplicity(firstM));
        kernel.host.in.defineQueue(new QueueRequest(1).maxMultiplicity(secondM));
        for (int id = 0; id < nodeCount; id++) {
            kernel.host.in.defineNode(id, 4, 1000, 1, id % 2, 0, -1);
        }
        kernel.host.in.setPolicy(policy, 0, 1200, true, true);
        kernel.host.run();
        return kernel;
    }

    /** Another kernel that has lived through the same. */
    ExplainedKernel copy() {
        final ListJournal copied = new ListJournal();
        for (final ListJournal.Item item : journal.items) {
            copied.append(
                    item.kind(),
                    item.position(),
                    item.timeNs(),
                    new UnsafeBuffer(item.bytes()),
                    0,
                    item.bytes().length);
        }
        final ExplainedKernel copy = new ExplainedKernel(copied, passStepsMax);
        copy.host.now = host.now;
        copy.host.run();
        return copy;
    }

    void submit(final JobRequest request) {
        host.in.submitJob(request);
        host.run();
    }

    Explanation explain(final long jobId) {
        return explain(ExplainRequest.of(jobId));
    }

    Explanation explain(final ExplainRequest request) {
        return new Explainer(journal, new StandardPolicies()).explain(request);
    }

    boolean isPending(final long jobId) {
        final int row = host.row(jobId);
        return row >= 0 && host.state().jobs().state(row) == JobState.PENDING.code();
    }

    boolean isStarted(final long jobId) {
        return host.state().jobs().state(host.row(jobId)) == JobState.STARTING.code();
    }

    long lastPosition() {
        return journal.items.get(journal.items.size() - 1).position();
    }

    @Override
    public void close() {
        host.close();
    }
}
