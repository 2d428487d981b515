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
import static org.junit.jupiter.api.Assertions.assertNull;

import io.weft.core.KernelHost;
import io.weft.core.client.JobRequest;
import io.weft.core.client.QueueRequest;
import io.weft.core.spi.ClusterView;
import io.weft.core.state.Limits;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which GPUs a job gets. */
class GpuTest {
    private final KernelHost host =
            new KernelHost(new Limits().nodeCount(3).coresPerNode(70).jobCount(80));
    private final JobRequest job = new JobRequest();

    @BeforeEach
    void setUp() {
        host.in.defineQueue(new QueueRequest(0).maxMultiplicity(2));
        host.in.defineNode(0, 70, 0, 4, 0, 0, -1);
        host.in.defineNode(1, 70, 0, 64, 0, 0, -1);
        host.in.setPolicy("first-fit", 0, 1200, true, true);
        host.run();
    }

    @AfterEach
    void tearDown() {
        host.close();
    }

    private void submit(final long jobId, final int nodes, final int cores, final int gpus) {
        host.in.submitJob(
                job.clear().jobId(jobId).walltimeNs(1000).nodes(nodes, cores).gpusPerNode(gpus));
    }

    @Test
    void shouldGiveLowestFreeGpusOfEachNode() {
        submit(1, 1, 1, 1);
        submit(2, 1, 1, 2);
        host.run();
        host.end(1);
        host.run();
        submit(3, 2, 70, 2);

        final List<String> lines = host.run();

        assertEquals(
                "start 3 x2 at 100"
                        + " 0:ffffffffffffffff/2g9 0:64+3f 1:ffffffffffffffff/2g3 1:64+3f",
                lines.get(1));
        assertEquals(0xf, host.kernel.view().nodeGpuMask(0));
        assertEquals(0, host.kernel.view().gpusFree(0));
        assertEquals(0x3, host.kernel.view().nodeGpuMask(1));
        assertEquals(62, host.kernel.view().gpusFree(1));
        final int head = host.kernel.view().jobAllocationHead(host.row(3));
        assertEquals(0x9, host.kernel.view().allocationGpuMask(head));
        assertEquals(2, host.kernel.view().allocationGpus(head));
    }

    @Test
    void shouldGiveAll64GpusAndTakeThemBack() {
        submit(1, 1, 1, 64);
        assertEquals("start 1 x1 at 100 1:1/64gffffffffffffffff", host.run().get(1));

        host.end(1);
        host.run();

        assertEquals(64, host.kernel.view().gpusFree(1));
        assertEquals(0, host.kernel.view().nodeGpuMask(1));
    }

    @Test
    void shouldNameGpusWhenProcessesMove() {
        host.in.setPolicy("stack", 0, 1200, true, true);
        submit(1, 1, 2, 1);
        submit(2, 1, 2, 2);
        submit(3, 1, 1, 0);
        host.run();
        host.end(3);

        assertEquals(List.of("closed 3 ENDED 0", "rebound 2 0:c/2g6"), host.run());
    }

    @Test
    void shouldRejectMoreThan64Gpus() {
        host.in.defineNode(2, 1, 0, 65, 0, 0, -1);
        submit(1, 1, 1, 65);

        assertEquals(
                List.of("rejected 2 OUT_OF_RANGE GPUS=65 64", "rejected 1 OUT_OF_RANGE GPUS=65 64"),
                host.run());
    }

    @Test
    void shouldNeverGiveGpuTwice() {
        final Random random = new Random(3);
        final TreeMap<Integer, Long> taken = new TreeMap<>();
        for (int id = 0; id < 500; id++) {
            if (random.nextInt(3) == 0) {
                host.end(random.nextInt(id + 1));
            }
            submit(id, 1 + random.nextInt(2), 1 + random.nextInt(9), random.nextInt(5));
            host.now++;
            host.run();

            final ClusterView view = host.kernel.view();
            taken.clear();
            for (int slot = 0; slot < view.runningCount(); slot++) {
                int a = view.jobAllocationHead(view.runningJob(slot));
                while (a != ClusterView.NULL_ROW) {
                    final long mask = view.allocationGpuMask(a);
                    assertEquals(view.jobGpusPerNode(view.runningJob(slot)), Long.bitCount(mask));
                    taken.merge(view.allocationNode(a), mask, GpuTest::disjoint);
                    a = view.allocationNextOfJob(a);
                }
            }
            taken.forEach((node, mask) -> assertEquals(mask, view.nodeGpuMask(node)));
        }
        assertNull(host.replay().divergence());
    }

    private static long disjoint(final long left, final long right) {
        assertEquals(0, left & right);
        return left | right;
    }

    @Test
    void shouldCountMemoryOfGpusToThatOfTheirNode() {
        host.in.defineNode(2, 70, 100, 4, 0, 0, -1);
        host.in.submitJob(
                job.clear()
                        .jobId(1)
                        .walltimeNs(1000)
                        .nodes(1, 1)
                        .memoryPerNode(10)
                        .gpusPerNode(3)
                        .memoryPerGpu(20));
        assertEquals("start 1 x1 at 100 2:1/3g7", host.run().get(1));
        assertEquals(30, host.kernel.view().memoryFree(2));

        host.in.submitJob(job.jobId(2).memoryPerGpu(1L << 50));
        host.in.submitJob(job.jobId(3).memoryPerGpu(-1));
        assertEquals(
                List.of(
                        "rejected 2 OUT_OF_RANGE MEMORY=3377699720527882 1125899906842624",
                        "rejected 3 OUT_OF_RANGE MEMORY=-1 0"),
                host.run());
    }
}
