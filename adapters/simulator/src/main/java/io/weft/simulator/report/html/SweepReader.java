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

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads the table that {@code weft sweep} or {@code weft sweep merge} wrote. Which parameters and
 * figures there are is taken from its header: parameters stand before {@code state}, figures behind
 * {@code failure}. All of it is held in memory.
 */
public final class SweepReader {
    private static final String TABLE = "table.csv";
    private static final String PLAN = "sweep.json";
    private static final String RUN = "summary.json";
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");

    private final Path file;
    private final List<List<String>> rows = new ArrayList<>();
    private final Map<String, Long> lineOfCell = new HashMap<>();
    private final Map<List<String>, String> cellOfParameters = new HashMap<>();
    private List<String> columns;
    private int stateColumn;

    private SweepReader(final Path file) {
        this.file = file;
    }

    /**
     * Whether a place is meant as a sweep: a file, or the directory of a sweep. One that holds
     * results of a single simulation, too, is taken for these.
     *
     * @param place a file or a directory, which need not be there
     */
    public static boolean isSweep(final Path place) {
        if (!Files.isDirectory(place)) {
            return Files.exists(place);
        }
        return !Files.exists(place.resolve(RUN))
                && (Files.exists(place.resolve(TABLE)) || Files.exists(place.resolve(PLAN)));
    }

    /**
     * Reads one table.
     *
     * @param place the directory of a sweep, or the table
     * @throws ResultException if it is missing, empty, unreadable or not understood; with the file
     *     and the line
     */
    public static SweepResult read(final Path place) {
        final boolean isDirectory = Files.isDirectory(place);
        final Path file = isDirectory ? place.resolve(TABLE) : place;
        try {
            return new SweepReader(file).read(withoutMark(Files.readString(file)));
        } catch (NoSuchFileException e) {
            final String cure =
                    isDirectory
                            ? ". Maybe the sweep is not done, or its shards are not merged: weft"
                                    + " sweep merge DIR... --table FILE"
                            : "";
            throw new ResultException(file + ": no such file" + cure, e);
        } catch (CharacterCodingException e) {
            throw new ResultException(file + ": is not text in UTF-8", e);
        } catch (IOException e) {
            throw new ResultException(file + ": " + e.getMessage(), e);
        }
    }

    /** Some programs begin a file with a byte order mark. */
    private static String withoutMark(final String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private SweepResult read(final String text) throws IOException {
        long line = 1;
        try (CsvReader<CsvRecord> csv =
                CsvReader.builder().ignoreDifferentFieldCount(true).ofCsvRecord(text)) {
            for (final CsvRecord entry : csv) {
                line = entry.getStartingLineNumber();
                if (columns == null) {
                    readHeader(line, entry.getFields());
                } else {
                    readCell(line, entry.getFields());
                }
            }
        } catch (CsvParseException e) {
            throw trouble(line, e.getMessage(), e);
        }
        require(columns != null, 1, "is empty, expected the table of a sweep");
        require(!rows.isEmpty(), line, "has no cells below its header");
        require(text.endsWith("\n"), line, "is cut short: the line does not end");
        return new SweepResult(columns, stateColumn - 1, List.copyOf(rows));
    }

    private void readHeader(final long line, final List<String> names) {
        columns = names;
        stateColumn = names.indexOf("state");
        require(
                names.get(0).equals("cell")
                        && stateColumn > 1
                        && names.indexOf("failure") == stateColumn + 1,
                line,
                "is not the header of a sweep's table, expected cell, parameters, state, failure,"
                        + " figures");
        final Set<String> known = new HashSet<>();
        for (final String name : names) {
            require(known.add(name), line, "column " + name + " stands twice");
        }
    }

    private void readCell(final long line, final List<String> fields) {
        final int count = columns.size();
        require(
                fields.size() == count,
                line,
                "has " + fields.size() + " fields, expected " + count + " as in the header");
        final String cell = fields.get(0);
        require(cell.matches("\\d+"), line, "cell=" + cell + ", expected a number from 0");
        final Long before = lineOfCell.put(cell, line);
        require(before == null, line, "cell=" + cell + " stands in line " + before + " already");
        final String state = fields.get(stateColumn);
        final boolean isOk = state.equals("ok");
        require(isOk || state.equals("failed"), line, "state=" + state + ", expected ok or failed");
        for (int column = stateColumn + 2; column < count; column++) {
            requireFigure(line, columns.get(column), fields.get(column), isOk);
        }
        final String twin = cellOfParameters.put(fields.subList(1, stateColumn), cell);
        require(twin == null, line, "cell=" + cell + " has the parameters of cell=" + twin);
        rows.add(fields);
    }

    private void requireFigure(
            final long line, final String name, final String value, final boolean isOk) {
        if (value.isEmpty()) {
            return;
        }
        if (!isOk) {
            throw trouble(line, name + "=" + value + " of a cell that failed", null);
        }
        if (!NUMBER.matcher(value).matches() || !Double.isFinite(Double.parseDouble(value))) {
            throw trouble(line, name + "=" + value + ", expected a number", null);
        }
    }

    private void require(final boolean isMet, final long line, final String message) {
        if (!isMet) {
            throw trouble(line, message, null);
        }
    }

    private ResultException trouble(final long line, final String message, final Exception cause) {
        return new ResultException(file + ":" + line + ": " + message, cause);
    }
}
