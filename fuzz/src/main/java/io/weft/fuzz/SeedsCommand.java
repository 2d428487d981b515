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
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code weft fuzz NAME}: tries seeds of one fuzzer. */
@Command(
        description = {
            "Without arguments it tries a few seeds from any on. With an option it goes on until"
                    + " so many inputs were tried, on several threads. It ends at the first seed"
                    + " that fails, and prints the command that tries it again."
        },
        footer = {
            "  weft fuzz ${COMMAND-NAME}",
            "  weft fuzz ${COMMAND-NAME} 777323",
            "  weft fuzz ${COMMAND-NAME} --commands 10000000 --threads 4"
        })
final class SeedsCommand implements Callable<Integer> {
    private final Fuzz fuzz;
    private final PrintStream out;

    @Parameters(index = "0", arity = "0..1", paramLabel = "SEED", description = "The first seed.")
    private Long first;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "COUNT",
            description = "How many seeds, one after the other. Default: 1.")
    private Long count;

    @Option(
            names = {"--commands", "--cycles"},
            paramLabel = "N",
            description = "Try seeds until so many inputs or cycles were tried. Default: no end.")
    private Long commands;

    @Option(
            names = "--threads",
            paramLabel = "T",
            description = "Seeds tried at the same time. Default: one a processor.")
    private Integer threads;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "The first seed of these. Default: any.")
    private Long seed;

    @Spec private CommandSpec spec;

    SeedsCommand(final Fuzz fuzz, final PrintStream out) {
        this.fuzz = fuzz;
        this.out = out;
    }

    @Override
    public Integer call() {
        requireFrom("SEED", first, 0);
        requireFrom("COUNT", count, 1);
        requireFrom("--commands", commands, 1);
        requireFrom("--threads", threads, 1);
        requireFrom("--seed", seed, 0);
        final boolean isLong = commands != null || threads != null || seed != null;
        if (isLong && first != null) {
            throw wrong(
                    "SEED="
                            + first
                            + " goes without --commands, --threads and --seed. Maybe give it as"
                            + " --seed.");
        }
        return (isLong ? tryMany() : tryFew()) ? 0 : 1;
    }

    private void requireFrom(final String name, final Number value, final int least) {
        if (value != null && value.longValue() < least) {
            throw wrong(name + "=" + value + ", expected from " + least);
        }
    }

    private ParameterException wrong(final String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private boolean tryFew() {
        if (first == null) {
            return run(anySeed(), SmokeCommand.COUNT, Long.MAX_VALUE, 1);
        }
        return run(first, count == null ? 1 : count, Long.MAX_VALUE, 1);
    }

    private boolean tryMany() {
        final long from = seed == null ? anySeed() : seed;
        out.println(fuzz.name() + ": seeds from " + from);
        return run(
                from,
                Long.MAX_VALUE,
                commands == null ? Long.MAX_VALUE : commands,
                threads == null ? Runtime.getRuntime().availableProcessors() : threads);
    }

    private boolean run(
            final long from, final long seedCount, final long commandCount, final int threadCount) {
        return new FuzzRun(fuzz, from, seedCount, commandCount, out).run(threadCount);
    }

    private static long anySeed() {
        return new SplittableRandom().nextLong() >>> 2;
    }
}
