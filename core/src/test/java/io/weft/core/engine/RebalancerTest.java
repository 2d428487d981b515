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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.KernelHost;
import io.weft.core.client.QueueRequest;
import io.weft.core.memory.CorePlanes;
import io.weft.core.spi.ClusterView;
import io.weft.core.state.Limits;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The policy of these tests stacks processes as unevenly as it can. */
class RebalancerTest {
    private static final int NODE_COUNT = 3;

    private final DecisionMirror mirror = new DecisionMirror();
    private boolean wasUneven;

    @ParameterizedTest
    @CsvSource({"1,15", "2,2", "3,15", "8,3", "64,4", "65,15", "130,5", "1024,15"})
    void shouldLeaveNodesEvenWhenJobLeavesThem(final int coreCount, final int maxMultiplicity) {
        try (KernelHost host = host(coreCount, maxMultiplicity, true)) {
            live(host, coreCount, true);

            assertEquals(coreCount > 1, mirror.reboundCount > 0);
        }
    }

    @ParameterizedTest
    @CsvSource({"3,15", "65,15"})
    void shouldMoveNothingWhenRebalancingIsOff(final int coreCount, final int maxMultiplicity) {
        try (KernelHost host = host(coreCount, maxMultiplicity, false)) {
            live(host, coreCount, false);

            assertEquals(0, mirror.reboundCount);
            assertTrue(wasUneven);
        }
    }

    private static KernelHost host(
            final int coreCount, final int maxMultiplicity, final boolean rebalance) {
        final KernelHost host =
                new KernelHost(
                        new Limits().nodeCount(NODE_COUNT).coresPerNode(coreCount).jobCount(64),
                        ctx -> ctx.verify(coreCount < 1024).automaticPass(false));
        host.in.defineQueue(new QueueRequest(0).maxMultiplicity(maxMultiplicity));
        for (int id = 0; id < NODE_COUNT; id++) {
            host.in.defineNode(id, coreCount - (coreCount > 64 ? id : 0), 0, 0, 0, 0, -1);
        }
        host.in.setPolicy("stack", 0, 1200, rebalance, true);
        return host;
    }

    private void live(final KernelHost host, final int coreCount, final boolean rebalance) {
        final Random random = new Random(coreCount);
        long jobCount = 0;
        for (int round = 0; round < 300; round++) {
            final List<Long> running = List.copyOf(mirror.jobs.keySet());
            Set<Integer> left = Set.of();
            if (!running.isEmpty() && random.nextInt(100) < (round % 100 < 40 ? 20 : 60)) {
                final long jobId = running.get(random.nextInt(running.size()));
                left = mirror.jobs.get(jobId).keySet();
                host.end(jobId);
            } else {
                final int cores = 1 + random.nextInt(coreCount - (coreCount > 64 ? 2 : 0));
                host.submit(jobCount++, 1 + random.nextInt(NODE_COUNT), cores);
            }
            host.now++;
            drain(host);
            assertMirrored(host.kernel.view());
            if (rebalance) {
                left.forEach(node -> assertTrue(spread(host.kernel.view(), node) <= 1));
            }
            host.in.clock(true);
            drain(host);
            assertMirrored(host.kernel.view());
        }
        host.state().verify();
        assertNull(host.replay().divergence());
    }

    private void drain(final KernelHost host) {
        while (host.kernel.doWork() + host.kernel.poll(mirror, 100) > 0) {
            // Until nothing is left to do.
        }
    }

    private void assertMirrored(final ClusterView view) {
        for (int node = 0; node < view.nodeCount(); node++) {
            final int[] found = multiplicities(view, node);
            assertArrayEquals(mirror.multiplicities(node, found.length), found);
            wasUneven |= spread(view, node) > 1;
        }
    }

    private static int spread(final ClusterView view, final int node) {
        final int[] found = multiplicities(view, node);
        return Arrays.stream(found).max().orElseThrow() - Arrays.stream(found).min().orElseThrow();
    }

    private static int[] multiplicities(final ClusterView view, final int node) {
        final int[] found = new int[view.nodeCoreCount(node)];
        for (int core = 0; core < found.length; core++) {
            found[core] = CorePlanes.count(view.planes(), view.planesOffset(node), core);
        }
        return found;
    }
}
