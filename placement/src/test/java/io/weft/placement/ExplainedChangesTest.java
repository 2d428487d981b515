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
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.client.JobRequest;
import io.weft.core.explain.Change;
import io.weft.core.explain.Explanation;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What an explanation says would start a job does, in a kernel that lived through the same, and one
 * unit more does not.
 */
class ExplainedChangesTest {
    private static final int SEED_COUNT = 20;

    private long lastId;
    private int checkedCount;
    private int waitingCount;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fcfs",
                "easy",
                "easy-sjbf+pack",
                "easy-sjf",
                "easy-priority+spread",
                "conservative"
            })
    void shouldStartWithWhatIsSaidAndNotWithMore(final String policy) {
        for (long seed = 0; seed < SEED_COUNT; seed++) {
            final SplittableRandom random = new SplittableRandom(seed);
            try (ExplainedKernel kernel =
                    ExplainedKernel.of(policy, 6, 1 + random.nextInt(2), 1 + random.nextInt(3))) {
                fill(kernel, random);
                final boolean isByPosition = policy.equals("fcfs") || policy.equals("easy");
                check(kernel, isByPosition, "policy=" + policy + " seed=" + seed);
            }
        }
        assertTrue(waitingCount > SEED_COUNT, "hardly any job waits: " + waitingCount);
        assertTrue(checkedCount > 3, "hardly any change: " + checkedCount);
    }

    private static JobRequest request(final SplittableRandom random, final long jobId) {
        return new JobRequest()
                .jobId(jobId)
                .nodes(1 + random.nextInt(4), 1 + random.nextInt(4))
                .memoryPerNode(random.nextInt(500))
                .memoryPerCore(random.nextInt(100))
                .gpusPerNode(random.nextInt(4) / 3)
                .features(random.nextInt(4) / 3)
                .queueId(random.nextInt(2))
                .walltimeNs(100 + random.nextInt(5000))
                .priority(random.nextInt(3));
    }

    private void fill(final ExplainedKernel kernel, final SplittableRandom random) {
        lastId = -1;
        int moreCount = 1 + random.nextInt(9);
        while (moreCount > 0) {
            kernel.host.now += random.nextInt(200);
            final JobRequest request = request(random, ++lastId);
            if (kernel.host.state().pendingCount() > 0) {
                // One that could be backfilled, were it not too long.
                request.nodes(1, 1 + random.nextInt(3)).walltimeNs(2000 + random.nextInt(20_000));
            }
            kernel.submit(request);
            moreCount -= kernel.host.state().pendingCount() > 0 ? 1 : 0;
        }
    }

    private void check(
            final ExplainedKernel kernel, final boolean isByPosition, final String where) {
        for (long jobId = 0; jobId <= lastId; jobId++) {
            if (kernel.isPending(jobId)) {
                waitingCount++;
                final Explanation explanation = kernel.explain(jobId);
                final String name = where + " job=" + jobId;
                assertEquals(
                        kernel.host.kernel.reason(kernel.host.row(jobId)).name(),
                        explanation.reason().code(),
                        name);
                for (final Change change : explanation.changes()) {
                    checkChange(kernel, explanation, change, isByPosition, name);
                }
            }
        }
    }

    private void checkChange(
            final ExplainedKernel kernel,
            final Explanation explanation,
            final Change change,
            final boolean isByPosition,
            final String where) {
        final long jobId = explanation.job().jobId();
        final String name = where + " " + change;
        if (change.name().equals("walltime-ns")) {
            assertTrue(startsWhenAltered(kernel, jobId, change.to()), name);
            assertTrue(!startsWhenAltered(kernel, jobId, change.to() + 1), name);
            checkedCount++;
        } else if (isByPosition && jobId == lastId && !change.name().equals("max-multiplicity")) {
            assertTrue(startsWhenResubmitted(kernel, altered(explanation, change, 0)), name);
            assertTrue(!startsWhenResubmitted(kernel, altered(explanation, change, 1)), name);
            checkedCount++;
        }
        assertNotEquals(change.from(), change.to(), name);
    }

    private static boolean startsWhenAltered(
            final ExplainedKernel kernel, final long jobId, final long walltimeNs) {
        try (ExplainedKernel copy = kernel.copy()) {
            copy.host.in.alterWalltime(jobId, walltimeNs);
            copy.host.run();
            return copy.isStarted(jobId);
        }
    }

    /** In the place of the last job of all, one that asks for something else. */
    private boolean startsWhenResubmitted(final ExplainedKernel kernel, final JobRequest request) {
        try (ExplainedKernel copy = kernel.copy()) {
            copy.host.in.cancelJob(lastId, 0);
            copy.submit(request);
            return copy.isStarted(lastId + 1);
        }
    }

    private JobRequest altered(final Explanation explanation, final Change change, final int more) {
        final var job = explanation.job();
        final JobRequest request =
                new JobRequest()
                        .jobId(lastId + 1)
                        .nodes(job.nodeCount(), job.coresPerNode())
                        .memoryPerNode(job.memoryPerNode())
                        .memoryPerCore(job.memoryPerCore())
                        .gpusPerNode(job.gpusPerNode())
                        .features(job.features())
                        .queueId(job.queueId())
                        .walltimeNs(job.walltimeNs())
                        .priority(job.priority());
        final long value = change.to() + more;
        return switch (change.name()) {
            case "nodes" -> request.nodes((int) value, job.coresPerNode());
            case "cores" -> request.nodes(job.nodeCount(), (int) value);
            case "memory-per-node" -> request.memoryPerNode(value);
            case "memory-per-core" -> request.memoryPerCore(value);
            case "gpus" -> request.gpusPerNode((int) value);
            default -> throw new AssertionError(change);
        };
    }
}
