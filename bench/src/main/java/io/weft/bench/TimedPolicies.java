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
package io.weft.bench;

import io.weft.core.spi.ClusterView;
import io.weft.core.spi.PlacementPolicy;
import io.weft.core.spi.PlacementSink;
import io.weft.core.spi.PolicyCatalogue;
import io.weft.core.spi.Proposal;
import io.weft.core.wire.ReasonCode;

/** The policies of a catalogue, with each pass that started a job timed. */
final class TimedPolicies implements PolicyCatalogue {
    private final PolicyCatalogue policies;
    private final IntervalHistograms passes;

    TimedPolicies(final PolicyCatalogue policies, final IntervalHistograms passes) {
        this.policies = policies;
        this.passes = passes;
    }

    @Override
    public PlacementPolicy create(final String name, final int version) {
        final PlacementPolicy policy = policies.create(name, version);
        return policy == null ? null : new TimedPolicy(policy, passes);
    }

    /** Passes everything on; the time of a pass holds the decision and what the engine does. */
    private static final class TimedPolicy implements PlacementPolicy, PlacementSink {
        private final PlacementPolicy policy;
        private final IntervalHistograms passes;
        private PlacementSink sink;
        private int startCount;

        TimedPolicy(final PlacementPolicy policy, final IntervalHistograms passes) {
            this.policy = policy;
            this.passes = passes;
        }

        @Override
        public void pass(final long timeNs, final PlacementSink newSink) {
            sink = newSink;
            startCount = 0;
            final long from = System.nanoTime();
            policy.pass(timeNs, this);
            final long to = System.nanoTime();
            if (startCount > 0) {
                passes.record(to, (to - from) / startCount);
            }
        }

        @Override
        public Proposal proposal() {
            return sink.proposal();
        }

        @Override
        public boolean start(final int jobRow, final ReasonCode reason) {
            startCount++;
            return sink.start(jobRow, reason);
        }

        @Override
        public void cut(final int jobRow, final int stepCount) {
            sink.cut(jobRow, stepCount);
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
        public void close() {
            policy.close();
        }
    }
}
