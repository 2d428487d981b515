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
package io.weft.slurm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.Replay;
import io.weft.core.explain.ExplainRequest;
import io.weft.core.explain.Explainer;
import io.weft.core.explain.Explanation;
import io.weft.journal.ChronicleJournal;
import io.weft.manager.command.CommandResult;
import io.weft.placement.StandardPolicies;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.agrona.concurrent.SystemEpochNanoClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real slurmctld and a real Weft, each killed as by kill -9 again and again while jobs come and
 * run. None is ordered to run twice, and none is lost but those that Slurm forgot, which Weft
 * names; see {@link KillTally}. Jobs that may have run are held for their users: at the end those
 * cancel the ones that left a line in the log, and release the others. {@code
 * -Dweft.slurm.kills=100 -Dweft.slurm.kill.jobs=2000} for the long size; the result goes to
 * target/slurm-kills.md, too.
 */
class SlurmKillIT {
    private static final int KILLS = Integer.getInteger("weft.slurm.kills", 3);
    private static final int JOBS = Integer.getInteger("weft.slurm.kill.jobs", KILLS * 20);
    private static final long SEED = Long.getLong("weft.seed", 1);
    private static final int MULTIPLICITY = 2;
    private static final int NODES = 8;
    private static final int CORES = 4;
    private static final int SUBMITTERS = 2;
    private static final long SECOND = 1_000_000_000L;
    private static final long RECONCILE_NS_MAX = 30 * SECOND;
    private static final long PATIENCE_NS = 120 * SECOND;
    private static final long DRAIN_NS_MAX = 300 * SECOND;

    private final Random random = new Random(SEED);
    private final List<KillTally.Submission> submissions = new CopyOnWriteArrayList<>();
    private final AtomicInteger nameCount = new AtomicInteger();
    private final AtomicInteger unsureCount = new AtomicInteger();
    private final Set<String> cancelled = new TreeSet<>();
    private final Set<String> released = new TreeSet<>();
    private final List<Double> reconciledS = new ArrayList<>();
    private int interruptedCount;
    private int resumedCount;
    private volatile int allowance;
    private volatile boolean isOver;
    private SlurmCluster cluster;
    private JobLog log;
    private BridgeChild weft;

    @TempDir Path folder;

    @Test
    void shouldRunEachJobOnceWhoeverIsKilled() throws Exception {
        final long startNs = now();
        cluster = SlurmCluster.start(NODES, CORES, MULTIPLICITY);
        log = new JobLog(cluster.folder());
        log.logTokens(cluster);
        weft = new BridgeChild(folder, cluster, MULTIPLICITY, MULTIPLICITY);
        final List<Thread> submitters = new ArrayList<>();
        try {
            weft.start();
            for (int i = 0; i < SUBMITTERS; i++) {
                submitters.add(new Thread(this::submitAll, "submitter"));
                submitters.get(i).start();
            }
            killAll();
            allowance = JOBS;
            await("all jobs submitted", DRAIN_NS_MAX, () -> submissions.size() >= JOBS);
            await("no jobs left", DRAIN_NS_MAX, this::isDrained);
            check(startNs);
        } finally {
            isOver = true;
            for (final Thread submitter : submitters) {
                submitter.join();
            }
            weft.close();
            cluster.close();
        }
    }

    private static long now() {
        return SystemEpochNanoClock.INSTANCE.nanoTime();
    }

    // ------------------------------------------------------------------ jobs

    private void submitAll() {
        while (submissions.size() < JOBS && !isOver) {
            if (submissions.size() < allowance) {
                final int number = nameCount.incrementAndGet();
                submit("k" + number, number);
            } else {
                sleep(20);
            }
        }
    }

    private void submit(final String name, final int number) {
        final long fromS = now() / SECOND;
        final CommandResult answer =
                cluster.tryAsUser(
                        "sbatch",
                        "--parsable",
                        "-o",
                        "/dev/null",
                        "-D",
                        "" + cluster.folder(),
                        "-J",
                        name,
                        "-t5",
                        "-p",
                        number % 5 == 0 ? "fast" : "main",
                        "" + log.script(),
                        name,
                        "" + (1 + number % 5));
        if (answer.isSuccess()) {
            final long id = Long.parseLong(answer.output().strip());
            submissions.add(new KillTally.Submission(name, id, fromS, now() / SECOND));
        } else {
            unsureCount.incrementAndGet();
        }
    }

    private boolean isDrained() {
        resumeNodes();
        answerDoubts();
        final CommandResult queue =
                cluster.tryRun("squeue", "-h", "-a", "-t", "PD,R,CG,S,CF", "-o", "%i");
        final BridgeProcess.Status status = weft.status();
        return queue.isSuccess()
                && queue.output().isBlank()
                && status.isConnected()
                && status.jobCount() == 0;
    }

    /** As users do: what has begun is cancelled, what has not is released and runs. */
    private void answerDoubts() {
        final CommandResult held =
                cluster.tryRun("squeue", "-h", "-a", "-t", "PD", "-o", "%i %j %k");
        for (final String line : held.output().lines().toList()) {
            final String[] words = line.split(" ", 3);
            if (words.length == 3 && words[2].startsWith("weft:hold")) {
                final boolean hasBegun = log.runs().containsKey(words[1]);
                (hasBegun ? cancelled : released).add(words[1]);
                if (hasBegun) {
                    cluster.tryAsUser("scancel", words[0]);
                } else {
                    cluster.tryAsUser("scontrol", "release", words[0]);
                }
            }
        }
    }

    // ------------------------------------------------------------------ kills

    /** In each round each dies once: together, or Weft some time after Slurm. */
    private void killAll() throws InterruptedException {
        awaitReconciled(now(), PATIENCE_NS);
        reconciledS.clear();
        for (int round = 0; round < KILLS; round++) {
            allowance = JOBS * (round + 1) / KILLS;
            // Slurm saves its state every 5 s: if it never lives that long, nothing ever happens.
            final long upNs = (3 + random.nextInt(7)) * SECOND;
            final boolean isTogether = random.nextBoolean();
            if (isTogether) {
                killTogether();
            } else {
                killSlurm();
            }
            final long fromNs = now();
            if (!isTogether) {
                sleep(random.nextInt(3000));
                weft.kill();
                sleep(random.nextInt(500));
                weft.start();
            }
            final long reconcileFromNs = isTogether ? fromNs : now();
            resumeNodes();
            final boolean isLast = round == KILLS - 1 || round % 10 == 9;
            awaitReconciled(reconcileFromNs, isLast ? PATIENCE_NS : fromNs + upNs - now());
            sleep(Math.max(0, fromNs + upNs - now()) / 1_000_000);
        }
    }

    /**
     * As an operator does: Slurm drains a node on which it starts a job that it forgot to have
     * started there.
     */
    private void resumeNodes() {
        final CommandResult drained =
                cluster.tryRun("sinfo", "-h", "-p", "main", "-t", "drain", "-o", "%N");
        if (drained.isSuccess() && !drained.output().isBlank()) {
            final String nodes = drained.output().strip().replace('\n', ',');
            resumedCount++;
            cluster.tryRun("scontrol", "update", "nodename=" + nodes, "state=resume");
        }
    }

    private void killTogether() throws InterruptedException {
        final boolean isWeftFirst = random.nextBoolean();
        if (isWeftFirst) {
            weft.kill();
            sleep(random.nextInt(200));
        }
        cluster.killController();
        sleep(random.nextInt(1000));
        if (!isWeftFirst) {
            weft.kill();
        }
        weft.start();
        cluster.startController();
    }

    private void killSlurm() {
        cluster.killController();
        sleep(random.nextInt(1000));
        cluster.startController();
    }

    /**
     * Until Weft has seen to be carried out all that it had decided when it saw Slurm first, or the
     * next round begins.
     */
    private void awaitReconciled(final long fromNs, final long limitNs) {
        BridgeProcess.Status first = null;
        final long endNs = now() + limitNs;
        while (now() < endNs) {
            final BridgeProcess.Status status = weft.status();
            if (status != null && status.isConnected() && status.observationNs() >= fromNs) {
                first = first == null ? status : first;
                if (status.openCount() == 0
                        || status.acknowledgedPosition() >= first.appliedPosition()) {
                    reconciledS.add((now() - fromNs) / 1e9);
                    return;
                }
            }
            sleep(20);
        }
        assertTrue(limitNs < PATIENCE_NS, () -> "Not reconciled: " + weft.status());
        interruptedCount++;
    }

    private void await(final String what, final long limitNs, final BooleanSupplier condition) {
        final long endNs = now() + limitNs;
        while (!condition.getAsBoolean()) {
            assertTrue(weft.isAlive(), () -> weft.text("out"));
            assertTrue(
                    now() < endNs,
                    () ->
                            "Not in time: "
                                    + what
                                    + ", "
                                    + weft.status()
                                    + "\n"
                                    + cluster.tryRun("squeue", "-a").output());
            sleep(50);
        }
    }

    private static void sleep(final long ms) {
        try {
            Thread.sleep(ms);
        } catch (final InterruptedException ex) {
            throw new AssertionError(ex);
        }
    }

    // ------------------------------------------------------------------ what came of it

    private void check(final long startNs) throws IOException, InterruptedException {
        weft.kill();
        try (ChronicleJournal journal = BridgeProcess.journal(folder, true)) {
            final JournalCount count = JournalCount.of(journal);
            final KillTally tally =
                    new KillTally(
                            submissions, log, cluster, weft.events(), count, cancelled, released);
            final Replay.Report replay =
                    Replay.run(journal, new StandardPolicies(), position -> {});
            final String report = report(startNs, tally, replay);
            System.out.println(report);
            Files.createDirectories(Path.of("target"));
            Files.writeString(Path.of("target", "slurm-kills.md"), report);
            assertEquals(List.of(), tally.wrong());
            assertNull(replay.divergence());
            assertTrue(count.highestMultiplicity() <= MULTIPLICITY);
            assertTrue(tally.highestMultiplicity() <= MULTIPLICITY);
            explain(journal, count);
        }
        assertTrue(reconciledS.stream().allMatch(s -> s * SECOND <= RECONCILE_NS_MAX));
    }

    private void explain(final ChronicleJournal journal, final JournalCount count) {
        final KillTally.Submission last = submissions.get(submissions.size() - 1);
        final Set<Long> known = new LinkedHashSet<>(last.jobIds());
        known.removeIf(id -> count.submissions(id) == 0);
        final long jobId = known.iterator().next();
        final Explanation explanation =
                new Explainer(journal, new StandardPolicies()).explain(ExplainRequest.of(jobId));
        assertNotNull(explanation.placement());
        System.out.println("Explained: " + explanation.reason() + " " + explanation.history());
    }

    private String report(final long startNs, final KillTally tally, final Replay.Report replay) {
        final List<Double> sorted = new ArrayList<>(reconciledS);
        sorted.sort(null);
        final StringBuilder text = new StringBuilder();
        row(text, "What", "Number");
        row(text, "---", "---:");
        row(text, "kills of slurmctld, of Weft", KILLS + ", " + KILLS);
        row(text, "submissions that Slurm did not answer", unsureCount.get());
        tally.rows().forEach((what, number) -> row(text, what, number));
        row(text, "times that nodes were resumed, as Slurm had drained them", resumedCount);
        row(text, "reconciled after, s: times measured", sorted.size());
        row(text, "not yet reconciled when the next was killed", interruptedCount);
        row(text, "reconciled after, s: median", seconds(sorted.get(sorted.size() / 2)));
        row(text, "reconciled after, s: most", seconds(sorted.get(sorted.size() - 1)));
        row(text, "decisions replayed alike", replay.divergence() == null ? "all" : "NOT ALL");
        row(text, "time, s", seconds((now() - startNs) / 1e9));
        row(
                text,
                "load average at the end",
                seconds(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()));
        return text.toString();
    }

    private static String seconds(final double s) {
        return String.format(Locale.ROOT, "%.1f", s);
    }

    private static void row(final StringBuilder text, final String what, final Object number) {
        text.append("| ").append(what).append(" | ").append(number).append(" |\n");
    }
}
