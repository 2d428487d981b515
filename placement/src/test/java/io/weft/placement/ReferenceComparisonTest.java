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
package io.weft.placement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.spi.PlacementPolicy;
import io.weft.core.wire.ReasonCode;
import io.weft.placement.order.Discipline;
import io.weft.placement.policy.ComposedPolicy;
import io.weft.placement.policy.CrampedPolicies;
import io.weft.placement.reference.ReferenceConservative;
import io.weft.placement.reference.ReferenceEasy;
import io.weft.placement.reference.ReferenceStrict;
import io.weft.placement.select.ScanIndex;
import io.weft.placement.select.Selection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The fast policies decide exactly as the plain ones, on clusters drawn from seeds. */
class ReferenceComparisonTest {
    private static final int STEPS_PER_SEED = 100;

    private final Map<ReasonCode, Integer> met = new EnumMap<>(ReasonCode.class);

    @Test
    void shouldDecideLikeTheReferenceWhenFcfs() {
        compare(0, 600, ComposedPolicy::fcfs, ReferenceStrict::new);
        assertMet(ReasonCode.FITS, ReasonCode.WAITING_TURN, ReasonCode.NOT_REACHED);
    }

    @Test
    void shouldDecideLikeTheReferenceWhenEasy() {
        compare(0, 1600, ComposedPolicy::easy, ReferenceEasy::new);
        assertMet(
                ReasonCode.FITS,
                ReasonCode.BACKFILLED,
                ReasonCode.WAITING_RESERVATION,
                ReasonCode.NOT_REACHED,
                ReasonCode.NONE);
    }

    @ParameterizedTest
    @EnumSource(Selection.class)
    void shouldDecideLikeTheReferenceWhateverTheSelection(final Selection selection) {
        final long firstSeed = 30_000 + 1000 * selection.ordinal();
        compare(
                firstSeed,
                600,
                () -> ComposedPolicy.of(Discipline.FCFS, selection),
                () -> new ReferenceStrict(Discipline.FCFS, selection));
        compare(
                firstSeed,
                300,
                () -> ComposedPolicy.of(Discipline.EASY, selection),
                () -> new ReferenceEasy(Discipline.EASY, selection));
        compare(
                firstSeed,
                100,
                () -> ComposedPolicy.of(Discipline.FCFS, selection, new ScanIndex()),
                () -> new ReferenceStrict(Discipline.FCFS, selection));
    }

    @ParameterizedTest
    @EnumSource(Discipline.class)
    void shouldDecideLikeTheReferenceWhateverTheDiscipline(final Discipline discipline) {
        for (final Selection selection : List.of(Selection.BALANCED, Selection.PACK)) {
            compare(
                    40_000 + 1000 * discipline.ordinal() + 500 * selection.ordinal(),
                    200,
                    () -> ComposedPolicy.of(discipline, selection),
                    () ->
                            discipline.isStrict()
                                    ? new ReferenceStrict(discipline, selection)
                                    : new ReferenceEasy(discipline, selection));
        }
        assertMet(ReasonCode.FITS, ReasonCode.NOT_REACHED);
    }

    @ParameterizedTest
    @EnumSource(
            value = Discipline.class,
            names = {
                "EASY_SJF",
                "EASY_LJF",
                "EASY_SJBF",
                "EASY_PRIORITY",
                "EASY_FAIRSHARE",
                "EASY_MULTIFACTOR",
                "EASY_EDF"
            })
    void shouldDecideLikeTheReferenceWhenFewJobsHaveAShape(final Discipline discipline) {
        compare(
                50_000 + 1000 * discipline.ordinal(),
                200,
                () -> CrampedPolicies.of(discipline),
                () -> new ReferenceEasy(discipline, Selection.BALANCED));
    }

    @Test
    void shouldDecideLikeTheReferenceWhenConservative() {
        compare(30_220, 60, ComposedPolicy::conservative, ReferenceConservative::new);
        assertMet(ReasonCode.BACKFILLED, ReasonCode.WAITING_RESERVATION);
    }

    @Test
    void shouldDecideLikeTheReferenceWhenFewJobsHaveAShape() {
        compare(10_000, 500, () -> CrampedPolicies.of(Discipline.EASY), ReferenceEasy::new);
    }

    /** A kernel may choose its index by the size of the machine: decisions do not depend on it. */
    @Test
    void shouldDecideLikeTheReferenceWhenNodesAreScanned() {
        compare(
                20_000,
                150,
                () -> ComposedPolicy.of(Discipline.FCFS, Selection.BALANCED, new ScanIndex()),
                ReferenceStrict::new);
        compare(
                20_000,
                300,
                () -> ComposedPolicy.of(Discipline.EASY, Selection.BALANCED, new ScanIndex()),
                ReferenceEasy::new);
    }

    private void compare(
            final long firstSeed,
            final int seedCount,
            final Supplier<PlacementPolicy> fast,
            final Supplier<PlacementPolicy> plain) {
        for (long seed = firstSeed; seed < firstSeed + seedCount; seed++) {
            try (PlacementPolicy left = fast.get();
                    PlacementPolicy right = plain.get()) {
                compare(seed, left, right);
            }
        }
    }

    private void compare(final long seed, final PlacementPolicy fast, final PlacementPolicy plain) {
        final RandomScenario left = new RandomScenario(seed, fast);
        final RandomScenario right = new RandomScenario(seed, plain);
        for (int step = 0; step < STEPS_PER_SEED; step++) {
            final String where = "seed=" + seed + " step=" + step;
            final List<Decision> expected = right.step();
            assertEquals(expected, left.step(), where);
            expected.forEach(decision -> met.merge(decision.reason(), 1, Integer::sum));
            final int jobRow = right.probe();
            assertEquals(jobRow, left.probe(), where);
            if (jobRow >= 0) {
                final long timeNs = right.cluster().timeNs;
                assertEquals(plain.capacityFor(jobRow), fast.capacityFor(jobRow), where);
                assertEquals(
                        plain.earliestStart(jobRow, timeNs),
                        fast.earliestStart(jobRow, timeNs),
                        where);
            }
        }
    }

    private void assertMet(final ReasonCode... reasons) {
        for (final ReasonCode reason : reasons) {
            assertTrue(met.getOrDefault(reason, 0) > 1000, reason + " hardly occurs: " + met);
        }
        for (final ReasonCode reason :
                List.of(
                        ReasonCode.WAITING_CORES,
                        ReasonCode.WAITING_MEMORY,
                        ReasonCode.WAITING_GPUS,
                        ReasonCode.WAITING_NODES)) {
            assertTrue(met.getOrDefault(reason, 0) > 100, reason + " hardly occurs: " + met);
        }
    }
}
