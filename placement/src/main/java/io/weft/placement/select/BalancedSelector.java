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
package io.weft.placement.select;

/**
 * Low and fair: keeps the multiplicity as low as possible, and among nodes and cores prefers the
 * emptiest (S. Minami, T. Endo and A. Nomura, "The Aggressive Oversubscribing Scheduling for
 * Interactive Jobs on a Supercomputing System").
 */
public final class BalancedSelector extends OrderedSelector {
    /**
     * A selector that is not yet attached.
     *
     * @param index that finds nodes; attached and kept up to date by its owner.
     */
    public BalancedSelector(final NodeIndex index) {
        super(index, NodeOrder.BALANCED);
    }
}
