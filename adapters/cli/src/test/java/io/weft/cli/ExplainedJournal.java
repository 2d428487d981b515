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
package io.weft.cli;

import io.weft.core.Kernel;
import io.weft.core.KernelContext;
import io.weft.core.client.DecisionListener;
import io.weft.core.client.InputWriter;
import io.weft.core.client.JobRequest;
import io.weft.core.client.LimitRequest;
import io.weft.core.client.QueueRequest;
import io.weft.core.client.ReservationRequest;
import io.weft.core.state.Limits;
import io.weft.core.wire.DependencyKind;
import io.weft.core.wire.EndKind;
import io.weft.core.wire.Isolation;
import io.weft.journal.ChronicleJournal;
import io.weft.manager.JobKey;
import io.weft.placement.StandardPolicies;
import java.nio.file.Path;
import java.util.List;

/**
 * A journal on disk with few jobs: job 1 runs on three of four nodes, job 2 waits for all four, job
 * 3 would delay it. Then job 1 ends early, and both start. Or one in which what else jobs may ask
 * for keeps them.
 */
final class ExplainedJournal implements AutoCloseable {
    static final long NS_PER_S = 1_000_000_000L;

    private final Kernel kernel;
    private long nowNs = 100 * NS_PER_S;

    private ExplainedJournal(Path directory) {
        kernel =
                Kernel.embed(
                        new KernelContext()
                                .limits(new Limits().nodeCount(4).coresPerNode(8).jobCount(16))
                                .journal(
                                        ChronicleJournal.open(
                                                new ChronicleJournal.Context()
                                                        .directory(directory)))
                                .policies(new StandardPolicies())
                                .clock(() -> nowNs));
    }

    /** Returns the position after which jobs 2 and 3 wait. */
    static long write(Path directory) {
        try (ExplainedJournal journal = new ExplainedJournal(directory)) {
            return journal.write();
        }
    }

    /** Jobs 1 and 2 run; limits and licences keep job 3; job 4 waits for jobs 2 and 3. */
    static void writeGated(Path directory) {
        try (ExplainedJournal journal = new ExplainedJournal(directory)) {
            journal.writeGated();
        }
    }

    /**
     * Jobs that a resource manager numbered; number 12 was given twice. Returns the second's id.
     */
    static long writeNumbered(Path directory) {
        try (ExplainedJournal journal = new ExplainedJournal(directory)) {
            journal.define();
            JobKey second = JobKey.of(12, 1_700_000_100);
            for (JobKey key :
                    List.of(
                            JobKey.of(12, 1_700_000_000),
                            new JobKey(11, 5, 1_700_000_050),
                            second)) {
                journal.submit(
                        new JobRequest()
                                .jobId(key.jobId())
                                .nodes(1, 8)
                                .walltimeNs(1000 * NS_PER_S)
                                .owner(7, 70));
            }
            return second.jobId();
        }
    }

    private void define() {
        InputWriter in = kernel.inputWriter();
        in.defineQueue(new QueueRequest(0));
        for (int id = 0; id < 4; id++) {
            in.defineNode(id, 8, 1 << 30, 0, 0, 0, -1);
        }
        in.setPolicy("easy", 0, 1200, true, true);
    }

    private void writeGated() {
        define();
        InputWriter in = kernel.inputWriter();
        in.setLimit(LimitRequest.ofUser(7).coresMax(8));
        in.setLimit(LimitRequest.ofQueue(0).nodesMax(100));
        in.defineLicence(5, -1, 4);
        in.createReservation(
                new ReservationRequest(9, 2000 * NS_PER_S, 3000 * NS_PER_S).nodes(3, 3));
        submit(
                new JobRequest()
                        .jobId(1)
                        .nodes(1, 8)
                        .walltimeNs(1000 * NS_PER_S)
                        .owner(7, 70)
                        .licences(5, 1));
        submit(
                new JobRequest()
                        .jobId(2)
                        .nodes(1, 8)
                        .walltimeNs(1000 * NS_PER_S)
                        .owner(6, 60)
                        .isolation(Isolation.TENANT)
                        .licences(5, 2));
        submit(
                new JobRequest()
                        .jobId(3)
                        .nodes(1, 4)
                        .walltimeNs(5000 * NS_PER_S)
                        .owner(7, 70)
                        .isolation(Isolation.USER)
                        .licences(5, 2));
        submit(
                new JobRequest()
                        .jobId(4)
                        .nodes(1, 4)
                        .walltimeNs(5000 * NS_PER_S)
                        .owner(7, 70)
                        .beginTimeNs(50 * NS_PER_S)
                        .deadlineNs(90_000 * NS_PER_S)
                        .dependsOn(3, DependencyKind.AFTER_OK)
                        .dependsOn(2, DependencyKind.AFTER_ANY));
    }

    private long write() {
        InputWriter in = kernel.inputWriter();
        define();
        submit(new JobRequest().jobId(1).nodes(3, 8).walltimeNs(1000 * NS_PER_S).owner(5, 50));
        submit(new JobRequest().jobId(2).nodes(4, 8).walltimeNs(1000 * NS_PER_S).owner(6, 60));
        submit(new JobRequest().jobId(3).nodes(1, 8).walltimeNs(5000 * NS_PER_S).owner(7, 70));
        long position = kernel.appliedPosition();
        nowNs += 500 * NS_PER_S;
        in.jobEnded(1, EndKind.COMPLETED, 0);
        run();
        nowNs += 500 * NS_PER_S;
        in.jobEnded(2, EndKind.FAILED, 9);
        run();
        return position;
    }

    private void submit(JobRequest request) {
        nowNs += NS_PER_S;
        kernel.inputWriter().submitJob(request);
        run();
    }

    private void run() {
        DecisionListener nobody = new DecisionListener() {};
        while (kernel.doWork() + kernel.poll(nobody, 100) > 0) {
            // Until nothing is left to do.
        }
    }

    @Override
    public void close() {
        kernel.close();
    }
}
