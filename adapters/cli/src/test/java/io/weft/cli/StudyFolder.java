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
package io.weft.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a study has written: a page with charts and tables, and the tables as CSV. */
final class StudyFolder {
    private static final Pattern VALUE = Pattern.compile("data-value=\"([^\"]*)\"");
    private static final int WIDTH = 1280;

    private final Path scratch;
    private final Path folder;

    StudyFolder(Path scratch, String name) {
        this.scratch = scratch;
        folder = scratch.resolve(name);
    }

    void assertCharts(int count, int width) throws Exception {
        Chromium.Page page = open(width);

        page.assertNothingOnConsole();
        assertTrue(page.html().contains("data-charts=\"" + count + "\""), "charts");
        assertTrue(page.html().contains("data-svg=\"" + count + "\""), "charts as SVG");
        assertTrue(page.html().contains("data-overflow=\"0\""), "wider than the window");
    }

    void assertTables(List<String> names) throws Exception {
        String html = open(WIDTH).html();
        for (String name : names) {
            int begin = html.indexOf("id=\"" + name + "\"");
            String table = html.substring(begin, html.indexOf("</table>", begin));
            List<String> shown = new ArrayList<>();
            Matcher matcher = VALUE.matcher(table);
            while (matcher.find()) {
                shown.add(matcher.group(1));
            }
            assertEquals(csv(name), shown, name);
        }
    }

    private Chromium.Page open(int width) throws Exception {
        return Chromium.require(scratch).open(folder.resolve("index.html"), width);
    }

    private List<String> csv(String name) throws IOException {
        List<String> values = new ArrayList<>();
        try (CsvReader<CsvRecord> lines =
                CsvReader.builder().ofCsvRecord(folder.resolve(name + ".csv"))) {
            lines.stream().skip(1).forEach(line -> values.addAll(line.getFields()));
        }
        assertTrue(values.size() > 20, name);
        return values;
    }
}
