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
 * The nodes that pass all filters.
 *
 * @param need what the job needs.
 * @param supply what the candidates give; it could start if the order let it where this is at least
 *     the need.
 * @param unit {@code node}, or {@code core} when these may be anywhere.
 * @param nodeCount how many candidates there are.
 * @param nodeIds the first of them, in the order of definition.
 */
public record Candidates(
        long need, long supply, String unit, int nodeCount, List<Integer> nodeIds) {

    /**
     * Whether there is enough for the job now.
     *
     * @return true if only the order keeps it from starting.
     */
    public boolean suffice() {
        return supply >= need;
    }
}
