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
package io.weft.simulator.utilisation;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.weft.simulator.workload.RejectedLine;
import io.weft.simulator.workload.RejectedValueException;
import io.weft.simulator.workload.RejectionReason;
import io.weft.simulator.workload.SwfOptions;
import io.weft.simulator.workload.TraceSource;
import io.weft.simulator.workload.TraceStream;
import io.weft.simulator.workload.WorkloadException;
import io.weft.simulator.workload.WorkloadReport;
import io.weft.simulator.workload.WorkloadTally;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads recordings of CPU use as comma-separated values, plain, in gzip or in xz: a line for each
 * sample, with job, time in seconds and percent of a core, in any interval; or with job, duration
 * in milliseconds and CPU use in MHz, as OpenDC's traces have it. Samples of different jobs may be
 * mixed. Keeps the periods of every job, not its samples. Used by one thread.
 *
 * <p>A bad line is counted in the {@link #report()} and left out; in strict mode the first one ends
 * the reading with a {@link WorkloadException}. Whatever the bytes, nothing else is thrown.
 */
public final class UtilisationReader {
    private static final int LINE_LENGTH_MAX = 1 << 20;

    /** Longer numbers were not written by a recorder. */
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}(?:\\.\\d{0,18})?");

    private static final long SECONDS_MAX = 1L << 32;
    private static final int NS_DIGITS = 9;
    private static final int MS_DIGITS = 6;

    private final BusyRule rule;
    private final boolean isCoreKnown;
    private final boolean isStrict;
    private final WorkloadTally tally = new WorkloadTally(SwfOptions.REJECTED_KEPT_DEFAULT);
    private final Map<String, Recording> recordings = new LinkedHashMap<>();
    private long linesBefore;

    /**
     * A reader of recordings.
     *
     * @param isCoreKnown whether {@link BusyRule#corePercent()} is the recorder's own; else only
     *     percent of a core are read
     * @param isStrict whether the first bad line ends the reading
     */
    public UtilisationReader(BusyRule rule, boolean isCoreKnown, boolean isStrict) {
        this.rule = rule;
        this.isCoreKnown = isCoreKnown;
        this.isStrict = isStrict;
    }

    /**
     * Reads a file; jobs of one name in several files are one job.
     *
     * @throws WorkloadException if it cannot be read, or is no recording
     */
    public void read(TraceSource file) {
        long lineNumber = 0;
        try (InputStream bytes = file.open();
                CsvReader<CsvRecord> lines =
                        CsvReader.builder()
                                .maxBufferSize(LINE_LENGTH_MAX)
                                .ofCsvRecord(TraceStream.textOf(bytes), StandardCharsets.UTF_8)) {
            SampleColumns columns = null;
            for (CsvRecord line : lines) {
                lineNumber = line.getStartingLineNumber();
                tally.onLines(linesBefore + lineNumber);
                if (columns == null) {
                    columns = columns(line.getFields(), file.name());
                    if (SampleColumns.isHeader(line.getFields())) {
                        continue;
                    }
                }
                onLine(line, columns, file.name());
            }
            linesBefore += lineNumber;
        } catch (IOException | UncheckedIOException | CsvParseException e) {
            throw new WorkloadException(
                    file.name()
                            + ":"
                            + (lineNumber + 1)
                            + ": cannot be read on: "
                            + e.getMessage()
                            + ". Maybe: the file was cut short or damaged; copy it again.",
                    e);
        }
    }

    /**
     * Every job with a length, in the order in which they came; ends the reading. Jobs without one
     * are counted as dropped.
     */
    public List<JobUsage> usages() {
        List<JobUsage> usages = new ArrayList<>();
        for (Recording recording : recordings.values()) {
            JobUsage usage = recording.usage();
            if (usage == null) {
                tally.onDropped();
            } else {
                tally.onDelivered();
                usages.add(usage);
            }
        }
        recordings.clear();
        return usages;
    }

    /** What became of the lines; complete after {@link #usages()}. */
    public WorkloadReport report() {
        return tally.report();
    }

    private SampleColumns columns(List<String> fields, String source) {
        if (!SampleColumns.isHeader(fields)) {
            return SampleColumns.DEFAULT;
        }
        SampleColumns columns = SampleColumns.of(fields);
        if (columns == null) {
            throw new WorkloadException(
                    source
                            + ": has no columns job, time and percent (nor id, duration and"
                            + " cpu_usage). Maybe: name them so in its first line.",
                    null);
        }
        if (!columns.isPercent() && !isCoreKnown) {
            throw new WorkloadException(
                    source
                            + ": cpu_usage is not in percent. Maybe: say what one core has, such as"
                            + " 2100 for MHz of a core of 2.1 GHz.",
                    null);
        }
        return columns;
    }

    private void onLine(CsvRecord line, SampleColumns columns, String source) {
        try {
            onSample(line, columns);
        } catch (RejectedValueException e) {
            RejectedLine rejected = e.at(source, line.getStartingLineNumber());
            tally.onRejected(rejected);
            if (isStrict) {
                throw new WorkloadException(rejected);
            }
        }
    }

    private void onSample(CsvRecord line, SampleColumns columns) throws RejectedValueException {
        if (line.getFieldCount() < columns.countMin()) {
            throw new RejectedValueException(
                    RejectionReason.FIELD_COUNT, "line", String.join(",", line.getFields()));
        }
        String job = line.getField(columns.job()).strip();
        if (job.isEmpty()) {
            throw new RejectedValueException(RejectionReason.MISSING, "job", job);
        }
        String timeText = line.getField(columns.time()).strip();
        BigDecimal time = number("time", timeText);
        if (time.compareTo(BigDecimal.valueOf(SECONDS_MAX)) > 0) {
            throw new RejectedValueException(RejectionReason.TOO_LARGE, "time", timeText);
        }
        double value = number("percent", line.getField(columns.percent()).strip()).doubleValue();
        int digits = columns.isLength() ? MS_DIGITS : NS_DIGITS;
        long timeNs = time.movePointRight(digits).setScale(0, RoundingMode.DOWN).longValueExact();
        Recording recording = recordings.computeIfAbsent(job, name -> new Recording(name, rule));
        if (columns.isLength()) {
            recording.onStretch(timeNs, rule.percent(value), timeText);
        } else {
            recording.onSample(timeNs, rule.percent(value), timeText);
        }
    }

    private static BigDecimal number(String field, String text) throws RejectedValueException {
        if (!NUMBER.matcher(text).matches()) {
            throw new RejectedValueException(RejectionReason.NOT_A_NUMBER, field, text);
        }
        BigDecimal number = new BigDecimal(text);
        if (number.signum() < 0) {
            throw new RejectedValueException(RejectionReason.NEGATIVE, field, text);
        }
        return number;
    }
}
