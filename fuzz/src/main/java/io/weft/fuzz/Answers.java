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
import io.weft.core.spi.PolicyCatalogue;

/**
 * A catalogue that remembers the policy attached last, which can be asked what no decision says.
 */
final class Answers implements PolicyCatalogue {
    private final PolicyCatalogue policies;
    private PlacementPolicy latest;

    Answers(final PolicyCatalogue policies) {
        this.policies = policies;
    }

    @Override
    public PlacementPolicy create(final String name, final int version) {
        final PlacementPolicy policy = policies.create(name, version);
        return policy == null ? null : new Noted(policy);
    }

    /** Told that it is in force by being attached; one that is refused never is. */
    private final class Noted extends ForwardingPolicy {
        Noted(final PlacementPolicy policy) {
            super(policy);
        }

        @Override
        public void attach(final ClusterView view) {
            super.attach(view);
            latest = this;
        }
    }

    /** The policy in force. */
    PlacementPolicy latest() {
        return latest;
    }
}
