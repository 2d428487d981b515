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
 * What is preferred among nodes on which a job would share its cores with equally many others. The
 * whole order is stated by {@link NodeIndex}.
 */
public enum NodeOrder {
    /** Emptiest nodes first, of these the one with the least memory that is enough. */
    BALANCED(false, false),
    /** Fullest nodes first, of these the one with the least memory that is enough. */
    PACKED(true, false),
    /** Emptiest nodes first, of these the one with most memory. */
    SPREAD(false, true);

    private final boolean isFullestFirst;
    private final boolean isMostMemoryFirst;

    NodeOrder(final boolean isFullestFirst, final boolean isMostMemoryFirst) {
        this.isFullestFirst = isFullestFirst;
        this.isMostMemoryFirst = isMostMemoryFirst;
    }

    /**
     * Whether nodes with few cores left come before those with many.
     *
     * @return true if so.
     */
    public boolean isFullestFirst() {
        return isFullestFirst;
    }

    /**
     * Whether nodes with much free memory come before those with little.
     *
     * @return true if so.
     */
    public boolean isMostMemoryFirst() {
        return isMostMemoryFirst;
    }
}
