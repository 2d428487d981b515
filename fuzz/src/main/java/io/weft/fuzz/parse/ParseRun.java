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

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Tries inputs of one target, a seed each, until so many were tried, the time is over, or one
 * fails. An input that takes too long is a finding too. A run is used once.
 */
public final class ParseRun {
    /** Longest time for one input; a slow machine needs milliseconds. */
    static final long HANG_NS = TimeUnit.SECONDS.toNanos(30);

    private static final int SHOWN_LENGTH_MAX = 600;
    private static final long POLL_MS = 20;

    private final ParseTarget target;
    private final List<byte[]> corpus;
    private final long hangNs;
    private final PrintStream out;
    private final AtomicLong nextSeed;
    private final AtomicLong doneCount = new AtomicLong();
    private long failedSeed = Long.MAX_VALUE;
    private Throwable failure;
    private volatile boolean isOver;
    private boolean isHung;

    /**
     * A run.
     *
     * @param target to be tried.
     * @param seed the first one.
     * @param out for what was found.
     */
    public ParseRun(final ParseTarget target, final long seed, final PrintStream out) {
        this(target, seed, out, HANG_NS);
    }

    ParseRun(final ParseTarget target, final long seed, final PrintStream out, final long hangNs) {
        this.target = target;
        this.hangNs = hangNs;
        this.out = out;
        corpus = Corpus.of(target);
        nextSeed = new AtomicLong(seed);
    }

    /**
     * Tries.
     *
     * @param cycles at most so many inputs.
     * @param seconds at most so long.
     * @param threadCount at the same time.
     * @return whether nothing was found.
     */
    public boolean run(final long cycles, final long seconds, final int threadCount) {
        final long startNs = System.nanoTime();
        final long lastSeed = nextSeed.get() + cycles - 1;
        final List<Worker> workers = new ArrayList<>();
        for (int i = 0; i < threadCount; i++) {
            workers.add(new Worker(lastSeed));
            workers.get(i).start();
        }
        while (workers.stream().anyMatch(Thread::isAlive) && !isHanging(workers)) {
            sleep();
            isOver |= System.nanoTime() - startNs > TimeUnit.SECONDS.toNanos(seconds);
        }
        report(System.nanoTime() - startNs);
        return failure == null;
    }

    /** Whether a thread was left behind that still works, so that nothing else should be tried. */
    public boolean isHung() {
        return isHung;
    }

    /** The input of a seed. */
    static byte[] input(final List<byte[]> corpus, final long seed) {
        return new Mutator(corpus, seed).next();
    }

    private boolean isHanging(final List<Worker> workers) {
        for (final Worker worker : workers) {
            if (worker.isAlive() && System.nanoTime() - worker.beganNs > hangNs) {
                final AssertionError hang = new AssertionError("the reader hangs");
                hang.setStackTrace(worker.getStackTrace());
                onFailed(worker.seed, hang);
                isHung = true;
                return true;
            }
        }
        return false;
    }

    private static void sleep() {
        try {
            Thread.sleep(POLL_MS);
        } catch (final InterruptedException e) {
            throw new IllegalStateException("Interrupted while inputs were tried.", e);
        }
    }

    private synchronized void onFailed(final long seed, final Throwable thrown) {
        isOver = true;
        if (seed < failedSeed) {
            failedSeed = seed;
            failure = thrown;
        }
    }

    private synchronized void report(final long tookNs) {
        if (failure == null) {
            out.println(
                    "parse "
                            + target.name()
                            + ": "
                            + doneCount
                            + " inputs, "
                            + TimeUnit.NANOSECONDS.toMillis(tookNs)
                            + " ms: nothing found");
            return;
        }
        out.println("parse " + target.name() + ": " + failure.getMessage());
        (failure.getCause() == null ? failure : failure.getCause()).printStackTrace(out);
        out.println("input: " + shown(input(corpus, failedSeed)));
        out.println(
                "again: java -jar fuzz/target/weft-fuzz.jar parse --target "
                        + target.name()
                        + " --seed "
                        + failedSeed
                        + " --cycles 1");
    }

    /** Bytes as text, with escapes where they are not printable. */
    private static String shown(final byte[] bytes) {
        final StringBuilder text = new StringBuilder();
        for (final char c : new String(bytes, StandardCharsets.ISO_8859_1).toCharArray()) {
            if (text.length() > SHOWN_LENGTH_MAX) {
                return text + "… (" + bytes.length + " bytes)";
            }
            if (c >= ' ' && c < 0x7F && c != '\\') {
                text.append(c);
            } else {
                text.append(
                        c == '\n' ? "\\n" : "\\" + Integer.toOctalString(0x200 | c).substring(1));
            }
        }
        return text.toString();
    }

    /** Takes seeds until there is no more to be done; abandoned when it hangs. */
    private final class Worker extends Thread {
        private final long lastSeed;
        private volatile long beganNs = System.nanoTime();
        private volatile long seed;

        Worker(final long lastSeed) {
            super("parse-" + target.name());
            this.lastSeed = lastSeed;
            setDaemon(true);
        }

        @Override
        public void run() {
            while (!isOver) {
                seed = nextSeed.getAndIncrement();
                if (seed > lastSeed) {
                    return;
                }
                beganNs = System.nanoTime();
                try {
                    BoundedParse.run(target, input(corpus, seed));
                    doneCount.incrementAndGet();
                } catch (final Throwable e) {
                    onFailed(seed, e);
                }
            }
        }
    }
}
