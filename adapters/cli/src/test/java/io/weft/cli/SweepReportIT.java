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

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A sweep in a browser: 24 cells, one of which failed, and a policy that looks like HTML. */
class SweepReportIT {
    private static final Pattern LINE = Pattern.compile("<tr[ >].*?</tr>", Pattern.DOTALL);
    private static final Pattern FIELD = Pattern.compile("<t[hd](?: [^>]*)?>([^<]*)</t[hd]>");
    private static final String FAILED = "5";
    private static final String POLICY = "<b>fcfs</b>";

    @TempDir private static Path folder;
    private static List<NamedCsvRecord> cells;
    private static Path report;

    @BeforeAll
    static void sweep() throws IOException {
        Path table = folder.resolve("merged.csv");
        report = folder.resolve("report.html");
        String line =
                "sweep --policy easy,fcfs -M 1,2 --load-factor 0.8,1.25 --seed 1..3 --jobs 60"
                        + " --nodes 4 --cores 4 --out "
                        + folder.resolve("sweep");
        Weft.runWell((Object[]) line.split(" "));
        List<String> lines = new ArrayList<>();
        for (String text : Files.readAllLines(folder.resolve("sweep/table.csv"))) {
            lines.add(text.startsWith(FAILED + ",") ? failed(text) : text);
        }
        Files.writeString(
                table, String.join("\n", lines).replace(",fcfs,", "," + POLICY + ",") + "\n");
        Weft.runWell("report", table, "-o", report);
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(table)) {
            cells = csv.stream().toList();
        }
        assertEquals(24, cells.size());
    }

    private static String failed(String line) {
        int figures = line.indexOf(",ok,,") + ",ok,,".length();
        return line.substring(0, figures).replace(",ok,,", ",failed,<img src=x onerror=alert(1)>,")
                + line.substring(figures).replaceAll("[^,]", "");
    }

    @ParameterizedTest
    @CsvSource({
        "1280, ''",
        "400, ''",
        "1280, figure=batch_slowdown_max&x=policy&line=seed&panel=max_multiplicity&log=1",
        "400, figure=makespan_s&x=seed&line=&panel=load_factor&columns=all",
        "1280, figure=nothing&x=&line=trace&panel=seed&over=policy&policy=none",
    })
    void shouldDrawAndSayNothingOnTheConsole(int width, String fragment) throws Exception {
        Chromium.Page page = Chromium.require(folder).open(report, fragment, width);

        page.assertNothingOnConsole();
        assertTrue(page.html().contains("data-charts=\"1\""), "charts");
        assertTrue(page.html().contains("data-svg=\"1\""), "charts as SVG");
        assertTrue(page.html().contains("data-overflow=\"0\""), "wider than the window");
        assertFalse(page.html().contains(POLICY), "a policy became an element");
        assertFalse(page.html().contains("<img src=x"), "a failure became an element");
    }

    /** Chooses everything there is to choose, one after another, and points at what is drawn. */
    @Test
    void shouldDrawAgainWhateverIsChosen() throws Exception {
        String script =
                """
                <script>
                let chosen = 0;
                const failures = [];
                const boxes = () => [...document.querySelectorAll('select, input')];
                const point = () => {
                  const chart = echarts.getInstanceByDom(document.querySelector('.chart'));
                  chart.getOption().series.forEach((s, i) => {
                    chart.dispatchAction({ type: 'showTip', seriesIndex: i, dataIndex: 0 });
                    const tip = chart.getDom().textContent;
                    if (s.tooltip === undefined && !tip.includes('cell')) failures.push(tip);
                    if (document.querySelector('b')) failures.push('markup');
                  });
                };
                const choose = (i, how) => {
                  how(boxes()[i]);
                  boxes()[i].dispatchEvent(new Event('change'));
                  if (document.querySelectorAll('#drawn tbody tr').length > 0) chosen++;
                  point();
                };
                for (let i = 0; i < boxes().length; i++) {
                  const box = boxes()[i];
                  const all = box.tagName === 'SELECT' ? [...box.options].map((o) => o.value) : [true, false];
                  const before = box.tagName === 'SELECT' ? box.value : box.checked;
                  all.concat([before]).forEach((v) => choose(i, (b) => { b[b.tagName === 'SELECT' ? 'value' : 'checked'] = v; }));
                }
                document.querySelectorAll('#cells th button').forEach((b) => b.click());
                document.documentElement.dataset.chosen = String(chosen);
                document.documentElement.dataset.failures = failures.join(';');
                </script>
                """;
        String html = Files.readString(report);
        int end = html.lastIndexOf("</body>");
        Path worked = folder.resolve("worked.html");
        Files.writeString(worked, html.substring(0, end) + script + html.substring(end));

        Chromium.Page page = Chromium.require(folder).open(worked, 1280);

        page.assertNothingOnConsole();
        Matcher chosen = Pattern.compile("data-chosen=\"(\\d+)\"").matcher(page.html());
        assertTrue(chosen.find(), "the script ended early");
        assertTrue(Integer.parseInt(chosen.group(1)) > 60, chosen::group);
        assertTrue(page.html().contains("data-failures=\"\""), "a point tells nothing");
        assertFalse(page.html().contains(POLICY), "a policy became an element");
    }

    @Test
    void shouldShowEveryCellWithTheDigitsOfTheTable() throws Exception {
        List<List<String>> shown = table("cells", "columns=all");

        assertEquals(cells.get(0).getHeader(), shown.remove(0));
        assertEquals(cells.stream().map(NamedCsvRecord::getFields).toList(), shown);
    }

    @Test
    void shouldDrawTheMedianOfSeedsAndTheirSpan() throws Exception {
        String figure = "interactive_wait_s_mean";
        List<List<String>> shown =
                table("drawn", "x=load_factor&line=policy&panel=max_multiplicity&figure=" + figure);

        assertEquals(
                List.of(
                        "max_multiplicity",
                        "policy",
                        "load_factor",
                        "median",
                        "least",
                        "most",
                        "cells"),
                shown.remove(0));
        Map<List<String>, List<String>> expected =
                new TreeMap<>(Comparator.comparing(List::toString));
        for (NamedCsvRecord cell : cells) {
            List<String> point =
                    List.of(
                            cell.getField("max_multiplicity"),
                            cell.getField("policy"),
                            cell.getField("load_factor"));
            expected.computeIfAbsent(point, key -> new ArrayList<>()).add(cell.getField(figure));
        }
        assertEquals(8, expected.size());
        assertEquals(expected.keySet().size(), shown.size());
        for (List<String> line : shown) {
            List<String> values = new ArrayList<>(expected.get(line.subList(0, 3)));
            values.removeIf(String::isEmpty);
            values.sort(Comparator.comparing(BigDecimal::new));
            double median = median(values);
            assertEquals(median, Double.parseDouble(line.get(3)), 1e-14 * median, line::toString);
            assertEquals(values.get(0), line.get(4));
            assertEquals(values.get(values.size() - 1), line.get(5));
            assertEquals(values.size() + " of 3", line.get(6));
        }
        assertEquals(1, shown.stream().filter(line -> line.get(6).equals("2 of 3")).count());
    }

    private static double median(List<String> values) {
        int half = values.size() / 2;
        double upper = Double.parseDouble(values.get(half));
        return values.size() % 2 == 1
                ? upper
                : (Double.parseDouble(values.get(half - 1)) + upper) / 2;
    }

    @Test
    void shouldDrawOnlyTheCellsOfAValueThatIsNoAxis() throws Exception {
        List<List<String>> shown =
                table("drawn", "figure=makespan_s&x=load_factor&line=&panel=&policy=easy&seed=2");

        assertEquals(List.of("load_factor", "makespan_s", "cell"), shown.remove(0));
        assertEquals(
                cells.stream()
                        .filter(cell -> cell.getField("policy").equals("easy"))
                        .filter(cell -> cell.getField("seed").equals("2"))
                        .filter(cell -> cell.getField("max_multiplicity").equals("1"))
                        .map(
                                cell ->
                                        List.of(
                                                cell.getField("load_factor"),
                                                cell.getField("makespan_s"),
                                                cell.getField("cell")))
                        .toList(),
                shown);
    }

    @Test
    void shouldNameTheLeastAndTheMostOfEachFigure() throws Exception {
        List<List<String>> shown = table("best", "columns=all");

        assertEquals(List.of("figure", "least", "in", "most", "in"), shown.remove(0));
        assertTrue(shown.size() > 50, () -> shown.size() + " figures");
        for (List<String> line : shown) {
            List<BigDecimal> values =
                    cells.stream()
                            .map(cell -> cell.getField(line.get(0)))
                            .filter(text -> !text.isEmpty())
                            .map(BigDecimal::new)
                            .sorted()
                            .toList();
            assertEquals(values.get(0), new BigDecimal(line.get(1)), line::toString);
            assertEquals(
                    values.get(values.size() - 1), new BigDecimal(line.get(3)), line::toString);
            assertCells(line.get(0), line.get(1), line.get(2), values);
            assertCells(line.get(0), line.get(3), line.get(4), values);
        }
    }

    private static void assertCells(
            String figure, String best, String text, List<BigDecimal> values) {
        List<String> equal =
                cells.stream()
                        .filter(cell -> cell.getField(figure).equals(best))
                        .map(cell -> cell.getField("cell"))
                        .toList();
        if (equal.size() == values.size()) {
            assertEquals("all " + equal.size() + " cells", text);
            return;
        }
        String rest = equal.size() > 2 ? "; and " + (equal.size() - 1) + " more" : "";
        assertTrue(text.startsWith("cell " + equal.get(0) + ": policy "), text);
        assertTrue(text.endsWith(rest), text);
        assertEquals(equal.size() == 2, text.contains("; cell " + equal.get(equal.size() - 1)));
    }

    /** The texts of a table of the page, its heading first. */
    private static List<List<String>> table(String id, String fragment) throws Exception {
        String html = Chromium.require(folder).open(report, fragment, 1280).html();
        int from = html.indexOf("<table id=\"" + id + "\"");
        Matcher lines = LINE.matcher(html.substring(from, html.indexOf("</table>", from)));
        return lines.results()
                .map(line -> fields(line.group()))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static List<String> fields(String line) {
        return FIELD.matcher(line.replaceAll("</?button>", ""))
                .results()
                .map(field -> field.group(1))
                .map(text -> text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
                .toList();
    }
}
