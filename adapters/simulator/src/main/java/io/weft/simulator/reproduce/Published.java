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
package io.weft.simulator.reproduce;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A value that was published, or that the authors' simulator gave when it was run again; all stand
 * in {@code published.csv}.
 *
 * @param relation {@code =}; {@code ~}: told in words, about so much; {@code <}: below
 * @param value as it is printed there
 */
record Published(String relation, BigDecimal value) {
    /** Who says so. */
    enum Source {
        /** The paper. */
        PAPER,
        /** The authors' simulator, run again: more digits, and what the paper leaves out. */
        SIMULATOR
    }

    private static final String RESOURCE = "published.csv";

    /** All values by {@link #key}. */
    private static final Map<String, Published> ALL = read();

    /**
     * Looks a value up.
     *
     * @return null if there is none
     */
    static Published find(
            final Source source,
            final int dataSet,
            final Configuration configuration,
            final Measure measure) {
        return ALL.get(
                key(
                        source.name().toLowerCase(Locale.ROOT),
                        Integer.toString(dataSet),
                        configuration.text(),
                        measure.key()));
    }

    private static String key(final String... parts) {
        return String.join("|", parts);
    }

    private static Map<String, Published> read() {
        final Map<String, Published> all = new LinkedHashMap<>();
        try (InputStream stream = Published.class.getResourceAsStream(RESOURCE);
                CsvReader<NamedCsvRecord> lines =
                        CsvReader.builder()
                                .ofNamedCsvRecord(
                                        new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (final NamedCsvRecord line : lines) {
                final Published value =
                        new Published(
                                line.getField("relation"), new BigDecimal(line.getField("value")));
                final String key =
                        key(
                                line.getField("source"),
                                line.getField("data_set"),
                                line.getField("configuration"),
                                line.getField("measure"));
                if (all.put(key, value) != null) {
                    throw new IllegalStateException(RESOURCE + " has a value twice: " + key);
                }
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    /** The value as it is printed. */
    String text() {
        final String sign =
                switch (relation) {
                    case "<" -> "below ";
                    case "~" -> "about ";
                    default -> "";
                };
        return sign + value.toPlainString();
    }

    /** The decimals in which ours is to be shown beside it; a bare 0 says nothing about them. */
    int decimals(final Measure measure) {
        final boolean isPrinted = relation.equals("=") && value.signum() != 0;
        return isPrinted ? Math.max(0, value.scale()) : measure.decimals();
    }

    /** How far ours is from it, in the decimals that are shown; or whether it holds. */
    String difference(final BigDecimal ours, final Measure measure) {
        if (relation.equals("<")) {
            return ours.compareTo(value) < 0 ? "holds" : "does not hold";
        }
        final BigDecimal shown = ours.setScale(decimals(measure), RoundingMode.HALF_UP);
        final BigDecimal difference = shown.subtract(value);
        if (difference.signum() == 0) {
            return "0";
        }
        return (difference.signum() > 0 ? "+" : "") + difference.toPlainString();
    }
}
