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
package io.weft.core.debug;

import io.weft.core.spi.PlacementPolicy;
import io.weft.core.spi.PolicyCatalogue;

/** Hands out the policies of one replay and knows which of them is in force. */
final class Stage implements PolicyCatalogue {
    private final PolicyCatalogue policies;
    private StagePolicy policy;
    private String otherPolicy;

    Stage(final PolicyCatalogue policies) {
        this.policies = policies;
    }

    @Override
    public PlacementPolicy create(final String name, final int version) {
        final PlacementPolicy named = policies.create(name, version);
        if (named == null) {
            return null;
        }
        policy = new StagePolicy(named, otherPolicy == null ? named : known(otherPolicy));
        return policy;
    }

    private PlacementPolicy known(final String name) {
        final PlacementPolicy created = policies.create(name, 0);
        if (created == null) {
            throw new DebugException(
                    "policy=" + name + " is none that is known. Maybe a misprint.");
        }
        return created;
    }

    /** From now on another policy decides, whatever the journal says. */
    void takeOver(final String name) {
        final PlacementPolicy playing = known(name);
        otherPolicy = name;
        if (policy == null) {
            playing.close();
        } else {
            policy.replace(playing);
        }
    }

    /** Name and version of what decides, or null before there is one. */
    String policyText() {
        return policy == null ? null : policy.playing();
    }

    /** Passes of the policy in force since it was attached. */
    long passCount() {
        return policy == null ? 0 : policy.passCount();
    }
}
