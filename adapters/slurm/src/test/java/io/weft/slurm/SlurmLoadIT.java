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
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.journal.ChronicleJournal;
import io.weft.manager.ManagerException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Short jobs of three classes on 16 nodes of a real Slurm, by Weft and by Slurm's own scheduler in
 * the same run. Batch jobs fill the machine, up to a multiplicity of 3; interactive ones (partition
 * fast) may share a core with three others. To Slurm's own scheduler all are jobs of one partition
 * with as many slots. {@code -Dweft.slurm.jobs=1000} for the long size; the result goes to
 * target/slurm-load.md, too.
 */
class SlurmLoadIT {
    private static final int JOBS = Integer.getInteger("weft.slurm.jobs", 100);
    private static final int NODES = 16;
    private static final int CORES = 16;
    private static final int MULTIPLICITY = 4;
    private static final int BATCH_MULTIPLICITY = 3;
    private static final int SUBMITTERS = 4;
    private static final int BATCH_S = 6;
    private static final long PATIENCE_S = 300;

    private enum Kind {
        BATCH("main", ""),
        INTERACTIVE("fast", ""),
        URGENT("main", "class=urgent");

        final String partition;
        final String comment;

        Kind(final String partition, final String comment) {
            this.partition = partition;
            this.comment = comment;
        }

        List<String> options() {
            return comment.isEmpty()
                    ? List.of("-p", partition)
                    : List.of("-p", partition, "--comment=" + comment);
        }

        /** Out of twenty jobs fourteen are batch, five interactive and one is urgent. */
        static Kind of(final int number) {
            return number % 20 == 7 ? URGENT : number % 4 == 1 ? INTERACTIVE : BATCH;
        }
    }

    private final StringBuilder table = new StringBuilder();
    private final Map<String, Double> submittedS = new ConcurrentHashMap<>();
    private SlurmCluster cluster;
    private JobLog log;

    @TempDir Path folder;

    @Test
    void shouldStartInteractiveJobsWhileBatchFillsTheMachine() throws Exception {
        cluster = SlurmCluster.start(NODES, CORES, MULTIPLICITY);
        log = new JobLog(cluster.folder());
        row("Scheduler", "What", "Jobs", "Median, s", "p95, s", "Starts/s");
        row("---", "---", "---:", "---:", "---:", "---:");
        try {
            weft();
            stock("Slurm, tuned");
            JobLog.configure(
                    cluster,
                    "SchedulerType=sched/backfill\nSchedulerParameters=batch_sched_delay=3");
            stock("Slurm, as it comes");
        } finally {
            cluster.close();
            report();
        }
    }

    private void report() throws IOException {
        final double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        table.append("\nLoad average at the end: ").append(number(load)).append('\n');
        System.out.println(table);
        Files.createDirectories(Path.of("target"));
        Files.writeString(Path.of("target", "slurm-load.md"), table);
    }

    // ------------------------------------------------------------------ by Weft

    private void weft() throws Exception {
        submitAll("wt", List.of("-p", "main"));
        observe();
        try (BridgeChild weft =
                new BridgeChild(folder, cluster, MULTIPLICITY, BATCH_MULTIPLICITY)) {
            weft.start();
            awaitEnds("wt", JOBS);
            throughput("Weft", "wt");
            mix("Weft", "wm", Kind::options);
            cluster.await("Weft has seen the ends", () -> weft.status().jobCount() == 0);
            weft.kill();
            assertEquals(Set.of(), failures(weft));
        }
        final int seen = log.highestMultiplicity(Set.of());
        assertTrue(seen <= MULTIPLICITY, "" + seen);
        try (ChronicleJournal journal = BridgeProcess.journal(folder, true)) {
            final JournalCount count = JournalCount.of(journal);
            assertEquals(2 * JOBS, count.startCount());
            assertTrue(count.highestMultiplicity() <= MULTIPLICITY);
            row(
                    "Weft",
                    "highest multiplicity decided, seen",
                    "" + 2 * JOBS,
                    "" + count.highestMultiplicity(),
                    "" + seen,
                    "");
        }
    }

    private static Set<String> failures(final BridgeChild weft) {
        final Set<String> failures = new TreeSet<>();
        for (final BridgeChild.Event event : weft.events()) {
            if (!event.what().equals("connected")) {
                failures.add(event.toString());
            }
        }
        return failures;
    }

    /** What it costs to look, while all jobs are held. */
    private void observe() throws ManagerException {
        final List<Double> times = new ArrayList<>();
        try (SlurmCommands slurm = new SlurmCommands(cluster.settings(MULTIPLICITY, true, true))) {
            for (int i = 0; i < 20; i++) {
                final long startNs = System.nanoTime();
                assertEquals(JOBS, slurm.observe().jobs().size());
                times.add((System.nanoTime() - startNs) / 1e9);
            }
        }
        row("Weft", "one observation", "" + JOBS, median(times), p95(times), "");
    }

    // ------------------------------------------------------------------ by Slurm

    private void stock(final String name) throws Exception {
        final String prefix = name.endsWith("tuned") ? "t" : "d";
        submitAll(prefix + "t", List.of("-p", "other", "-H"));
        final String ids =
                cluster.run("squeue", "-h", "-a", "-p", "other", "-t", "PD", "-o", "%i")
                        .strip()
                        .replace('\n', ',');
        cluster.run("scontrol", "release", ids);
        awaitEnds(prefix + "t", JOBS);
        throughput(name, prefix + "t");
        mix(name, prefix + "m", kind -> List.of("-p", "other"));
    }

    // ------------------------------------------------------------------ both

    /** Batch jobs at once, the others one by one while those run and wait. */
    private void mix(
            final String name, final String prefix, final Function<Kind, List<String>> options)
            throws Exception {
        final ExecutorService submitters = Executors.newFixedThreadPool(SUBMITTERS);
        for (int i = 0; i < JOBS; i++) {
            final int number = i;
            if (Kind.of(i) == Kind.BATCH) {
                submitters.execute(
                        () ->
                                submitWide(
                                        prefix + "-" + number, options.apply(Kind.BATCH), BATCH_S));
            }
        }
        Thread.sleep(3000);
        for (int i = 0; i < JOBS; i++) {
            final Kind kind = Kind.of(i);
            if (kind != Kind.BATCH) {
                submitWide(prefix + "-" + i, options.apply(kind), 1);
                Thread.sleep(100);
            }
        }
        submitters.shutdown();
        assertTrue(submitters.awaitTermination(PATIENCE_S, TimeUnit.SECONDS));
        awaitEnds(prefix, JOBS);
        final Map<String, List<JobLog.Run>> runs = log.runs();
        for (final Kind kind : Kind.values()) {
            final List<Double> waits = new ArrayList<>();
            for (int i = 0; i < JOBS; i++) {
                final List<JobLog.Run> ofJob = runs.get(prefix + "-" + i);
                assertEquals(1, ofJob.size(), prefix + "-" + i);
                if (Kind.of(i) == kind) {
                    waits.add(ofJob.get(0).startS() - submittedS.get(prefix + "-" + i));
                }
            }
            row(
                    name,
                    kind.name().toLowerCase(Locale.ROOT) + ", submitted to running",
                    "" + waits.size(),
                    median(waits),
                    p95(waits),
                    "");
        }
    }

    /** Jobs that do nothing, all at once. */
    private void submitAll(final String prefix, final List<String> options)
            throws InterruptedException {
        final ExecutorService submitters = Executors.newFixedThreadPool(SUBMITTERS);
        for (int i = 0; i < JOBS; i++) {
            final int number = i;
            submitters.execute(() -> submit(prefix + "-" + number, options, 0));
        }
        submitters.shutdown();
        assertTrue(submitters.awaitTermination(PATIENCE_S, TimeUnit.SECONDS));
    }

    /** A job that takes one slot of each core of a node. */
    private void submitWide(final String name, final List<String> options, final int seconds) {
        final List<String> wide = new ArrayList<>(options);
        wide.addAll(List.of("-N1", "-n" + CORES));
        submit(name, wide, seconds);
    }

    private void submit(final String name, final List<String> options, final int seconds) {
        final List<String> command =
                new ArrayList<>(
                        List.of("sbatch", "-o", "/dev/null", "-D", "" + cluster.folder(), "-t5"));
        command.addAll(options);
        command.addAll(List.of("-J", name, "" + log.script(), name, "" + seconds));
        // A user's wait begins when he has asked, not when he has been answered.
        submittedS.put(name, System.currentTimeMillis() / 1e3);
        cluster.runAsUser(command.toArray(new String[0]));
    }

    private void awaitEnds(final String prefix, final int count) throws InterruptedException {
        final long endNs = System.nanoTime() + PATIENCE_S * 1_000_000_000L;
        while (ended(prefix).size() < count) {
            assertTrue(
                    System.nanoTime() < endNs,
                    () -> prefix + ended(prefix).size() + "\n" + cluster.run("squeue", "-a"));
            Thread.sleep(200);
        }
    }

    private List<JobLog.Run> ended(final String prefix) {
        final List<JobLog.Run> ended = new ArrayList<>();
        for (final List<JobLog.Run> ofJob : log.runs().values()) {
            for (final JobLog.Run run : ofJob) {
                if (run.name().startsWith(prefix) && run.hasEnded()) {
                    ended.add(run);
                }
            }
        }
        return ended;
    }

    private void throughput(final String name, final String prefix) {
        final List<JobLog.Run> runs = ended(prefix);
        assertEquals(JOBS, runs.size());
        assertEquals(JOBS, runs.stream().map(JobLog.Run::name).distinct().count());
        final double first = runs.stream().mapToDouble(JobLog.Run::startS).min().orElseThrow();
        final double last = runs.stream().mapToDouble(JobLog.Run::startS).max().orElseThrow();
        row(name, "empty jobs", "" + JOBS, "", "", number((JOBS - 1) / (last - first)));
    }

    private static String median(final List<Double> values) {
        return at(values, 0.5);
    }

    private static String p95(final List<Double> values) {
        return at(values, 0.95);
    }

    private static String at(final List<Double> values, final double part) {
        final List<Double> sorted = new ArrayList<>(values);
        sorted.sort(null);
        final int index = (int) Math.ceil(part * sorted.size()) - 1;
        return String.format(Locale.ROOT, "%.3f", sorted.get(Math.max(0, index)));
    }

    private static String number(final double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private void row(final String... cells) {
        table.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }
}
