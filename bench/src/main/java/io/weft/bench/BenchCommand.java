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

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The root of {@code weft bench}; alone it is {@code weft bench run}. */
@Command(
        name = "weft bench",
        header = "Measures Weft: a few figures, with the machine, the JVM and the commit.",
        description =
                "What each figure means, and what it leaves out, stands in docs/benchmarks.md."
                        + " Figures go to standard output, progress to standard error.",
        subcommands = {
            RunCommand.class,
            LatencyCommand.class,
            ScaleCommand.class,
            DurabilityCommand.class,
            JmhCommand.class,
            AllCommand.class,
            CompareCommand.class,
            RecoveryCommand.class,
            HelpCommand.class
        },
        footer = {
            "  weft bench                        the canonical workload, about two minutes",
            "  weft bench --quick --json a.json  the figures to compare, under a minute",
            "  weft bench compare a.json b.json --fail-above 1.2",
            "  weft bench latency --rate 50000   from arrival to journaled decision",
            "  weft bench scale --out curves     how costs grow, as a page with curves"
        })
final class BenchCommand implements Callable<Integer> {
    @Mixin private RunOptions options;
    @Mixin private StandardHelp help;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        return options.run(spec);
    }
}
