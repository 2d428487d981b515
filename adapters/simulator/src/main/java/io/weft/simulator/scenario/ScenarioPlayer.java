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

import io.weft.core.spi.PolicyCatalogue;
import java.util.ArrayList;
import java.util.List;

/** Plays a scenario under one policy, to its end, whatever comes. */
final class ScenarioPlayer {
    private static final String REJECTED = "InputRejected";

    private final MessageText text;
    private final Scenario scenario;
    private final String policy;
    private final PolicyCatalogue policies;

    ScenarioPlayer(
            final MessageText text,
            final Scenario scenario,
            final String policy,
            final PolicyCatalogue policies) {
        this.text = text;
        this.scenario = scenario;
        this.policy = policy;
        this.policies = policies;
    }

    /**
     * Plays all steps, and replays the journal.
     *
     * @throws ScenarioException when the kernel refuses machine, queues or policy.
     */
    Transcript play() {
        final List<Transcript.Played> played = new ArrayList<>();
        final MessageBytes bytes = new MessageBytes(text.schema());
        try (ScenarioKernel kernel = new ScenarioKernel(scenario.limits(), policies, bytes)) {
            scenario.setup().forEach(input -> define(kernel, input));
            define(kernel, scenario.setPolicy(policy));
            final StateProbe probe = new StateProbe(kernel.kernel(), text.words());
            for (final Step step : scenario.steps()) {
                played.add(play(kernel, probe, step));
            }
            return new Transcript(played, kernel.replay());
        } catch (final IllegalStateException e) {
            return new Transcript(played, e.getMessage());
        }
    }

    private void define(final ScenarioKernel kernel, final Step.Input input) {
        kernel.offer(input.message());
        for (final Message decision : kernel.settle()) {
            if (decision.name().equals(REJECTED)) {
                throw new ScenarioException(
                        scenario.file(),
                        input.line(),
                        input.text() + ": the kernel answers " + text.text(decision));
            }
        }
    }

    private Transcript.Played play(
            final ScenarioKernel kernel, final StateProbe probe, final Step step) {
        final List<Transcript.Stray> before = new ArrayList<>();
        while (kernel.nextDeadlineNs() < step.timeNs()) {
            final long timeNs = kernel.nextDeadlineNs();
            kernel.advance(timeNs);
            final List<Message> decisions = kernel.settle();
            if (!decisions.isEmpty()) {
                before.add(new Transcript.Stray(timeNs, decisions));
            }
        }
        kernel.advance(step.timeNs());
        step.inputs().forEach(input -> kernel.offer(input.message()));
        final List<Message> decisions = kernel.settle();
        return new Transcript.Played(
                before, kernel.position(), decisions, answers(probe, step.expectations()));
    }

    private List<String> answers(final StateProbe probe, final List<Expectation> expectations) {
        final List<String> answers = new ArrayList<>();
        for (final Expectation expectation : expectations) {
            try {
                answers.add(probe.check(expectation));
            } catch (final IllegalArgumentException e) {
                throw new ScenarioException(scenario.file(), expectation.line(), e.getMessage());
            }
        }
        return answers;
    }
}
