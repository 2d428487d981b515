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
import io.weft.core.state.Limits;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SetPolicyTest {
    private final KernelHost host =
            new KernelHost(new Limits().nodeCount(2).coresPerNode(4).jobCount(8));

    @BeforeEach
    void setUp() {
        host.define(2, 4, 2);
        host.submit(1, 2, 4);
        host.submit(2, 2, 4);
        host.run();
        assertEquals(100 + 2400, host.kernel.nextDeadlineNs());
    }

    @AfterEach
    void tearDown() {
        host.close();
    }

    @Test
    void shouldCountTimeUntilNowAtOldOverheadAndFromNowOnAtNewOne() {
        host.now = 1300;
        host.in.setPolicy("first-fit", 0, 2000, true, true);
        host.run();

        // 1200 / 2.4 = 500 are used; the other 500 take 500 * 2 * 2.
        assertEquals(1300 + 2000, host.kernel.nextDeadlineNs());
        assertEquals(500, host.state().jobRemainingNs(host.row(1), 1300));
        assertEquals(475, host.state().jobRemainingNs(host.row(2), 1400));
    }

    @Test
    void shouldStopAndStartStretchingForRunningJobs() {
        host.now = 1300;
        host.in.setPolicy("first-fit", 0, 1200, true, false);
        host.run();
        assertEquals(1300 + 500, host.kernel.nextDeadlineNs());

        host.now = 1400;
        host.in.setPolicy("first-fit", 0, 1200, true, true);
        host.run();

        assertEquals(1400 + 960, host.kernel.nextDeadlineNs());
    }

    @Test
    void shouldLeaveTerminationOfEndingJobWhereItIs() {
        host.now = 1300;
        host.in.cancelJob(1, 0);
        host.run();
        final long retryNs = host.state().jobExpectedEndNs(host.row(1));

        host.in.setPolicy("first-fit", 0, 2000, true, true);
        host.run();

        assertEquals(retryNs, host.state().jobExpectedEndNs(host.row(1)));
        assertEquals(1300 + 2000, host.state().jobExpectedEndNs(host.row(2)));
    }

    @Test
    void shouldKeepPolicyInForceWhenNewOneIsRefused() {
        final long digest = host.kernel.digest();
        host.now = 1300;
        host.in.setPolicy("nobody", 0, 2000, false, false);
        host.in.setPolicy("first-fit", 2, 2000, false, false);
        host.in.setPolicy("first-fit", 0, 10_001, false, false);

        assertEquals(
                List.of(
                        "rejected -1 NO_POLICY POLICY=0 6",
                        "rejected -1 NO_POLICY POLICY=2 9",
                        "rejected -1 OUT_OF_RANGE OVERHEAD=10001 10000"),
                host.run());

        assertEquals(digest, host.kernel.digest());
        host.end(1);
        host.submit(3, 1, 1);
        assertEquals(
                List.of("closed 1 ENDED 0", "accepted 3", "start 3 x2 at 1300 0:1"), host.run());
    }

    @Test
    void shouldDecideWithNewPolicyFromNextPassOn() {
        host.in.setPolicy("stack", 0, 1200, true, true);
        host.end(1);
        host.end(2);
        host.submit(3, 1, 1);
        host.submit(4, 1, 1);
        host.run();

        assertEquals(2, host.state().jobMultiplicity(host.row(4)));
    }
}
