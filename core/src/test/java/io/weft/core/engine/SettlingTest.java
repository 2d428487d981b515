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
package io.weft.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.KernelHost;
import io.weft.core.client.JobRequest;
import io.weft.core.spi.Journal;
import io.weft.core.state.Limits;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a start changes for others, done after it has left, must be as if it were done at once. */
class SettlingTest {
    private static final int NODE_COUNT = 4;
    private static final int CORE_COUNT = 4;
    private static final Limits LIMITS =
            new Limits().nodeCount(NODE_COUNT).coresPerNode(CORE_COUNT).jobCount(64);

    private final JobRequest job = new JobRequest();
    private long jobCount;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldBeInTheSameStateWhetherSettledAtOnceOrLate(final long seed) {
        // With verify, the kernel settles after each entry; without, at the end of a batch.
        try (KernelHost late = new KernelHost(LIMITS, ctx -> ctx.verify(false));
                KernelHost atOnce = new KernelHost(LIMITS)) {
            late.define(NODE_COUNT, CORE_COUNT, 4);
            atOnce.define(NODE_COUNT, CORE_COUNT, 4);
            final Random random = new Random(seed);
            int startCount = 0;
            for (int batch = 0; batch < 500; batch++) {
                final long passedNs = random.nextInt(400);
                final int inputCount = 1 + random.nextInt(5);
                late.now += passedNs;
                atOnce.now += passedNs;
                for (int i = 0; i < inputCount; i++) {
                    offer(random, late, atOnce);
                }
                final List<String> lines = late.run();
                startCount += (int) lines.stream().filter(l -> l.startsWith("start")).count();

                assertEquals(atOnce.run(), lines);
                assertEquals(atOnce.kernel.digest(), late.kernel.digest(), "batch " + batch);
            }
            assertTrue(startCount > 200, "starts: " + startCount);
            assertEquals(late.kernel.digest(), late.replay().digest());
        }
    }

    /** A pass after each input or so, so that batches have many starts. */
    private void offer(final Random random, final KernelHost one, final KernelHost other) {
        final int runningCount = one.state().runningCount();
        if (runningCount > random.nextInt(16)) {
            final int slot = random.nextInt(runningCount);
            final long jobId = one.state().jobId(one.state().runningJob(slot));
            one.end(jobId);
            other.end(jobId);
        } else {
            job.clear().jobId(jobCount++).walltimeNs(1 + random.nextInt(5000));
            job.nodes(1 + random.nextInt(2), 1 + random.nextInt(CORE_COUNT));
            one.in.submitJob(job);
            other.in.submitJob(job);
        }
        if (random.nextInt(4) > 0) {
            one.in.clock(true);
            other.in.clock(true);
        }
    }

    @Test
    void shouldLetStartOfTheLastPendingJobLeaveFirst() {
        try (KernelHost host = new KernelHost(LIMITS, ctx -> ctx.verify(false))) {
            host.define(1, CORE_COUNT, 4);
            host.submit(1, 1, CORE_COUNT);
            host.run();
            final long aloneNs = endOfJob(host, 1);
            final long[] atDecisionNs = new long[1];
            host.journal.watch(
                    kind -> atDecisionNs[0] = kind == Journal.DECISIONS ? endOfJob(host, 1) : 0);
            host.submit(2, 1, CORE_COUNT);
            host.run();

            assertEquals(aloneNs, atDecisionNs[0], "when the start of job 2 was journaled");
            assertTrue(endOfJob(host, 1) > aloneNs, "after it");
        }
    }

    private static long endOfJob(final KernelHost host, final long jobId) {
        return host.state().jobExpectedEndNs(host.row(jobId));
    }
}
