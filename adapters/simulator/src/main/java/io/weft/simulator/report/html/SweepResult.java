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
package io.weft.simulator.report.html;

import java.util.List;

/**
 * The table of a sweep as it stands in its file, digit by digit: a row for each cell, with its
 * number, its parameters, {@code state}, {@code failure}, and its figures. What there is not, is
 * empty.
 *
 * @param columns the names of all columns, each once
 * @param parameterCount how many columns after the first are parameters
 * @param rows as many fields each as there are columns; one or more
 */
public record SweepResult(List<String> columns, int parameterCount, List<List<String>> rows) {
    private static final String FAILED = "failed";

    /** How many cells there are. */
    public int cellCount() {
        return rows.size();
    }

    /** How many of them have no figures. */
    public int failedCount() {
        return (int)
                rows.stream().filter(row -> row.get(1 + parameterCount).equals(FAILED)).count();
    }
}
