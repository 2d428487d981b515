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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page of a comparison in a browser. */
class CompareIT {
    private static final Pattern VALUE = Pattern.compile("data-value=\"([^\"]*)\"");
    private static final int CHART_COUNT = 10;

    @TempDir private static Path folder;

    @BeforeAll
    static void compare() {
        Weft.runWell(
                "compare",
                "--jobs",
                300,
                "--shares",
                "10,50",
                "--out",
                folder.resolve("c"),
                "--quiet");
    }

    @ParameterizedTest
    @ValueSource(ints = {1280, 400})
    void shouldDrawEveryChartAndSayNothingOnTheConsole(int width) throws Exception {
        Chromium.Page page = open(width);

        page.assertNothingOnConsole();
        assertTrue(page.html().contains("data-charts=\"" + CHART_COUNT + "\""), "charts");
        assertTrue(page.html().contains("data-svg=\"" + CHART_COUNT + "\""), "charts as SVG");
        assertTrue(page.html().contains("data-overflow=\"0\""), "wider than the window");
    }

    @Test
    void shouldShowTheNumbersOfTheCsvFiles() throws Exception {
        String html = open(1280).html();

        for (String name : List.of("comparison", "best")) {
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

    private static Chromium.Page open(int width) throws Exception {
        return Chromium.require(folder).open(folder.resolve("c/index.html"), width);
    }

    private static List<String> csv(String name) throws IOException {
        List<String> values = new ArrayList<>();
        try (CsvReader<CsvRecord> lines =
                CsvReader.builder().ofCsvRecord(folder.resolve("c").resolve(name + ".csv"))) {
            lines.stream().skip(1).forEach(line -> values.addAll(line.getFields()));
        }
        assertTrue(values.size() > 20, name);
        return values;
    }
}
