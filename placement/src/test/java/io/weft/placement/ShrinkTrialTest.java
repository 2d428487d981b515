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

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weft.core.DecisionLog;
import io.weft.core.Kernel;
import io.weft.core.KernelContext;
import io.weft.core.MemoryJournal;
import io.weft.core.client.ElasticityRequest;
import io.weft.core.client.InputWriter;
import io.weft.core.client.JobRequest;
import io.weft.core.client.QueueRequest;
import io.weft.core.state.Limits;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What real policies make of a node that a job gives back on trial, so that another can start. */
class ShrinkTrialTest {
    private static final int WIDE = 64;
    private static final int MULTIPLICITY = Limits.MULTIPLICITY_MAX;

    private final MemoryJournal journal = new MemoryJournal(1 << 16, 1);
    private final DecisionLog log = new DecisionLog();
    private final Kernel kernel =
            Kernel.embed(
                    new KernelContext()
                            .limits(
                                    new Limits()
                                            .nodeCount(2)
                                            .coresPerNode(WIDE)
                                            .jobCount(1000)
                                            .allocationCount(1000))
                            .journal(journal)
                            .policies(new StandardPolicies())
                            .clock(() -> 1)
                            .verify(true));
    private final InputWriter in = kernel.inputWriter();

    @AfterEach
    void tearDown() {
        kernel.close();
        journal.close();
    }

    private void define(final String policy, final int maxMultiplicity) {
        in.defineQueue(new QueueRequest(0).maxMultiplicity(maxMultiplicity));
        in.setPolicy(policy, 0, 1000, false, false);
        in.setElasticity(new ElasticityRequest(0).shrinkForPending());
        run();
    }

    private List<String> run() {
        while (kernel.doWork() + kernel.poll(log, 1000) > 0) {
            // Until nothing is left to do.
        }
        return log.take();
    }

    private List<String> submit(final JobRequest job) {
        in.submitJob(job);
        return run();
    }

    private static JobRequest job(final long jobId, final long walltimeNs) {
        return new JobRequest().jobId(jobId).walltimeNs(walltimeNs);
    }

    // ------------------------------------------------------------------ promises

    /** All memory of two nodes of two cores goes to job 1. Job 2 wants both of them alone. */
    private List<String> submitBehindExclusive(final String policy, final long walltimeNs) {
        in.defineNode(0, 2, 41, 0, 0, 0, -1);
        in.defineNode(1, 2, 41, 0, 0, 0, -1);
        define(policy, 1);
        submit(malleable(1, walltimeNs));
        submit(job(2, 1100).nodes(2, 1).exclusive(true).memoryPerNode(17));
        // The next one by its limit, and behind job 2 by that which goes with its least.
        return submit(malleable(3, 800));
    }

    private static JobRequest malleable(final long jobId, final long walltimeNs) {
        return job(jobId, walltimeNs)
                .coresAnywhere(4)
                .coreCountMin(1)
                .memoryPerNode(8)
                .memoryPerCore(14);
    }

    @ParameterizedTest
    @ValueSource(strings = {"easy-sjf", "reference-easy-sjf"})
    void shouldShrinkNobodyWhenTheStartWouldBreakThePromiseOfAnExclusiveJob(final String policy) {
        assertEquals(List.of("accepted 3"), submitBehindExclusive(policy, 700));
    }

    @ParameterizedTest
    @ValueSource(strings = {"easy-sjf", "reference-easy-sjf"})
    void shouldShrinkWhenTheExclusiveJobWaitsForLongerAnyway(final String policy) {
        assertEquals(
                List.of(
                        "accepted 3",
                        "resized 1 SHRUNK_PRESSURE for 3 x1 0:3",
                        "start 3 x1 at 1 1:1"),
                submitBehindExclusive(policy, 4000));
    }

    // ------------------------------------------------------------------ room

    @ParameterizedTest
    @ValueSource(strings = {"easy", "conservative"})
    void shouldCountWhoHasGivenBackAllItHadOfAFullNode(final String policy) {
        in.defineNode(0, 1, 0, 0, 1, 0, -1);
        in.defineNode(1, WIDE, 0, 0, 2, 0, -1);
        define(policy, MULTIPLICITY);
        for (int jobId = 1; jobId < MULTIPLICITY * (WIDE + 1) - 1; jobId++) {
            submit(job(jobId, 1000 + jobId).nodes(1, 1).features(jobId < MULTIPLICITY ? 1 : 2));
        }
        // It has the last core of either node.
        submit(job(998, 1000).coresAnywhere(2).coreCountMin(1));
        in.submitJob(job(999, 1000).nodes(1, 1));
        in.submitJob(job(1000, 1000).nodes(1, 2));

        assertEquals(
                List.of(
                        "accepted 999",
                        "accepted 1000",
                        "resized 998 SHRUNK_PRESSURE for 999 x15 0:1",
                        "start 999 x15 at 1 1:8000000000000000"),
                run());
    }
}
