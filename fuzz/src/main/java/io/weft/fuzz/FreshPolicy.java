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

import io.weft.core.spi.ClusterView;
import io.weft.core.spi.ForwardingPolicy;
import io.weft.core.spi.PlacementPolicy;
import io.weft.core.spi.PlacementSink;
import java.util.function.Supplier;

/**
 * A policy that is replaced by a new one before every so many passes, as if the kernel had been
 * restarted: it must decide as one that lived through the history.
 */
final class FreshPolicy extends ForwardingPolicy {
    private final Supplier<PlacementPolicy> source;
    private final int interval;
    private ClusterView view;
    private int passCount;

    FreshPolicy(final Supplier<PlacementPolicy> source, final int interval) {
        super(source.get());
        this.source = source;
        this.interval = interval;
    }

    @Override
    public void attach(final ClusterView newView) {
        view = newView;
        super.attach(newView);
    }

    @Override
    public void pass(final long timeNs, final PlacementSink sink) {
        if (passCount++ % interval == 0) {
            close();
            forwardTo(source.get());
            super.attach(view);
        }
        super.pass(timeNs, sink);
    }
}
