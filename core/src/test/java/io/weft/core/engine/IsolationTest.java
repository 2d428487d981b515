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
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.KernelHost;
import io.weft.core.client.JobRequest;
import io.weft.core.spi.ClusterView;
import io.weft.core.state.Limits;
import io.weft.core.wire.Isolation;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Jobs that share nodes with those of their user or account alone. */
class IsolationTest {
    private final KernelHost host =
            new KernelHost(new Limits().nodeCount(3).coresPerNode(8).jobCount(40));
    private final ClusterView view = host.kernel.view();
    private final JobRequest job = new JobRequest();

    @BeforeEach
    void setUp() {
        host.define(3, 8, 3);
    }

    @AfterEach
    void tearDown() {
        host.close();
    }

    private JobRequest isolated(final long jobId, final int account) {
        return job.clear()
                .jobId(jobId)
                .walltimeNs(1000)
                .owner(7, account)
                .isolation(Isolation.TENANT);
    }

    @Test
    void shouldGiveANodeTheKeyOfTheJobUntilTheLastOfItsJobsIsGone() {
        host.in.submitJob(isolated(1, 4).nodes(1, 2));
        host.in.submitJob(isolated(2, 4).nodes(1, 2));
        host.run();
        final long key = view.jobKey(host.row(1));

        assertNotEquals(0, key);
        assertEquals(key, view.nodeKey(0));
        assertEquals(2, view.nodeJobCount(0));

        host.end(1);
        host.run();
        assertEquals(key, view.nodeKey(0));

        host.end(2);
        host.run();
        assertEquals(0, view.nodeKey(0));
        assertEquals(0, view.nodeJobCount(0));
    }

    @Test
    void shouldTellApartUsersAndAccountsAndTheirJobsWithoutIsolation() {
        host.in.submitJob(isolated(1, 7).nodes(1, 1));
        host.in.submitJob(isolated(2, 7).nodes(1, 1).isolation(Isolation.USER));
        host.in.submitJob(isolated(3, 7).nodes(1, 1).isolation(Isolation.NONE));

        host.run();

        assertEquals(0, view.jobKey(host.row(3)));
        assertNotEquals(view.jobKey(host.row(1)), view.jobKey(host.row(2)));
        assertEquals(view.jobKey(host.row(1)), view.nodeKey(0));
        assertEquals(view.jobKey(host.row(2)), view.nodeKey(1));
        assertEquals(0, view.nodeKey(2));
    }

    @Test
    void shouldLetNobodyElseJoin() {
        host.in.submitJob(isolated(1, 4).nodes(3, 1));
        host.in.submitJob(isolated(2, 5).nodes(1, 1));
        host.submit(3, 1, 1);
        host.run();
        assertEquals(1, view.runningCount());

        host.end(1);
        host.run();

        assertEquals(2, view.runningCount());
    }

    @Test
    void shouldReplayAsItWasDecided() {
        final Random random = new Random(6);
        final List<Isolation> kinds = List.of(Isolation.NONE, Isolation.USER, Isolation.TENANT);
        for (int id = 0; id < 400; id++) {
            if (random.nextBoolean()) {
                host.end(random.nextInt(id + 1));
            }
            isolated(id, random.nextInt(3)).isolation(kinds.get(random.nextInt(3)));
            if (random.nextInt(3) == 0) {
                job.coresAnywhere(1 + random.nextInt(16));
            } else {
                job.nodes(1 + random.nextInt(3), 1 + random.nextInt(8));
            }
            host.in.submitJob(job);
            host.now += random.nextInt(50);
            host.run();
        }

        assertTrue(view.runningCount() > 0);
        assertNull(host.replay().divergence());
    }
}
