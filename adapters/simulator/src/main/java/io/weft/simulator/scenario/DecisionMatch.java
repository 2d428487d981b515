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
package io.weft.simulator.scenario;

import java.util.List;

/**
 * Whether decisions are those that are expected: each in its order, and no other, except where any
 * are allowed.
 */
final class DecisionMatch {
    private final List<Step.Expected> expected;
    private final List<Message> found;
    private int expectedReached = -1;
    private int foundReached;

    DecisionMatch(final List<Step.Expected> expected, final List<Message> found) {
        this.expected = expected;
        this.found = found;
    }

    /** Tries; the fields below tell how far it went. */
    boolean holds() {
        return holds(0, 0);
    }

    private boolean holds(final int index, final int foundIndex) {
        if (index > expectedReached || index == expectedReached && foundIndex > foundReached) {
            expectedReached = index;
            foundReached = foundIndex;
        }
        if (index == expected.size()) {
            return foundIndex == found.size();
        }
        final boolean hasFound = foundIndex < found.size();
        if (expected.get(index).isAny()) {
            return holds(index + 1, foundIndex) || hasFound && holds(index, foundIndex + 1);
        }
        return hasFound
                && expected.get(index).message().matches(found.get(foundIndex))
                && holds(index + 1, foundIndex + 1);
    }

    /** The first one that did not come, or null when too many came. */
    Step.Expected missing() {
        return expectedReached == expected.size() ? null : expected.get(expectedReached);
    }

    /** What came in its place, or null when nothing came any more. */
    Message inItsPlace() {
        return foundReached == found.size() ? null : found.get(foundReached);
    }
}
