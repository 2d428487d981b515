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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Four jobs on two nodes of two cores: the second shares a core, the third waits 10 s. */
class RunSeriesTest {
    private static final String HEADER =
            "job_id,class,queue,user,submit,start,end,wait,run,run_alone,procs,nodes,memory,"
                    + "slowdown,bounded_slowdown,state,allocation\n";
    private static final String JOBS =
            "1,batch,1,7,0,0,20,0,20,20,2,1,0,1,1,completed,0:0-1\n"
                    + "2,interactive,1,8,5,5,15.5,0,10.5,10,1,1,0,1.05,1.05,completed,0:1\n"
                    + "3,batch,1,7,10,20,40,10,20,10,4,2,0,3,3,completed,0:0+1;1:0-1\n"
                    + "4,batch,1,9,10,,,,,10,9,0,0,,,rejected,\n";
    private static final String SUMMARY =
            "{\"schedule\": {\"cores\": 4, \"multiplicity_max\": 2, \"makespan_s\": 4.0E1},"
                    + " \"classes\": {\"all\": {\"jobs\": 4}}}";

    @TempDir private Path folder;
    private RunResult run;

    @BeforeEach
    void readRun() throws IOException {
        Files.writeString(folder.resolve("jobs.csv"), HEADER + JOBS);
        Files.writeString(folder.resolve("summary.json"), SUMMARY);
        run = RunReader.read(folder, "four");
    }

    @Test
    void shouldKeepTheDigitsOfFigures() {
        assertEquals("4.0E1", run.figures().get("schedule.makespan_s"));
        assertEquals(
                List.of(
                        "schedule.cores",
                        "schedule.multiplicity_max",
                        "schedule.makespan_s",
                        "classes.all.jobs"),
                List.copyOf(run.figures().keySet()));
    }

    @Test
    void shouldIntegrateTheUseOfTheMachine() {
        final UseSeries use = UseSeries.of(run, 4);

        assertEquals(2 * 20 + 4 * 20, use.occupied().total());
        assertEquals(2 * 20 + 10.5 + 4 * 20, use.processes().total());
        assertEquals(10 * 2, use.occupied().integral(0));
        assertEquals(10 * 2 + 5, use.processes().integral(0));
        assertEquals(1.5, use.fullest().max(1));
        assertEquals(1, use.fullest().max(2));
    }

    @Test
    void shouldCountWaitingJobs() {
        final TimeBins waiting = QueueSeries.of(run, 4);

        assertEquals(10, waiting.total());
        assertEquals(1, waiting.mean(1));
        assertEquals(0, waiting.max(2));
    }

    @Test
    void shouldSpreadProcessesOverTheHeatMapAndLoseNone() {
        final HeatMap heat = HeatMap.of(run, 8);

        assertEquals(2, heat.rowCount());
        assertEquals(4, heat.columnCount());
        assertEquals(25, heat.processS(0, 0));
        assertEquals(0, heat.processS(1, 1));
        assertEquals(1, heat.multiplicity(1, 3));
        double sum = 0;
        for (int cell = 0; cell < 8; cell++) {
            sum += heat.processS(cell / 4, cell % 4);
        }
        assertEquals(UseSeries.of(run, 4).processes().total(), sum);
        assertEquals((byte) HeatMap.BYTE_MAX, heat.bytes(1)[7]);
    }

    @Test
    void shouldCountWhatIsAtOrBelowAValue() {
        final double[] values = {3, 1, 2, 2};

        assertEquals(
                List.of(
                        new CumulativeShare.Point(1, 0.25),
                        new CumulativeShare.Point(2, 0.75),
                        new CumulativeShare.Point(3, 1)),
                CumulativeShare.of(values, 10));
        assertEquals(List.of(), CumulativeShare.of(new double[0], 10));
    }

    @Test
    void shouldBoundThePointsOfACurveAndEndAtTheLargestValue() {
        final double[] values = new double[100_000];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }

        final List<CumulativeShare.Point> points = CumulativeShare.of(values, 100);

        assertEquals(101, points.size());
        assertEquals(new CumulativeShare.Point(0, 1e-5), points.get(0));
        assertEquals(new CumulativeShare.Point(99_999, 1), points.get(100));
    }

    @Test
    void shouldTellHowEachUserFared() {
        final UserSlowdowns slowdowns = UserSlowdowns.of(run);

        assertEquals(
                List.of(
                        new UserSlowdowns.User(7, 2, 2, (20 * 2 + 20 * 4) / 3600.0),
                        new UserSlowdowns.User(8, 1, 1.05, 10.5 / 3600)),
                slowdowns.users());
        assertEquals(3.05 * 3.05 / (2 * (4 + 1.05 * 1.05)), slowdowns.jainIndex(), 1e-12);
        assertEquals(7, slowdowns.largest(1).get(0).user());
    }

    @Test
    void shouldWriteOnePageThatNeedsNothingElse() throws IOException {
        final StringWriter page = new StringWriter();

        HtmlReport.write(List.of(RunReader.read(folder, "</script>")), page);

        final String text = page.toString();
        assertTrue(text.contains("\"schedule.makespan_s\":\"4.0E1\""));
        assertTrue(text.contains("\\u003c/script>"));
        assertEquals(4, text.split("</script>", -1).length - 1);
        assertTrue(!text.contains("{{") && !text.contains("<script src"), "placeholders");
    }

    @Test
    void shouldNameTheLineThatIsNotUnderstood() throws IOException {
        Files.writeString(folder.resolve("jobs.csv"), HEADER + JOBS.replace("0:0+1;", "0;"));

        final ResultException thrown =
                assertThrows(ResultException.class, () -> RunReader.read(folder, "four"));

        assertTrue(thrown.getMessage().contains("jobs.csv:4: no colon in 0"), thrown::getMessage);
    }

    @Test
    void shouldRefuseNodesThatNoMachineHas() throws IOException {
        Files.writeString(
                folder.resolve("jobs.csv"), HEADER + JOBS.replace("0:0+1;", "1000000000:0;"));

        final ResultException thrown =
                assertThrows(ResultException.class, () -> RunReader.read(folder, "four"));

        assertTrue(thrown.getMessage().contains("jobs.csv:4: node=1000000000"), thrown::getMessage);
    }

    @Test
    void shouldRefuseASummaryThatIsANumberOnly() throws IOException {
        Files.writeString(folder.resolve("summary.json"), "1e9");

        final ResultException thrown =
                assertThrows(ResultException.class, () -> RunReader.read(folder, "four"));

        assertTrue(
                thrown.getMessage().endsWith("summary.json: has no number at schedule.cores"),
                thrown::getMessage);
    }

    @Test
    void shouldNameTheFileThatIsMissing() throws IOException {
        Files.delete(folder.resolve("summary.json"));

        final ResultException thrown =
                assertThrows(ResultException.class, () -> RunReader.read(folder, "four"));

        assertTrue(thrown.getMessage().endsWith("summary.json: no such file"), thrown::getMessage);
    }
}
