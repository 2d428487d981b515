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
package io.weft.bench.report;

import java.util.Map;
import java.util.TreeSet;

/**
 * Two results side by side.
 *
 * @param before figures by name
 * @param after figures by name
 */
public record Comparison(Map<String, Double> before, Map<String, Double> after) {

    /** How much worse the worst figure became: above 1 for worse; 1 when they share none. */
    public double worst() {
        double worst = Double.NEGATIVE_INFINITY;
        for (final String key : sharedKeys()) {
            worst = Math.max(worst, worsening(key));
        }
        return Double.isInfinite(worst) && worst < 0 ? 1 : worst;
    }

    /** Above 1 for worse, whichever way the figure counts. */
    private double worsening(final String key) {
        final double from = before.get(key);
        final double to = after.get(key);
        return Metric.of(key).map(metric -> metric.worsening(from, to)).orElse(to / from);
    }

    private TreeSet<String> sharedKeys() {
        final TreeSet<String> keys = new TreeSet<>(before.keySet());
        keys.retainAll(after.keySet());
        return keys;
    }

    /**
     * A row for each figure that one of them has.
     *
     * @param beforeName head of the first column of figures.
     * @param afterName head of the second.
     * @return the table; its last column tells the worse from the better.
     */
    public Table table(final String beforeName, final String afterName) {
        final Table table = new Table("figure", beforeName, afterName, "ratio", "");
        final TreeSet<String> keys = new TreeSet<>(before.keySet());
        keys.addAll(after.keySet());
        for (final String key : keys) {
            final double from = before.getOrDefault(key, Double.NaN);
            final double to = after.getOrDefault(key, Double.NaN);
            final boolean isInBoth = before.containsKey(key) && after.containsKey(key);
            table.row(
                    key,
                    Numbers.text(from),
                    Numbers.text(to),
                    isInBoth && from != 0 ? Numbers.text(to / from) : "",
                    isInBoth ? judgement(worsening(key)) : "");
        }
        return table;
    }

    private static String judgement(final double worsening) {
        if (worsening == 1) {
            return "";
        }
        return worsening > 1 ? "worse" : "better";
    }
}
