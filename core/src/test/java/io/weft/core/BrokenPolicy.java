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
package io.weft.core;

import io.weft.core.spi.ClusterView;
import io.weft.core.spi.PlacementPolicy;
import io.weft.core.spi.PlacementSink;
import io.weft.core.wire.ReasonCode;

/** Takes every job and fails at its first pass over one; counts how often it is closed. */
final class BrokenPolicy implements PlacementPolicy {
    int closedCount;
    private ClusterView view;

    @Override
    public String name() {
        return "broken";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void attach(final ClusterView newView) {
        view = newView;
    }

    @Override
    public long capacityFor(final int jobRow) {
        return Long.MAX_VALUE;
    }

    @Override
    public long earliestStart(final int jobRow, final long timeNs) {
        return timeNs;
    }

    @Override
    public void pass(final long timeNs, final PlacementSink sink) {
        if (view.pendingCount() > 0) {
            throw new IllegalStateException("out of paper");
        }
    }

    @Override
    public ReasonCode reason(final int jobRow) {
        return ReasonCode.NOT_CONSIDERED;
    }

    @Override
    public long reasonNumber(final int jobRow) {
        return 0;
    }

    @Override
    public void close() {
        closedCount++;
    }
}
