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
import io.weft.placement.order.Discipline;
import io.weft.placement.policy.ComposedPolicy;
import io.weft.placement.reference.ReferenceConservative;
import io.weft.placement.reference.ReferenceEasy;
import io.weft.placement.reference.ReferenceStrict;
import io.weft.placement.select.Selection;

/**
 * The policies that come with Weft, each in version 1. A name is {@code
 * <discipline>[+<selection>]}: who may start before whom, {@code fcfs}, {@code easy}, {@code sjf},
 * {@code easy-multifactor}, {@code easy-edf} and so on, see {@link Discipline}, and where jobs are
 * put, {@code balanced} if nothing is said, {@code pack}, {@code spread}, {@code topology} or
 * {@code utilisation}, see {@link Selection}: {@code easy}, {@code easy-sjbf+pack}. The policy
 * {@code conservative} plans nodes itself and takes no selection. With {@code reference-} before
 * it, it is the same in ordinary collections.
 *
 * <p>Threads: any; it holds nothing.
 */
public final class StandardPolicies implements PolicyCatalogue {
    private static final int VERSION = 1;
    private static final char SEPARATOR = '+';
    private static final String REFERENCE = "reference-";

    /** The catalogue. */
    public StandardPolicies() {}

    @Override
    public PlacementPolicy create(final String name, final int version) {
        if (version != 0 && version != VERSION) {
            return null;
        }
        return name.startsWith(REFERENCE)
                ? create(name.substring(REFERENCE.length()), true)
                : create(name, false);
    }

    private static PlacementPolicy create(final String name, final boolean isReference) {
        if (name.equals("conservative")) {
            return isReference ? new ReferenceConservative() : ComposedPolicy.conservative();
        }
        final int at = name.indexOf(SEPARATOR);
        final Discipline discipline = Discipline.of(at < 0 ? name : name.substring(0, at));
        final Selection selection =
                at < 0 ? Selection.BALANCED : Selection.of(name.substring(at + 1));
        if (discipline == null || selection == null) {
            return null;
        }
        if (!isReference) {
            return ComposedPolicy.of(discipline, selection);
        }
        return discipline.isStrict()
                ? new ReferenceStrict(discipline, selection)
                : new ReferenceEasy(discipline, selection);
    }
}
