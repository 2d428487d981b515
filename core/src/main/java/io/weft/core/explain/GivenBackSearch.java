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

import io.weft.core.state.ClusterState;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Finds what would have to be given back of what limits and licences count, so that a job would
 * start now: as much as the job lacks, or, if that leads to nothing because others would take it
 * first, the least of each with which it does.
 *
 * <p>Only the counts change: nodes, cores and memory stay with who has them.
 */
final class GivenBackSearch {
    private final Sandbox sandbox;
    private final List<GateCount> counts;
    private final long[] amounts;

    GivenBackSearch(final Sandbox sandbox) {
        this.sandbox = sandbox;
        counts = GateCount.of(sandbox.state(), sandbox.jobRow());
        amounts = new long[counts.size()];
    }

    /** The change, null if there is none. */
    Change find() {
        boolean isPossible = true;
        boolean isLacking = false;
        for (int i = 0; i < amounts.length; i++) {
            amounts[i] = counts.get(i).lacking();
            isPossible &= amounts[i] <= counts.get(i).held();
            isLacking |= amounts[i] > 0;
        }
        return isPossible && (isLacking && starts() || startsWithLeast()) ? change() : null;
    }

    private boolean startsWithLeast() {
        for (int i = 0; i < amounts.length; i++) {
            amounts[i] = counts.get(i).held();
        }
        if (!starts()) {
            return false;
        }
        for (int i = 0; i < amounts.length; i++) {
            reduce(i);
        }
        return starts();
    }

    /** Leaves as much as is needed of one, with the others as they are. */
    private void reduce(final int index) {
        long doesNot = counts.get(index).lacking() - 1;
        long does = amounts[index];
        while (does - doesNot > 1) {
            // What lacks is tried first: less never does.
            final boolean isFirst = doesNot < counts.get(index).lacking();
            amounts[index] = isFirst ? doesNot + 1 : doesNot + (does - doesNot) / 2;
            if (starts()) {
                does = amounts[index];
            } else {
                doesNot = amounts[index];
            }
        }
        amounts[index] = does;
    }

    private boolean starts() {
        return sandbox.startsWith(
                (state, row) -> giveBack(state, row, 1), (state, row) -> giveBack(state, row, -1));
    }

    private void giveBack(final ClusterState state, final int jobRow, final int sign) {
        final List<GateCount> now = GateCount.of(state, jobRow);
        for (int i = 0; i < amounts.length; i++) {
            now.get(i).giveBack(state, sign * amounts[i]);
        }
    }

    private Change change() {
        final int startedBefore = sandbox.startedBefore();
        final List<GivenBack> parts = new ArrayList<>();
        final List<String> texts = new ArrayList<>();
        for (int i = 0; i < amounts.length; i++) {
            final GateCount count = counts.get(i);
            if (amounts[i] > 0) {
                parts.add(new GivenBack(count.name(), count.held(), amounts[i]));
                texts.add(
                        amounts[i]
                                + " of the "
                                + count.held()
                                + " "
                                + count.unit()
                                + " of "
                                + count.whose());
            }
        }
        final String what = texts.stream().collect(Collectors.joining(" and "));
        final String text = "It would start now if " + what + " were given back";
        return new Change(
                "given-back",
                parts.size(),
                0,
                startedBefore,
                text + Words.after(startedBefore),
                List.copyOf(parts));
    }

    /** Whether jobs of an account hold all of what would have to be given back. */
    static boolean isOwn(final Change change, final Sandbox sandbox, final int accountId) {
        return GateCount.of(sandbox.state(), sandbox.jobRow()).stream()
                .filter(count -> isNamed(change, count))
                .allMatch(count -> count.heldBy(sandbox.state(), accountId) == count.held());
    }

    private static boolean isNamed(final Change change, final GateCount count) {
        return change.givenBack().stream().anyMatch(part -> part.name().equals(count.name()));
    }
}
