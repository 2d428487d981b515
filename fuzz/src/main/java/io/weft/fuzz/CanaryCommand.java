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
import java.util.Iterator;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code weft fuzz canary}. */
@Command(
        name = "canary",
        header = "Shows that the fuzzers find faults: it plants some.",
        description = {
            "Without FAULT it plants every fault there is, one after the other, and each must be"
                    + " found within 1,000,000 commands or 200 cycles. That takes some minutes,"
                    + " so the build tries some of them only. With FAULT it plants that one and shows"
                    + " the difference as a real one would be shown, so the exit code is 1."
        },
        footer = {"  weft fuzz canary", "  weft fuzz canary core-tie-highest"})
final class CanaryCommand implements Callable<Integer> {
    private final PrintStream out;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "FAULT",
            completionCandidates = Labels.class,
            description = "One of ${COMPLETION-CANDIDATES}.")
    private String fault;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "SEED",
            description = "The only seed to try. Default: those of smoke.")
    private Long seed;

    @Spec private CommandSpec spec;

    CanaryCommand(final PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() {
        if (fault == null) {
            return new Canary(out).run() ? 0 : 1;
        }
        final long from = seed == null ? SmokeCommand.SEED : seed;
        final int count = seed == null ? SmokeCommand.COUNT : 1;
        final Fuzz fuzz = planted().fuzz();
        return new FuzzRun(fuzz, from, count, Long.MAX_VALUE, out).run(1) ? 0 : 1;
    }

    private Planted planted() {
        try {
            return Planted.of(fault);
        } catch (final IllegalArgumentException ex) {
            throw new ParameterException(spec.commandLine(), ex.getMessage(), ex);
        }
    }

    /** What can be planted, for the help. */
    static final class Labels implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Planted.labels().iterator();
        }
    }
}
