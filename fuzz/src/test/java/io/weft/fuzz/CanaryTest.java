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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.spi.ClusterView;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CanaryTest {
    private final Canary canary = new Canary(new PrintStream(OutputStream.nullOutputStream()));

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {
                "LEVEL_ONE_LESS",
                "MEMORY_FREE_ONE_LESS",
                "DRAINING_TAKEN",
                "END_ONE_LATER",
                "NODE_CHANGE_MISSED",
                "JOB_QUEUED_MISSED",
                "CORE_TIE_HIGHEST",
                "REASON_NUMBER_MORE"
            })
    void shouldFindPlantedFault(final Fault fault) {
        assertTrue(canary.finds(Planted.of(fault)));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void shouldFindFaultPlantedInASimulatedCluster(final ClusterFault fault) {
        assertTrue(canary.finds(Planted.of(fault)));
    }

    @Test
    void shouldFindNothingWhenNoFaultIsPlanted() {
        final Tally tally = new Tally();

        new PlacementFuzz().run(1, tally);

        assertTrue(tally.commandCount() > 0);
    }

    @Test
    void shouldAskOnlyQuestionsThatAViewAnswers() {
        final List<String> questions =
                Arrays.stream(ClusterView.class.getMethods()).map(m -> m.getName()).toList();

        for (final Fault fault : Fault.values()) {
            assertEquals(fault.lie() == null, fault.question() == null);
            assertTrue(fault.lie() == null || questions.contains(fault.question()), fault.label());
        }
    }

    @Test
    void shouldKnowFaultsByLabel() {
        assertEquals("draining-taken", Planted.of("draining-taken").label());
        assertThrows(IllegalArgumentException.class, () -> Planted.of("none"));
    }

    @Test
    void shouldGiveEveryFaultALabelOfItsOwn() {
        assertEquals(Planted.labels().size(), Set.copyOf(Planted.labels()).size());
    }
}
