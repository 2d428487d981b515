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
package io.weft.fuzz;

import io.weft.core.memory.Footprint;
import io.weft.core.spi.ClusterView;
import io.weft.core.spi.PlacementPolicy;
import io.weft.core.spi.PlacementSink;
import io.weft.core.wire.ReasonCode;

/** Hands everything on to another policy. */
class PolicyWrapper implements PlacementPolicy {
    PlacementPolicy policy;

    PolicyWrapper(final PlacementPolicy policy) {
        this.policy = policy;
    }

    @Override
    public String name() {
        return policy.name();
    }

    @Override
    public int version() {
        return policy.version();
    }

    @Override
    public void attach(final ClusterView view) {
        policy.attach(view);
    }

    @Override
    public long capacityFor(final int jobRow) {
        return policy.capacityFor(jobRow);
    }

    @Override
    public long earliestStart(final int jobRow, final long timeNs) {
        return policy.earliestStart(jobRow, timeNs);
    }

    @Override
    public void pass(final long timeNs, final PlacementSink sink) {
        policy.pass(timeNs, sink);
    }

    @Override
    public ReasonCode reason(final int jobRow) {
        return policy.reason(jobRow);
    }

    @Override
    public long reasonNumber(final int jobRow) {
        return policy.reasonNumber(jobRow);
    }

    @Override
    public void onNodeChanged(final int nodeRow) {
        policy.onNodeChanged(nodeRow);
    }

    @Override
    public void onQueueAdded(final int queueRow) {
        policy.onQueueAdded(queueRow);
    }

    @Override
    public void onJobQueued(final int jobRow) {
        policy.onJobQueued(jobRow);
    }

    @Override
    public void onJobUnqueued(final int jobRow) {
        policy.onJobUnqueued(jobRow);
    }

    @Override
    public void onJobPlaced(final int jobRow) {
        policy.onJobPlaced(jobRow);
    }

    @Override
    public void onJobReleased(final int jobRow) {
        policy.onJobReleased(jobRow);
    }

    @Override
    public void onExpectedEndChanged(final int jobRow, final long formerEndNs) {
        policy.onExpectedEndChanged(jobRow, formerEndNs);
    }

    @Override
    public Footprint footprint() {
        return policy.footprint();
    }

    @Override
    public void close() {
        policy.close();
    }
}
