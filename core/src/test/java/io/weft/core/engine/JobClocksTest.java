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
import io.weft.core.spi.Pace;
import io.weft.core.state.ClusterState;
import io.weft.core.state.JobState;
import io.weft.core.state.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Stretched limits over random histories of sharing, against exact fractions. With n roundings the
 * kernel gives a job less than n ns of work more than its due, and never less than its due.
 */
class JobClocksTest {
    private static final int ENDED = 0;

    private final KernelHost host =
            new KernelHost(new Limits().nodeCount(3).coresPerNode(4).jobCount(64));
    private final ClusterState state = host.state();
    private final JobRequest job = new JobRequest();
    private final Map<Long, Tracked> tracked = new TreeMap<>();
    private long jobCount;
    private int terminatedCount;
    private int roundedMost;

    /** A running job beside its exact limit. */
    private static final class Tracked {
        private final ExactLimit limit;
        private long divisor;
        private long countedNs;
        private int roundingCount;

        Tracked(final ExactLimit limit, final long startNs) {
            this.limit = limit;
            this.countedNs = startNs;
        }
    }

    @AfterEach
    void tearDown() {
        host.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void shouldNeverEndJobBeforeItsDueAndHardlyAfter(final long seed) {
        final Random random = new Random(seed);
        final boolean rebalance = seed % 2 == 0;
        host.define(3, 4, 5);
        setPolicy(random, rebalance);
        for (int round = 0; round < 1500; round++) {
            host.now += random.nextInt(round % 3 == 0 ? 200_000 : 3000);
            act(random, rebalance);
            final List<String> lines = host.run();
            advance();
            follow(lines);
            measure();
        }

        assertTrue(terminatedCount > 20, "limits were reached: " + terminatedCount);
        assertTrue(roundedMost > 10, "sharing changed often: " + roundedMost);
    }

    private void act(final Random random, final boolean rebalance) {
        switch (random.nextInt(12)) {
            case 0 -> setPolicy(random, rebalance);
            case 1 -> alter(random);
            case 2, 3, 4, 5, 6 -> endSome(random);
            default -> submit(random);
        }
    }

    private void setPolicy(final Random random, final boolean rebalance) {
        final int overhead = 1000 + random.nextInt(3000);
        host.in.setPolicy("first-fit", 0, overhead, rebalance, random.nextInt(5) > 0);
    }

    private void submit(final Random random) {
        job.clear().jobId(jobCount++).walltimeNs(1 + random.nextInt(1_000_000));
        host.in.submitJob(job.nodes(1 + random.nextInt(2), 1 + random.nextInt(4)));
    }

    private void endSome(final Random random) {
        final List<Long> running = new ArrayList<>();
        for (int slot = 0; slot < state.runningCount(); slot++) {
            running.add(state.jobId(state.runningJob(slot)));
        }
        if (!running.isEmpty()) {
            final long jobId = running.get(random.nextInt(running.size()));
            host.end(jobId);
            tracked.remove(jobId);
        }
    }

    private void alter(final Random random) {
        if (!tracked.isEmpty()) {
            final List<Long> ids = List.copyOf(tracked.keySet());
            final long jobId = ids.get(random.nextInt(ids.size()));
            final long walltimeNs = 1 + random.nextInt(1_000_000);
            host.in.alterWalltime(jobId, walltimeNs);
            tracked.get(jobId).limit.walltimeNs(walltimeNs);
        }
    }

    /** What happened until now was at the pace that each job had before. */
    private void advance() {
        tracked.values().forEach(t -> t.limit.advance(host.now, t.divisor));
    }

    private void follow(final List<String> lines) {
        for (final String line : lines) {
            final String[] words = line.split(" ");
            final long jobId = Long.parseLong(words[1]);
            if (words[0].equals("terminate")) {
                final Tracked ending = tracked.remove(jobId);
                // Asked for again, once it was ending already.
                if (ending != null) {
                    assertTrue(ending.limit.isReached(), line);
                    terminatedCount++;
                }
            } else if (words[0].equals("start")) {
                final long walltimeNs = state.jobWalltimeNs(host.row(jobId));
                tracked.put(jobId, new Tracked(new ExactLimit(host.now, walltimeNs), host.now));
            }
        }
    }

    private void measure() {
        tracked.forEach(
                (jobId, t) -> {
                    final int row = host.row(jobId);
                    assertEquals(JobState.STARTING.code(), state.jobs().state(row));
                    final int multiplicity =
                            state.stretchesLimits() ? state.jobMultiplicity(row) : 1;
                    t.divisor = Pace.divisorPerMille(multiplicity, state.overheadPerMille());
                    if (state.jobs().usedUntilNs(row) != t.countedNs) {
                        t.countedNs = state.jobs().usedUntilNs(row);
                        t.roundingCount++;
                        roundedMost = Math.max(roundedMost, t.roundingCount);
                    }
                    final long end = state.jobExpectedEndNs(row);
                    final long earliest = t.limit.end(t.divisor, ENDED);
                    final long latest = t.limit.end(t.divisor, t.roundingCount);
                    assertTrue(
                            earliest <= end && end <= latest,
                            () -> "job " + jobId + " " + earliest + " " + end + " " + latest);
                });
    }
}
