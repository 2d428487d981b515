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

import io.weft.core.KernelHost;
import io.weft.core.client.JobRequest;
import io.weft.core.client.QueueRequest;
import io.weft.core.state.Limits;
import io.weft.core.wire.NameKind;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QueueTest {
    private final KernelHost host =
            new KernelHost(
                    new Limits()
                            .nodeCount(4)
                            .coresPerNode(8)
                            .jobCount(8)
                            .queueCount(3)
                            .nameCount(2));
    private final JobRequest job = new JobRequest();

    @BeforeEach
    void setUp() {
        host.define(3, 8, 1);
        host.in.defineQueue(new QueueRequest(1).nodes(1, 2).maxMultiplicity(2).limits(2, 6, 500));
        host.run();
    }

    @AfterEach
    void tearDown() {
        host.close();
    }

    private void submit(final long jobId, final int nodes, final int cores, final long walltimeNs) {
        final JobRequest request = job.clear().jobId(jobId).queueId(1).walltimeNs(walltimeNs);
        host.in.submitJob(nodes == 0 ? request.coresAnywhere(cores) : request.nodes(nodes, cores));
    }

    @Test
    void shouldTakeJobsUpToLimitsOfQueueAndNoLarger() {
        submit(1, 2, 3, 500);
        submit(2, 3, 1, 500);
        submit(3, 1, 7, 500);
        submit(4, 2, 4, 500);
        submit(5, 0, 7, 500);
        submit(6, 1, 1, 501);
        submit(7, 2, Integer.MAX_VALUE, 500);

        assertEquals(
                List.of(
                        "accepted 1",
                        "rejected 2 OUT_OF_RANGE NODE_COUNT=3 2",
                        "rejected 3 OUT_OF_RANGE CORE_COUNT=7 6",
                        "rejected 4 OUT_OF_RANGE CORE_COUNT=8 6",
                        "rejected 5 OUT_OF_RANGE CORE_COUNT=7 6",
                        "rejected 6 OUT_OF_RANGE WALLTIME=501 500",
                        "rejected 7 OUT_OF_RANGE CORE_COUNT=4294967294 6",
                        "start 1 x1 at 100 1:7 2:7"),
                host.run());
    }

    @Test
    void shouldUseOnlyNodesOfQueueAndItsMaximumMultiplicity() {
        for (int id = 1; id <= 6; id++) {
            submit(id, 1, 6, 500);
        }
        host.run();

        assertEquals(2, host.state().pendingCount());
        assertEquals(8, host.state().coresAtOrBelow(0, 0));
        assertEquals(8, host.state().coresAtOrBelow(1, 2));
        assertEquals(4, host.state().coresAtOrBelow(1, 1));
    }

    @Test
    void shouldHaveLaterNodesOnlyInQueueOverAllNodes() {
        host.in.defineNode(3, 8, 0, 0, 0, 0, -1);
        host.run();

        assertEquals(true, host.state().queueHasNode(0, 3));
        assertEquals(false, host.state().queueHasNode(1, 3));
    }

    @Test
    void shouldRejectDefinitionsBeyondLimits() {
        host.in.defineNode(3, 8, 0, 0, 0, 0, -1);
        host.in.defineNode(4, 8, 0, 0, 0, 0, -1);
        host.in.defineQueue(new QueueRequest(2));
        host.in.defineQueue(new QueueRequest(3));
        host.in.defineQueue(new QueueRequest(1));
        host.in.defineName(0, NameKind.QUEUE, "a".repeat(96));
        host.in.defineName(1, NameKind.USER, "");
        host.in.defineName(1, NameKind.USER, "b");
        host.in.defineName(2, NameKind.NODE, "c");
        host.in.defineName(-1, NameKind.NODE, "d");
        final long digest = host.kernel.digest();

        assertEquals(
                List.of(
                        "rejected 4 TABLE_FULL NODE_ID=4 4",
                        "rejected 3 TABLE_FULL QUEUE_ID=3 3",
                        "rejected 1 DUPLICATE_ID QUEUE_ID=1 0",
                        "rejected 1 DUPLICATE_ID NAME_ID=1 0",
                        "rejected 2 TABLE_FULL NAME_ID=2 2",
                        "rejected -1 OUT_OF_RANGE NAME_ID=-1 2147483647"),
                host.run());
        assertEquals("a".repeat(96), host.state().names().text(host.state().names().row(0)));
        assertEquals("", host.state().names().text(host.state().names().row(1)));
        assertEquals(false, digest == host.kernel.digest());
    }
}
