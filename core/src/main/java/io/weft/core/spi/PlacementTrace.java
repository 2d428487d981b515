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

/**
 * Hears how a policy ranks a job, see {@link PlacementPolicy#explainOrder}. It is asked for by
 * explanations alone, so a policy may take its time, and allocate.
 *
 * <p>Threads: the one that asks the policy.
 */
public interface PlacementTrace {
    /**
     * A value by which pending jobs are compared. Of two jobs that have the same, the next key
     * decides; of two that have all the same, the position of their submission.
     *
     * @param name in lower case, words joined by {@code -}, such as {@code priority}.
     * @param value of the job, in the unit of the key.
     * @param isHigherFirst whether the job with the higher value comes first.
     */
    void onKey(String name, long value, boolean isHigherFirst);

    /**
     * A part of the key that was told last: the key is the sum of its parts.
     *
     * @param name in lower case, such as {@code age}.
     * @param value of the job, in the unit of the factor.
     * @param contribution what it adds to the key, in the unit of the key.
     */
    void onFactor(String name, long value, long contribution);
}
