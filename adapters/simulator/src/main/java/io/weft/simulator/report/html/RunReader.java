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

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * Reads the directory that {@code weft simulate --out} wrote: {@code jobs.csv} and {@code
 * summary.json}. Holds all jobs at once; used by one thread.
 */
public final class RunReader {
    private final CoreRanges ranges = new CoreRanges();
    private final List<JobResult> jobs = new ArrayList<>();
    private final Map<String, String> words = new LinkedHashMap<>();

    private RunReader() {}

    /**
     * Reads one directory.
     *
     * @param directory with the files
     * @param name what the run is called in the report
     * @throws ResultException if a file is missing, unreadable or not understood
     */
    public static RunResult read(final Path directory, final String name) {
        final Map<String, String> figures = new LinkedHashMap<>();
        final JsonNode summary = readSummary(directory.resolve("summary.json"), figures);
        final RunReader reader = new RunReader();
        reader.readJobs(directory.resolve("jobs.csv"));
        return new RunResult(name, summary, figures, reader.jobs, reader.ranges);
    }

    private static JsonNode readSummary(final Path file, final Map<String, String> figures) {
        try {
            final String text = Files.readString(file);
            FigureText.read(text, figures);
            final JsonNode summary =
                    JsonMapper.builder()
                            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                            .build()
                            .readTree(text);
            if (!summary.path("schedule").path("cores").isNumber()) {
                throw new IOException("has no number at schedule.cores");
            }
            return summary;
        } catch (IOException e) {
            throw new ResultException(file + ": " + reason(e), e);
        }
    }

    private void readJobs(final Path file) {
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(file)) {
            for (final NamedCsvRecord line : csv) {
                add(line, file);
            }
        } catch (IOException | RuntimeException e) {
            throw e instanceof ResultException known
                    ? known
                    : new ResultException(file + ": " + reason(e), e);
        }
    }

    private void add(final NamedCsvRecord line, final Path file) {
        try {
            final int firstRange = ranges.size();
            ranges.add(line.getField("allocation"));
            final String start = line.getField("start");
            final boolean hasRun = !start.isEmpty();
            jobs.add(
                    new JobResult(
                            word(line.getField("class")),
                            Integer.parseInt(line.getField("user")),
                            SecondsText.toNs(line.getField("submit")),
                            hasRun ? SecondsText.toNs(start) : JobResult.NULL_TIME,
                            hasRun ? SecondsText.toNs(line.getField("end")) : JobResult.NULL_TIME,
                            hasRun ? Double.parseDouble(line.getField("slowdown")) : 0,
                            word(line.getField("state")),
                            firstRange,
                            ranges.size()));
        } catch (ArithmeticException | IllegalArgumentException | NoSuchElementException e) {
            throw new ResultException(
                    file + ":" + line.getStartingLineNumber() + ": " + e.getMessage(), e);
        }
    }

    /** One string for all that are equal. */
    private String word(final String text) {
        return words.computeIfAbsent(text, key -> key);
    }

    private static String reason(final Exception e) {
        return e instanceof NoSuchFileException ? "no such file" : e.getMessage();
    }
}
