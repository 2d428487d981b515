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

import static io.weft.simulator.TestJobs.S;
import static io.weft.simulator.TestJobs.batch;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.simulator.metrics.ChangeUse;
import io.weft.simulator.metrics.JobHistory;
import io.weft.simulator.metrics.JobOutcome;
import io.weft.simulator.metrics.OutcomeState;
import io.weft.simulator.scenario.InputScript;
import io.weft.simulator.workload.GeneratedWorkload;
import io.weft.simulator.workload.GeneratorOptions;
import io.weft.simulator.workload.JobSpec;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MalleablePlanTest {
    private final SimulationSettings settings =
            new SimulationSettings(MachineDescription.of(2, 4)).jobCountMax(1000);

    @Test
    void shouldTakeTwiceAsLongOnHalfTheCores() {
        // The first one has half of the machine for longer than that.
        final Played played = play("100%", batch(1, 0, 1000, 1), batch(2, 1, 100, 100, 2, 3));

        final JobOutcome second = played.outcome(2);
        assertEquals(S, second.startNs());
        assertEquals(100 * S, second.runNs());
        assertEquals(new ChangeUse(false, 0, true, 1, 0, 0), played.summary().use().changes());
    }

    @Test
    void shouldStartWithWhatThereIs() {
        final Played played =
                play("100%", batch(1, 0, 1000, 1000, 2, 2), batch(2, 1, 100, 100, 2, 4));

        final JobOutcome second = played.outcome(2);
        assertEquals(S, second.startNs());
        assertEquals(OutcomeState.COMPLETED, second.state());
        assertEquals(200 * S, second.runNs());
        assertEquals(100 * S, second.cpuTimeNs());
        assertEquals(new ChangeUse(false, 0, true, 2, 1, 0), played.summary().use().changes());
    }

    /** With half of the work serial 4 cores have 10/9 of the time of 8. */
    @Test
    void shouldFollowAmdahl() {
        settings.malleable(MalleablePlan.of("100%", Speedup.of("amdahl:500")));

        final Played played =
                Played.of(
                        settings,
                        TestJobs.workload(
                                List.of(batch(1, 0, 1000, 1000, 2, 2), batch(2, 1, 90, 90, 2, 4))));

        assertEquals(100 * S, played.outcome(2).runNs());
        assertEquals(50 * S, played.outcome(2).cpuTimeNs());
    }

    @Test
    void shouldKeepWorkDoneWhenResized() {
        settings.inputs(
                InputScript.read("script", List.of("at 50s resize 1 4", "at 100s resize 1 8")));

        final Played played = play("100%", batch(1, 0, 100, 100, 2, 4));

        assertEquals(OutcomeState.COMPLETED, played.outcome(1).state());
        assertEquals(125 * S, played.outcome(1).endNs());
        assertEquals(100 * S, played.outcome(1).cpuTimeNs());
        assertEquals(new JobHistory(0, 0, 2, 0), played.outcome(1).history());
        assertEquals(8 * 50 + 4 * 50 + 8 * 25, played.summary().use().processS());
        assertEquals(new ChangeUse(false, 0, true, 1, 0, 2), played.summary().use().changes());
    }

    @Test
    void shouldTellWhoIsIdleWhenResized() {
        final JobSpec idle =
                TestJobs.job(1, 0, 100 * S, 100 * S, 2, 4, TestJobs.pattern(80, 10, 10));
        settings.policy("easy+utilisation")
                .inputs(InputScript.read("script", List.of("at 50s resize 1 4")));

        final Played played = play("100%", idle);

        // Idle times are a person's; what is busy takes twice as long.
        assertEquals(110 * S, played.outcome(1).endNs());
    }

    @ParameterizedTest
    @CsvSource({"linear,1,true", "linear,4,true", "amdahl:200,1,true", "linear,3,false"})
    void shouldCompleteAll(final String speedup, final int max, final boolean contends) {
        final MachineDescription machine = MachineDescription.of(8, 4);
        final GeneratorOptions options =
                new GeneratorOptions()
                        .machine(machine.shape())
                        .jobCount(500)
                        .interactiveShare(0.3)
                        .load(1.1);
        final Played played;
        try (GeneratedWorkload workload = new GeneratedWorkload(options)) {
            played =
                    Played.of(
                            new SimulationSettings(machine)
                                    .jobCountMax(1000)
                                    .maxMultiplicity(max)
                                    .contends(contends)
                                    .malleable(
                                            MalleablePlan.of(
                                                    "60%,least=25%,seed=2", Speedup.of(speedup))),
                            workload);
        }

        final ChangeUse use = played.summary().use().changes();
        assertTrue(use.smallerStarts() > 0 && use.malleableJobs() > 0, use::toString);
        for (final JobOutcome each : played.outcomes().values()) {
            // Who would have finished alone is not killed for having fewer cores.
            assertEquals(OutcomeState.COMPLETED, each.state(), each::toString);
            assertTrue(each.cpuTimeNs() <= 1.2 * each.job().runtimeNs(), each::toString);
        }
    }

    @Test
    void shouldAskForCoresAnywhereAndMemoryBesideThem() {
        final MalleablePlan plan = MalleablePlan.of("100%,least=30%", Speedup.LINEAR);
        final JobSpec single = batch(1, 0, 10, 1);

        final JobSpec changed = plan.apply(batch(2, 0, 10, 10, 3, 4));

        assertEquals(0, changed.nodeCount());
        assertEquals(12, changed.cores());
        assertEquals(4, changed.coreCountMin());
        assertTrue(changed.isMalleable());
        assertFalse(single.isMalleable());
        assertSame(single, plan.apply(single));
        assertSame(changed.id(), plan.apply(changed).id());
    }

    @Test
    void shouldRoundTheSpeedupInFavourOfTheJob() {
        assertEquals(33, Speedup.LINEAR.timeNs(11, 1, 3));
        assertEquals(16, Speedup.LINEAR.timeNs(11, 2, 3));
        assertEquals(11, Speedup.LINEAR.fullNs(16, 2, 3));
        assertEquals(1000, new Speedup(1000).timeNs(1000, 1, 64));
        assertEquals(
                1L << 61, new Speedup(999).fullNs(new Speedup(999).timeNs(1L << 61, 9, 10), 9, 10));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "30", "101%", "30%,least=0%", "30%,least=101%", "30%,seed=x", "a=b"})
    void shouldRefuseWhatIsNoPlan(final String text) {
        assertThrows(IllegalArgumentException.class, () -> MalleablePlan.of(text, Speedup.LINEAR));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "square", "amdahl", "amdahl:1001", "amdahl:-1"})
    void shouldRefuseWhatIsNoSpeedup(final String text) {
        assertThrows(IllegalArgumentException.class, () -> Speedup.of(text));
    }

    private Played play(final String plan, final JobSpec... jobs) {
        settings.malleable(MalleablePlan.of(plan, Speedup.LINEAR));
        return Played.of(settings, TestJobs.workload(List.of(jobs)));
    }
}
