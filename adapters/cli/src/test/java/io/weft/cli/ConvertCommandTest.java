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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConvertCommandTest {
    private static final String SACCT =
            "JobID|Partition|User|Submit|Start|End|Elapsed|State|NNodes|NCPUS|ReqMem|Timelimit\n"
                    + "1|debug|a|2024-01-01T00:00:00|2024-01-01T00:00:00|2024-01-01T00:01:00|00:01:00|"
                    + "COMPLETED|1|4|1Gn|00:10:00\n"
                    + "2|main|b|2024-01-01T00:00:30|Unknown|Unknown|00:00:00|PENDING|1|4|1Gn|00:10:00\n"
                    + "3|main|b|2024-01-01T00:00:40|Unknown|Unknown|00:00:00|LOST|1|4|1Gn|00:10:00\n";

    @TempDir private Path folder;

    @Test
    void shouldSayWhatWasLeftOutAndWhy() throws IOException {
        Path log = Files.writeString(folder.resolve("jobs"), SACCT);
        Path trace = folder.resolve("jobs.swf");

        Weft weft = Weft.runWell("convert", log, trace);

        assertTrue(weft.out().contains("read 4 lines of sacct\n"), weft::out);
        assertTrue(weft.out().contains("1 jobs: dropped not ended\n"), weft::out);
        assertTrue(weft.out().contains("1 left out by a rule, 1 not understood\n"), weft::out);
        assertTrue(weft.out().contains("wrote 1 jobs to " + trace), weft::out);
        assertTrue(weft.err().contains(log + ":4: State=LOST: a job state that"), weft::err);
        assertTrue(Files.readString(trace).contains("; UnixStartTime: 1704067200\n"));
    }

    @Test
    void shouldGiveTheSameTraceByWayOfBatsim() throws IOException {
        Path first = folder.resolve("a.swf");
        Path json = folder.resolve("b.json.gz");
        Path second = folder.resolve("c.swf");
        Weft.runWell("generate", "--jobs", 500, "-o", folder.resolve("g.swf"));
        Weft.runWell("convert", folder.resolve("g.swf"), first, "--interactive-queues", 0);

        Weft.runWell("convert", first, json, "--interactive-queues", 0, "--node-column");
        Weft.runWell("convert", json, second);

        assertEquals(Files.readString(first), Files.readString(second));
    }

    @Test
    void shouldSimulateWhatItReads() throws IOException {
        Path log = Files.writeString(folder.resolve("jobs"), SACCT);

        Weft weft =
                Weft.runWell(
                        "simulate",
                        log,
                        "--nodes",
                        2,
                        "--cores",
                        4,
                        "--memory",
                        "8G",
                        "--interactive-partitions",
                        "debug",
                        "--json");

        assertEquals(1, weft.json().at("/classes/interactive/completed").asInt());
        Weft refused = Weft.run("simulate", log);
        assertEquals(ExitCode.USAGE, refused.exitCode());
        assertTrue(refused.err().contains("does not describe the machine"), refused::err);
    }

    @Test
    void shouldTakeTheMachineFromABatsimWorkload() throws IOException {
        Path json =
                Files.writeString(
                        folder.resolve("w.json"),
                        "{\"nb_res\": 4, \"jobs\": [{\"id\": \"1\", \"subtime\": 0,"
                                + " \"walltime\": 20, \"res\": 2, \"profile\": \"p\"}],"
                                + " \"profiles\": {\"p\": {\"type\": \"delay\", \"delay\": 10}}}");

        Weft weft = Weft.runWell("simulate", json);

        assertTrue(weft.out().contains("4 processors, policy easy"), weft::out);
    }

    @ParameterizedTest
    @CsvSource({
        "a.swf, b.txt, 'OUT=', .swf or .json",
        "a.swf, b.sacct, 'OUT=', .swf or .json",
        "none.swf, b.swf, none.swf, no such file",
    })
    void shouldRefuseWhatItCannotDo(String from, String to, String name, String reason)
            throws IOException {
        new Swf().job(1, 0, 10, 4).write(folder.resolve("a.swf"));

        Weft weft = Weft.run("convert", folder.resolve(from), folder.resolve(to));

        assertTrue(weft.exitCode() == ExitCode.USAGE || weft.exitCode() == ExitCode.INPUT);
        assertTrue(weft.err().contains(name), weft::err);
        assertTrue(weft.err().contains(reason), weft::err);
        assertFalse(Files.exists(folder.resolve("b.swf")));
    }

    @Test
    void shouldRefuseTracesOfDifferentFormats() throws IOException {
        Path swf = new Swf().job(1, 0, 10, 4).write(folder.resolve("a.swf"));
        Path log = Files.writeString(folder.resolve("jobs"), SACCT);

        Weft weft = Weft.run("convert", swf, log, folder.resolve("b.swf"));

        assertEquals(ExitCode.USAGE, weft.exitCode());
        assertTrue(weft.err().contains("looks like swf, " + log + " like sacct"), weft::err);
    }

    @Test
    void shouldLeaveNothingHalfDoneWhenStrict() throws IOException {
        Path log = Files.writeString(folder.resolve("jobs"), SACCT);

        Weft weft = Weft.run("convert", log, folder.resolve("b.swf"), "--strict");

        assertEquals(ExitCode.INPUT, weft.exitCode());
        assertFalse(Files.exists(folder.resolve("b.swf")));
        assertFalse(Files.exists(folder.resolve("b.swf.part")));
    }
}
