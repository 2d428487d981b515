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
package io.weft.core.snapshot;

import io.weft.core.state.Limits;

/**
 * What stands before the sections of a snapshot.
 *
 * @param position of the last entry that the state holds.
 * @param timeNs of that entry.
 * @param hasDecisions whether that entry led to any, so that they stand in the journal.
 * @param digest of the state.
 * @param layout what the rows look like, see {@link SnapshotLayout}.
 * @param wantsPass whether something has happened since the last pass.
 * @param wasPassCut whether the last pass was cut.
 * @param policy name of the policy in force; empty for none.
 * @param policyVersion of it.
 * @param limits that the state was made with.
 */
public record SnapshotHeader(
        long position,
        long timeNs,
        boolean hasDecisions,
        long digest,
        long layout,
        boolean wantsPass,
        boolean wasPassCut,
        String policy,
        int policyVersion,
        Limits limits) {
    /**
     * The layout that this version writes, and the only one that it loads.
     *
     * @return a number that is another one when the rows are others.
     */
    public static long layoutOfThisVersion() {
        return SnapshotLayout.ofThisVersion();
    }
}
