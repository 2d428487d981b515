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

import io.weft.core.FirstFitPolicy;
import io.weft.core.spi.ClusterView;
import io.weft.core.spi.ForwardingPolicy;
import io.weft.core.spi.PlacementSink;
import io.weft.core.spi.Proposal;

/** First fit, but when it has been told to, it makes others give way to the first pending job. */
final class VictimPolicy extends ForwardingPolicy {
    /** Rows of jobs that are to give way; null for none. */
    int[] victims;

    /** What it proposes on node 0 then. */
    long mask;

    long memory;
    int gpuCount;

    /** What the engine answered. */
    boolean wasTaken;

    private ClusterView view;

    VictimPolicy() {
        super(new FirstFitPolicy());
    }

    @Override
    public void attach(final ClusterView newView) {
        view = newView;
        super.attach(newView);
    }

    @Override
    public void pass(final long timeNs, final PlacementSink sink) {
        final int jobRow = view.pendingHead();
        if (victims == null || jobRow == ClusterView.NULL_ROW) {
            super.pass(timeNs, sink);
            return;
        }
        final Proposal proposal = sink.proposal();
        proposal.mask(proposal.addNode(0, memory, gpuCount), 0, mask);
        wasTaken = sink.preempt(jobRow, victims, victims.length);
        victims = null;
    }
}
