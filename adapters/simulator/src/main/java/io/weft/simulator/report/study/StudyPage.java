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

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weft.simulator.report.html.HtmlPage;
import io.weft.simulator.report.study.Chart.Series;
import io.weft.simulator.report.study.Table.Cell;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.util.List;

/** Tables and charts as one page of HTML, which asks no network for anything. */
public final class StudyPage {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private StudyPage() {}

    /**
     * Writes a page.
     *
     * @param title above it
     * @param notes paragraphs below the title
     * @param tables in their order
     * @param charts below the tables
     * @param writer in UTF-8; stays open
     * @throws IOException if it cannot be written
     */
    public static void write(
            final String title,
            final List<String> notes,
            final List<Table> tables,
            final List<Chart> charts,
            final Writer writer)
            throws IOException {
        final ObjectNode root = MAPPER.createObjectNode();
        root.put("title", title);
        notes.forEach(root.putArray("notes")::add);
        final ArrayNode tableNodes = root.putArray("tables");
        tables.forEach(table -> write(table, tableNodes.addObject()));
        final ArrayNode chartNodes = root.putArray("charts");
        charts.forEach(chart -> write(chart, chartNodes.addObject()));
        HtmlPage.write(StudyPage.class, "study", MAPPER.writeValueAsString(root), writer);
    }

    private static void write(final Table table, final ObjectNode target) {
        target.put("id", table.id());
        target.put("title", table.title());
        target.put("text", table.text());
        target.put("keys", table.keyCount());
        table.columns().forEach(target.putArray("columns")::add);
        final ArrayNode rows = target.putArray("rows");
        for (final List<Cell> row : table.rows()) {
            final ArrayNode cells = rows.addArray();
            for (final Cell cell : row) {
                if (cell.isNumber()) {
                    cells.addArray().add(cell.text()).add(cell.exact());
                } else {
                    cells.add(cell.text());
                }
            }
        }
    }

    private static void write(final Chart chart, final ObjectNode target) {
        target.put("id", chart.id());
        target.put("title", chart.title());
        target.put("text", chart.text());
        target.put("axis", chart.axis());
        target.put("least", chart.least());
        target.put("limit", chart.limit());
        chart.categories().forEach(target.putArray("categories")::add);
        final ArrayNode all = target.putArray("series");
        for (final Series series : chart.series()) {
            final ObjectNode node = all.addObject();
            node.put("name", series.name());
            final ArrayNode points = node.putArray("points");
            for (final List<BigDecimal> point : series.points()) {
                point.forEach(points.addArray()::add);
            }
        }
    }
}
