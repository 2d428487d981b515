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
package io.weft.simulator.report.study;

import java.math.BigDecimal;
import java.util.List;

/**
 * A figure, as data.
 *
 * @param id its name in files, such as {@code figure-4b-batch}
 * @param title above it
 * @param text what it shows
 * @param axis what is measured
 * @param least where a logarithmic axis begins
 * @param categories of bars; none: series are curves of percentages by value
 * @param series to be drawn
 * @param limit a line across bars; null: none
 */
public record Chart(
        String id,
        String title,
        String text,
        String axis,
        int least,
        List<String> categories,
        List<Series> series,
        BigDecimal limit) {
    /**
     * One series.
     *
     * @param name of it
     * @param points bars: a number for each category, null where there is none; curves: pairs
     */
    public record Series(String name, List<List<BigDecimal>> points) {}

    /** Curves on a logarithmic axis that begins at some value. */
    public static Chart ofCurves(
            final String id,
            final String title,
            final String text,
            final String axis,
            final int least,
            final List<Series> series) {
        return new Chart(id, title, text, axis, least, List.of(), series, null);
    }
}
