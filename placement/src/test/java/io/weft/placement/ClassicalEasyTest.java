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

import io.weft.core.spi.PlacementPolicy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Where no core is shared and a node is one processor, EASY is the textbook's: shadow time and
 * extra processors (A. Mu'alem and D. Feitelson, 2001, figure 2), written here anew and over
 * processors alone.
 */
class ClassicalEasyTest {
    private static final int PROCESSOR_COUNT = 32;

    private record Waiting(int jobRow, int processors, long walltimeNs) {}

    private record Active(int processors, long endNs) {}

    @Test
    void shouldStartWhomTheTextbookStarts() {
        int overtakenCount = 0;
        for (long seed = 0; seed < 20; seed++) {
            overtakenCount += compare(seed);
        }
        assertTrue(overtakenCount > 1000, "hardly anybody overtakes: " + overtakenCount);
    }

    private int compare(final long seed) {
        final SplittableRandom random = new SplittableRandom(seed);
        int overtakenCount = 0;
        try (PlacementPolicy policy = new StandardPolicies().create("easy", 1)) {
            final ModelCluster cluster = ModelCluster.of(policy, PROCESSOR_COUNT, 1, 1);
            for (int step = 0; step < 400; step++) {
                submitSome(cluster, random);
                final List<Waiting> queue = queue(cluster);
                final TreeSet<Integer> expected =
                        textbook(queue(cluster), active(cluster), cluster.timeNs);

                cluster.pass();

                final TreeSet<Integer> started = new TreeSet<>();
                queue.stream()
                        .map(Waiting::jobRow)
                        .filter(cluster::isRunning)
                        .forEach(started::add);
                assertEquals(expected, started, "seed=" + seed + " step=" + step);
                overtakenCount += started.isEmpty() || cluster.pendingCount() == 0 ? 0 : 1;
                endOne(cluster, random);
            }
        }
        return overtakenCount;
    }

    private static void submitSome(final ModelCluster cluster, final SplittableRandom random) {
        for (int i = random.nextInt(3); i > 0 && cluster.pendingCount() < 40; i--) {
            final int processors = 1 + random.nextInt(random.nextBoolean() ? 4 : PROCESSOR_COUNT);
            cluster.submit(ModelRequest.nodes(processors, 1).walltime(1 + random.nextInt(100)));
        }
    }

    /** Some end in time, some before. */
    private static void endOne(final ModelCluster cluster, final SplittableRandom random) {
        if (cluster.runningCount() > 0) {
            final int slot = random.nextInt(3) == 0 ? random.nextInt(cluster.runningCount()) : 0;
            final int jobRow = cluster.runningJob(slot);
            final long firstEndNs = cluster.jobExpectedEndNs(cluster.runningJob(0));
            cluster.timeNs = Math.max(cluster.timeNs, firstEndNs - random.nextInt(3));
            cluster.end(jobRow);
        }
    }

    private static List<Waiting> queue(final ModelCluster cluster) {
        return new ArrayList<>(
                cluster.pending.stream()
                        .map(
                                job ->
                                        new Waiting(
                                                job.row,
                                                job.request.nodeCount(),
                                                job.request.walltimeNs()))
                        .toList());
    }

    private static List<Active> active(final ModelCluster cluster) {
        return new ArrayList<>(
                cluster.running.stream()
                        .map(job -> new Active(job.request.nodeCount(), job.expectedEndNs))
                        .toList());
    }

    private static TreeSet<Integer> textbook(
            final List<Waiting> queue, final List<Active> active, final long nowNs) {
        final TreeSet<Integer> started = new TreeSet<>();
        int free = PROCESSOR_COUNT - active.stream().mapToInt(Active::processors).sum();
        while (!queue.isEmpty() && queue.get(0).processors() <= free) {
            final Waiting job = queue.remove(0);
            free -= job.processors();
            active.add(new Active(job.processors(), nowNs + job.walltimeNs()));
            started.add(job.jobRow());
        }
        if (queue.isEmpty()) {
            return started;
        }
        final int wanted = queue.get(0).processors();
        active.sort(Comparator.comparingLong(Active::endNs));
        int freeThen = free;
        int next = 0;
        long shadowNs = nowNs;
        while (freeThen < wanted || next < active.size() && active.get(next).endNs() <= shadowNs) {
            shadowNs = Math.max(nowNs, active.get(next).endNs());
            freeThen += active.get(next++).processors();
        }
        int extra = freeThen - wanted;
        for (final Waiting job : queue.subList(1, queue.size())) {
            final boolean endsInTime = nowNs + job.walltimeNs() <= shadowNs;
            if (job.processors() <= free && (endsInTime || job.processors() <= extra)) {
                free -= job.processors();
                extra -= endsInTime ? 0 : job.processors();
                started.add(job.jobRow());
            }
        }
        return started;
    }
}
