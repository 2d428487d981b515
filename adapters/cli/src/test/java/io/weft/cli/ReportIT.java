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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A report in a browser. */
class ReportIT {
    private static final Pattern FIGURE =
            Pattern.compile("data-run=\"1\" data-figure=\"([^\"]+)\" data-value=\"([^\"]+)\"");

    /** Of two runs, each with a map of its nodes. */
    private static final int CHART_COUNT = 11;

    @TempDir private static Path folder;
    private static Path shared;
    private static Path report;

    @BeforeAll
    static void simulate() {
        Path alone = folder.resolve("alone");
        shared = folder.resolve("shared");
        report = folder.resolve("report.html");
        Object[] jobs = {"simulate", "--jobs", 2000, "--nodes", 20, "--quiet", "--journal", "none"};
        Weft.runWell(with(jobs, "-M", 1, "--out", alone));
        Weft.runWell(with(jobs, "-M", 4, "--out", shared));
        Weft.runWell("report", alone, shared, "--names", "alone,<b>shared", "-o", report);
    }

    @ParameterizedTest
    @ValueSource(ints = {1280, 500})
    void shouldDrawEveryChartAndSayNothingOnTheConsole(int width) throws Exception {
        Chromium.Page page = Chromium.require(folder).open(report, width);

        page.assertNothingOnConsole();
        assertTrue(page.html().contains("data-charts=\"" + CHART_COUNT + "\""), "charts");
        assertTrue(page.html().contains("data-svg=\"" + CHART_COUNT + "\""), "charts as SVG");
        assertTrue(page.html().contains("data-overflow=\"0\""), "wider than the window");
        assertFalse(page.html().contains("<b>shared"), "a name became an element");
    }

    @Test
    void shouldShowTheNumbersOfTheSummary() throws Exception {
        Chromium.Page page = Chromium.require(folder).open(report, 1280);

        SortedMap<String, Double> shown = new TreeMap<>();
        Matcher matcher = FIGURE.matcher(page.html());
        while (matcher.find()) {
            shown.put(matcher.group(1), Double.parseDouble(matcher.group(2)));
            assertTrue(
                    Files.readString(shared.resolve("summary.json")).contains(matcher.group(2)),
                    matcher::group);
        }
        assertEquals(summary(), shown);
    }

    @Test
    void shouldStaySmall() throws IOException {
        assertTrue(Files.size(report) < 3 << 20, () -> report + " is large");
    }

    private static SortedMap<String, Double> summary() throws IOException {
        SortedMap<String, Double> figures = new TreeMap<>();
        collect("", new ObjectMapper().readTree(shared.resolve("summary.json").toFile()), figures);
        assertTrue(figures.size() > 50, figures::toString);
        return figures;
    }

    private static void collect(String path, JsonNode node, Map<String, Double> figures) {
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            String name = path + field.getKey();
            if (field.getValue().isNumber()) {
                figures.put(name, field.getValue().asDouble());
            } else {
                collect(name + ".", field.getValue(), figures);
            }
        }
    }

    private static Object[] with(Object[] words, Object... more) {
        Object[] all = Arrays.copyOf(words, words.length + more.length);
        System.arraycopy(more, 0, all, words.length, more.length);
        return all;
    }
}
