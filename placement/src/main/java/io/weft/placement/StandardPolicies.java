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
package io.weft.placement;

import io.weft.core.spi.PlacementPolicy;
import io.weft.core.spi.PolicyCatalogue;
import io.weft.placement.policy.ComposedPolicy;
import io.weft.placement.reference.ReferenceConservative;
import io.weft.placement.reference.ReferenceEasy;
import io.weft.placement.reference.ReferenceFcfs;

/**
 * The policies that come with Weft, each in version 1: {@code fcfs}, {@code easy} and {@code
 * conservative}, and the same in ordinary collections as {@code reference-fcfs}, {@code
 * reference-easy} and {@code reference-conservative}.
 *
 * <p>Threads: any; it holds nothing.
 */
public final class StandardPolicies implements PolicyCatalogue {
    private static final int VERSION = 1;

    /** The catalogue. */
    public StandardPolicies() {}

    @Override
    public PlacementPolicy create(final String name, final int version) {
        if (version != 0 && version != VERSION) {
            return null;
        }
        return switch (name) {
            case "fcfs" -> ComposedPolicy.fcfs();
            case "easy" -> ComposedPolicy.easy();
            case "conservative" -> ComposedPolicy.conservative();
            case "reference-fcfs" -> new ReferenceFcfs();
            case "reference-easy" -> new ReferenceEasy();
            case "reference-conservative" -> new ReferenceConservative();
            default -> null;
        };
    }
}
