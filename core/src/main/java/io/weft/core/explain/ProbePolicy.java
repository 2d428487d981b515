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
package io.weft.core.explain;

import io.weft.core.memory.Footprint;
import io.weft.core.spi.ClusterView;
import io.weft.core.spi.ForwardingPolicy;
import io.weft.core.spi.PlacementPolicy;
import io.weft.core.spi.PlacementSink;
import io.weft.core.spi.PolicyCatalogue;

/** The policy of a sandbox: another can take its place at any time, and its passes are watched. */
final class ProbePolicy extends ForwardingPolicy {
    private final PolicyCatalogue catalogue;
    private final Watch watch;
    private PlacementPolicy current;
    private ClusterView view;

    ProbePolicy(final PolicyCatalogue catalogue, final PlacementPolicy policy, final Watch watch) {
        super(policy);
        this.catalogue = catalogue;
        this.watch = watch;
        current = policy;
    }

    @Override
    public void attach(final ClusterView newView) {
        view = newView;
        super.attach(newView);
    }

    @Override
    public void pass(final long timeNs, final PlacementSink sink) {
        watch.over(sink);
        super.pass(timeNs, watch);
    }

    /** Lets a policy that knows nothing yet look at the state as it is now. */
    void replace(final String newName, final int newVersion) {
        current.close();
        current = catalogue.create(newName, newVersion);
        forwardTo(current);
        current.attach(view);
    }

    @Override
    public Footprint footprint() {
        return current.footprint();
    }

    @Override
    public void close() {
        current.close();
    }
}
