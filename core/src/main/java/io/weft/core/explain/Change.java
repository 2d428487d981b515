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
 * A change that would make the job start at once, everything else being as it is. It was tried, and
 * so was one unit more, with which the job would not start.
 *
 * @param name of what changes: {@code nodes}, {@code cores}, {@code memory-per-node}, {@code
 *     memory-per-core}, {@code gpus}, {@code walltime-ns}, {@code exclusive}, {@code
 *     max-multiplicity}, {@code held}, {@code given-back}.
 * @param from what it is; of what would have to be given back, of how many counts.
 * @param to the nearest value with which the job would start now; 0 for what would have to be given
 *     back.
 * @param startedBefore other jobs that would start before it by this.
 * @param text the same in words.
 * @param givenBack what would have to be given back of what limits and licences count, with one
 *     unit less of any of which the job would not start; null for another change.
 */
public record Change(
        String name,
        long from,
        long to,
        int startedBefore,
        String text,
        List<GivenBack> givenBack) {}
