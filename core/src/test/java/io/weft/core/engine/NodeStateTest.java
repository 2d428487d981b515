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
import io.weft.core.wire.EndKind;
import io.weft.core.wire.NodeState;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NodeStateTest {
    private final KernelHost host =
            new KernelHost(new Limits().nodeCount(2).coresPerNode(4).jobCount(8));

    @BeforeEach
    void setUp() {
        host.define(2, 4, 2);
        host.submit(1, 1, 4);
        host.run();
    }

    @AfterEach
    void tearDown() {
        host.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"DOWN", "DRAINING"})
    void shouldStartNothingOnNodeUntilItIsUpAgain(final NodeState nodeState) {
        host.in.nodeStateChanged(0, nodeState, true);
        host.in.nodeStateChanged(1, nodeState, true);
        host.submit(2, 1, 4);
        assertEquals(List.of("accepted 2"), host.run());

        host.in.nodeStateChanged(0, NodeState.UP);

        assertEquals(List.of("start 2 x2 at 100 0:f"), host.run());
    }

    @ParameterizedTest
    @EnumSource(names = {"DOWN", "DRAINING"})
    void shouldLetRunningJobsGoOnAndGiveBackTheirCores(final NodeState nodeState) {
        host.in.nodeStateChanged(0, nodeState, true);
        assertEquals(List.of(), host.run());
        assertEquals(0, host.state().coresAtOrBelow(0, 0));

        host.in.jobEnded(1, EndKind.NODE_FAILED, 0);

        assertEquals(List.of("closed 1 NODE_FAILURE 0"), host.run());
        assertEquals(4, host.state().coresAtOrBelow(0, 0));
    }

    @Test
    void shouldAcceptJobThatFitsOnceNodesAreUp() {
        host.in.nodeStateChanged(0, NodeState.DOWN, true);
        host.in.nodeStateChanged(1, NodeState.DOWN);
        host.submit(2, 2, 4);

        assertEquals(List.of("accepted 2"), host.run());
    }

    @Test
    void shouldRejectStateOfUnknownNode() {
        host.in.nodeStateChanged(-1, NodeState.DOWN);

        assertEquals(List.of("rejected -1 UNKNOWN_ID NODE_ID=-1 0"), host.run());
    }
}
