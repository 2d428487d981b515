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
package io.weft.bench;

import io.weft.bench.report.MachineFacts;
import io.weft.bench.report.MarkdownFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code weft bench latency}. */
@Command(
        name = "latency",
        header = "Paces arrivals, and tells how long a job waits for its journaled decision.",
        description = {
            "Jobs arrive at a fixed rate whether or not the kernel keeps up, and a latency counts"
                    + " from the time at which a job was meant to arrive (no coordinated omission)."
                    + " The sender and the kernel each want a core of their own; on a shared"
                    + " machine the high percentiles show the other programs.",
            "Beside the JSON file stands a histogram log (.hlog) with an interval a second."
        },
        footer = {
            "  weft bench latency",
            "  weft bench latency --rate 100000 --duration 30 --json latency.json",
            "  weft bench latency --journal none --idle yield"
        })
final class LatencyCommand implements Callable<Integer> {
    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "Jobs a second. Default: ${DEFAULT-VALUE}.")
    private int rate = LatencySettings.RATE_DEFAULT;

    @Option(
            names = "--duration",
            paramLabel = "S",
            description = "How long, in seconds, after a warm-up. Default: ${DEFAULT-VALUE}.")
    private double durationS = LatencySettings.DURATION_S_DEFAULT;

    @Option(
            names = "--nodes",
            paramLabel = "N",
            description = "Nodes of 128 cores, M = 8. Default: ${DEFAULT-VALUE}.")
    private int nodes = LatencySettings.NODE_COUNT_DEFAULT;

    @Option(
            names = "--load",
            paramLabel = "F",
            description = "Part of all slots that are taken. Default: ${DEFAULT-VALUE}.")
    private double load = LatencySettings.LOAD_DEFAULT;

    @Option(
            names = "--journal",
            paramLabel = "KIND",
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private JournalKind journal = JournalKind.CHRONICLE;

    @Option(
            names = "--idle",
            paramLabel = "HOW",
            description =
                    "What the kernel does while nothing comes: ${COMPLETION-CANDIDATES}."
                            + " Default: ${DEFAULT-VALUE}.")
    private LatencySettings.Idle idle = LatencySettings.Idle.SPIN;

    @Mixin private Output output;
    @Mixin private StandardHelp help;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        final LatencySettings settings =
                new LatencySettings()
                        .ratePerS(rate)
                        .durationNs((long) (durationS * TimeUnit.SECONDS.toNanos(1)))
                        .nodeCount(nodes)
                        .load(load)
                        .journal(journal)
                        .idle(idle);
        output.requireWritable();
        final PrintWriter out = spec.commandLine().getOut();
        final MachineFacts machine = MachineFacts.now();
        final Steps steps = new Steps(spec.commandLine().getErr(), 1);
        steps.begin("filling " + nodes + " nodes, then arrivals");
        final LatencyResult result = new LatencyRun(settings).run();
        out.println(machine.text());
        out.println();
        out.print(result.text());
        out.flush();
        final String command = Output.typed(spec);
        if (output.json() != null) {
            out.println("histograms: " + result.write(output.json(), command, machine));
        }
        if (output.markdown() != null) {
            MarkdownFile.replace(output.markdown(), "latency", result.markdown(command, machine));
        }
        return 0;
    }
}
