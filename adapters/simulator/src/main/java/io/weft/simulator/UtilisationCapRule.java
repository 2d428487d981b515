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

import io.weft.core.state.Limits;
import java.util.Set;

/**
 * Between which marks M of a queue follows what is busy on its nodes.
 *
 * @param isInteractive whether it is about the queue for interactive jobs; null: if there is one
 * @param maxMultiplicity up to which M may be raised
 * @param lowPerMille with fewer busy processes for 1000 cores M is raised
 * @param highPerMille with more it is lowered
 * @param periodNs after which is measured, ns
 * @param pauseNs least time from one move to the next, ns
 */
public record UtilisationCapRule(
        Boolean isInteractive,
        int maxMultiplicity,
        int lowPerMille,
        int highPerMille,
        long periodNs,
        long pauseNs) {
    private static final Set<String> NAMES =
            Set.of("queue", "max", "low", "high", "period", "pause");
    private static final int PERIOD_S_DEFAULT = 600;
    private static final int MARK_MAX = 1000 * Limits.MULTIPLICITY_MAX;

    /**
     * The rule of a text such as {@code max=4,low=40%,high=80%,period=600,pause=1800}. Marks are
     * busy processes in percent of the cores; times are seconds; {@code max}, {@code low} and
     * {@code high} must be there.
     *
     * @throws IllegalArgumentException naming what is wrong in it
     */
    public static UtilisationCapRule of(final String text) {
        final RuleText rule = new RuleText(text, NAMES);
        rule.require("max");
        rule.require("low");
        rule.require("high");
        final int low = rule.perMille("low");
        final int high = rule.perMille("high");
        if (low > high || high > MARK_MAX) {
            throw new IllegalArgumentException(
                    "low="
                            + rule.value("low")
                            + ", high="
                            + rule.value("high")
                            + ", expected low at most high, and high at most 1500%");
        }
        final long periodNs = rule.ns("period", PERIOD_S_DEFAULT, 1);
        return new UtilisationCapRule(
                rule.isInteractive(),
                rule.count("max", 0, 1, Limits.MULTIPLICITY_MAX),
                low,
                high,
                periodNs,
                rule.has("pause") ? rule.ns("pause", 0, 0) : periodNs);
    }
}
