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
package io.weft.simulator.reproduce;

import io.weft.simulator.SemanticsProfile;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The paper's two experiments and a comparison of our own, as setups. */
public final class Experiments {
    /** R of the best MQ settings that the paper found, by data set (table IV). */
    private static final int[] BEST_PERCENT = {2, 2, 6, 12, 18, 18};

    /** M_B of them; M_I is 4. */
    private static final int[] BEST_BATCH_MULTIPLICITY = {4, 4, 5, 8, 8, 8};

    /** Experiment 1: one queue with M = 1..4, two with R = 1..3 % and M_B = 1. */
    static final List<Configuration> FIRST =
            List.of(
                    Configuration.oneQueue(1),
                    Configuration.oneQueue(2),
                    Configuration.oneQueue(3),
                    Configuration.oneQueue(4),
                    Configuration.twoQueues(1, 1),
                    Configuration.twoQueues(2, 1),
                    Configuration.twoQueues(3, 1));

    private Experiments() {}

    /** One queue of Experiment 2. */
    static Configuration oneQueue() {
        return Configuration.oneQueue(4);
    }

    /** The best two queues of Experiment 2. */
    static Configuration bestTwoQueues(final int dataSet) {
        return Configuration.twoQueues(
                BEST_PERCENT[dataSet - 1], BEST_BATCH_MULTIPLICITY[dataSet - 1]);
    }

    /** What our own comparison varies, for some M; exact semantics alone know all of it. */
    static List<Configuration> variants(final int maxMultiplicity) {
        final Configuration plain = Configuration.oneQueue(maxMultiplicity);
        return List.of(
                plain,
                plain.selecting("pack"),
                plain.selecting("spread"),
                plain.selecting("utilisation"),
                plain.withoutRebalancing(),
                plain.withoutStretching());
    }

    /**
     * All setups, those that take longest first.
     *
     * @param semantics to simulate under
     * @param dataSets of the jobs; what is not there is left out
     * @param isQuick only Experiment 1
     */
    public static List<Setup> setups(
            final List<SemanticsProfile> semantics,
            final DataSets dataSets,
            final boolean isQuick) {
        final Set<Setup> setups = new LinkedHashSet<>();
        for (final SemanticsProfile profile : semantics) {
            FIRST.forEach(each -> setups.add(new Setup(profile, 1, each)));
            if (!isQuick) {
                addSecond(setups, profile, dataSets);
            }
        }
        if (!isQuick && semantics.contains(SemanticsProfile.EXACT)) {
            for (final int maxMultiplicity : List.of(2, 4)) {
                variants(maxMultiplicity)
                        .forEach(each -> setups.add(new Setup(SemanticsProfile.EXACT, 1, each)));
            }
        }
        final List<Setup> sorted = new ArrayList<>(setups);
        sorted.sort((a, b) -> Integer.compare(b.weight(), a.weight()));
        return sorted;
    }

    private static void addSecond(
            final Set<Setup> setups, final SemanticsProfile profile, final DataSets dataSets) {
        for (int dataSet = 1; dataSet <= DataSets.COUNT; dataSet++) {
            if (dataSets.has(dataSet)) {
                setups.add(new Setup(profile, dataSet, oneQueue()));
                setups.add(new Setup(profile, dataSet, bestTwoQueues(dataSet)));
            }
        }
    }
}
