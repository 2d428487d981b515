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

import io.weft.bench.report.BenchResult;
import io.weft.bench.report.MarkdownFile;
import java.io.IOException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The canonical run, with or without its name. */
final class RunOptions {
    @Option(
            names = {"-q", "--quick"},
            description = "Fewer rounds, and the few figures that everybody compares.")
    private boolean isQuick;

    @Option(names = "--tiny", hidden = true, description = "Sizes for tests; means nothing.")
    private boolean isTiny;

    @Mixin private Output output;

    /** Measures, prints and writes. */
    int run(final CommandSpec spec) throws IOException {
        output.requireWritable();
        final String command = Output.typed(spec);
        final BenchResult result =
                new CanonicalRun(sizes(), command, spec.commandLine().getErr()).run();
        spec.commandLine().getOut().print(result.text());
        spec.commandLine().getOut().flush();
        if (output.json() != null) {
            result.write(output.json());
        }
        if (output.markdown() != null) {
            MarkdownFile.replace(
                    output.markdown(), isQuick ? "quick" : "canonical", result.markdown());
        }
        return 0;
    }

    private BenchSizes sizes() {
        if (isTiny) {
            return BenchSizes.TINY;
        }
        return isQuick ? BenchSizes.QUICK : BenchSizes.CANONICAL;
    }
}
