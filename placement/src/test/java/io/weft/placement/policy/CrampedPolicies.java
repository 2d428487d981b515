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
package io.weft.placement.policy;

import io.weft.placement.order.Discipline;
import io.weft.placement.select.CellIndex;
import io.weft.placement.select.Selection;

/** EASY with room for no more shapes than a pass may judge. */
public final class CrampedPolicies {
    private CrampedPolicies() {}

    public static ComposedPolicy of(final Discipline discipline) {
        return ComposedPolicy.of(discipline, Selection.BALANCED, new CellIndex(), 1);
    }
}
