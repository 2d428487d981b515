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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnalyzeUtilisationCommandTest {
    private static final String RECORDING =
            "job,time,percent\na,0,0\na,5,90\na,10,0\nb,0,5\nb,5,30\nb,10,30\n";

    @TempDir private Path folder;

    @Test
    void shouldPrintTheStatisticsAndWriteALineForEachJob() throws IOException {
        Path recording = Files.writeString(folder.resolve("r.csv"), RECORDING);
        Path csv = folder.resolve("jobs.csv");

        Weft weft = Weft.runWell("analyze", "utilisation", recording, "--csv", csv);

        assertTrue(weft.out().startsWith("2 jobs of " + recording + ", 7 lines\n"), weft::out);
        assertTrue(weft.out().contains("longest busy period s"), weft::out);
        assertEquals(
                List.of(
                        "job,execution_s,average_percent,repetition_count,longest_busy_s",
                        "a,15,30,1,5",
                        "b,15,21.666666667,1,10"),
                Files.readAllLines(csv));
    }

    @Test
    void shouldPrintJson() throws IOException {
        Path recording = Files.writeString(folder.resolve("r.csv"), RECORDING);

        Weft weft = Weft.runWell("analyze", "utilisation", recording, "--json", "--threshold", 50);

        assertEquals(2, weft.json().get("jobs").asInt());
        assertEquals(0.5, weft.json().at("/repetition_count/mean").asDouble());
    }

    @Test
    void shouldWarnOfLinesThatAreNotUnderstood() throws IOException {
        Path recording = Files.writeString(folder.resolve("r.csv"), RECORDING + "c,1,busy\n");

        Weft weft = Weft.runWell("analyze", "utilisation", recording, "--quiet");

        assertTrue(weft.err().contains(recording + ":8: percent=busy: not a dec"), weft::err);
        assertEquals("", weft.out());
        Weft strict = Weft.run("analyze", "utilisation", recording, "--strict");
        assertEquals(ExitCode.INPUT, strict.exitCode());
    }

    @Test
    void shouldRefuseWhatHoldsNoJob() throws IOException {
        Path recording = Files.writeString(folder.resolve("r.csv"), "job,time,percent\n");

        Weft weft = Weft.run("analyze", "utilisation", recording);

        assertEquals(ExitCode.INPUT, weft.exitCode());
        assertTrue(weft.err().contains("has no sample of any job"), weft::err);
        Weft negative = Weft.run("analyze", "utilisation", recording, "--threshold", "-1");
        assertEquals(ExitCode.USAGE, negative.exitCode());
        assertTrue(negative.err().contains("--threshold=-1.0, expected"), negative::err);
    }

    @Test
    void shouldSayWhatCanBeAnalyzed() {
        assertEquals(ExitCode.USAGE, Weft.run("analyze").exitCode());
    }
}
