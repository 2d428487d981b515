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

import io.weft.core.AllocatedBytes;
import io.weft.core.spi.ForwardingPolicy;
import io.weft.core.spi.PlacementPolicy;
import io.weft.core.spi.PlacementSink;
import io.weft.core.spi.Proposal;
import io.weft.core.wire.ReasonCode;

/** Counts the bytes that a policy allocates, without those of the cluster that it calls. */
final class MeteredPolicy extends ForwardingPolicy {
    private final MeteredSink sink = new MeteredSink();
    private long allocatedBytes;
    private long clusterBytes;

    MeteredPolicy(final PlacementPolicy policy) {
        super(policy);
    }

    /** Bytes since the last time this was asked. */
    long takeAllocatedBytes() {
        final long taken = allocatedBytes;
        allocatedBytes = 0;
        return taken;
    }

    private static long bytesNow() {
        return AllocatedBytes.now();
    }

    @Override
    public long capacityFor(final int jobRow) {
        final long before = bytesNow();
        final long capacity = super.capacityFor(jobRow);
        allocatedBytes += bytesNow() - before;
        return capacity;
    }

    @Override
    public long earliestStart(final int jobRow, final long timeNs) {
        final long before = bytesNow();
        final long startNs = super.earliestStart(jobRow, timeNs);
        allocatedBytes += bytesNow() - before;
        return startNs;
    }

    @Override
    public void pass(final long timeNs, final PlacementSink target) {
        sink.target = target;
        clusterBytes = 0;
        final long before = bytesNow();
        super.pass(timeNs, sink);
        allocatedBytes += bytesNow() - before - clusterBytes;
    }

    @Override
    public void onNodeChanged(final int nodeRow) {
        final long before = bytesNow();
        super.onNodeChanged(nodeRow);
        allocatedBytes += bytesNow() - before;
    }

    @Override
    public void onQueueChanged(final int queueRow) {
        final long before = bytesNow();
        super.onQueueChanged(queueRow);
        allocatedBytes += bytesNow() - before;
    }

    @Override
    public void onExpectedEndChanged(final int jobRow, final long formerEndNs) {
        final long before = bytesNow();
        super.onExpectedEndChanged(jobRow, formerEndNs);
        allocatedBytes += bytesNow() - before;
    }

    @Override
    public void onJobQueued(final int jobRow) {
        final long before = bytesNow();
        super.onJobQueued(jobRow);
        allocatedBytes += bytesNow() - before;
    }

    @Override
    public void onJobUnqueued(final int jobRow) {
        final long before = bytesNow();
        super.onJobUnqueued(jobRow);
        allocatedBytes += bytesNow() - before;
    }

    private final class MeteredSink implements PlacementSink {
        private PlacementSink target;

        @Override
        public Proposal proposal() {
            return target.proposal();
        }

        @Override
        public boolean start(final int jobRow, final ReasonCode reason) {
            final long before = bytesNow();
            final boolean isStarted = target.start(jobRow, reason);
            clusterBytes += bytesNow() - before;
            return isStarted;
        }

        @Override
        public void cut(final int jobRow, final int stepCount) {
            target.cut(jobRow, stepCount);
        }
    }
}
