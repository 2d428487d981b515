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

import java.util.ArrayList;
import java.util.List;

/** Finds the first difference between what a scenario says and what happened. */
final class Comparison {
    private static final String NOTHING = "nothing";

    private final MessageText text;
    private final Scenario scenario;
    private final Transcript transcript;

    Comparison(final MessageText text, final Scenario scenario, final Transcript transcript) {
        this.text = text;
        this.scenario = scenario;
        this.transcript = transcript;
    }

    /** The first difference, or null. */
    Difference first() {
        for (int i = 0; i < transcript.steps().size(); i++) {
            final Difference difference =
                    ofStep(scenario.steps().get(i), transcript.steps().get(i));
            if (difference != null) {
                return difference;
            }
        }
        return transcript.failure() == null ? null : failure();
    }

    private Difference failure() {
        final int index = Math.min(transcript.steps().size(), scenario.steps().size() - 1);
        final Step step = index < 0 ? null : scenario.steps().get(index);
        return new Difference(
                step == null ? 1 : step.line(),
                step == null ? "" : inputs(step),
                "a kernel that goes on and can be replayed",
                transcript.failure(),
                List.of(),
                List.of());
    }

    private Difference ofStep(final Step step, final Transcript.Played played) {
        if (!played.before().isEmpty()) {
            return early(step, played.before().get(0));
        }
        final DecisionMatch match = new DecisionMatch(step.expected(), played.decisions());
        if (!match.holds()) {
            return ofDecisions(step, played, match);
        }
        for (int i = 0; i < step.expectations().size(); i++) {
            final String answer = played.answers().get(i);
            if (answer != null) {
                final Expectation expectation = step.expectations().get(i);
                final String expected = expectation.text();
                return new Difference(
                        expectation.line(),
                        inputs(step),
                        expected,
                        answer,
                        List.of(),
                        texts(played.decisions()));
            }
        }
        return null;
    }

    private Difference early(final Step step, final Transcript.Stray stray) {
        final List<String> came = texts(stray.decisions());
        return new Difference(
                step.line(),
                inputs(step),
                "nothing before " + Quantity.time(step.timeNs()),
                "at " + Quantity.time(stray.timeNs()) + " " + came.get(0),
                List.of(),
                came);
    }

    private Difference ofDecisions(
            final Step step, final Transcript.Played played, final DecisionMatch match) {
        final Step.Expected missing = match.missing();
        final Message came = match.inItsPlace();
        final boolean isSameKind =
                missing != null
                        && !missing.isAny()
                        && came != null
                        && missing.message().name().equals(came.name());
        return new Difference(
                missing == null ? step.lastInputLine() : missing.line(),
                inputs(step) + ", position " + played.position(),
                missing == null ? "nothing more" : text.text(missing.message()),
                came == null ? NOTHING : text.text(came),
                isSameKind ? missing.message().differing(came) : List.of(),
                texts(played.decisions()));
    }

    private static String inputs(final Step step) {
        final List<String> inputs = new ArrayList<>();
        step.inputs().forEach(input -> inputs.add(input.text()));
        return inputs.isEmpty()
                ? "at " + Quantity.time(step.timeNs())
                : String.join("; ", inputs).replaceAll("\\s+", " ");
    }

    private List<String> texts(final List<Message> decisions) {
        return decisions.stream().map(text::text).toList();
    }
}
