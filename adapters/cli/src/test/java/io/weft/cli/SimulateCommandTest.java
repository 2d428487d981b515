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
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulateCommandTest {
    private static final String HEADER =
            "job_id,class,queue,user,submit,start,end,wait,run,run_alone,procs,nodes,memory,"
                    + "slowdown,bounded_slowdown,state,allocation,suspensions,requeues,resizes,"
                    + "lost_core_s";

    @TempDir private Path folder;

    @Test
    void shouldSimulateGeneratedJobsWhenNoTraceIsGiven() {
        Weft weft = Weft.runWell("simulate", "--jobs", 200);

        assertTrue(weft.out().contains("150 nodes with 1,800 cores, policy easy, M=4, C_o=1.2"));
        assertTrue(weft.out().contains("generated jobs, seed=1, load=0.7"), weft::out);
        assertTrue(weft.out().contains("bounded_slowdown_mean"), weft::out);
        assertTrue(weft.out().contains("200 jobs in "), weft::out);
        assertEquals("", weft.err());
    }

    @Test
    void shouldWriteOneLineForEachJobAndTheSummary() throws IOException {
        Path results = folder.resolve("new/results");

        Weft weft = Weft.runWell("simulate", "--jobs", 50, "--out", results);

        List<String> lines = Files.readAllLines(results.resolve("jobs.csv"));
        assertEquals(HEADER, lines.get(0));
        assertEquals(1 + 50, lines.size());
        JsonNode summary = new ObjectMapper().readTree(results.resolve("summary.json").toFile());
        List<String> keys = new ArrayList<>();
        summary.fieldNames().forEachRemaining(keys::add);
        assertEquals(
                List.of("schedule", "classes", "rejected_by_reason", "never_started_by_reason"),
                keys);
        assertEquals(50, summary.at("/classes/all/jobs").asInt());
        assertTrue(weft.out().contains("wrote " + results.resolve("jobs.csv")), weft::out);
        JsonNode run = new ObjectMapper().readTree(results.resolve("run.json").toFile());
        assertTrue(run.get("jobs_per_s").asDouble() > 0, run::toString);
        assertTrue(run.get("journal_bytes_per_job").asDouble() > 100, run::toString);
        assertEquals(List.of("jobs.csv", "run.json", "summary.json"), names(results));
    }

    @Test
    void shouldTellWhatItCostToStopAndGoOn() throws IOException {
        Path script = Files.writeString(file("script"), "at 100s down 0\nat 110s up 0\n");
        Path trace = new Swf().header(1, 1).job(1, 0, 200, 1).write(file("a"));
        List<Object> words = new ArrayList<>(List.of("simulate", trace, "--failures"));
        words.addAll(List.of("mtbf=36500d,repair=1s,requeue=yes", "--inputs", script));
        words.addAll(List.of("--requeue-cost", 7, "--checkpoint-interval", 60, "--no-stretch"));
        words.addAll(List.of("--out", folder.resolve("o")));

        Weft weft = Weft.runWell(words.toArray());

        assertTrue(weft.out().contains(", starting again costs 7 s, checkpoints every 60 s"));
        assertTrue(weft.out().matches("(?s).*restart_overhead_core_h +0\\.002\n.*"), weft::out);
        String line = Files.readAllLines(folder.resolve("o/jobs.csv")).get(1);
        // 200 s, of which 60 were saved; the limit leaves room for what it costs.
        assertTrue(line.contains(",110,257,110,147,200,"), line);
        assertTrue(line.endsWith(",completed,0:0,0,1,0,47"), line);
    }

    @Test
    void shouldMakeJobsMalleable() throws IOException {
        Weft weft =
                Weft.runWell(
                        "simulate",
                        "--jobs",
                        200,
                        "--malleable",
                        "100%,least=25%",
                        "--speedup",
                        "amdahl:50",
                        "--limit",
                        "user,cores=1800",
                        "--json");

        assertTrue(weft.json().at("/schedule/malleable_jobs").asInt() > 50, weft::out);
        assertEquals(200, weft.json().at("/classes/all/completed").asInt(), weft::out);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "--malleable=x; expected percent",
                "--malleable=30%,least=0%; least=",
                "--speedup=linear; needs --malleable beside it",
                "--elasticity=pressure; needs --malleable beside it",
                "--malleable=30% --elasticity=grow; expected 1..",
                "--malleable=30% --speedup=fast; expected linear, or amdahl:N",
                "--malleable=30% --gang; does not go with --gang",
                "--malleable=30% --semantics=pyss; does not go with --semantics=pyss",
                "--suspend-cost=-1; --suspend-cost=-1, expected 0..",
                "--requeue-cost=3 --semantics=pyss; does not go with --semantics=pyss",
                "--checkpointable=50%; needs --checkpoint-interval beside it",
                "--checkpoint-interval=9 --checkpointable=101%; expected 0%..100%",
                "--limit=cores=4; expected queue=",
                "--limit=queue=interactive,cores=4; Maybe set interactive nodes aside",
                "--limit=user,cores=4 --semantics=ncs; does not go with --semantics=ncs",
            })
    void shouldRefuseChangesThatMakeNoSense(String flags, String message) {
        Weft weft = Weft.run((Object[]) ("simulate --jobs 5 " + flags).split(" "));

        assertEquals(ExitCode.USAGE, weft.exitCode(), weft::err);
        assertTrue(weft.err().contains(message), weft::err);
    }

    @Test
    void shouldPrintOnlyJsonWhenAsked() throws IOException {
        Weft weft = Weft.runWell("simulate", "--jobs", 50, "--json");

        assertEquals(50, weft.json().at("/classes/all/completed").asInt());
    }

    @Test
    void shouldRunJobsAsLongAsAloneWhenOnlyTheKernelIsSimulated() throws IOException {
        Path trace = new Swf().header(1, 1).job(1, 0, 10, 1).job(2, 0, 10, 1).write(file("a"));

        Weft weft = Weft.runWell("simulate", trace, "--no-contention");

        assertTrue(weft.out().contains("kernel only"), weft::out);
        assertTrue(weft.out().matches("(?s).*makespan_s +10\\.000\\n.*"), weft::out);
        assertTrue(weft.out().matches("(?s).*multiplicity_max +2\\n.*"), weft::out);
    }

    /** Two jobs on one core: without C_o in 2022, where also the 21st column gives the nodes. */
    @Test
    void shouldFollowTheRulesOfNcsWhenAsked() throws IOException {
        String end = " -1 2 20 -1 1 1 1 -1 1 -1 -1 -1 -1 -1 2";
        Path trace =
                new Swf()
                        .line("1 100 -1 10 2 -1" + end)
                        .line("2 100 -1 10 2 -1" + end)
                        .write(file("a"));

        for (String edition : List.of("ncs", "ncs-2022")) {
            Path results = folder.resolve(edition);
            Weft weft =
                    Weft.runWell(
                            "simulate",
                            trace,
                            "--nodes",
                            2,
                            "--cores",
                            1,
                            "-M",
                            2,
                            "--semantics",
                            edition,
                            "--out",
                            results,
                            "--journal",
                            folder.resolve("j" + edition));

            String overhead = edition.equals("ncs") ? "1.2" : "1";
            assertTrue(
                    weft.out().contains("M=2, C_o=" + overhead + ", " + edition + " semantics"),
                    weft::out);
            assertTrue(weft.out().contains("can be inspected but not replayed"), weft::out);
            String end1 = edition.equals("ncs") ? "124" : "120";
            String line = Files.readAllLines(results.resolve("jobs.csv")).get(1);
            assertTrue(line.startsWith("1,batch,1,1,100,100," + end1), line);
            assertTrue(line.endsWith(",0:0;1:0,0,0,0,0"), line);
        }
    }

    @Test
    void shouldShareNoCoreWhenUnsharedUnderNcs() {
        Weft weft =
                Weft.runWell(
                        "simulate",
                        "--jobs",
                        50,
                        "--semantics",
                        "ncs",
                        "--policy",
                        "easy-unshared");

        assertTrue(weft.out().contains("policy easy-unshared, M=1, C_o=1.2"), weft::out);
    }

    @Test
    void shouldWriteTheSameSummaryInEveryRun() throws IOException {
        Weft.runWell("simulate", "--jobs", 50, "--out", folder.resolve("a"));
        Weft.runWell("simulate", "--jobs", 50, "--out", folder.resolve("b"), "--no-progress");

        assertEquals(
                Files.readString(folder.resolve("a/summary.json")),
                Files.readString(folder.resolve("b/summary.json")));
        assertEquals(
                Files.readString(folder.resolve("a/jobs.csv")),
                Files.readString(folder.resolve("b/jobs.csv")));
    }

    @Test
    void shouldPrintTheSpeedOfEveryRoundWhenRepeated() {
        Weft weft = Weft.runWell("simulate", "--jobs", 50, "--repeat", 3, "--journal", "none");

        assertTrue(weft.out().contains("round 1: 50 jobs in "), weft::out);
        assertTrue(weft.out().contains("round 2: 50 jobs in "), weft::out);
        assertTrue(weft.out().contains("\n50 jobs in "), weft::out);
        assertTrue(weft.out().contains("\nno journal; memory at most "), weft::out);
        Weft refused = Weft.run("simulate", "--repeat", 2, "--out", folder.resolve("o"));
        assertEquals(ExitCode.USAGE, refused.exitCode());
    }

    @Test
    void shouldRefuseSoManyJobsThatNoTraceSpansThem() {
        Weft weft = Weft.run("simulate", "--jobs", 2000, "--load", 0.00001);

        assertEquals(ExitCode.USAGE, weft.exitCode());
        assertTrue(weft.err().contains("within 136 years"), weft::err);
    }

    @Test
    void shouldShowABarWhereverItIsAskedFor() {
        Weft weft = Weft.runWell("simulate", "--jobs", 50, "--no-progress");

        assertEquals("", weft.err());
        assertTrue(Progress.isWanted(true, true));
        assertFalse(Progress.isWanted(false, false));
        assertFalse(Progress.isWanted(null, true));
    }

    @Test
    void shouldPrintNothingWhenQuiet() {
        Weft weft = Weft.runWell("simulate", "--jobs", 50, "--quiet");

        assertEquals("", weft.out() + weft.err());
    }

    @Test
    void shouldSayWhatMemoryTheKernelTakesWhenAsked() {
        Weft weft = Weft.runWell("simulate", "--jobs", 50, "--quiet", "--footprint");

        assertEquals("", weft.out());
        assertTrue(weft.err().contains("jobs: "), weft::err);
        assertTrue(
                weft.err().stripTrailing().matches("(?s).*\\ntotal: [1-9]\\d* bytes"), weft::err);
    }

    @Test
    void shouldGiveTheSameScheduleWhereverTheJournalIs() throws IOException {
        JsonNode temporary = Weft.runWell("simulate", "--jobs", 100, "--json").json();
        JsonNode kept =
                Weft.runWell("simulate", "--jobs", 100, "--json", "--journal", folder).json();
        JsonNode memory =
                Weft.runWell("simulate", "--jobs", 100, "--json", "--journal", "none").json();

        assertEquals(temporary, kept);
        assertEquals(temporary, memory);
    }

    @Test
    void shouldSayHowToReplayTheJournalItKeeps() {
        Path journal = folder.resolve("a journal");

        Weft weft = Weft.runWell("simulate", "--jobs", 20, "--journal", journal);

        assertTrue(weft.out().contains("weft replay '" + journal + "'"), weft::out);
    }

    @Test
    void shouldTakeTheMachineFromTheTrace() throws IOException {
        Path trace = new Swf().header(2, 8).job(1, 0, 10, 4).write(folder.resolve("a.swf"));

        Weft weft = Weft.runWell("simulate", trace);

        assertTrue(weft.out().contains("2 nodes with 8 cores"), weft::out);
    }

    @Test
    void shouldTakeTheMachineFromAFile() throws IOException {
        Path machine = Files.writeString(folder.resolve("m"), "2x4:8G # small\n1x16:64G\n");
        Path trace = new Swf().job(1, 0, 10, 4).write(folder.resolve("a.swf"));

        Weft weft = Weft.runWell("simulate", trace, "--machine", machine);

        assertTrue(weft.out().contains("3 nodes with 24 cores"), weft::out);
        assertTrue(weft.out().contains("memory scheduled"), weft::out);
    }

    @Test
    void shouldMergeTracesBySubmitTime() throws IOException {
        Path first = new Swf().header(1, 4).job(1, 0, 10, 4).job(2, 20, 10, 4).write(file("a"));
        Path second = new Swf().job(3, 10, 10, 4).write(file("b"));

        Weft.runWell("simulate", first, second, "--out", folder.resolve("o"), "-M", 1);

        List<String> lines = Files.readAllLines(folder.resolve("o/jobs.csv"));
        assertTrue(lines.get(1).startsWith("1,batch,1,1,0,0,10,"), lines::toString);
        assertTrue(lines.get(2).startsWith("3,batch,1,1,10,10,20,"), lines::toString);
        assertTrue(lines.get(3).startsWith("2,batch,1,1,20,20,30,"), lines::toString);
    }

    @Test
    void shouldShareCoresUpToTheMultiplicityGiven() throws IOException {
        Path trace = new Swf().header(1, 1).job(1, 0, 10, 1).job(2, 0, 10, 1).write(file("a"));

        JsonNode alone = Weft.runWell("simulate", trace, "--json", "-M", 1).json();
        JsonNode shared = Weft.runWell("simulate", trace, "--json", "--overhead", 1.5).json();

        assertEquals(20, alone.at("/schedule/makespan_s").asDouble());
        assertEquals(30, shared.at("/schedule/makespan_s").asDouble());
        assertEquals(1, alone.at("/schedule/multiplicity_max").asInt());
        assertEquals(2, shared.at("/schedule/multiplicity_max").asInt());
    }

    @Test
    void shouldCountInteractiveQueuesAsInteractive() throws IOException {
        Path trace = new Swf().header(1, 4).job(1, 0, 10, 4).write(file("a"));

        JsonNode summary =
                Weft.runWell("simulate", trace, "--interactive-queues", "0,1", "--json").json();

        assertEquals(1, summary.at("/classes/interactive/jobs").asInt());
    }

    @Test
    void shouldReportLinesThatItLeavesOut() throws IOException {
        Path trace =
                new Swf()
                        .header(1, 4)
                        .job(1, 0, 10, 4)
                        .line("2 zero")
                        .job(3, 5, 10, 4)
                        .write(file("a"));

        Weft weft = Weft.runWell("simulate", trace, "--json");

        assertEquals(2, weft.json().at("/classes/all/jobs").asInt());
        assertTrue(weft.err().contains("1 of 5 lines"), weft::err);
        assertTrue(weft.err().contains(trace + ":4: "), weft::err);
    }

    @Test
    void shouldStopAtTheFirstBadLineWhenStrict() throws IOException {
        Path trace = new Swf().header(1, 4).job(1, 0, 10, 4).line("2 zero").write(file("a"));
        Path results = folder.resolve("o");

        Weft weft = Weft.run("simulate", trace, "--strict", "--out", results);

        assertEquals(ExitCode.INPUT, weft.exitCode());
        assertTrue(weft.err().contains(trace + ":4: "), weft::err);
        assertEquals(List.of(), names(results));
    }

    @Test
    void shouldRejectAJobThatNeverFitsAndGoOn() throws IOException {
        Path trace = new Swf().header(2, 8).job(1, 0, 10, 9).job(2, 0, 10, 8).write(file("a"));

        JsonNode summary = Weft.runWell("simulate", trace, "-M", 1, "--json").json();

        assertEquals(1, summary.at("/classes/all/rejected").asInt());
        assertEquals(1, summary.at("/classes/all/completed").asInt());
        assertEquals(1, summary.get("rejected_by_reason").size());
    }

    @Test
    void shouldPrintTheSameInEveryLocale() {
        Weft expected = Weft.runWell("simulate", "--jobs", 50);
        Locale locale = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertNotEquals("1.5", String.format("%.1f", 1.5)); // else this locale proves nothing
            assertEquals(figures(expected), figures(Weft.runWell("simulate", "--jobs", 50)));
        } finally {
            Locale.setDefault(locale);
        }
    }

    /** Without the last line, which tells how long it took. */
    private static String figures(Weft weft) {
        return weft.out().substring(0, weft.out().indexOf(" jobs in "));
    }

    private Path file(String name) {
        return folder.resolve(name + ".swf");
    }

    private static List<String> names(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return new ArrayList<>(
                    files.map(file -> file.getFileName().toString()).sorted().toList());
        }
    }
}
