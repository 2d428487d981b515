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

import io.weft.core.memory.Footprint;
import io.weft.core.spi.PlacementPolicy;
import io.weft.core.spi.PolicyCatalogue;

/**
 * Holds the policy in force, which an entry may replace. Kernel thread only, but for the footprint.
 */
final class PolicySlot implements AutoCloseable {
    private final PolicyCatalogue catalogue;
    private PlacementPolicy policy;
    private String name = "";
    private volatile PlacementPolicy counted;

    PolicySlot(final PolicyCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    boolean isEmpty() {
        return policy == null;
    }

    PlacementPolicy get() {
        return policy;
    }

    /**
     * Makes a policy, not yet attached, that takes over; null when there is none by that name, or
     * it would not honour the reservations that there are.
     */
    PlacementPolicy install(final String name, final int version, final boolean hasReservations) {
        final PlacementPolicy next = catalogue.create(name, version);
        if (next == null) {
            return null;
        }
        if (hasReservations && !next.honoursReservations()) {
            next.close();
            return null;
        }
        close();
        policy = next;
        this.name = name;
        counted = next;
        return next;
    }

    /** The name under which the policy was installed; empty when none was. */
    String name() {
        return name;
    }

    /** What the policy holds, or null; for any thread. */
    Footprint footprint() {
        final PlacementPolicy now = counted;
        return now == null ? null : now.footprint();
    }

    @Override
    public void close() {
        counted = null;
        if (policy != null) {
            policy.close();
            policy = null;
        }
    }
}
