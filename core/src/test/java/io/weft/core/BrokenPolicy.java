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
import io.weft.core.spi.ForwardingPolicy;
import io.weft.core.spi.PlacementSink;

/** Takes every job and fails at its first pass over one; counts how often it is closed. */
final class BrokenPolicy extends ForwardingPolicy {
    int closedCount;
    private ClusterView view;

    BrokenPolicy() {
        super(new FirstFitPolicy());
    }

    @Override
    public String name() {
        return "broken";
    }

    @Override
    public void attach(final ClusterView newView) {
        view = newView;
        super.attach(newView);
    }

    @Override
    public long capacityFor(final int jobRow) {
        return Long.MAX_VALUE;
    }

    @Override
    public void pass(final long timeNs, final PlacementSink sink) {
        if (view.pendingCount() > 0) {
            throw new IllegalStateException("out of paper");
        }
    }

    @Override
    public void close() {
        closedCount++;
        super.close();
    }
}
