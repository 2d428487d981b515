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
package io.weft.core.spi;

/** Makes policies by the name and version that a journal has, so that old entries replay. */
@FunctionalInterface
public interface PolicyCatalogue {
    /**
     * A new policy, not yet attached.
     *
     * @param name of the policy.
     * @param version of it; 0 is the newest.
     * @return the policy, or null if there is no such policy or version.
     */
    PlacementPolicy create(String name, int version);
}
