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
 * A job that holds what another one misses.
 *
 * @param jobId of the job.
 * @param nodeCount nodes of those in question that it is on.
 * @param nodeIds the first of them.
 * @param expectedEndNs when its limit is reached, stretched by what sharing may have cost.
 * @param awaited whether the earliest start waits for it.
 */
public record Holder(
        long jobId, int nodeCount, List<Integer> nodeIds, long expectedEndNs, boolean awaited) {}
