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
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/** Where figures go beside standard output. */
final class Output {
    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Write the figures as JSON, for weft bench compare.")
    private Path json;

    @Option(
            names = "--markdown",
            paramLabel = "FILE",
            description =
                    "Write the tables into this page: they replace what stands between the lines"
                            + " <!-- measured: NAME --> and <!-- end: NAME -->, or come last.")
    private Path markdown;

    /** Finds out before anything is measured. */
    void requireWritable() throws IOException {
        Places.requireFile("--json", json);
        Places.requireFile("--markdown", markdown);
    }

    /** Where JSON goes, or null. */
    Path json() {
        return json;
    }

    /** Where Markdown goes, or null. */
    Path markdown() {
        return markdown;
    }

    /** The command as one would type it, without where its output goes. */
    static String typed(final CommandSpec spec) {
        final StringBuilder text = new StringBuilder("./" + spec.qualifiedName());
        final ParseResult result = spec.commandLine().getParseResult();
        for (final var option : result.matchedOptions()) {
            if (option.typeInfo().getType() != Path.class) {
                text.append(' ').append(option.longestName());
                if (option.arity().max() > 0) {
                    text.append(' ').append(String.join(",", option.originalStringValues()));
                }
            }
        }
        return text.toString();
    }
}
