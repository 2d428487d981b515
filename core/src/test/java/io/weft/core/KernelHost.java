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
package io.weft.core;

import io.weft.core.client.InputWriter;
import io.weft.core.client.JobRequest;
import io.weft.core.client.QueueRequest;
import io.weft.core.state.ClusterState;
import io.weft.core.state.Limits;
import io.weft.core.wire.EndKind;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * An embedded kernel and what drives it in a test: a clock to set, a journal to look into, a log of
 * the decisions. Every entry is followed by a check of the whole state.
 */
public final class KernelHost implements AutoCloseable {
    /** What the kernel journals into. */
    public final ListJournal journal = new ListJournal();

    /** The kernel. */
    public final Kernel kernel;

    /** Writes its inputs. */
    public final InputWriter in;

    /** What its clock says. */
    public long now = 100;

    private final DecisionLog log = new DecisionLog();
    private final JobRequest job = new JobRequest();

    /**
     * A kernel that passes by itself.
     *
     * @param limits of it.
     */
    public KernelHost(final Limits limits) {
        this(limits, ctx -> ctx);
    }

    /**
     * A kernel with settings of its own.
     *
     * @param limits of it.
     * @param settings applied last.
     */
    public KernelHost(final Limits limits, final UnaryOperator<KernelContext> settings) {
        final KernelContext ctx =
                new KernelContext()
                        .limits(limits)
                        .journal(journal)
                        .policies(FirstFitPolicy::named)
                        .clock(() -> now)
                        .verify(true);
        kernel = Kernel.embed(settings.apply(ctx));
        in = kernel.inputWriter();
    }

    /**
     * Defines queue 0 over all nodes, the nodes, and a policy that rebalances and stretches limits.
     *
     * @param nodeCount nodes 0..nodeCount - 1, with 1000 bytes and a GPU each.
     * @param coreCount of each.
     * @param maxMultiplicity of the queue.
     */
    public void define(final int nodeCount, final int coreCount, final int maxMultiplicity) {
        in.defineQueue(new QueueRequest(0).maxMultiplicity(maxMultiplicity));
        for (int id = 0; id < nodeCount; id++) {
            in.defineNode(id, coreCount, 1000, 1, 0, 0, -1);
        }
        in.setPolicy("first-fit", 0, 1200, true, true);
        run();
    }

    /**
     * Submits a job of 1000 ns to queue 0.
     *
     * @param jobId of the job.
     * @param nodeCount it asks for.
     * @param coresPerNode it asks for.
     */
    public void submit(final long jobId, final int nodeCount, final int coresPerNode) {
        in.submitJob(job.clear().jobId(jobId).walltimeNs(1000).nodes(nodeCount, coresPerNode));
    }

    /**
     * Reports that a job has completed.
     *
     * @param jobId of the job.
     */
    public void end(final long jobId) {
        in.jobEnded(jobId, EndKind.COMPLETED, 0);
    }

    /**
     * Lets the kernel work until nothing is left to do.
     *
     * @return what it decided, a line each.
     */
    public List<String> run() {
        while (kernel.doWork() + kernel.poll(log, 100) > 0) {
            // Until nothing is left to do.
        }
        return log.take();
    }

    /**
     * The state, to look into or to damage.
     *
     * @return the state.
     */
    public ClusterState state() {
        return (ClusterState) kernel.view();
    }

    /**
     * Row of a job.
     *
     * @param jobId of the job.
     * @return its row, or -1.
     */
    public int row(final long jobId) {
        return state().jobs().row(jobId);
    }

    /**
     * Replays the journal from its beginning.
     *
     * @return what the replay found.
     */
    public Replay.Report replay() {
        return Replay.run(journal, FirstFitPolicy::named, position -> {});
    }

    @Override
    public void close() {
        kernel.close();
    }
}
