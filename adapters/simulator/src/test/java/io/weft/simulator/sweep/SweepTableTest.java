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
package io.weft.simulator.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.wire.JobClass;
import io.weft.core.wire.ReasonCode;
import io.weft.simulator.NodeShare;
import io.weft.simulator.TestJobs;
import io.weft.simulator.metrics.JobHistory;
import io.weft.simulator.metrics.JobOutcome;
import io.weft.simulator.metrics.MachineUse;
import io.weft.simulator.metrics.OutcomeState;
import io.weft.simulator.metrics.ScheduleMetrics;
import io.weft.simulator.metrics.ScheduleSummary;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table of a sweep of two policies, and the plan that names its results. */
class SweepTableTest {
    private static final CellResult NOTHING =
            CellResult.of(new ScheduleMetrics().summary(new MachineUse(0, 0, 0, 0, 0, 0, 0)));

    private final SweepPlan plan = plan("m1", "easy", "fcfs");

    @TempDir private Path directory;
    private CellStore first;
    private CellStore second;

    private static SweepPlan plan(final String machine, final String... policies) {
        final TreeMap<String, String> settings = new TreeMap<>();
        settings.put("machine", machine);
        final TreeMap<String, String> digests = new TreeMap<>();
        digests.put("a.swf", "d1");
        return new SweepPlan(
                settings,
                digests,
                new SweepGrid(
                        List.of(policies),
                        List.of(2),
                        List.of(NodeShare.NONE),
                        List.of(1250),
                        List.of(1000),
                        List.of("a.swf"),
                        List.of()));
    }

    @BeforeEach
    void createStores() throws IOException {
        first = new CellStore(directory.resolve("first"));
        second = new CellStore(directory.resolve("second"));
        first.create();
        second.create();
    }

    private String key(final int number) {
        return plan.key(plan.grid().cells().get(number));
    }

    /** The lines, taken apart. */
    private List<List<String>> write(final int failed) throws IOException {
        final StringWriter text = new StringWriter();
        assertEquals(failed, SweepTable.write(plan, List.of(first, second), text));
        return text.toString().lines().map(line -> Arrays.asList(line.split(",", -1))).toList();
    }

    private static CellResult oneJob() {
        final ScheduleMetrics metrics = new ScheduleMetrics();
        metrics.onOutcome(
                new JobOutcome(
                        TestJobs.batch(1, 0, 30, 30, 1, 2),
                        OutcomeState.COMPLETED,
                        ReasonCode.ENDED,
                        0,
                        10 * TestJobs.S,
                        40 * TestJobs.S,
                        30 * TestJobs.S,
                        JobHistory.NONE),
                null);
        return CellResult.of(metrics.summary(new MachineUse(4, 60, 60, 1, 10, 3, 0)));
    }

    @Test
    void shouldWriteALineForEachCell() throws IOException {
        first.keep(key(0), oneJob());
        first.keep(key(1), CellResult.failed("no\nluck"));

        final List<List<String>> lines = write(1);

        assertEquals(3, lines.size());
        final List<String> names = lines.get(0);
        assertEquals(
                List.of(
                        "cell",
                        "policy",
                        "max_multiplicity",
                        "interactive_nodes",
                        "overhead",
                        "load_factor",
                        "trace",
                        "seed",
                        "state",
                        "failure"),
                names.subList(0, 10));
        assertEquals(
                List.of("0", "easy", "2", "0", "1.25", "1", "a.swf", "", "ok", ""),
                lines.get(1).subList(0, 10));
        assertEquals("40", lines.get(1).get(names.indexOf("makespan_s")));
        assertEquals("10", lines.get(1).get(names.indexOf("all_wait_s_mean")));
        assertEquals("10", lines.get(1).get(names.indexOf("batch_wait_s_mean")));
        assertEquals("", lines.get(1).get(names.indexOf("interactive_wait_s_mean")));
        assertEquals(
                List.of("1", "fcfs", "2", "0", "1.25", "1", "a.swf", "", "failed", "no luck"),
                lines.get(2).subList(0, 10));
        assertTrue(lines.get(2).subList(10, names.size()).stream().allMatch(String::isEmpty));
        assertEquals(names.size(), lines.get(1).size());
        assertEquals(names.size(), names.stream().distinct().count());
        for (final JobClass jobClass : List.of(JobClass.BATCH, JobClass.URGENT)) {
            final String prefix = jobClass.name().toLowerCase(Locale.ROOT) + "_";
            assertTrue(names.stream().anyMatch(name -> name.startsWith(prefix)), prefix);
        }
        assertTrue(names.stream().noneMatch(name -> name.startsWith("null")));
    }

    @Test
    void shouldTakeFiguresWhereverTheyAre() throws IOException {
        first.keep(key(0), CellResult.failed("x"));
        second.keep(key(0), NOTHING);
        first.keep(key(1), NOTHING);
        second.keep(key(1), CellResult.failed("y"));

        final List<List<String>> lines = write(0);

        assertEquals("ok", lines.get(1).get(8));
        assertEquals("ok", lines.get(2).get(8));
    }

    @Test
    void shouldNameTheFirstCellThatIsMissing() {
        second.keep(key(0), NOTHING);

        final MissingCellException e = assertThrows(MissingCellException.class, () -> write(0));

        assertTrue(e.getMessage().contains("policy=fcfs"), e::getMessage);
        assertTrue(e.getMessage().contains("1 of 2"), e::getMessage);
    }

    @Test
    void shouldSimulateThePartThatIsNotDone() throws IOException, InterruptedException {
        final SweepRunner part = new SweepRunner(plan, new Shard(2, 2), first);
        assertEquals(1, part.cellCount());
        assertEquals(1, part.pendingCount());
        assertEquals(0, part.run(SweepTableTest::simulated, 1, (cell, result) -> {}));

        final SweepRunner rest = new SweepRunner(plan, Shard.WHOLE, first);
        assertEquals(2, rest.cellCount());
        assertEquals(1, rest.pendingCount());
        final List<String> told = new ArrayList<>();
        assertEquals(
                1,
                rest.run(
                        SweepTableTest::simulated,
                        1,
                        (cell, result) -> told.add(cell.policy() + ": " + result.failure())));

        assertEquals(List.of("easy: not today"), told);
        assertEquals(directory.resolve("first"), first.directory());
        final List<List<String>> lines = write(1);
        assertEquals("failed", lines.get(1).get(8));
        assertEquals("ok", lines.get(2).get(8));
    }

    private static ScheduleSummary simulated(final SweepCell cell) {
        if (cell.policy().equals("easy")) {
            throw new IllegalArgumentException("not today");
        }
        return new ScheduleMetrics().summary(new MachineUse(0, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void shouldTellFilesApartByTheirContent() throws IOException {
        final Path file = Files.writeString(directory.resolve("log.swf"), "abc");

        // From FIPS 180-2, appendix B.1.
        assertEquals(
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                FileDigest.of(file));
    }

    @Test
    void shouldNameResultsByAllThatTheyDependOn() {
        final SweepCell cell = plan.grid().cells().get(0);
        assertEquals(32, key(0).length());
        assertNotEquals(key(0), key(1));
        assertNotEquals(key(0), plan("m2", "easy").key(cell));
        assertEquals(key(0), plan("m1", "easy").key(cell));
        assertNotEquals(
                key(0), new SweepPlan(plan.settings(), new TreeMap<>(), plan.grid()).key(cell));
    }

    @Test
    void shouldKeepThePlan() throws IOException {
        first = new CellStore(directory.resolve("new"));
        assertTrue(first.plan().isEmpty());

        first.plan(plan);

        assertEquals(plan, first.plan().orElseThrow());
        assertEquals(plan, SweepPlan.of(plan.text()));
        final IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> SweepPlan.of("{"));
        assertTrue(e.getMessage().startsWith("not the plan of a sweep: "), e::getMessage);
    }
}
