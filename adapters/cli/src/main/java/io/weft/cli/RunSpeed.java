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

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weft.simulator.metrics.ScheduleSummary;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a simulation cost: wall-clock time, journal and memory. Unlike its figures this differs from
 * run to run, and so stands apart from them.
 *
 * @param jobs of the workload
 * @param entries inputs that the kernel took
 * @param decisions that it made
 * @param elapsedNs wall-clock time, ns, from the first job to the last outcome
 * @param journalBytes length of the journal's files, which may be sparse; 0 if there is none
 * @param memoryBytesMax most memory that the process ever had resident; 0: not known here
 */
record RunSpeed(
        long jobs,
        long entries,
        long decisions,
        long elapsedNs,
        long journalBytes,
        long memoryBytesMax) {
    private static final double NS_PER_S = 1e9;
    private static final Path PROCESS_STATUS = Path.of("/proc/self/status");
    private static final String RESIDENT_MAX = "VmHWM:";

    static RunSpeed of(ScheduleSummary summary, long elapsedNs, long journalBytes)
            throws IOException {
        return new RunSpeed(
                summary.all().jobs(),
                summary.use().entries(),
                summary.use().decisions(),
                Math.max(1, elapsedNs),
                journalBytes,
                residentMax());
    }

    /** In a line. */
    String text() {
        return Text.count(jobs)
                + " jobs in "
                + Text.elapsed(elapsedNs)
                + ": "
                + Text.rate(jobs, "jobs", elapsedNs)
                + ", "
                + Text.rate(entries, "entries", elapsedNs)
                + ", "
                + Text.rate(decisions, "decisions", elapsedNs);
    }

    /** In another line. */
    String sizeText() {
        String journal =
                journalBytes == 0 ? "no journal" : "journal files " + perJob("bytes", journalBytes);
        return memoryBytesMax == 0
                ? journal
                : journal + "; memory at most " + perJob("bytes", memoryBytesMax);
    }

    /** The same as JSON, with a line end after it. */
    void writeJson(Writer writer) throws IOException {
        Map<String, Number> figures = new LinkedHashMap<>();
        figures.put("elapsed_s", elapsedNs / NS_PER_S);
        figures.put("jobs_per_s", jobs * NS_PER_S / elapsedNs);
        figures.put("entries_per_s", entries * NS_PER_S / elapsedNs);
        figures.put("decisions_per_s", decisions * NS_PER_S / elapsedNs);
        figures.put("journal_bytes", journalBytes);
        figures.put("journal_bytes_per_job", (double) journalBytes / Math.max(1, jobs));
        if (memoryBytesMax > 0) {
            figures.put("memory_bytes_max", memoryBytesMax);
            figures.put("memory_bytes_per_job", (double) memoryBytesMax / Math.max(1, jobs));
        }
        new ObjectMapper()
                .writerWithDefaultPrettyPrinter()
                .without(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .writeValue(writer, figures);
        writer.append('\n').flush();
    }

    private String perJob(String unit, long count) {
        return Text.count(count)
                + " "
                + unit
                + ", "
                + Text.count(count / Math.max(1, jobs))
                + " a job";
    }

    private static long residentMax() throws IOException {
        if (!Files.isReadable(PROCESS_STATUS)) {
            return 0;
        }
        for (String line : Files.readAllLines(PROCESS_STATUS)) {
            if (line.startsWith(RESIDENT_MAX)) {
                return Long.parseLong(line.replaceAll("\\D", "")) << 10;
            }
        }
        return 0;
    }
}
