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

import io.weft.core.spi.Journal;
import io.weft.journal.ChronicleJournal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every error names what was given and what helps, in one message and without a stack trace. */
class ErrorTest {
    @TempDir private Path folder;

    @Test
    void shouldNotGenerateJobsForAMachineWithoutNodes() throws IOException {
        Path machine = Files.writeString(folder.resolve("m"), "procs 9\n");

        assertFailure(ExitCode.USAGE, "but the machine is 9 processors", machine(machine));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "simulate --nodes 0 | --nodes=0, expected above 0",
                "simulate --nodes many | '--nodes': 'many' is not an int",
                "simulate --nodes 2000000000 | 2,000,000,000 nodes, expected at most 1,000,000",
                "simulate --nodes 99999999999 | '--nodes': '99999999999' is not an int",
                "simulate --cores 1025 | --cores=1025, expected 1..1024",
                "simulate --memory 5Q | '5Q' is no amount of memory; expected a whole number",
                "simulate --memory 99999999T | '99999999T' is no amount of memory",
                "simulate --memory 4096T | --memory=4503599627370496, expected 0..2^50",
                "simulate --procs 0 trace.swf | --procs=0, expected above 0",
                "simulate --procs 9 | jobs are generated for nodes, but the machine is 9 processors",
                "simulate --procs 9 --nodes 3 trace.swf | --procs and --nodes describe the machine twice",
                "simulate --machine m --memory 1G | --machine and --memory describe the machine twice",
                "simulate --nodes 3 trace.swf | --nodes=3 needs --cores beside it",
                "simulate -M 16 | --max-multiplicity=16, expected 1..15",
                "simulate --overhead 0.9 | '0.9', expected 1..10 with at most three decimals",
                "simulate --overhead 1.2345 | '1.2345', expected 1..10 with at most three decimals",
                "simulate --overhead 1e999999999 | '1e999999999', expected 1..10",
                "simulate --timeslice 10 | --timeslice=10 needs --gang beside it",
                "simulate --gang --timeslice 0 | --timeslice=0, expected 1 or more seconds",
                "simulate --gang --no-contention | --gang does not go with --no-contention",
                "simulate --gang --semantics pyss | --gang does not go with --semantics=pyss",
                "simulate --preemption kind=stop | --preemption=kind=stop: kind=stop, expected",
                "simulate --service-level wait=1 | --service-level=wait=1: wait=1, expected share=",
                "simulate --utilisation-cap max=1 | expected low=",
                "simulate -M 1 --semantics ncs --nodes 2 --cores 2 --service-level wait=1,share=9%"
                        + " | --service-level does not go with --semantics=ncs",
                "simulate --policy best | --policy=best, expected easy, fcfs or conservative",
                "simulate --semantics loose | '--semantics': expected one of [exact, pyss, ncs, ncs-2022]",
                "simulate --semantics ncs --policy best | --policy=best, expected easy, fcfs, easy-unshared",
                "simulate --policy easy-unshared | --policy=easy-unshared, expected easy, fcfs or conservative",
                "simulate --semantics ncs --no-stretch | --no-stretch does not go with --semantics=ncs",
                "simulate --semantics ncs --no-rebalance | --no-rebalance does not go with",
                "simulate --semantics ncs --no-contention | --no-contention does not go with",
                "simulate --semantics ncs --no-memory | --no-memory does not go with --semantics=ncs",
                "simulate --semantics ncs-2022 --overhead 1 | --overhead does not go with",
                "simulate --semantics ncs --policy fcfs-unshared -M 2 | --max-multiplicity=2, expected 1",
                "simulate --semantics ncs --procs 9 trace.swf | --semantics=ncs needs nodes that are all",
                "simulate --durability max | '--durability': expected one of [NONE, INTERVAL, BATCH]",
                "simulate --jobs 0 | --jobs=0, expected above 0",
                "simulate --load -1 | --load=-1.0, expected above 0, up to 1000",
                "simulate --load NaN | --load=NaN, expected above 0, up to 1000",
                "simulate --interactive-share 2 | --interactive-share=2.0, expected 0..1",
                "simulate --jobs-held 0 | --jobs-held=0, expected 1..2147483647",
                "simulate --jobs-held 2000000000 | --jobs-held, is too large",
                "simulate --jobs 5 trace.swf | --jobs=5 is about generated jobs, but a trace is given",
                "simulate --memory-unit 0 trace.swf | --memory-unit=0, expected 1..2^40",
                "simulate --nodse 3 | Unknown option: '--nodse'",
                "simulate --nodse 3 | Possible solutions: --nodes",
                "simulat | Did you mean: weft simulate",
                "generate | Missing required option: '--output=FILE'",
                "generate -o jobs.txt | --output=jobs.txt, expected a name that ends in .swf, .gz or .xz",
                "generate -o . --force | --output=., expected a name that ends in",
                "inspect | inspect what? Expected: weft inspect journal DIR",
                "inspect journal x --from -1 | --from=-1, expected from 0",
                "inspect journal x --from 5 --to 4 | --to=4, expected at least --from=5",
                "inspect journal x --limit -1 | --limit=-1, expected from 0",
                "completion fish | expected one of [BASH, ZSH]",
                "replay | Missing required parameter: 'DIR'"
            })
    void shouldNameTheFlagAndTheCureWhenUsageIsWrong(String line, String message)
            throws IOException {
        Path trace = new Swf().header(2, 8).job(1, 0, 10, 4).write(folder.resolve("trace.swf"));

        Weft weft = Weft.run((Object[]) line.replace("trace.swf", trace.toString()).split(" "));

        assertFailure(ExitCode.USAGE, message, weft);
    }

    @Test
    void shouldShowTheUsageWhenThereIsNoCommand() {
        Weft weft = Weft.run();

        assertEquals(ExitCode.USAGE, weft.exitCode());
        assertTrue(weft.err().contains("Usage: weft [OPTIONS] [COMMAND]"), weft::err);
        assertEquals("", weft.out());
    }

    @Test
    void shouldNameATraceThatIsNotThere() {
        Path trace = folder.resolve("none.swf");

        assertFailure(ExitCode.INPUT, trace + ": no such file", Weft.run("simulate", trace));
    }

    @Test
    void shouldNameATraceThatIsADirectory() {
        assertFailure(ExitCode.INPUT, folder + ": is a directory", Weft.run("simulate", folder));
    }

    @Test
    void shouldNameATraceThatMayNotBeRead() throws IOException {
        Path trace = new Swf().header(2, 8).write(folder.resolve("a.swf"));
        Assumptions.assumeTrue(trace.toFile().setReadable(false) && !Files.isReadable(trace));

        assertFailure(ExitCode.INPUT, trace + ": permission denied", Weft.run("simulate", trace));
    }

    @Test
    void shouldAskForTheMachineThatTheTraceDoesNotDescribe() throws IOException {
        Path trace = new Swf().job(1, 0, 10, 4).write(folder.resolve("a.swf"));

        Weft weft = Weft.run("simulate", trace);

        assertFailure(ExitCode.USAGE, "Add --nodes and --cores, --procs or --machine", weft);
    }

    @Test
    void shouldRefuseATraceWithoutAJob() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.swf"));
        Path words = Files.writeString(folder.resolve("words.swf"), "job,submit\n1,2\n");

        assertFailure(ExitCode.INPUT, "has no job", Weft.run("simulate", empty, "--procs", 4));
        assertFailure(
                ExitCode.INPUT,
                "no line is a job. The first: " + words + ":1:",
                Weft.run("simulate", words, "--procs", 4));
    }

    @Test
    void shouldRefuseOtherKindsOfFiles() throws IOException {
        Path zip = Files.write(folder.resolve("a.zip"), new byte[] {'P', 'K', 3, 4, 0, 0, 0});
        byte[] damagedGzip = {0x1F, (byte) 0x8B, 8, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3};
        Path gzip = Files.write(folder.resolve("a.gz"), damagedGzip);

        assertFailure(ExitCode.INPUT, "zip is not read", Weft.run("simulate", zip, "--procs", 4));
        assertFailure(ExitCode.INPUT, gzip.toString(), Weft.run("simulate", gzip, "--procs", 4));
    }

    @Test
    void shouldSurviveALineOfAGigabyte() throws IOException {
        Path trace = folder.resolve("long.swf");
        try (RandomAccessFile file = new RandomAccessFile(trace.toFile(), "rw")) {
            file.setLength(1L << 30);
        }

        Weft weft = Weft.run("simulate", trace, "--procs", 4);

        assertFailure(ExitCode.INPUT, "the line is longer than 1 MiB", weft);
    }

    @Test
    void shouldNameWhatIsWrongWithAMachineFile() throws IOException {
        Path bad = Files.writeString(folder.resolve("bad"), "4x16\nfour by four\n");
        Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xC3, 0x28});
        Path big = Files.write(folder.resolve("big"), new byte[1 << 21]);

        assertFailure(ExitCode.INPUT, "machine=four by four, expected", machine(bad));
        assertFailure(ExitCode.INPUT, binary + ": is not text in UTF-8", machine(binary));
        assertFailure(ExitCode.INPUT, big + ": has 2.0 MiB, expected a few lines", machine(big));
        assertFailure(ExitCode.INPUT, folder + ": is a directory", machine(folder));
        assertFailure(ExitCode.INPUT, "none: no such file", machine(folder.resolve("none")));
    }

    private static Weft machine(Path file) {
        return Weft.run("simulate", "--machine", file);
    }

    @Test
    void shouldRefusePlacesThatCannotBeWritten() throws IOException {
        Path place = Files.createFile(folder.resolve("file")).resolve("below");

        Weft journal = Weft.run("simulate", "--jobs", 5, "--journal", place);
        Weft out = Weft.run("simulate", "--jobs", 5, "--out", place);

        assertFailure(ExitCode.ENVIRONMENT, "--journal=" + place + ": cannot be made", journal);
        assertFailure(ExitCode.ENVIRONMENT, "--out=" + place + ": cannot be made", out);
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 1_000}) // The first fails when all is done, the second before.
    void shouldNameTheResultsWhenTheDiskIsFull(int jobCount) throws IOException {
        Path full = Path.of("/dev/full");
        Assumptions.assumeTrue(Files.exists(full));
        Files.createSymbolicLink(folder.resolve("jobs.csv.part"), full);

        Weft weft = Weft.run("simulate", "--jobs", jobCount, "--out", folder);

        assertFailure(ExitCode.ENVIRONMENT, "--out=" + folder + ": cannot be written:", weft);
        assertFalse(Files.exists(folder.resolve("jobs.csv.part")));
        assertFalse(Files.exists(folder.resolve("jobs.csv")));
    }

    @Test
    void shouldNotReplaceWhatIsThereUnlessForced() throws IOException {
        Path journal = folder.resolve("j");
        Path out = folder.resolve("o");
        Object[] line = {"simulate", "--jobs", 5, "--journal", journal, "--out", out};
        Weft.runWell(line);

        Weft both = Weft.run(line);
        Weft onlyJournal = Weft.run("simulate", "--jobs", 5, "--journal", journal);

        assertFailure(ExitCode.USAGE, out.resolve("jobs.csv") + " exists. Add --force", both);
        assertFailure(ExitCode.USAGE, "there is a journal. Add --force", onlyJournal);
        Weft.runWell("simulate", "--jobs", 6, "--journal", journal, "--out", out, "--force");
        assertEquals(1 + 6, Files.readAllLines(out.resolve("jobs.csv")).size());
        Weft.runWell("replay", journal);
    }

    @Test
    void shouldNeverDeleteWhatIsNoJournal() throws IOException {
        Path precious = Files.createFile(folder.resolve("precious"));

        Weft weft = Weft.run("simulate", "--jobs", 5, "--journal", folder, "--force");

        assertFailure(ExitCode.USAGE, "holds other things, such as precious", weft);
        assertTrue(Files.exists(precious));
    }

    @Test
    void shouldRefuseAJournalThatIsBeingWritten() {
        try (Journal held =
                ChronicleJournal.open(new ChronicleJournal.Context().directory(folder))) {
            Weft weft = Weft.run("simulate", "--jobs", 5, "--journal", folder, "--force");

            assertFailure(ExitCode.ENVIRONMENT, "is being written by this process", weft);
            assertEquals(Journal.NULL_POSITION, held.lastPosition());
        }
    }

    @Test
    void shouldReplaceADamagedJournalWhenForced() throws IOException {
        Weft.runWell("simulate", "--jobs", 5, "--journal", folder);
        Damage.flipBitInPolicyName(folder);

        Weft.runWell("simulate", "--jobs", 5, "--journal", folder, "--force");

        Weft.runWell("replay", folder);
    }

    @Test
    void shouldRefuseToReplayADamagedJournal() throws IOException {
        Weft.runWell("simulate", "--jobs", 5, "--journal", folder);
        Damage.flipBitInPolicyName(folder);

        Weft weft = Weft.run("replay", folder);

        assertFailure(ExitCode.ENVIRONMENT, folder + " is damaged: at position ", weft);
        assertTrue(weft.err().contains("weft inspect journal"), weft::err);
    }

    @Test
    void shouldSayWhereThereIsNoJournal() {
        Path none = folder.resolve("none");

        String message = "no journal in " + none;
        assertFailure(ExitCode.INPUT, message, Weft.run("replay", none));
        assertFailure(ExitCode.INPUT, message, Weft.run("inspect", "journal", none));
        assertFailure(ExitCode.INPUT, message, Weft.run("inspect", "journal", none, "--verify"));
    }

    @Test
    void shouldAskForMoreMemoryWhenThereIsTooLittle() {
        assertFailure(
                ExitCode.ENVIRONMENT,
                "out of memory",
                Weft.run("simulate", "--jobs", Integer.MAX_VALUE));
    }

    @Test
    void shouldSayHowToReportAMistakeOfOurs() {
        StringWriter err = new StringWriter();

        int exitCode =
                new ErrorReport(true)
                        .report(new IllegalStateException("odd"), new PrintWriter(err));

        assertEquals(ExitCode.INTERNAL, exitCode);
        assertTrue(err.toString().contains("internal error: java.lang.IllegalStateException: odd"));
        assertTrue(err.toString().contains("Please report it"), err::toString);
        assertTrue(err.toString().contains("\tat io.weft.cli.ErrorTest"), err::toString);
    }

    @Test
    void shouldShowTheStackTraceOnlyWhenAsked() {
        Weft weft = Weft.run("replay", folder.resolve("none"), "--debug");

        assertTrue(weft.err().contains("\tat io.weft.journal."), weft::err);
    }

    private static void assertFailure(int exitCode, String message, Weft weft) {
        assertEquals(exitCode, weft.exitCode(), weft::toString);
        assertTrue(weft.err().startsWith("weft: "), weft::err);
        assertTrue(weft.err().contains(message), weft::err);
        assertFalse(weft.err().contains("\tat "), weft::err);
        assertEquals("", weft.out());
    }
}
