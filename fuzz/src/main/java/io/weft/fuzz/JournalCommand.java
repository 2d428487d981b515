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

/** {@code weft fuzz journal}. */
@Command(
        name = "journal",
        header = "Damaged journals: each is refused, or is still all that was acknowledged.",
        description = {
            "Without arguments it damages a few journals of random histories: bits, bytes, pages,"
                    + " cuts, blocks and files in each other's place, files deleted. It ends at the"
                    + " first that is neither refused nor the same, and prints the command that"
                    + " tries it again."
        },
        footer = {
            "  weft fuzz journal",
            "  weft fuzz journal 777323",
            "  weft fuzz journal --seed 1 --cycles 10000000",
            "  weft fuzz journal --every-bit 64 --index",
            "  weft fuzz journal --every-length 1024"
        })
final class JournalCommand implements Callable<Integer> {
    private static final int KIB = 1 << 10;

    private final PrintStream out;

    @Parameters(index = "0", arity = "0..1", paramLabel = "SEED", description = "The only seed.")
    private Long only;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "The first seed, or that of the journal. Default: any.")
    private Long seed;

    @Option(names = "--cycles", paramLabel = "N", description = "Try so many random damages.")
    private Long cycles;

    @Option(
            names = "--every-bit",
            paramLabel = "KIB",
            description = "Flip each bit of the records of one journal, and of the file header.")
    private Integer everyBit;

    @Option(
            names = "--index",
            description = "And the same in the index of the file, half a MiB of mostly zeros.")
    private boolean hasIndex;

    @Option(
            names = "--every-length",
            paramLabel = "KIB",
            description = "Cut the file of one journal to each length.")
    private Integer everyLength;

    @Spec private CommandSpec spec;

    JournalCommand(final PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() {
        requireFrom("SEED", only, 0);
        requireFrom("--seed", seed, 0);
        requireFrom("--cycles", cycles, 1);
        requireFrom("--every-bit", everyBit, 1);
        requireFrom("--every-length", everyLength, 1);
        final JournalFuzz fuzz = new JournalFuzz();
        final long from = seed == null ? new SplittableRandom().nextLong() >>> 2 : seed;
        if (everyBit != null || everyLength != null) {
            return every(fuzz, from);
        }
        final long first = only == null ? from : only;
        final long seedCount =
                only != null ? 1 : cycles == null ? SmokeCommand.COUNT : Long.MAX_VALUE;
        final long count = cycles == null ? Long.MAX_VALUE : cycles;
        return new FuzzRun(fuzz, first, seedCount, count, out).run(1) ? 0 : 1;
    }

    private int every(final JournalFuzz fuzz, final long from) {
        final Tally tally = new Tally();
        try {
            long count = 0;
            if (everyBit != null) {
                count += fuzz.everyBit(from, everyBit * KIB, hasIndex, tally, out);
            }
            if (everyLength != null) {
                count += fuzz.everyLength(from, everyLength * KIB, hasIndex, tally, out);
            }
            tally.print(out);
            out.println("journal: " + count + " damages of seed " + from + ": no difference");
            return 0;
        } catch (final AssertionError ex) {
            out.println("journal: " + ex.getMessage());
            return 1;
        }
    }

    private void requireFrom(final String name, final Number value, final int least) {
        if (value != null && value.longValue() < least) {
            throw new ParameterException(
                    spec.commandLine(), name + "=" + value + ", expected from " + least);
        }
    }
}
