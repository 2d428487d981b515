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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.wire.ReasonCode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** First come, first served in each queue. */
abstract class FcfsContract extends PlacementPolicyContract {
    @Test
    void shouldHoldUpItsQueueWhenAJobDoesNotFit() {
        final ModelCluster cluster = cluster(1, 4, 1);
        final int other = cluster.addQueue(1, null);
        run(cluster, ModelRequest.nodes(1, 2));
        final int blocked = cluster.submit(ModelRequest.nodes(1, 3));
        final int behind = cluster.submit(ModelRequest.nodes(1, 1));
        final int elsewhere = cluster.submit(ModelRequest.nodes(1, 2).queue(other));

        final List<Decision> decisions = cluster.pass();

        assertEquals(
                List.of(ReasonCode.WAITING_CORES, ReasonCode.WAITING_TURN, ReasonCode.FITS),
                decisions.stream().map(Decision::reason).toList());
        assertEquals(cluster.jobId(blocked), decisions.get(1).number());
        assertFalse(cluster.isRunning(behind));
        assertTrue(cluster.isRunning(elsewhere));
    }

    @Test
    void shouldSayWhomEachWaitsForWhenAllQueuesAreBlocked() {
        final ModelCluster cluster = cluster(1, 4, 1);
        final int other = cluster.addQueue(1, null);
        cluster.addQueue(1, null);
        run(cluster, ModelRequest.nodes(1, 4));
        cluster.submit(ModelRequest.nodes(1, 1));
        cluster.submit(ModelRequest.nodes(1, 1));
        cluster.submit(ModelRequest.nodes(1, 1).queue(other));
        cluster.submit(ModelRequest.nodes(1, 1));

        assertEquals(
                List.of(
                        ReasonCode.WAITING_CORES,
                        ReasonCode.WAITING_TURN,
                        ReasonCode.WAITING_CORES,
                        ReasonCode.WAITING_TURN),
                cluster.pass().stream().map(Decision::reason).toList());
    }

    @Test
    void shouldNotCountHeldJobsAmongThePending() {
        final ModelCluster cluster = cluster(1, 4, 1);
        final int other = cluster.addQueue(1, null);
        run(cluster, ModelRequest.nodes(1, 4));
        cluster.submit(ModelRequest.nodes(1, 1));
        cluster.submit(ModelRequest.nodes(1, 1));
        final int held = cluster.submit(ModelRequest.nodes(1, 1).queue(other));
        cluster.hold(held);

        assertEquals(2, cluster.pass().size());
        cluster.releaseHeld(held);
        assertEquals(3, cluster.pass().size());
    }
}
