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
import java.util.ArrayList;
import java.util.List;

/** Runs a fuzzer on seed after seed, on several threads, until so much was tried or one failed. */
final class FuzzRun {
    private static final int PROGRESS_PARTS = 20;

    private final Fuzz fuzz;
    private final long seedCountMax;
    private final long commandCountMax;
    private final PrintStream out;
    private final Tally tally = new Tally();
    private final long firstSeed;
    private long nextSeed;
    private long failedSeed = Long.MAX_VALUE;
    private Throwable failure;
    private long nextProgress;

    /**
     * A run.
     *
     * @param fuzz to be run.
     * @param firstSeed the seeds from here are tried one after the other.
     * @param seedCountMax at most so many of them.
     * @param commandCountMax no further seed after so many inputs.
     * @param out for progress and result.
     */
    FuzzRun(
            final Fuzz fuzz,
            final long firstSeed,
            final long seedCountMax,
            final long commandCountMax,
            final PrintStream out) {
        this.fuzz = fuzz;
        this.firstSeed = firstSeed;
        this.seedCountMax = seedCountMax;
        this.commandCountMax = commandCountMax;
        this.out = out;
        nextSeed = firstSeed;
        nextProgress = commandCountMax / PROGRESS_PARTS;
    }

    /** Tries; true when nothing was found. */
    boolean run(final int threadCount) {
        final List<Thread> threads = new ArrayList<>();
        for (int i = 1; i < threadCount; i++) {
            threads.add(new Thread(this::work, "fuzz-" + i));
        }
        threads.forEach(Thread::start);
        work();
        for (final Thread thread : threads) {
            join(thread);
        }
        report();
        return failure == null;
    }

    /** Waits until a thread has ended. */
    static void join(final Thread thread) {
        try {
            thread.join();
        } catch (final InterruptedException ex) {
            throw new IllegalStateException("Interrupted while a thread was waited for.", ex);
        }
    }

    private void work() {
        while (true) {
            final long seed = takeSeed();
            if (seed < 0) {
                return;
            }
            final Tally ofSeed = new Tally();
            try {
                fuzz.run(seed, ofSeed);
                onDone(ofSeed);
            } catch (final AssertionError | RuntimeException ex) {
                onFailed(seed, ofSeed, ex);
            }
        }
    }

    private synchronized long takeSeed() {
        final boolean isOver =
                failure != null
                        || nextSeed - firstSeed >= seedCountMax
                        || tally.commandCount() >= commandCountMax;
        return isOver ? -1 : nextSeed++;
    }

    private synchronized void onDone(final Tally ofSeed) {
        tally.add(ofSeed);
        if (tally.commandCount() >= nextProgress && nextProgress < commandCountMax) {
            out.println(fuzz.name() + ": " + tally.commandCount() + " " + fuzz.unit());
            nextProgress += Math.max(1, commandCountMax / PROGRESS_PARTS);
        }
    }

    private synchronized void onFailed(final long seed, final Tally ofSeed, final Throwable ex) {
        tally.add(ofSeed);
        if (seed < failedSeed) {
            failedSeed = seed;
            failure = ex;
        }
    }

    private void report() {
        if (failure == null) {
            tally.print(out);
            out.println(
                    fuzz.name()
                            + ": "
                            + tally.commandCount()
                            + " "
                            + fuzz.unit()
                            + ", "
                            + tally.seedCount()
                            + " seeds from "
                            + firstSeed
                            + ", "
                            + tally.policyCount()
                            + " policies"
                            + fuzz.remark(tally)
                            + ": no difference");
        } else {
            out.println(fuzz.name() + ": " + failure.getMessage());
            final Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            cause.printStackTrace(out);
            out.println(
                    "again: java -jar fuzz/target/weft-fuzz.jar " + fuzz.name() + " " + failedSeed);
            out.println(fuzz.shorten(failedSeed));
        }
    }

    /** What was tried. */
    Tally tally() {
        return tally;
    }
}
