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

import java.util.Base64;

/** A page that needs nothing else: each curve is a picture in it, with its table below. */
final class HtmlPage {
    private static final String STYLE =
            "body{font:15px/1.45 system-ui,sans-serif;max-width:940px;margin:2em auto;padding:0 1em;"
                    + "color:#222}pre{background:#f5f5f5;padding:.8em;white-space:pre-wrap}"
                    + "figure{margin:0}img{max-width:100%}table{border-collapse:collapse;"
                    + "font-variant-numeric:tabular-nums;margin:.5em 0 2.5em}"
                    + "td,th{padding:.2em .8em;border-bottom:1px solid #ddd;text-align:right;"
                    + "font-weight:normal}th{color:#666}td:first-child,th:first-child"
                    + "{text-align:left}";

    private final ScaleReport report;

    HtmlPage(final ScaleReport report) {
        this.report = report;
    }

    /** The page; it is XML, too. */
    String text() {
        final StringBuilder page = new StringBuilder("<!DOCTYPE html>\n");
        page.append("<html lang=\"en\">\n<head>\n<meta charset=\"UTF-8\"/>\n");
        page.append("<title>Weft: how costs grow</title>\n<style>").append(STYLE);
        page.append("</style>\n</head>\n<body>\n<h1>Weft: how costs grow</h1>\n<pre>");
        page.append(escaped(report.circumstances())).append("</pre>\n");
        for (final ScaleChart chart : report.charts()) {
            append(page, chart);
        }
        return page.append("</body>\n</html>\n").toString();
    }

    private void append(final StringBuilder page, final ScaleChart chart) {
        final String title = escaped(chart.title());
        page.append("<h2 id=\"").append(escaped(chart.id())).append("\">").append(title);
        page.append("</h2>\n<p>").append(escaped(chart.note())).append("</p>\n<figure>");
        page.append("<img alt=\"").append(title).append("\" src=\"data:image/svg+xml;base64,");
        page.append(Base64.getEncoder().encodeToString(SvgChart.draw(report, chart)));
        page.append("\"/></figure>\n");
        page.append("<p>Medians; ").append(escaped(chart.yTitle())).append(".</p>\n");
        appendTable(page, report.table(chart));
    }

    private static void appendTable(final StringBuilder page, final Table table) {
        page.append("<table>\n");
        String cell = "th";
        for (final var row : table.rows()) {
            page.append("<tr>");
            for (final String text : row) {
                page.append('<').append(cell).append('>').append(escaped(text));
                page.append("</").append(cell).append('>');
            }
            page.append("</tr>\n");
            cell = "td";
        }
        page.append("</table>\n");
    }

    private static String escaped(final String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
