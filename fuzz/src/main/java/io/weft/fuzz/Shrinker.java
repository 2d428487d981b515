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
package io.weft.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Makes a history that fails short: leaves out ever smaller pieces as long as it still fails, then
 * single inputs. Zeller and Hildebrandt, Simplifying and Isolating Failure-Inducing Input, 2002,
 * without the part that tests the pieces alone.
 */
final class Shrinker {
    private final Predicate<List<Step>> fails;
    private int stepsLeft;

    /**
     * Shrinks once.
     *
     * @param fails whether a history shows what is wrong.
     * @param stepsMax so many steps are played at most, of all histories together.
     */
    Shrinker(final Predicate<List<Step>> fails, final int stepsMax) {
        this.fails = fails;
        stepsLeft = stepsMax;
    }

    /** A part of the history that fails; all of it when it does not fail again. */
    List<Step> shrink(final List<Step> steps) {
        if (!stillFails(steps)) {
            return steps;
        }
        List<Step> shortest = steps;
        for (int length = steps.size() / 2; length > 0; length /= 2) {
            shortest = withoutPieces(shortest, length);
        }
        shortest = withoutInputs(shortest);
        return withoutPieces(shortest, 1);
    }

    private List<Step> withoutPieces(final List<Step> steps, final int length) {
        List<Step> shortest = steps;
        // From the end: what comes late depends on what comes early.
        for (int end = steps.size(); end > 0; end -= length) {
            final List<Step> shorter = without(shortest, Math.max(0, end - length), end);
            if (stillFails(shorter)) {
                shortest = shorter;
            }
        }
        return shortest;
    }

    /** What comes later comes at the time it came before. */
    private static List<Step> without(final List<Step> steps, final int first, final int end) {
        final List<Step> shorter = new ArrayList<>(steps);
        final List<Step> dropped = shorter.subList(first, end);
        final long delayNs = dropped.stream().mapToLong(Step::delayNs).sum();
        dropped.clear();
        if (first < shorter.size()) {
            final Step next = shorter.get(first);
            shorter.set(first, new Step(next.delayNs() + delayNs, next.messages()));
        }
        return shorter;
    }

    private List<Step> withoutInputs(final List<Step> steps) {
        final List<Step> shortest = new ArrayList<>(steps);
        for (int i = steps.size() - 1; i >= 0; i--) {
            for (int input = steps.get(i).messages().size() - 1; input >= 0; input--) {
                final Step before = shortest.get(i);
                final List<byte[]> messages = new ArrayList<>(before.messages());
                messages.remove(input);
                shortest.set(i, new Step(before.delayNs(), messages));
                if (!stillFails(shortest)) {
                    shortest.set(i, before);
                }
            }
        }
        return shortest;
    }

    private boolean stillFails(final List<Step> steps) {
        stepsLeft -= steps.size();
        return stepsLeft >= 0 && fails.test(steps);
    }
}
