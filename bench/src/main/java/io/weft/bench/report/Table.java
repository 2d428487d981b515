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

import java.util.ArrayList;
import java.util.List;

/** Rows of text under a head: the first column leans left, the others right. */
public final class Table {
    private final List<List<String>> rows = new ArrayList<>();
    private final int columnCount;

    /**
     * A table without rows.
     *
     * @param head names of the columns.
     */
    public Table(final String... head) {
        columnCount = head.length;
        rows.add(List.of(head));
    }

    /**
     * Adds a row.
     *
     * @param cells as many as there are columns.
     * @return this.
     */
    public Table row(final String... cells) {
        if (cells.length != columnCount) {
            throw new IllegalArgumentException(
                    "cells=" + cells.length + ", expected " + columnCount);
        }
        rows.add(List.of(cells));
        return this;
    }

    /** The head, then the rows. */
    List<List<String>> rows() {
        return rows;
    }

    /** For a terminal: a line each, columns two blanks apart. */
    public String text() {
        final StringBuilder text = new StringBuilder();
        for (final List<String> row : rows) {
            final StringBuilder line = new StringBuilder();
            for (int column = 0; column < columnCount; column++) {
                line.append(column == 0 ? "" : "  ").append(padded(row.get(column), column));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private String padded(final String cell, final int column) {
        int width = 0;
        for (final List<String> row : rows) {
            width = Math.max(width, row.get(column).length());
        }
        final String blanks = " ".repeat(width - cell.length());
        return column == 0 ? cell + blanks : blanks + cell;
    }

    /** For a page in Markdown. */
    public String markdown() {
        final StringBuilder text = new StringBuilder();
        for (int i = 0; i < rows.size(); i++) {
            text.append("| ").append(String.join(" | ", rows.get(i))).append(" |\n");
            if (i == 0) {
                text.append("| ---").append(" | ---:".repeat(columnCount - 1)).append(" |\n");
            }
        }
        return text.toString();
    }
}
