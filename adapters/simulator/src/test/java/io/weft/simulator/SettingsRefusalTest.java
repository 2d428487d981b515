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
package io.weft.simulator;

import static io.weft.simulator.TestJobs.batch;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.simulator.scenario.InputScript;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Settings that do not go together: refused before anything runs, by name. */
class SettingsRefusalTest {
    private static SimulationSettings settings() {
        return new SimulationSettings(MachineDescription.of(4, 4)).jobCountMax(10);
    }

    private static void assertRefused(
            final String message,
            final SemanticsProfile profile,
            final Consumer<SimulationSettings> change) {
        final SimulationSettings settings = settings().profile(profile);
        change.accept(settings);
        final var e =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> Played.of(settings, TestJobs.workload(List.of(batch(1, 0, 10, 4)))));
        assertTrue(e.getMessage().startsWith(message), e.getMessage());
    }

    @Test
    void shouldRefuseWhatOtherSemanticsDoNotKnow() {
        final FailurePlan failures = FailurePlan.of("mtbf=30d,repair=4h");
        final PreemptionPlan preemption = PreemptionPlan.of("kind=requeue");
        final MalleablePlan malleable = MalleablePlan.of("50%", Speedup.LINEAR);
        for (final SemanticsProfile profile :
                List.of(SemanticsProfile.PYSS, SemanticsProfile.NCS)) {
            assertRefused("failures=Fail", profile, s -> s.failures(failures));
            assertRefused(
                    "failures=null, inputs=script",
                    profile,
                    s -> s.inputs(InputScript.read("script", List.of("at 1s drain 0"))));
            assertRefused("timesliceNs=5", profile, s -> s.timesliceNs(5));
            assertRefused("preemption=", profile, s -> s.preemption(preemption));
            assertRefused("malleable=", profile, s -> s.malleable(malleable));
            assertRefused(
                    "restartCosts=", profile, s -> s.restartCosts(RestartCosts.of(1, 0, 0, 0)));
        }
        assertRefused(
                "preemption=",
                SemanticsProfile.EXACT,
                s -> {
                    s.preemption(preemption).timesliceNs(5);
                });
        assertRefused(
                "malleable=",
                SemanticsProfile.EXACT,
                s -> {
                    s.malleable(malleable).timesliceNs(5);
                });
    }

    @Test
    void shouldRefuseUnderNcsWhatItsSimulatorHasNot() {
        final QueueLimits limits = QueueLimits.of("nodes=1");
        final SemanticsProfile ncs = SemanticsProfile.NCS;
        assertRefused("limits=", ncs, s -> s.limits(limits));
        assertRefused("limits=", ncs, s -> s.interactiveNodes(1).interactiveLimits(limits));
        assertRefused("limits=", ncs, s -> s.limit(LimitRule.of("user,cores=4")));
        assertRefused(
                "priorityWeights=", ncs, s -> s.priorityWeights(PriorityWeights.of("age=100")));
    }

    @Test
    void shouldRefuseTwoRulesOfAKindForAQueue() {
        final UtilisationCapRule cap = UtilisationCapRule.of("max=4,low=1%,high=2%");
        final SimulationSettings one = settings().utilisationCap(cap);
        assertEquals(
                "queue=other twice, expected at most one rule of a kind for a queue",
                assertThrows(IllegalArgumentException.class, () -> one.utilisationCap(cap))
                        .getMessage());

        final SimulationSettings two = settings().interactiveNodes(1).utilisationCap(cap);
        two.utilisationCap(UtilisationCapRule.of("queue=other,max=4,low=1%,high=2%"));
        assertTrue(
                assertThrows(IllegalArgumentException.class, () -> two.utilisationCap(cap))
                        .getMessage()
                        .startsWith("queue=interactive twice"));
    }

    @Test
    void shouldRefuseNumbersBelowNothing() {
        assertThrows(IllegalArgumentException.class, () -> settings().timesliceNs(-1));
        assertThrows(IllegalArgumentException.class, () -> RestartCosts.of(-1, 0, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> RestartCosts.of(0, -1, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> RestartCosts.of(0, 0, -1, 0));
        assertThrows(IllegalArgumentException.class, () -> new FailurePlan(0, 1, 1, false));
        assertThrows(IllegalArgumentException.class, () -> new FailurePlan(1, 0, 1, false));
        final var kind = PreemptionPlan.of("kind=cancel").kind();
        assertThrows(IllegalArgumentException.class, () -> new PreemptionPlan(kind, -1, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new PreemptionPlan(kind, 0, -1, 0));
        assertThrows(IllegalArgumentException.class, () -> new PreemptionPlan(kind, 0, 0, -1));
    }
}
