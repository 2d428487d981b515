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

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.weft.simulator.report.study.Table.Cell;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** Writes tables for programs and for people. */
public final class TableText {
    private TableText() {}

    /** A table as comma-separated values with a header, numbers with all their digits. */
    public static String csv(final Table table) {
        final StringWriter text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
            csv.writeRecord(table.columns());
            for (final List<Cell> row : table.rows()) {
                csv.writeRecord(row.stream().map(Cell::exact).toList());
            }
        } catch (final IOException e) {
            throw new UncheckedIOException("a text can be written", e);
        }
        return text.toString();
    }

    /** A table in Markdown, below its title. */
    public static String markdown(final Table table) {
        final StringBuilder text = new StringBuilder();
        text.append("## ").append(table.title()).append("\n\n");
        text.append(table.text()).append("\n\n");
        line(text, table.columns());
        line(text, table.columns().stream().map(name -> "---").toList());
        for (final List<Cell> row : table.rows()) {
            line(text, row.stream().map(Cell::text).toList());
        }
        return text.append('\n').toString();
    }

    private static void line(final StringBuilder text, final List<String> words) {
        text.append('|');
        for (final String word : words) {
            text.append(' ').append(word.replace("|", "\\|")).append(word.isEmpty() ? "|" : " |");
        }
        text.append('\n');
    }
}
