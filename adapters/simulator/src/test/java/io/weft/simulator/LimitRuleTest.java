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
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.weft.core.wire.ReasonCode;
import io.weft.simulator.LimitRule.Owner;
import io.weft.simulator.metrics.OutcomeState;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitRuleTest {
    private final SimulationSettings settings =
            new SimulationSettings(MachineDescription.of(2, 4)).jobCountMax(1000);

    @Test
    void shouldLetWaitWhoWouldHaveTooMuch() {
        final Played played = play("queue=other,cores=4");

        assertEquals(0, played.outcome(1).startNs());
        assertEquals(10 * S, played.outcome(2).startNs());
        assertEquals(20 * S, played.outcome(3).startNs());
    }

    @Test
    void shouldCountWhatIsOfOneOwner() {
        // The jobs name nobody, so all are of user and account 0; 7 is another.
        for (final String own : List.of("user,cores=4", "account,cores=4")) {
            assertEquals(20 * S, play(own).outcome(3).startNs(), own);
        }
        for (final String other : List.of("user=7,cores=4", "account=7,queue=other,cores=4")) {
            final SimulationSettings others =
                    new SimulationSettings(MachineDescription.of(2, 4)).jobCountMax(1000);
            others.limit(LimitRule.of(other));
            assertEquals(0, play(others).outcome(2).startNs(), other);
        }
    }

    @Test
    void shouldRejectWhoIsOneTooMany() {
        final Played played = play("queue=other,jobs=2");

        assertEquals(OutcomeState.REJECTED, played.outcome(3).state());
        assertEquals(ReasonCode.QUEUE_FULL, played.outcome(3).reason());
    }

    @Test
    void shouldUnderstandItsText() {
        assertEquals(
                new LimitRule(Owner.USER, LimitRule.EACH, false, false, 0, 0, 0, 96),
                LimitRule.of("user,cores=96"));
        assertEquals(
                new LimitRule(Owner.USER, 7, true, true, 2, 0, 0, 0),
                LimitRule.of("user=7,queue=interactive,holding=2"));
        assertEquals(
                new LimitRule(Owner.ACCOUNT, 3, false, false, 0, 5, 40, 0),
                LimitRule.of("account=3,nodes=40,jobs=5"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "cores=4", "user,account,cores=4", "queue=batch,jobs=1", "user,cores=0"})
    void shouldRefuseWhatIsNoLimit(final String text) {
        assertThrows(IllegalArgumentException.class, () -> LimitRule.of(text));
    }

    @Test
    void shouldRefuseAQueueThatIsNotThere() {
        final LimitRule rule = LimitRule.of("queue=interactive,jobs=1");

        assertThrows(IllegalArgumentException.class, () -> settings.limit(rule));
    }

    private Played play(final String rule) {
        settings.limit(LimitRule.of(rule));
        return play(settings);
    }

    private static Played play(final SimulationSettings limited) {
        return Played.of(
                limited,
                TestJobs.workload(
                        List.of(batch(1, 0, 10, 4), batch(2, 0, 10, 4), batch(3, 0, 10, 4))));
    }
}
