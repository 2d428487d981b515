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

import io.weft.core.spi.ForwardingPolicy;
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
    private static final class TimedPolicy extends ForwardingPolicy implements PlacementSink {
        private final IntervalHistograms passes;
        private PlacementSink sink;
        private int startCount;

        TimedPolicy(final PlacementPolicy policy, final IntervalHistograms passes) {
            super(policy);
            this.passes = passes;
        }

        @Override
        public void pass(final long timeNs, final PlacementSink newSink) {
            sink = newSink;
            startCount = 0;
            final long from = System.nanoTime();
            super.pass(timeNs, this);
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
    }
}
