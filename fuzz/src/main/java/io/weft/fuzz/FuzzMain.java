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
import java.util.List;
import java.util.SplittableRandom;

/**
 * Runs fuzzers. {@code NAME [SEED [COUNT]]} tries seeds; {@code NAME --commands N [--threads T]
 * [--seed S]} tries as many as that takes; {@code smoke} tries all briefly; {@code canary [FAULT
 * [SEED]]} shows that planted faults are found. Exit code 0 when nothing was found (by the canary:
 * when every fault was), 1 when something was, 2 for wrong usage.
 */
public final class FuzzMain {
    private static final List<Fuzz> FUZZES = List.of(new KernelFuzz(), new PlacementFuzz());
    private static final int SMOKE_COUNT = 24;
    private static final long SMOKE_SEED = 1;

    private FuzzMain() {}

    /**
     * Entry point.
     *
     * @param args see the class.
     */
    public static void main(final String[] args) {
        System.exit(run(args, System.out));
    }

    static int run(final String[] args, final PrintStream out) {
        final String name = args.length > 0 ? args[0] : "";
        try {
            if ("smoke".equals(name)) {
                return smoke(out);
            }
            if ("canary".equals(name)) {
                return canary(args, out);
            }
            for (final Fuzz fuzz : FUZZES) {
                if (fuzz.name().equals(name)) {
                    return runNamed(fuzz, args, out);
                }
            }
        } catch (final IllegalArgumentException ex) {
            out.println("wrong usage: " + ex.getMessage());
        }
        out.println("usage: kernel|placement [SEED [COUNT]]");
        out.println("       kernel|placement --commands N [--threads T] [--seed S]");
        out.println("       smoke");
        out.println("       canary [FAULT [SEED]], FAULT one of " + Fault.names());
        return 2;
    }

    private static int smoke(final PrintStream out) {
        boolean isClean = true;
        for (final Fuzz fuzz : FUZZES) {
            isClean &= new FuzzRun(fuzz, SMOKE_SEED, SMOKE_COUNT, Long.MAX_VALUE, out).run(1);
        }
        return isClean ? 0 : 1;
    }

    private static int canary(final String[] args, final PrintStream out) {
        if (args.length == 1) {
            return new Canary(out).run() ? 0 : 1;
        }
        final Fuzz fuzz = Canary.fuzz(Fault.of(args[1]));
        final long seed = args.length > 2 ? number("SEED", args[2]) : SMOKE_SEED;
        return new FuzzRun(fuzz, seed, args.length > 2 ? 1 : SMOKE_COUNT, Long.MAX_VALUE, out)
                        .run(1)
                ? 0
                : 1;
    }

    private static int runNamed(final Fuzz fuzz, final String[] args, final PrintStream out) {
        final boolean hasOptions = args.length > 1 && args[1].startsWith("--");
        final boolean isClean = hasOptions ? runLong(fuzz, args, out) : runSeeds(fuzz, args, out);
        return isClean ? 0 : 1;
    }

    private static boolean runSeeds(final Fuzz fuzz, final String[] args, final PrintStream out) {
        final boolean hasSeed = args.length > 1;
        final long seed = hasSeed ? number("SEED", args[1]) : anySeed();
        final long defaultCount = hasSeed ? 1 : SMOKE_COUNT;
        final long count = args.length > 2 ? number("COUNT", args[2]) : defaultCount;
        return new FuzzRun(fuzz, seed, count, Long.MAX_VALUE, out).run(1);
    }

    private static boolean runLong(final Fuzz fuzz, final String[] args, final PrintStream out) {
        long commands = Long.MAX_VALUE;
        long threads = Runtime.getRuntime().availableProcessors();
        long seed = anySeed();
        for (int i = 1; i < args.length; i += 2) {
            if (i + 1 == args.length) {
                throw new IllegalArgumentException(args[i] + " needs a number");
            }
            final long value = number(args[i], args[i + 1]);
            switch (args[i]) {
                case "--commands" -> commands = value;
                case "--threads" -> threads = value;
                case "--seed" -> seed = value;
                default -> throw new IllegalArgumentException("there is no option " + args[i]);
            }
        }
        out.println(fuzz.name() + ": seeds from " + seed);
        return new FuzzRun(fuzz, seed, Long.MAX_VALUE, commands, out).run((int) threads);
    }

    private static long anySeed() {
        return new SplittableRandom().nextLong() >>> 2;
    }

    private static long number(final String name, final String text) {
        try {
            return Long.parseLong(text);
        } catch (final NumberFormatException ex) {
            throw new IllegalArgumentException(name + "=" + text + ", expected a number", ex);
        }
    }
}
