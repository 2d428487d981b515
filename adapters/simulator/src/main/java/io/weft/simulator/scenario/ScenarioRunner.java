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
import java.util.List;
import java.util.Objects;

/**
 * Plays scenarios through a kernel with its journal in memory: every input is followed by a pass,
 * time stops at every deadline, the state is verified after every entry, and the journal is
 * replayed at the end. For one thread; it takes as long as the kernel takes, and memory for a small
 * kernel.
 */
public final class ScenarioRunner {
    private final ScenarioReader reader;
    private final PolicyCatalogue policies;

    /**
     * A runner.
     *
     * @param reader that reads the scenarios.
     * @param policies where policies come from.
     */
    public ScenarioRunner(final ScenarioReader reader, final PolicyCatalogue policies) {
        this.reader = Objects.requireNonNull(reader, "reader");
        this.policies = Objects.requireNonNull(policies, "policies");
    }

    /**
     * Plays a scenario under a policy.
     *
     * @param scenario of this runner's reader.
     * @param policy name of it, one of the scenario's or another.
     * @return the first difference, or null.
     * @throws ScenarioException when the kernel refuses machine, queues or policy, or there is no
     *     such property as an expectation names.
     */
    public Difference run(final Scenario scenario, final String policy) {
        return new Comparison(reader.text(), scenario, play(scenario, policy)).first();
    }

    /**
     * Plays a scenario under its first policy and fills in the decisions that came, where others
     * are expected. Comments and expectations stay as they are.
     *
     * @param scenario of this runner's reader.
     * @return its lines.
     * @throws ScenarioException as {@link #run}, and when the kernel halts.
     */
    public List<String> write(final Scenario scenario) {
        final Transcript transcript = play(scenario, scenario.policies().get(0));
        if (transcript.failure() != null) {
            throw new ScenarioException(scenario.file(), 1, transcript.failure());
        }
        return new ScenarioWriter(reader.text(), scenario, transcript).lines();
    }

    private Transcript play(final Scenario scenario, final String policy) {
        return new ScenarioPlayer(reader.text(), scenario, policy, policies).play();
    }
}
