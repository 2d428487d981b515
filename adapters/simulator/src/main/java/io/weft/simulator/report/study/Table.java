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
import java.math.RoundingMode;
import java.util.List;

/**
 * A table of results.
 *
 * @param id its name in files, such as {@code table-ii}
 * @param title above it
 * @param text what it shows, in a sentence or two
 * @param keyCount how many columns on the left tell the rows apart
 * @param columns names
 * @param rows a cell for each column
 */
public record Table(
        String id,
        String title,
        String text,
        int keyCount,
        List<String> columns,
        List<List<Cell>> rows) {
    /**
     * What stands in a place.
     *
     * @param text for people
     * @param value all digits of a number; null: it is no number
     */
    public record Cell(String text, BigDecimal value) {
        /** A text. */
        public static Cell of(final String text) {
            return new Cell(text, null);
        }

        /**
         * A number.
         *
         * @param value all its digits; null: an empty cell
         * @param decimals that are shown
         */
        public static Cell of(final BigDecimal value, final int decimals) {
            return value == null
                    ? of("")
                    : new Cell(
                            value.setScale(decimals, RoundingMode.HALF_UP).toPlainString(), value);
        }

        /** All digits of a number, or the text. */
        String exact() {
            return value == null ? text : value.stripTrailingZeros().toPlainString();
        }

        boolean isNumber() {
            return value != null;
        }
    }

    /** Checks that rows are as wide as the header. */
    public Table {
        for (final List<Cell> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException(
                        "cells=" + row.size() + ", expected " + columns.size() + " in " + id);
            }
        }
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }
}
