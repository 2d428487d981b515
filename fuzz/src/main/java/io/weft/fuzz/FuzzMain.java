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
 * Runs fuzzers: {@code NAME [SEED [COUNT]]}, or {@code smoke} for all of them briefly. Exit code 0
 * when nothing was found, 1 when something was, 2 for wrong usage.
 */
public final class FuzzMain {
    private static final List<Fuzz> FUZZES = List.of(new KernelFuzz(), new PlacementFuzz());
    private static final int SMOKE_COUNT = 200;
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
        if ("smoke".equals(name)) {
            return FUZZES.stream().mapToInt(f -> run(f, SMOKE_SEED, SMOKE_COUNT, out)).sum() > 0
                    ? 1
                    : 0;
        }
        if ("canary".equals(name)) {
            return run(new Canary(), SMOKE_SEED, 1, out);
        }
        for (final Fuzz fuzz : FUZZES) {
            if (fuzz.name().equals(name)) {
                return runNamed(fuzz, args, out);
            }
        }
        out.println("usage: NAME [SEED [COUNT]], NAME one of kernel, placement, smoke, canary");
        return 2;
    }

    private static int runNamed(final Fuzz fuzz, final String[] args, final PrintStream out) {
        try {
            final long seed =
                    args.length > 1
                            ? Long.parseLong(args[1])
                            : new SplittableRandom().nextLong() >>> 1;
            final int defaultCount = args.length > 1 ? 1 : SMOKE_COUNT;
            return run(fuzz, seed, args.length > 2 ? Integer.parseInt(args[2]) : defaultCount, out);
        } catch (final NumberFormatException ex) {
            out.println("SEED and COUNT are whole numbers: " + ex.getMessage());
            return 2;
        }
    }

    private static int run(
            final Fuzz fuzz, final long firstSeed, final int count, final PrintStream out) {
        long tried = 0;
        for (long seed = firstSeed; seed < firstSeed + count; seed++) {
            try {
                tried += fuzz.run(seed);
            } catch (final AssertionError | RuntimeException ex) {
                out.println(fuzz.name() + ": " + ex);
                ex.printStackTrace(out);
                out.println(
                        "again: java -jar fuzz/target/weft-fuzz.jar " + fuzz.name() + " " + seed);
                return 1;
            }
        }
        out.println(fuzz.name() + ": " + count + " seeds from " + firstSeed + ", " + tried + " ok");
        return 0;
    }
}
