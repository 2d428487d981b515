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
package io.weft.core.explain;

import java.util.List;

/**
 * Where a job stands among the pending jobs, by the order of the policy.
 *
 * @param place from 1.
 * @param pendingCount how many are pending.
 * @param placeInQueue from 1, among the jobs of its queue.
 * @param pendingInQueue how many of its queue are pending.
 * @param keys by which jobs are compared, the most significant first; the position of submission
 *     comes after them.
 */
public record OrderPlace(
        int place, int pendingCount, int placeInQueue, int pendingInQueue, List<Key> keys) {

    /**
     * A value by which jobs are compared.
     *
     * @param name such as {@code priority}.
     * @param value of the job.
     * @param higherFirst whether more of it comes first.
     * @param factors that the value is the sum of; empty when it is no sum.
     */
    public record Key(String name, long value, boolean higherFirst, List<Factor> factors) {}

    /**
     * A part of a key.
     *
     * @param name such as {@code age}.
     * @param value of the job.
     * @param contribution to the key.
     */
    public record Factor(String name, long value, long contribution) {}
}
