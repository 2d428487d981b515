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
package io.weft.simulator.compare;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Who is best at something on one mix of jobs. Values that are shown alike are equal.
 *
 * @param mix of jobs
 * @param measure at what
 * @param best all that are
 * @param value of them
 * @param usual the best of what sites do, null if none was simulated
 * @param usualValue its value
 * @param ours the best of what Weft adds, null if none was simulated
 * @param oursValue its value
 */
record Ranking(
        JobMix mix,
        Measure measure,
        List<Contender> best,
        BigDecimal value,
        Contender usual,
        BigDecimal usualValue,
        Contender ours,
        BigDecimal oursValue) {

    /**
     * Ranks contenders.
     *
     * @param values theirs
     * @return null if there is none
     */
    static Ranking of(
            final JobMix mix, final Measure measure, final Map<Contender, BigDecimal> values) {
        Contender first = null;
        Contender usual = null;
        Contender ours = null;
        for (final Contender each : values.keySet()) {
            first = better(first, each, measure, values);
            if (each.isOurs()) {
                ours = better(ours, each, measure, values);
            } else {
                usual = better(usual, each, measure, values);
            }
        }
        if (first == null) {
            return null;
        }
        final List<Contender> best = new ArrayList<>();
        for (final Contender each : values.keySet()) {
            if (measure.compare(values.get(each), values.get(first)) == 0) {
                best.add(each);
            }
        }
        return new Ranking(
                mix,
                measure,
                best,
                values.get(first),
                usual,
                usual == null ? null : values.get(usual),
                ours,
                ours == null ? null : values.get(ours));
    }

    private static Contender better(
            final Contender one,
            final Contender other,
            final Measure measure,
            final Map<Contender, BigDecimal> values) {
        return one == null || measure.compare(values.get(other), values.get(one)) > 0 ? other : one;
    }

    /** Whether what Weft adds is better (above 0), as good, or worse than what sites do. */
    int verdict() {
        return usual == null || ours == null ? 0 : measure.compare(oursValue, usualValue);
    }

    /** The verdict in words. */
    String verdictText() {
        final int verdict = verdict();
        if (verdict > 0) {
            return "better";
        }
        return verdict == 0 ? "equal" : "worse";
    }

    /** Who is best, in words. */
    String bestText() {
        return best.size() == Contender.values().length
                ? "all"
                : String.join("; ", best.stream().map(Contender::text).toList());
    }

    /** The result in a sentence. */
    String sentence() {
        return mix.jobs().name()
                + ", "
                + mix.interactivePercent()
                + " %: "
                + measure.text()
                + ": "
                + usual.text()
                + " has "
                + measure.shown(usualValue).toPlainString()
                + ", the best of Weft's, "
                + ours.text()
                + ", "
                + measure.shown(oursValue).toPlainString()
                + ".";
    }
}
