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

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes what is known of the CPU use of jobs: a table, comma-separated values, JSON. */
public final class UsageReport {
    private static final ObjectMapper MAPPER =
            JsonMapper.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();
    private static final DefaultIndenter INDENTER = new DefaultIndenter("  ", "\n");
    private static final String NAME_FORMAT = "%-24s";
    private static final String VALUE_FORMAT = "%12s";
    private static final int MAX_PERCENT = 100;
    private static final int NS_DIGITS = 9;

    private UsageReport() {}

    /** The statistics as a table for a person, with a line end after it. */
    public static String table(UsageSummary summary) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(Locale.ROOT, NAME_FORMAT + VALUE_FORMAT, "", "mean"));
        for (int percent : UsageStatistic.percents()) {
            String name = percent == MAX_PERCENT ? "max" : "p" + percent;
            text.append(String.format(Locale.ROOT, VALUE_FORMAT, name));
        }
        text.append('\n');
        row(text, "execution time s", summary.executionS());
        row(text, "average utilisation %", summary.averagePercent());
        row(text, "repetition count", summary.repetitionCount());
        row(text, "longest busy period s", summary.longestBusyS());
        text.append('\n');
        share(text, summary.shorterThan2hPercent(), "run less than 2 h");
        share(text, summary.below10Percent(), "use less than 10 % of a core on average");
        share(text, summary.below1Percent(), "use less than 1 % of a core on average");
        share(text, summary.fewerThan10Percent(), "have fewer than 10 busy periods");
        share(text, summary.atMost30sPercent(), "have no busy period longer than 30 s");
        return text.toString();
    }

    private static void row(StringBuilder text, String name, UsageStatistic statistic) {
        text.append(String.format(Locale.ROOT, NAME_FORMAT, name));
        text.append(value(statistic.mean()));
        for (double quantile : statistic.quantiles()) {
            text.append(value(quantile));
        }
        text.append('\n');
    }

    private static String value(double value) {
        return String.format(Locale.ROOT, VALUE_FORMAT, rounded(value));
    }

    private static void share(StringBuilder text, double percent, String what) {
        text.append(String.format(Locale.ROOT, "%6s %% %s\n", rounded(percent), what));
    }

    /** With up to two decimals. */
    private static String rounded(double value) {
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_UP);
        BigDecimal stripped = rounded.stripTrailingZeros();
        return stripped.toPlainString();
    }

    /**
     * A line for each job, with a header: {@code job, execution_s, average_percent,
     * repetition_count, longest_busy_s}; seconds to the nanosecond.
     *
     * @param target stays open
     * @throws IOException if it cannot be written
     */
    public static void writeCsv(List<JobUsage> jobs, Writer target) throws IOException {
        CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(target);
        csv.writeRecord(
                "job", "execution_s", "average_percent", "repetition_count", "longest_busy_s");
        for (JobUsage job : jobs) {
            csv.writeRecord(
                    job.job(),
                    seconds(job.executionNs()),
                    plain(BigDecimal.valueOf(job.averagePercent()), NS_DIGITS),
                    Integer.toString(job.repetitionCount()),
                    seconds(job.longestBusyNs()));
        }
        target.flush();
    }

    private static String seconds(long ns) {
        return plain(BigDecimal.valueOf(ns, NS_DIGITS), NS_DIGITS);
    }

    private static String plain(BigDecimal number, int digits) {
        BigDecimal rounded = number.setScale(digits, RoundingMode.HALF_UP);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    /**
     * The statistics as JSON, with a line end after it.
     *
     * @param target stays open
     * @throws IOException if it cannot be written
     */
    public static void writeJson(UsageSummary summary, Writer target) throws IOException {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("jobs", summary.jobCount());
        root.put("execution_s", statistic(summary.executionS()));
        root.put("average_percent", statistic(summary.averagePercent()));
        root.put("repetition_count", statistic(summary.repetitionCount()));
        root.put("longest_busy_s", statistic(summary.longestBusyS()));
        Map<String, Object> shares = new LinkedHashMap<>();
        shares.put("shorter_than_2_h", summary.shorterThan2hPercent());
        shares.put("average_below_10_percent", summary.below10Percent());
        shares.put("average_below_1_percent", summary.below1Percent());
        shares.put("fewer_than_10_repetitions", summary.fewerThan10Percent());
        shares.put("longest_busy_at_most_30_s", summary.atMost30sPercent());
        root.put("percent_of_jobs", shares);
        MAPPER.writer(new DefaultPrettyPrinter().withObjectIndenter(INDENTER))
                .without(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .writeValue(target, root);
        target.append('\n').flush();
    }

    private static Map<String, Object> statistic(UsageStatistic statistic) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("mean", statistic.mean());
        int[] percents = UsageStatistic.percents();
        double[] quantiles = statistic.quantiles();
        for (int i = 0; i < percents.length; i++) {
            values.put(percents[i] == MAX_PERCENT ? "max" : "p" + percents[i], quantiles[i]);
        }
        return values;
    }
}
