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

import io.weft.core.spi.Journal;
import io.weft.core.spi.JournalException;
import io.weft.fuzz.CrashLog.Kind;
import io.weft.journal.ChronicleJournal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * Kills a kernel with SIGKILL, at named points and at any moment, and starts it again on the same
 * journal: what it acknowledged is there, once, and it is as it was.
 */
final class CrashFuzz implements Fuzz {
    /** Lives a seed. */
    static final int LIFE_COUNT = 10;

    /** Exit code of a process that a SIGKILL has ended: 128 and the number of the signal. */
    private static final int KILLED = 128 + 9;

    private static final long POLL_NS = 50_000;

    /** Of processor time; a life takes one. */
    private static final long TIMEOUT_NS = 60_000_000_000L;

    /**
     * On the clock, for a child that waits for nothing. On a busy machine one that works may starve
     * for minutes.
     */
    private static final long PATIENCE_NS = 10 * TIMEOUT_NS;

    private static final List<String> FLAGS =
            List.of(
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UnlockDiagnosticVMOptions",
                    "-XX:-BytecodeVerificationRemote",
                    "-Xmx96m");

    private static final String JOURNAL = "journal";
    private static final String KEPT = "kept";
    private static final String LOG = "log";

    private final CrashFault fault;

    /** Kills kernels as they are. */
    CrashFuzz() {
        this(CrashFault.NONE);
    }

    /** Kills kernels with a fault planted. */
    CrashFuzz(final CrashFault fault) {
        this.fault = fault;
    }

    @Override
    public String name() {
        return fault == CrashFault.NONE ? "crash" : "canary " + fault.label();
    }

    @Override
    public String unit() {
        return "cycles";
    }

    @Override
    public int smokeCount() {
        return 1;
    }

    @Override
    public void run(final long seed, final Tally tally) {
        int life = 0;
        try (Scratch scratch = Scratch.inMemory("crash");
                CrashLog log = CrashLog.map(scratch.path(LOG))) {
            final SplittableRandom random = new SplittableRandom(seed);
            JournalImage image = new JournalImage();
            while (life < LIFE_COUNT) {
                final CrashPlan plan =
                        CrashPlan.draw(random, seed, life, image.recordCount(), fault);
                log.clear();
                image = live(scratch, plan, log, image, tally);
                life++;
            }
        } finally {
            tally.onRun("kernels killed", life);
        }
    }

    private static JournalImage live(
            final Scratch scratch,
            final CrashPlan plan,
            final CrashLog log,
            final JournalImage before,
            final Tally tally) {
        final Path journal = scratch.path(JOURNAL);
        final Path output = scratch.path("output");
        final KeptSegments kept = new KeptSegments(journal, scratch.path(KEPT));
        final CrashSnapshotCheck snapshots = new CrashSnapshotCheck(journal);
        final long newestBefore = snapshots.newestPosition();
        final SharedClasses classes = SharedClasses.ofCrash(FLAGS);
        final List<String> flags = new ArrayList<>(FLAGS);
        flags.addAll(classes.flags());
        try (ChildJvm child =
                ChildJvm.start(
                        flags,
                        classes.classPath(),
                        output,
                        CrashChild.class,
                        args(scratch, plan))) {
            awaitPoint(child, plan, log);
            final int code = child.kill();
            if (code != 0 && code != KILLED) {
                throw new AssertionError("died by itself: " + child.printed());
            }
        }
        tally.onSomething(
                isReached(plan, log) ? "killed " + plan.point().label() : "ended before the kill");
        try {
            kept.keep();
            CrashSnapshotCheck.begun(log, newestBefore);
            return check(kept.directory(), log, before, snapshots, tally);
        } catch (final AssertionError | RuntimeException ex) {
            throw new AssertionError(
                    "life " + plan.life() + ", " + plan + ": " + ex.getMessage(), ex);
        }
    }

    /** What a child is told. */
    static List<String> args(final Scratch scratch, final CrashPlan plan) {
        final List<String> args = new ArrayList<>();
        for (final String name : List.of(JOURNAL, KEPT, LOG)) {
            args.add(scratch.path(name).toString());
        }
        args.addAll(plan.args());
        return args;
    }

    /** Waits until the child is where it shall die, or came to its end before. */
    private static void awaitPoint(final ChildJvm child, final CrashPlan plan, final CrashLog log) {
        final long startNs = System.nanoTime();
        while (!isReached(plan, log)) {
            if (!child.isAlive()) {
                return;
            }
            final long waitedNs = System.nanoTime() - startNs;
            if (waitedNs > PATIENCE_NS || waitedNs > TIMEOUT_NS && child.cpuNs() > TIMEOUT_NS) {
                throw new IllegalStateException("Never came to " + plan + ": " + child.printed());
            }
            LockSupport.parkNanos(POLL_NS);
        }
        if (!plan.point().isExact) {
            final long reachedNs = System.nanoTime();
            while (System.nanoTime() - reachedNs < plan.delayNs()) {
                Thread.onSpinWait();
            }
        }
    }

    private static boolean isReached(final CrashPlan plan, final CrashLog log) {
        return switch (plan.point()) {
            case ANYWHERE -> log.count() >= plan.turn();
            case MID_OPEN -> log.count() > 0;
            case MID_ROLL -> log.countOf(Kind.ROLLING) >= plan.turn();
            case MID_RELEASE -> log.countOf(Kind.RELEASING) >= plan.turn();
            case MID_CLOSE -> log.countOf(Kind.CLOSING) > 0;
            default -> log.isParked();
        };
    }

    private static JournalImage check(
            final Path directory,
            final CrashLog log,
            final JournalImage before,
            final CrashSnapshotCheck snapshots,
            final Tally tally) {
        try (Journal journal =
                ChronicleJournal.open(
                        new ChronicleJournal.Context().directory(directory).readOnly(true))) {
            final JournalImage after = JournalImage.of(journal);
            new CrashCheck(before, after, log).check(journal);
            snapshots.check(journal, tally);
            count(before, after, log, tally);
            return after;
        } catch (final JournalException ex) {
            if (ex.kind() == JournalException.Kind.ABSENT && log.countOf(Kind.APPENDED) == 0) {
                return before;
            }
            throw ex;
        }
    }

    private static void count(
            final JournalImage before,
            final JournalImage after,
            final CrashLog log,
            final Tally tally) {
        final int logged = log.countOf(Kind.APPENDED) + log.countOf(Kind.DECIDED);
        if (after.recordCount() - before.recordCount() > logged) {
            tally.onSomething("records appended, not acknowledged");
        }
        tally.onSomething("entries acknowledged", log.countOf(Kind.APPENDED));
        tally.onSomething("decisions delivered", log.countOf(Kind.DELIVERED));
    }
}
