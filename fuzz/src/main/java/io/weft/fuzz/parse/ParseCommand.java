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

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code weft fuzz parse}: readers of files and messages against damaged input. */
@Command(
        name = "parse",
        header = "Readers of files and messages against damaged input.",
        description = {
            "Changes the kept inputs a little, by seeds, and gives them to each reader in turn. A"
                    + " reader may answer, or refuse with an error that names the place; whatever"
                    + " else it does is a finding, also to hang or to fill the memory. With FILE it"
                    + " reads files instead, as they are."
        },
        footer = {
            "  weft fuzz parse --seconds 60",
            "  weft fuzz parse --target swf --seed 777323 --cycles 1",
            "  weft fuzz parse --target swf crash-0f3a"
        })
public final class ParseCommand implements Callable<Integer> {
    /** Inputs of each target when nothing is said. */
    public static final long CYCLES = 2000;

    private final List<ParseTarget> targets;
    private final PrintStream out;

    @Option(
            names = "--target",
            paramLabel = "T",
            description = "Only this reader. Default: all, one after the other.")
    private String target;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "Try each reader for so long. Default: until --cycles are done.")
    private Long seconds;

    @Option(
            names = "--cycles",
            paramLabel = "N",
            description = "Try so many inputs of each reader. Default: " + CYCLES + ".")
    private Long cycles;

    @Option(names = "--seed", paramLabel = "S", description = "The first seed. Default: any.")
    private Long seed;

    @Option(
            names = "--threads",
            paramLabel = "T",
            description = "Inputs tried at the same time. Default: 1.")
    private int threads = 1;

    @Parameters(paramLabel = "FILE", arity = "0..*", description = "Read these, as they are.")
    private List<Path> files = List.of();

    @Spec private CommandSpec spec;
    private boolean isHung;

    /**
     * The command.
     *
     * @param targets that can be tried.
     * @param out for what is found.
     */
    public ParseCommand(final List<ParseTarget> targets, final PrintStream out) {
        this.targets = targets;
        this.out = out;
    }

    @Override
    public Integer call() throws IOException {
        requireFrom("--seconds", seconds, 1);
        requireFrom("--cycles", cycles, 1);
        requireFrom("--seed", seed, 0);
        requireFrom("--threads", (long) threads, 1);
        boolean isClean = true;
        for (final ParseTarget each : chosen()) {
            if (isHung) {
                out.println("parse " + each.name() + ": not tried");
            } else {
                isClean &= files.isEmpty() ? tries(each) : reads(each);
            }
        }
        return isClean ? 0 : 1;
    }

    private void requireFrom(final String name, final Long value, final long least) {
        if (value != null && value < least) {
            throw wrong(name + "=" + value + ", expected from " + least);
        }
    }

    private ParameterException wrong(final String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private List<ParseTarget> chosen() {
        if (target == null) {
            return targets;
        }
        for (final ParseTarget each : targets) {
            if (each.name().equals(target)) {
                return List.of(each);
            }
        }
        final List<String> names = targets.stream().map(ParseTarget::name).toList();
        throw wrong("--target=" + target + ", expected one of " + names);
    }

    private boolean tries(final ParseTarget each) {
        final long first = seed == null ? new SplittableRandom().nextLong() >>> 2 : seed;
        final long count = cycles == null ? CYCLES : cycles;
        final ParseRun run = new ParseRun(each, first, out);
        final boolean isClean =
                run.run(
                        seconds != null && cycles == null ? Long.MAX_VALUE >> 2 : count,
                        seconds == null ? Integer.MAX_VALUE : seconds,
                        threads);
        isHung = run.isHung();
        return isClean;
    }

    private boolean reads(final ParseTarget each) throws IOException {
        boolean isClean = true;
        for (final Path file : files) {
            final byte[] bytes = Files.readAllBytes(file);
            try {
                BoundedParse.run(each, bytes);
                out.println("parse " + each.name() + ": " + file + ": nothing found");
            } catch (final AssertionError e) {
                out.println("parse " + each.name() + ": " + file + ": " + e.getMessage());
                (e.getCause() == null ? e : e.getCause()).printStackTrace(out);
                isClean = false;
            }
        }
        return isClean;
    }
}
