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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Three cells, the last of which failed. */
class SweepReportTest {
    private static final String HEADER = "cell,policy,seed,state,failure,makespan_s,all_jobs\n";
    private static final String CELLS =
            "0,easy,1,ok,,2443375.10000000002,60\n"
                    + "1,easy,2,ok,,2443375.1,\n"
                    + "2,</script>,1,failed,\"line 1: \"\"x\"\", damaged\",,\n";

    @TempDir private Path folder;

    @Test
    void shouldReadTheTableOfADirectoryDigitByDigit() throws IOException {
        Files.writeString(folder.resolve("table.csv"), HEADER + CELLS);

        final SweepResult sweep = SweepReader.read(folder);

        assertEquals(3, sweep.cellCount());
        assertEquals(1, sweep.failedCount());
        assertEquals(2, sweep.parameterCount());
        assertEquals(
                List.of("0", "easy", "1", "ok", "", "2443375.10000000002", "60"),
                sweep.rows().get(0));
        assertEquals("line 1: \"x\", damaged", sweep.rows().get(2).get(4));
    }

    @Test
    void shouldReadATableThatWasSavedElsewhere() throws IOException {
        final Path table = folder.resolve("saved.csv");
        Files.writeString(table, "\uFEFF" + (HEADER + CELLS).replace("\n", "\r\n"));

        assertEquals(3, SweepReader.read(table).cellCount());
    }

    @Test
    void shouldTellASweepFromARun() throws IOException {
        assertFalse(SweepReader.isSweep(folder));
        Files.writeString(folder.resolve("sweep.json"), "{}");
        assertTrue(SweepReader.isSweep(folder), "not yet merged");
        Files.writeString(folder.resolve("summary.json"), "{}");
        assertFalse(SweepReader.isSweep(folder), "results of a run beside it");
        assertTrue(SweepReader.isSweep(folder.resolve("sweep.json")), "a file");
        assertFalse(SweepReader.isSweep(folder.resolve("nowhere")));
    }

    @Test
    void shouldWriteOnePageThatNeedsNothingElse() throws IOException {
        final Path table = folder.resolve("table.csv");
        Files.writeString(table, HEADER + CELLS);
        final StringWriter page = new StringWriter();

        SweepReport.write("</script><b>", SweepReader.read(table), page);

        final String text = page.toString();
        assertTrue(text.contains("\"2443375.10000000002\",\"60\""));
        assertTrue(text.contains("\"\\u003c/script>\",\"1\",\"failed\""));
        assertEquals(4, text.split("</script>", -1).length - 1);
        assertTrue(!text.contains("{{") && !text.contains("<script src"), "placeholders");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "0,easy,1,ok|0,easy,ok|:2: has 6 fields, expected 7",
                "1,easy,2,ok,,2443375.1,|1,easy,2,ok,,2443375.1x,|:3: makespan_s=2443375.1x",
                "1,easy,2,ok,,2443375.1,|1,easy,2,ok,,1e999,|:3: makespan_s=1e999, expected a num",
                "1,easy,2,ok|1,easy,2,done|:3: state=done, expected ok or failed",
                "1,easy,2,ok|0,easy,2,ok|:3: cell=0 stands in line 2 already",
                "1,easy,2,ok|1,easy,1,ok|:3: cell=1 has the parameters of cell=0",
                "1,easy,2,ok|-1,easy,2,ok|:3: cell=-1, expected a number from 0",
                "damaged\",,|damaged\",5,|:4: makespan_s=5 of a cell that failed",
                "failure|reason|:1: is not the header",
                "cell|job_id|:1: is not the header",
                "policy|seed|:1: column seed stands twice",
            })
    void shouldNameTheLineThatIsDamaged(
            final String text, final String damaged, final String message) throws IOException {
        assertTrue((HEADER + CELLS).contains(text), text);

        assertRefused((HEADER + CELLS).replaceFirst(text, damaged), "table.csv" + message);
    }

    @Test
    void shouldRefuseATableWithoutItsEnd() throws IOException {
        assertRefused("", "table.csv:1: is empty");
        assertRefused(HEADER, "table.csv:1: has no cells");
        assertRefused(HEADER + "0,easy,1,ok,,2443375.1,6", "table.csv:2: is cut short");
        assertRefused(HEADER + "0,easy,1,failed,\"no,,\n1,easy", "table.csv:2: has 5 fields");
    }

    private void assertRefused(final String table, final String message) throws IOException {
        Files.writeString(folder.resolve("table.csv"), table);

        final ResultException thrown =
                assertThrows(ResultException.class, () -> SweepReader.read(folder));

        assertTrue(thrown.getMessage().contains(message), thrown::getMessage);
    }

    @Test
    void shouldNameTheFileThatCannotBeRead() throws IOException {
        final ResultException missing =
                assertThrows(ResultException.class, () -> SweepReader.read(folder));
        assertTrue(missing.getMessage().contains("table.csv: no such file. Maybe the sweep"));

        Files.write(folder.resolve("table.csv"), "é".getBytes(StandardCharsets.ISO_8859_1));
        final ResultException binary =
                assertThrows(ResultException.class, () -> SweepReader.read(folder));
        assertTrue(binary.getMessage().endsWith("table.csv: is not text in UTF-8"));
    }
}
