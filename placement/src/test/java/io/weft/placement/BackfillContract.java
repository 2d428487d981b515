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

import static io.weft.placement.PlacementPolicyContract.assertWaits;
import static io.weft.placement.PlacementPolicyContract.run;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.wire.ReasonCode;
import org.junit.jupiter.api.Test;

/** What holds whether the first that waits has a reservation or all that wait have one. */
interface BackfillContract {
    /** A cluster of equal nodes under the policy. */
    ModelCluster equalNodes(int nodeCount, int coreCount, int maxMultiplicity);

    @Test
    default void shouldBackfillAJobThatEndsByTheFirstReservation() {
        final ModelCluster cluster = equalNodes(1, 4, 1);
        run(cluster, ModelRequest.nodes(1, 2).walltime(100));
        run(cluster, ModelRequest.nodes(1, 4));

        final int late = run(cluster, ModelRequest.nodes(1, 2).walltime(101));
        final int timely = run(cluster, ModelRequest.nodes(1, 2).walltime(100));

        assertFalse(cluster.isRunning(late));
        assertTrue(cluster.isRunning(timely));
    }

    @Test
    default void shouldKeepMemoryForAReservation() {
        final ModelCluster cluster = equalNodes(0, 4, 1);
        cluster.addNode(4, 100, 0, 0);
        run(cluster, ModelRequest.nodes(1, 1).memory(50, 0).walltime(100));
        final int head = run(cluster, ModelRequest.nodes(1, 1).memory(80, 0));

        final int modest = run(cluster, ModelRequest.nodes(1, 1).memory(20, 0).walltime(1000));

        assertTrue(cluster.isRunning(modest));
        assertWaits(
                cluster,
                ModelRequest.nodes(1, 1).memory(1, 0).walltime(1000),
                ReasonCode.WAITING_RESERVATION,
                cluster.jobId(head));
    }

    @Test
    default void shouldKeepGpusForAReservation() {
        final ModelCluster cluster = equalNodes(0, 4, 1);
        cluster.addNode(4, 100, 2, 0);
        run(cluster, ModelRequest.nodes(1, 1).gpus(1).walltime(100));
        final int head = run(cluster, ModelRequest.nodes(1, 1).gpus(2));

        assertWaits(
                cluster,
                ModelRequest.nodes(1, 1).gpus(1).walltime(1000),
                ReasonCode.WAITING_RESERVATION,
                cluster.jobId(head));
    }

    @Test
    default void shouldNotSlowARunningJobPastTheStartOfAReservation() {
        final ModelCluster cluster = equalNodes(0, 4, 2);
        cluster.addNode(2, 100, 0, 0);
        run(cluster, ModelRequest.nodes(1, 2).memory(50, 0).walltime(240));
        final int head = run(cluster, ModelRequest.nodes(1, 2).memory(100, 0));

        assertWaits(
                cluster,
                ModelRequest.nodes(1, 1).memory(0, 0).walltime(1),
                ReasonCode.WAITING_RESERVATION,
                cluster.jobId(head));
    }
}
