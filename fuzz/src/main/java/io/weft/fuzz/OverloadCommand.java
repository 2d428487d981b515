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
package io.weft.fuzz;

import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code weft fuzz overload}. */
@Command(
        name = "overload",
        header = "A kernel beyond its limits: memory and descriptors must stay as they are.",
        description = {
            "Producers fill the ring, a slow listener fills what leaves, tables are too small for"
                    + " what comes. Each input is refused or decided. Needs Linux."
        },
        footer = {"  weft fuzz overload", "  weft fuzz overload --minutes 60"})
final class OverloadCommand implements Callable<Integer> {
    private static final double MINUTES_MIN = 0.1;
    private static final long MS_PER_MINUTE = 60_000;

    private final PrintStream out;

    @Option(
            names = "--minutes",
            paramLabel = "N",
            description = "How long, from 0.1. Default: ${DEFAULT-VALUE}.")
    private double minutes = 0.5;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "What is sent is drawn from it. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Spec private CommandSpec spec;

    OverloadCommand(final PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() {
        if (!(minutes >= MINUTES_MIN)) {
            throw new ParameterException(
                    spec.commandLine(), "--minutes=" + minutes + ", expected from " + MINUTES_MIN);
        }
        final OverloadFuzz fuzz = new OverloadFuzz((long) (minutes * MS_PER_MINUTE));
        return new FuzzRun(fuzz, seed, 1, Long.MAX_VALUE, out).run(1) ? 0 : 1;
    }
}
