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

/** What is known of busy processes; the whole state is verified after every entry. */
class UtilisationTest {
    private final KernelHost host =
            new KernelHost(new Limits().nodeCount(3).coresPerNode(8).jobCount(4));

    @BeforeEach
    void setUp() {
        host.define(3, 8, 2);
    }

    @AfterEach
    void tearDown() {
        host.close();
    }

    private List<Integer> busy() {
        return List.of(
                host.state().busyProcessCount(0),
                host.state().busyProcessCount(1),
                host.state().busyProcessCount(2));
    }

    @Test
    void shouldCountAllProcessesAsBusyUntilOtherwiseIsObserved() {
        host.submit(1, 2, 8);
        host.submit(2, 1, 3);
        host.run();

        assertEquals(
                host.state().processCount(0)
                        + host.state().processCount(1)
                        + host.state().processCount(2),
                busy().stream().mapToInt(each -> each).sum());
    }

    @Test
    void shouldSpreadWhatIsIdleOverTheCoresInTheOrderOfNodes() {
        host.submit(1, 3, 8);
        host.run();

        host.in.utilisation(1, 19_000);
        assertEquals(List.of(), host.run());
        assertEquals(List.of(7, 6, 6), busy());

        host.in.utilisation(1, 0);
        host.run();
        assertEquals(List.of(0, 0, 0), busy());

        host.in.utilisation(1, 24_000);
        host.run();
        assertEquals(List.of(8, 8, 8), busy());
    }

    @Test
    void shouldCountAPartOfACoreAsBusy() {
        host.submit(1, 1, 4);
        host.run();

        host.in.utilisation(1, 1);
        host.run();
        assertEquals(List.of(1, 0, 0), busy());

        host.in.utilisation(1, 2001);
        host.run();
        assertEquals(List.of(3, 0, 0), busy());
    }

    @Test
    void shouldForgetWhatWasObservedWhenTheJobLeaves() {
        host.submit(1, 2, 5);
        host.submit(2, 2, 5);
        host.run();
        host.in.utilisation(1, 0);
        host.in.utilisation(2, 4000);
        host.run();

        host.end(1);
        host.run();
        assertEquals(4, busy().stream().mapToInt(each -> each).sum());

        host.in.jobStartFailed(2, -1);
        host.run();
        assertEquals(10, busy().stream().mapToInt(each -> each).sum());
    }

    @Test
    void shouldRejectWhatCannotBe() {
        host.submit(1, 3, 8);
        host.submit(2, 3, 8);
        host.submit(3, 3, 8);
        host.run();

        host.in.utilisation(1, 24_001);
        host.in.utilisation(1, -1);
        host.in.utilisation(3, 0);
        host.in.utilisation(4, 0);

        assertEquals(
                List.of(
                        "rejected 1 OUT_OF_RANGE CORE_COUNT=24001 24000",
                        "rejected 1 OUT_OF_RANGE CORE_COUNT=-1 0",
                        "rejected 3 WRONG_STATE STATE=1 1",
                        "rejected 4 UNKNOWN_ID JOB_ID=4 0"),
                host.run());
        assertEquals(List.of(16, 16, 16), busy());
    }
}
