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
package io.weft.core.spi;

import io.weft.core.memory.Footprint;
import io.weft.core.wire.ReasonCode;
import java.util.Objects;

/**
 * A policy that hands every call on to another, for those that watch, measure or change a few of
 * them: a subclass overrides these and calls {@code super} for the rest of each.
 *
 * <p>Threads: as {@link PlacementPolicy}. Costs a call, and allocates nothing.
 */
public abstract class ForwardingPolicy implements PlacementPolicy {
    private PlacementPolicy policy;

    /**
     * Forwards to a policy.
     *
     * @param policy that answers; closed with this one.
     */
    protected ForwardingPolicy(final PlacementPolicy policy) {
        this.policy = Objects.requireNonNull(policy, "policy");
    }

    /**
     * Replaces the policy that answers. The former one is not closed and the new one is not
     * attached: that is for the caller to do.
     *
     * @param newPolicy that answers from now on.
     */
    protected final void forwardTo(final PlacementPolicy newPolicy) {
        policy = Objects.requireNonNull(newPolicy, "newPolicy");
    }

    @Override
    public String name() {
        return policy.name();
    }

    @Override
    public boolean honoursReservations() {
        return policy.honoursReservations();
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
    public long startableNow(final int jobRow) {
        return policy.startableNow(jobRow);
    }

    @Override
    public int firstWaiting() {
        return policy.firstWaiting();
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
    public void explainOrder(final int jobRow, final long timeNs, final PlacementTrace trace) {
        policy.explainOrder(jobRow, timeNs, trace);
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
    public void onPriorityChanged() {
        policy.onPriorityChanged();
    }

    @Override
    public void onQueueChanged(final int queueRow) {
        policy.onQueueChanged(queueRow);
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
