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

import io.weft.core.state.Limits;
import java.util.List;

/** A scenario as it was read: a machine, the policies it holds for, and what happens. Immutable. */
public final class Scenario {
    private final String file;
    private final List<String> lines;
    private final Limits limits;
    private final List<Step.Input> setup;
    private final List<String> policies;
    private final Message setPolicy;
    private final int policyLine;
    private final List<Step> steps;

    Scenario(
            final String file,
            final List<String> lines,
            final Limits limits,
            final List<Step.Input> setup,
            final List<String> policies,
            final Message setPolicy,
            final int policyLine,
            final List<Step> steps) {
        this.file = file;
        this.lines = List.copyOf(lines);
        this.limits = limits;
        this.setup = List.copyOf(setup);
        this.policies = List.copyOf(policies);
        this.setPolicy = setPolicy;
        this.policyLine = policyLine;
        this.steps = List.copyOf(steps);
    }

    /**
     * Where it was read.
     *
     * @return the name that was given.
     */
    public String file() {
        return file;
    }

    /**
     * What it is about: its first comment.
     *
     * @return a line, empty when there is none.
     */
    public String title() {
        return lines.stream()
                .map(String::strip)
                .filter(line -> line.startsWith("#"))
                .map(line -> line.substring(1).strip())
                .findFirst()
                .orElse("");
    }

    /**
     * The policies it holds for.
     *
     * @return their names, at least one.
     */
    public List<String> policies() {
        return policies;
    }

    List<String> lines() {
        return lines;
    }

    Limits limits() {
        return new Limits(limits);
    }

    /** What enters at time 0, before the policy: nodes, queues, names. */
    List<Step.Input> setup() {
        return setup;
    }

    /** The input that installs a policy. */
    Step.Input setPolicy(final String policy) {
        final Message message = setPolicy.with("version", setPolicy.values().get("version"));
        message.texts().put("name", policy);
        return new Step.Input(policyLine, message, "policy " + policy);
    }

    List<Step> steps() {
        return steps;
    }
}
