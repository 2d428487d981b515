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
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.wire.EndKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A job with a deadline is told at once whether it ends in time, and then does. */
class DeadlineTest {
    private static final int SEED_COUNT = 10;
    private static final int STEP_COUNT = 120;

    @ParameterizedTest
    @ValueSource(strings = {"easy", "fcfs", "reference-easy"})
    void shouldReserveTheEarliestTimeThereIs(final String policy) {
        try (ReservedCluster cluster = new ReservedCluster(policy, 2, 2)) {
            cluster.submit(1, 1, 50);
            cluster.submit(2, 1, 80);
            cluster.in.submitJob(ReservedCluster.job(3, 30).nodes(1, 4).deadlineNs(100));
            assertEquals(
                    List.of(
                            "DEADLINE_PROMISED 50..80 missing 0 held 0",
                            "reserved 50..80 busy 0 nodes 0"),
                    cluster.take());

            // Job 4 could share node 0 now, but would slow down job 1.
            assertEquals(List.of("0 start 4 on 1"), cluster.submit(4, 1, 100));
            cluster.passTo(50);
            cluster.in.jobEnded(1, EndKind.TIMED_OUT, 0);
            assertEquals(
                    List.of(
                            "50 terminate 1",
                            "50 BEGUN busy 1",
                            "50 close 1 TIME_LIMIT",
                            "50 start 3 on 0",
                            "50 ENDED busy 1"),
                    cluster.take());
        }
    }

    @Test
    void shouldSayWhatItWouldTakeWhenItIsTooLate() {
        try (ReservedCluster cluster = new ReservedCluster("easy", 2, 1)) {
            cluster.submit(1, 1, 50);
            cluster.submit(2, 1, 80);
            cluster.in.submitJob(ReservedCluster.job(3, 30).nodes(2, 4).deadlineNs(100));
            assertEquals(List.of("DEADLINE_MISSED 80..110 missing 1 held 4"), cluster.take());
            cluster.in.submitJob(
                    ReservedCluster.job(4, 30).nodes(2, 4).deadlineNs(100).refuseLate(true));
            assertEquals(
                    List.of(
                            "DEADLINE_MISSED 80..110 missing 1 held 4",
                            "rejected DEADLINE_MISSED DEADLINE 100 110"),
                    cluster.take());
        }
    }

    @Test
    void shouldGiveBackWhatWasReservedWhenItStartsBefore() {
        try (ReservedCluster cluster = new ReservedCluster("easy", 2, 1)) {
            cluster.submit(1, 1, 50);
            cluster.submit(2, 1, 80);
            cluster.in.submitJob(ReservedCluster.job(3, 30).nodes(1, 4).deadlineNs(100));
            cluster.take();
            cluster.in.jobEnded(2, EndKind.COMPLETED, 0);
            assertEquals(
                    List.of("0 close 2 ENDED", "0 start 3 on 1", "0 ENDED busy 1"), cluster.take());
        }
    }

    @Test
    void shouldGiveBackWhatWasReservedWhenItIsCancelled() {
        try (ReservedCluster cluster = new ReservedCluster("easy", 1, 1)) {
            cluster.submit(1, 1, 50);
            cluster.in.submitJob(ReservedCluster.job(3, 30).nodes(1, 4).deadlineNs(100));
            cluster.take();
            cluster.in.cancelJob(3, 0);
            assertEquals(List.of("0 close 3 CANCELLED_BY_USER", "0 ENDED busy 1"), cluster.take());
            assertEquals(0, cluster.kernel.view().reservationCount());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"easy", "fcfs", "easy-sjf", "easy+spread", "easy-fairshare"})
    void shouldKeepEveryDeadlineThatWasPromised(final String policy) {
        int promisedCount = 0;
        for (int seed = 0; seed < SEED_COUNT; seed++) {
            promisedCount += play(policy, new SplittableRandom(seed));
        }
        final int promised = promisedCount;
        assertTrue(promised > 5 * SEED_COUNT, () -> "hardly any promise: " + promised);
    }

    /** Jobs end when they must, or before; who was promised an end must have come to it. */
    private static int play(final String policy, final SplittableRandom random) {
        final Map<Long, Long> deadlines = new TreeMap<>();
        int promisedCount = 0;
        try (ReservedCluster cluster = new ReservedCluster(policy, 5, 1 + random.nextInt(3))) {
            long nowNs = 0;
            for (long jobId = 1; jobId <= STEP_COUNT; jobId++) {
                final long deadlineNs = random.nextInt(3) == 0 ? nowNs + random.nextInt(600) : 0;
                final int cores = 1 + random.nextInt(4);
                final var job = ReservedCluster.job(jobId, 1 + random.nextInt(100));
                final int lineCount = cluster.lines.size();
                cluster.in.submitJob(
                        (random.nextInt(4) == 0
                                        ? job.coresAnywhere(3 * cores)
                                        : job.nodes(1 + random.nextInt(3), cores))
                                .owner(random.nextInt(3), 0)
                                .deadlineNs(deadlineNs));
                cluster.settle();
                if (cluster.lines.stream()
                        .skip(lineCount)
                        .anyMatch(each -> each.startsWith("DEADLINE_PROMISED"))) {
                    deadlines.put(jobId, deadlineNs);
                    promisedCount++;
                }
                nowNs = endUntil(cluster, nowNs, nowNs + random.nextInt(60), deadlines);
                endSomebody(cluster, random, nowNs, deadlines);
            }
            endUntil(cluster, nowNs, nowNs + 100_000, deadlines);
        }
        assertEquals(Map.of(), deadlines, policy);
        return promisedCount;
    }

    private static long endUntil(
            final ReservedCluster cluster,
            final long fromNs,
            final long untilNs,
            final Map<Long, Long> deadlines) {
        long nowNs = fromNs;
        while (nowNs < untilNs) {
            nowNs = Math.min(untilNs, Math.max(nowNs, cluster.kernel.nextDeadlineNs()));
            cluster.passTo(nowNs);
            while (!endTerminated(cluster, nowNs, deadlines).isEmpty()) {
                cluster.settle();
            }
        }
        return nowNs;
    }

    private static List<Long> endTerminated(
            final ReservedCluster cluster, final long nowNs, final Map<Long, Long> deadlines) {
        final List<Long> ended = new ArrayList<>();
        for (final String line : cluster.take()) {
            final String[] words = line.split(" ");
            if (words[1].equals("terminate")) {
                ended.add(Long.parseLong(words[2]));
            }
        }
        ended.forEach(jobId -> end(cluster, jobId, nowNs, deadlines));
        return ended;
    }

    private static void end(
            final ReservedCluster cluster,
            final long jobId,
            final long nowNs,
            final Map<Long, Long> deadlines) {
        cluster.in.jobEnded(jobId, EndKind.COMPLETED, 0);
        final Long deadlineNs = deadlines.remove(jobId);
        assertTrue(
                deadlineNs == null || nowNs <= deadlineNs,
                () -> "jobId=" + jobId + " ends at " + nowNs + " after " + deadlineNs);
    }

    private static void endSomebody(
            final ReservedCluster cluster,
            final SplittableRandom random,
            final long nowNs,
            final Map<Long, Long> deadlines) {
        final int runningCount = cluster.kernel.view().runningCount();
        if (runningCount > 0 && random.nextInt(3) == 0) {
            final int row = cluster.kernel.view().runningJob(random.nextInt(runningCount));
            end(cluster, cluster.kernel.view().jobId(row), nowNs, deadlines);
            while (!endTerminated(cluster, nowNs, deadlines).isEmpty()) {
                cluster.settle();
            }
        }
    }
}
