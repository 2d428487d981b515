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
import io.weft.core.state.Limits;
import io.weft.core.state.UserTable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UserUsageTest {
    private static final long WEEK = 7 * 24 * 3600 * 1_000_000_000L;
    private static final int USER = 77;

    private final KernelHost host =
            new KernelHost(new Limits().nodeCount(4).coresPerNode(4).jobCount(8).nameCount(2));

    @BeforeEach
    void setUp() {
        host.define(4, 4, 1);
    }

    @AfterEach
    void tearDown() {
        host.close();
    }

    private JobRequest request(final long jobId) {
        return new JobRequest().jobId(jobId).walltimeNs(100 * WEEK).owner(USER, 0);
    }

    private long usage() {
        final UserTable users = host.state().users();
        return users.usage(users.row(USER), host.now);
    }

    @Test
    void shouldCountTheCoresOfJobsWhileTheyRun() {
        host.now = 0;
        host.in.submitJob(request(1).nodes(2, 3));
        host.in.submitJob(request(2).coresAnywhere(2));
        host.run();
        host.now = WEEK;
        assertEquals(4 * UserTable.USAGE_OF_A_CORE, usage());

        host.end(1);
        host.end(2);
        host.run();
        host.now = 2 * WEEK;

        assertEquals(2 * UserTable.USAGE_OF_A_CORE, usage());
    }

    @Test
    void shouldCountAllCoresOfNodesThatAreHeldAlone() {
        host.now = 0;
        host.in.submitJob(request(1).nodes(2, 1).exclusive(true));
        host.run();
        host.now = WEEK;

        assertEquals(4 * UserTable.USAGE_OF_A_CORE, usage());
    }

    @Test
    void shouldKeepNoRowForTheUserOfARejectedJob() {
        host.in.submitJob(request(1).nodes(5, 1));
        host.run();

        assertEquals(-1, host.state().users().row(USER));
    }

    @Test
    void shouldPutUsersTogetherWhenThereAreMoreThanNames() {
        for (int user = 1; user <= 4; user++) {
            host.in.submitJob(request(user).nodes(1, 1).owner(user, 0));
        }
        host.run();

        assertEquals(2, host.state().jobUser(host.row(2)));
        assertEquals(UserTable.OTHERS_ROW, host.state().jobUser(host.row(3)));
        assertEquals(UserTable.OTHERS_ROW, host.state().jobUser(host.row(4)));
        host.state().verify();
    }
}
