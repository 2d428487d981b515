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
package io.weft.fuzz.parse;

import io.weft.simulator.FailurePlan;
import io.weft.simulator.MachineReader;
import io.weft.simulator.NodeShare;
import io.weft.simulator.PreemptionPlan;
import io.weft.simulator.PriorityWeights;
import io.weft.simulator.QueueLimits;
import io.weft.simulator.SemanticsProfile;
import io.weft.simulator.ServiceLevelRule;
import io.weft.simulator.UtilisationCapRule;
import io.weft.simulator.accounting.AccountingFormat;
import io.weft.simulator.accounting.AccountingOptions;
import io.weft.simulator.accounting.AccountingReader;
import io.weft.simulator.batsim.BatsimOptions;
import io.weft.simulator.batsim.BatsimReader;
import io.weft.simulator.report.html.ResultException;
import io.weft.simulator.report.html.RunReader;
import io.weft.simulator.report.html.SweepReader;
import io.weft.simulator.scenario.InputScript;
import io.weft.simulator.scenario.ScenarioException;
import io.weft.simulator.scenario.ScenarioReader;
import io.weft.simulator.sweep.GridFile;
import io.weft.simulator.sweep.GridValues;
import io.weft.simulator.sweep.Shard;
import io.weft.simulator.sweep.SweepPlan;
import io.weft.simulator.utilisation.BusyRule;
import io.weft.simulator.utilisation.UtilisationReader;
import io.weft.simulator.workload.SwfOptions;
import io.weft.simulator.workload.SwfReader;
import io.weft.simulator.workload.TraceSource;
import io.weft.simulator.workload.Workload;
import io.weft.simulator.workload.WorkloadException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The readers of files and of values on the command line. */
public final class ParseTargets {
    private static final String FILE = "input";
    private static final double FLOPS_PER_S = 1e9;

    private ParseTargets() {}

    /**
     * All of them.
     *
     * @return in a fixed order.
     */
    public static List<ParseTarget> all() {
        return List.of(
                new WorkloadTarget("swf", (source, strict) -> swf(source, options(strict))),
                new WorkloadTarget(
                        "swf-patterns",
                        (source, strict) ->
                                swf(
                                        source,
                                        options(strict)
                                                .patterns(true)
                                                .sorted(true)
                                                .requestPreferred(true))),
                new WorkloadTarget(
                        "swf-nodes",
                        (source, strict) -> swf(source, options(strict).nodeColumn(true))),
                new WorkloadTarget(
                        "sacct", (source, strict) -> log(source, AccountingFormat.SACCT, strict)),
                new WorkloadTarget(
                        "pbs", (source, strict) -> log(source, AccountingFormat.PBS, strict)),
                new WorkloadTarget(
                        "batsim",
                        (source, strict) ->
                                BatsimReader.open(
                                        source,
                                        new BatsimOptions().flopsPerS(FLOPS_PER_S).strict(strict))),
                new TextTarget(
                        "utilisation", WorkloadException.class, FILE, ParseTargets::utilisation),
                new TextTarget(
                        "scenario",
                        ScenarioException.class,
                        FILE,
                        text -> new ScenarioReader().read(FILE, text.lines().toList())),
                new TextTarget(
                        "inputs-file",
                        ScenarioException.class,
                        FILE,
                        text -> InputScript.read(FILE, text.lines().toList())),
                new TextTarget("machine", IllegalArgumentException.class, "", MachineReader::parse),
                new TextTarget("rules", IllegalArgumentException.class, "", ParseTargets::rules),
                new TextTarget("sweep-plan", IllegalArgumentException.class, "", SweepPlan::of),
                new FilesTarget("grid", IllegalArgumentException.class, ParseTargets::grid),
                new FilesTarget("sweep-table", ResultException.class, ParseTargets::sweepTable),
                new FilesTarget("run", ResultException.class, ParseTargets::run));
    }

    private static SwfOptions options(final boolean isStrict) {
        return new SwfOptions().strict(isStrict);
    }

    private static Workload swf(final TraceSource source, final SwfOptions options) {
        try {
            return SwfReader.open(source.open(), source.name(), options);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Workload log(
            final TraceSource source, final AccountingFormat format, final boolean isStrict) {
        return AccountingReader.open(
                List.of(source), format, new AccountingOptions().strict(isStrict));
    }

    private static void utilisation(final String text) {
        final BusyRule rule =
                new BusyRule(
                        BusyRule.THRESHOLD_DEFAULT,
                        BusyRule.CORE_DEFAULT,
                        TimeUnit.SECONDS.toNanos(BusyRule.SAMPLE_S_DEFAULT));
        final UtilisationReader reader = new UtilisationReader(rule, true, false);
        reader.read(WorkloadTarget.source(text.getBytes(StandardCharsets.UTF_8)));
        reader.usages();
        Said.require(reader.report() != null, "no report");
    }

    /** A value may be any of these; each must understand it, or say what it does not. */
    private static void rules(final String text) {
        final List<Consumer<String>> readers =
                List.of(
                        FailurePlan::of,
                        NodeShare::of,
                        PreemptionPlan::of,
                        PriorityWeights::of,
                        QueueLimits::of,
                        ServiceLevelRule::of,
                        UtilisationCapRule::of,
                        SemanticsProfile::of,
                        Shard::of,
                        value -> GridValues.words("value", value),
                        value -> GridValues.numbers("value", value, 0, Long.MAX_VALUE),
                        value -> GridValues.thousandths("value", value, 0, Integer.MAX_VALUE));
        for (final Consumer<String> reader : readers) {
            try {
                reader.accept(text);
            } catch (final IllegalArgumentException e) {
                Said.something(e);
            }
        }
    }

    private static void grid(final Path directory, final byte[] bytes) throws IOException {
        GridFile.read(Files.write(directory.resolve("grid.json"), bytes));
    }

    private static void sweepTable(final Path directory, final byte[] bytes) throws IOException {
        SweepReader.read(Files.write(directory.resolve("sweep.csv"), bytes));
    }

    /** The summary ends at the first line that is empty; the jobs follow. */
    private static void run(final Path directory, final byte[] bytes) throws IOException {
        int end = 0;
        while (end < bytes.length && !isEmptyLine(bytes, end)) {
            end++;
        }
        final int from = Math.min(end + 2, bytes.length);
        Files.write(directory.resolve("summary.json"), Arrays.copyOf(bytes, end));
        Files.write(directory.resolve("jobs.csv"), Arrays.copyOfRange(bytes, from, bytes.length));
        RunReader.read(directory, FILE);
    }

    private static boolean isEmptyLine(final byte[] bytes, final int at) {
        return at + 1 < bytes.length && bytes[at] == '\n' && bytes[at + 1] == '\n';
    }
}
