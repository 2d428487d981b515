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
package io.weft.simulator.accounting;

import io.weft.simulator.workload.LineReader;
import io.weft.simulator.workload.RejectedValueException;
import io.weft.simulator.workload.RejectionReason;
import io.weft.simulator.workload.RuleOfUse;
import io.weft.simulator.workload.WorkloadException;
import java.util.Arrays;
import java.util.List;

/**
 * Takes a dump of sacct. A line with fewer fields than there are columns goes on in the next one,
 * for a command line may hold line feeds; it is rejected if that one is a record of its own.
 */
final class SacctParser implements LogParser {
    /** Several times as many as sacct has. */
    private static final int COLUMN_COUNT_MAX = 1_000;

    private static final String SEPARATOR = "\\|";

    private final AccountingOptions options;
    private final LogListener listener;
    private String source;
    private SacctColumns columns;
    private SacctAlignment alignment;
    private StringBuilder begun;
    private long begunLine;
    private int begunCount;

    SacctParser(AccountingOptions options, LogListener listener) {
        this.options = options;
        this.listener = listener;
    }

    @Override
    public void onFile(String name) {
        source = name;
        columns = null;
    }

    @Override
    public void onLine(String text, long lineNumber) {
        if (begun == null && text.isBlank()) {
            return;
        }
        List<String> fields = fields(text);
        if (columns == null && onFirstLine(fields)) {
            return;
        }
        boolean isWhole = fields.size() >= columns.count();
        if (isWhole
                || begun != null && begun.length() + text.length() > LineReader.LINE_LENGTH_MAX) {
            rejectBegun();
        }
        if (isWhole) {
            onRecord(fields, lineNumber);
        } else if (begun == null) {
            begun = new StringBuilder(text);
            begunLine = lineNumber;
            begunCount = fields.size();
        } else {
            goOn(text, fields.size());
        }
    }

    private void goOn(String text, int fieldCount) {
        begun.append('\n').append(text);
        // The last field of one line and the first of the next are one.
        begunCount += fieldCount - 1;
        if (begunCount >= columns.count()) {
            String joined = begun.toString();
            begun = null;
            onRecord(fields(joined), begunLine);
        }
    }

    private static List<String> fields(String text) {
        return Arrays.asList(text.split(SEPARATOR, -1));
    }

    @Override
    public void onFileEnd() {
        rejectBegun();
    }

    @Override
    public void onEnd() {
        // Every record stands for itself.
    }

    /** Whether it was a header. */
    private boolean onFirstLine(List<String> fields) {
        boolean isHeader = SacctColumns.isHeader(fields);
        boolean isNamed = !options.columns().isEmpty();
        columns =
                new SacctColumns(
                        isHeader ? fields : isNamed ? options.columns() : SacctColumns.OPEN_XDMOD);
        alignment = new SacctAlignment(columns);
        if (columns.count() > COLUMN_COUNT_MAX) {
            throw new WorkloadException(
                    source
                            + ": has "
                            + columns.count()
                            + " columns, expected at most "
                            + COLUMN_COUNT_MAX
                            + ". Maybe: this is another format.",
                    null);
        }
        if (columns.lacking() != null) {
            throw new WorkloadException(
                    source
                            + ": has no column "
                            + columns.lacking()
                            + ". Maybe: ask sacct for it with --format, or name the columns.",
                    null);
        }
        return isHeader;
    }

    private void rejectBegun() {
        if (begun != null) {
            String text = begun.toString();
            begun = null;
            listener.onRejected(
                    new RejectedValueException(RejectionReason.FIELD_COUNT, "line", text),
                    begunLine);
        }
    }

    private void onRecord(List<String> fields, long lineNumber) {
        try {
            String[] values =
                    fields.size() == columns.count()
                            ? fields.toArray(String[]::new)
                            : alignment.align(fields);
            onRecord(new SacctRecord(columns, values, options.zone()), lineNumber);
        } catch (RejectedValueException e) {
            listener.onRejected(e, lineNumber);
        }
    }

    private void onRecord(SacctRecord entry, long lineNumber) throws RejectedValueException {
        if (entry.isStep()) {
            listener.onDropped(RuleOfUse.DROPPED_JOB_STEP);
        } else if (!entry.state().isEnded()) {
            listener.onDropped(RuleOfUse.DROPPED_NOT_ENDED);
        } else if (entry.hasNeverStarted()) {
            listener.onDropped(RuleOfUse.DROPPED_NEVER_STARTED);
        } else {
            listener.onJob(entry.job(), lineNumber);
        }
    }
}
