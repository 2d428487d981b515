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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.wire.EndKind;
import io.weft.core.wire.JobClass;
import io.weft.core.wire.NodeState;
import io.weft.manager.JobAsk;
import io.weft.manager.JobEnd;
import io.weft.manager.JobKey;
import io.weft.manager.ManagerException;
import io.weft.manager.NodeShare;
import io.weft.manager.ObservedJob;
import io.weft.manager.ObservedNode;
import io.weft.manager.ObservedState;
import io.weft.manager.StartOrder;
import io.weft.manager.StartToken;
import io.weft.manager.command.CommandRunner;
import io.weft.manager.command.ProcessRunner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A real Slurm, observed and commanded. */
class SlurmCommandsIT {
    private static SlurmCluster cluster;
    private static SlurmCommands slurm;
    private static int startCount;

    @BeforeAll
    static void start() {
        cluster = SlurmCluster.start(4, 16, 1, true);
        slurm = new SlurmCommands(cluster.settings());
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            slurm.close();
            cluster.close();
        }
    }

    @AfterEach
    void endJobs() {
        cluster.run("scancel", "-u", "nobody");
        cluster.await("no job", () -> cluster.run("squeue", "-h", "-a").isEmpty());
    }

    private static ObservedJob job(final long id) {
        return job(id, JobKey.NO_TASK);
    }

    private static ObservedJob job(final long id, final int task) {
        return job(slurm, id, task);
    }

    private static ObservedJob job(final SlurmCommands commands, final long id, final int task) {
        try {
            return commands.observe().jobs().stream()
                    .filter(job -> job.key().id() == id && job.key().taskIndex() == task)
                    .findFirst()
                    .orElse(null);
        } catch (final ManagerException ex) {
            throw new AssertionError(ex);
        }
    }

    private static void awaitState(final JobKey key, final ObservedState state) {
        cluster.await(key + " " + state, () -> job(key.id(), key.taskIndex()).state() == state);
    }

    private static NodeShare share(final String node, final int... cores) {
        final BitSet bits = new BitSet();
        for (final int core : cores) {
            bits.set(core);
        }
        return new NodeShare(node, bits, 0, 0);
    }

    private static StartToken startAndAwait(final JobKey key, final NodeShare... shares)
            throws ManagerException {
        final StartOrder order = order(key, shares);
        slurm.start(order);
        awaitState(key, ObservedState.RUNNING);
        return order.token();
    }

    @Test
    void shouldStartAHeldJobOnChosenNodesAndCores() throws ManagerException, IOException {
        final Path seen = Files.createTempFile(cluster.folder(), "seen", "");
        cluster.run("chmod", "666", "" + seen);
        final long id =
                cluster.submit(
                        "srun sh -c 'echo $SLURMD_NODENAME $(grep Cpus_allowed_list"
                                + " /proc/self/status) >> "
                                + seen
                                + "'; sleep 100",
                        "-N2",
                        "--ntasks-per-node=1",
                        "-t5",
                        "--comment=class=urgent, x|y");
        final ObservedJob before = job(id);
        assertEquals(ObservedState.HELD, before.state());
        assertNull(before.token());
        assertEquals(JobClass.URGENT, before.ask().classHint());

        final StartToken token = startAndAwait(before.key(), share("n2", 0), share("n4", 1));

        final ObservedJob running = job(id);
        assertEquals(before.key(), running.key());
        assertEquals(List.of("n2", "n4"), running.nodes());
        assertEquals(token, running.token());
        assertEquals(JobClass.URGENT, running.ask().classHint());
        cluster.await("two tasks", () -> lines(seen).size() == 2);
        final List<String> lines = new ArrayList<>(lines(seen));
        lines.sort(null);
        assertEquals(
                List.of("n2 Cpus_allowed_list: 0", "n4 Cpus_allowed_list: 1"),
                lines.stream().map(line -> line.replaceAll("\\s+", " ")).toList());
        slurm.cancel(before.key());
        awaitState(before.key(), ObservedState.ENDED);
        assertEquals(EndKind.CANCELLED, job(id).end().kind());
    }

    @Test
    void shouldSeeWhatJobsAskFor() {
        final long plain =
                cluster.submit(
                        "true",
                        "-N2",
                        "-n5",
                        "--mem=600",
                        "-t1-02:03:04",
                        "-C",
                        "ib",
                        "--nice=7",
                        "-J",
                        "a \u001f\n b",
                        "--comment=\u001f\n1\u001f2\u001f");
        final long wide =
                cluster.submit("true", "-n21", "--mem-per-cpu=1500", "--requeue", "-pfast");
        final long begun = cluster.submit("true", "--begin=now+1hour", "--exclusive");
        final long dependent = cluster.submit("true", "-d", "afterok:" + begun);
        final long held = cluster.submit("true", "-H", "--comment=class=interactive");
        cluster.submit("true", "-p", "other", "-H");

        final JobAsk ask = job(plain).ask();
        assertEquals(2, ask.nodeCount());
        assertEquals(3, ask.coreCount());
        assertEquals(600L << 20, ask.memoryPerNode());
        assertEquals(0, ask.memoryPerCore());
        assertEquals(93_840, ask.walltimeS());
        assertEquals(List.of("ib"), ask.features());
        assertEquals(-7, ask.priority());
        assertEquals("nobody", job(plain).user());
        assertFalse(ask.isRequeueable());
        assertEquals(2, job(wide).ask().nodeCount());
        assertEquals(11, job(wide).ask().coreCount());
        assertEquals(1500L << 20, job(wide).ask().memoryPerCore());
        assertEquals("fast", job(wide).queue());
        assertTrue(job(wide).ask().isRequeueable());
        final long inS = job(begun).ask().beginTimeS() - System.currentTimeMillis() / 1000;
        assertTrue(inS > 3000 && inS <= 3600, "" + inS);
        assertTrue(job(begun).ask().isExclusive());
        assertTrue(job(dependent).isHeldByUser());
        assertTrue(job(held).isHeldByUser());
        assertEquals(JobClass.INTERACTIVE, job(held).ask().classHint());
        assertFalse(job(plain).isHeldByUser());
    }

    @Test
    void shouldStartOneTaskOfAnArray() throws ManagerException {
        final long id = cluster.submit("sleep 100", "--array=1-7:2,9%3");
        final JobKey third = job(id, 3).key();
        for (final int task : new int[] {1, 3, 5, 7, 9}) {
            slurm.annotate(job(id, task).key(), "weft: text of " + task);
        }
        final String texts = cluster.run("squeue", "-h", "-j", "" + id, "-O", "admin_comment:80");
        assertEquals(List.of("weft: text of 1"), shown(texts));

        startAndAwait(third, share("n3", 0, 1));

        assertEquals(third, job(id, 3).key());
        assertEquals(List.of("n3"), job(id, 3).nodes());
        for (final int task : new int[] {1, 5, 7, 9}) {
            assertEquals(ObservedState.HELD, job(id, task).state());
        }
        slurm.cancel(third);
        slurm.cancel(job(id, 9).key());
        awaitState(third, ObservedState.ENDED);
        // Slurm keeps nothing of a task that was cancelled before it became a job.
        assertNull(job(id, 9));
        assertEquals(ObservedState.HELD, job(id, 1).state());
    }

    private static List<String> shown(final String texts) {
        return texts.lines().map(line -> line.replace("\"", "").strip()).distinct().toList();
    }

    @Test
    void shouldSuspendResumeAndRequeue() throws ManagerException {
        final long id = cluster.submit("sleep 2.5; exit 3", "-n2", "-t2");
        final JobKey key = job(id).key();
        startAndAwait(key, share("n1", 0, 1));
        slurm.suspend(key);
        awaitState(key, ObservedState.SUSPENDED);
        slurm.suspend(key);
        assertEquals(List.of("n1"), job(id).nodes());
        slurm.resume(order(key, share("n1", 0, 1)));
        awaitState(key, ObservedState.RUNNING);
        slurm.resume(order(key, share("n1", 0, 1)));

        slurm.requeue(key);
        awaitState(key, ObservedState.HELD);
        assertEquals(0, job(id).ask().beginTimeS());
        final StartToken second = startAndAwait(key, share("n2", 0, 1));

        assertEquals(second, job(id).token());
        assertEquals(List.of("n2"), job(id).nodes());
        awaitState(key, ObservedState.ENDED);
        assertEquals(new JobEnd(EndKind.FAILED, 3), job(id).end());
        // The log has a submit time that Slurm changed; the key is the first one all the same.
        cluster.await("log", () -> ends(key).equals(List.of(new JobEnd(EndKind.FAILED, 3))));
    }

    private static List<JobEnd> ends(final JobKey key) {
        final CompletionLog log =
                new CompletionLog(cluster.completionLog(), ZoneId.systemDefault(), List.of("main"));
        try {
            return log.read().stream()
                    .filter(job -> job.key().equals(key))
                    .map(ObservedJob::end)
                    .toList();
        } catch (final ManagerException ex) {
            throw new AssertionError(ex);
        }
    }

    @Test
    void shouldTakeAStartBackThatSlurmDoesNotCarryOut() throws ManagerException {
        cluster.run("scontrol", "update", "nodename=n4", "state=drain", "reason=a test");
        assertEquals(NodeState.DRAINING, node("n4").state());
        final JobKey key = job(cluster.submit("true")).key();
        slurm.start(order(key, share("n4", 0)));
        assertEquals(ObservedState.PENDING, job(key.id()).state());

        slurm.withdraw(key);

        assertEquals(ObservedState.HELD, job(key.id()).state());
        assertFalse(job(key.id()).isHeldByUser());
        slurm.withdraw(key);
        cluster.run("scontrol", "update", "nodename=n4", "state=resume");
        cluster.await("n4 up", () -> node("n4").state() == NodeState.UP);
        cluster.run("scontrol", "update", "nodename=n4", "state=down", "reason=a test");
        assertEquals(NodeState.DOWN, node("n4").state());
        cluster.run("scontrol", "update", "nodename=n4", "state=resume");
        cluster.await("n4 up", () -> node("n4").state() == NodeState.UP);
        startAndAwaitEnd(key, share("n4", 0));
        assertEquals(new JobEnd(EndKind.COMPLETED, 0), job(key.id()).end());
    }

    private static ObservedNode node(final String name) {
        try {
            return slurm.observe().nodes().stream()
                    .filter(node -> node.name().equals(name))
                    .findFirst()
                    .orElseThrow();
        } catch (final ManagerException ex) {
            throw new AssertionError(ex);
        }
    }

    @Test
    void shouldSeeNodesAsTheyAre() {
        assertEquals(
                new ObservedNode(
                        "n1",
                        16,
                        (long) SlurmCluster.MEMORY_MIB << 20,
                        0,
                        List.of("big", "ib"),
                        NodeState.UP),
                node("n1"));
    }

    @Test
    void shouldKeepUsersFromStartingTheirJobs() throws ManagerException {
        final long id = cluster.submit("sleep 50", "--comment=run 12");
        final String job = "jobid=" + id;
        assertFalse(cluster.tryAsUser("scontrol", "release", "" + id).isSuccess());
        assertFalse(cluster.tryAsUser("scontrol", "update", job, "priority=9").isSuccess());
        assertFalse(cluster.tryAsUser("scontrol", "update", job, "reqnodelist=n1").isSuccess());
        assertFalse(cluster.tryAsUser("scontrol", "update", job, "comment=weft:x").isSuccess());
        assertFalse(cluster.tryAsUser("scontrol", "update", job, "partition=other").isSuccess());
        assertFalse(cluster.tryAsUser("sbatch", "-w", "n1", "--wrap", "true").isSuccess());
        assertFalse(cluster.tryAsUser("sbatch", "--comment=weft:", "--wrap", "true").isSuccess());
        assertEquals(ObservedState.HELD, job(id).state());

        cluster.runAsUser("scontrol", "hold", "" + id);
        assertTrue(job(id).isHeldByUser());
        final JobKey key = job(id).key();
        assertRefused("is held by its user", order(key, share("n1", 0)));
        cluster.runAsUser("scontrol", "release", "" + id);
        assertFalse(job(id).isHeldByUser());

        final StartToken token = startAndAwait(key, share("n1", 0));
        cluster.runAsUser("scontrol", "update", job, "comment=class=interactive");
        assertEquals(token, job(id).token());
        assertEquals(JobClass.INTERACTIVE, job(id).ask().classHint());
        slurm.cancel(key);
    }

    @Test
    void shouldHoldAJobForItsUserUntilHeReleasesIt() throws ManagerException {
        final long id = cluster.submit("sleep 50", "--comment=run 12");
        final JobKey key = job(id).key();
        slurm.holdForUser(key, "weft: may have run; release it");

        assertTrue(job(id).isHeldByUser());
        final String text = cluster.run("squeue", "-h", "-j", "" + id, "-O", "admin_comment:80");
        assertEquals(List.of("weft: may have run; release it"), shown(text));
        assertTrue(cluster.run("squeue", "-h", "-j", "" + id, "-O", "comment:80").contains("|run"));
        assertThrows(ManagerException.class, () -> slurm.start(order(key, share("n1", 0))));
        cluster.runAsUser("scontrol", "release", "" + id);
        assertFalse(job(id).isHeldByUser());
        assertEquals(ObservedState.HELD, job(id).state());

        final StartToken token = startAndAwait(key, share("n1", 0));
        assertThrows(ManagerException.class, () -> slurm.holdForUser(key, "weft: x"));
        assertEquals(token, job(id).token());
        slurm.requeue(key);
        awaitState(key, ObservedState.HELD);
        slurm.holdForUser(key, "weft: may have run; release it");
        assertTrue(job(id).isHeldByUser());
        assertEquals(token, job(id).token());
        assertEquals(key, job(id).key());
        cluster.runAsUser("scontrol", "release", "" + id);
        assertEquals(token, job(id).token());
        assertFalse(job(id).isHeldByUser());
    }

    @Test
    void shouldSaySinceWhenTheControllerIsUp() throws ManagerException {
        final long nowNs = System.currentTimeMillis() * 1_000_000;
        final long ageNs = nowNs - slurm.upSinceNs();

        assertTrue(ageNs > -1_000_000_000L && ageNs < 600_000_000_000L, "" + ageNs);
    }

    @Test
    void shouldLeaveAJobAloneThatHasTheNumberOfAnother() throws ManagerException {
        final JobKey key = job(cluster.submit("true")).key();
        final JobKey other = JobKey.of(key.id(), key.submitTimeS() - 100);

        assertRefused("Slurm has no job " + other, order(other, share("n1", 0)));
        assertRefused("Slurm has no job", order(JobKey.of(99_999, 1), share("n1", 0)));
        slurm.cancel(other);
        slurm.cancel(JobKey.of(99_999, 1));

        assertEquals(ObservedState.HELD, job(key.id()).state());
        slurm.cancel(key);
    }

    @Test
    void shouldReleaseNothingButTheJobThatIsMeant() throws ManagerException {
        final JobKey key = job(cluster.submit("sleep 100", "--requeue")).key();
        final StartToken token = startAndAwait(key, share("n1", 0));
        assertRefused("is not held but RUNNING", order(key, share("n2", 0)));
        assertEquals(token, job(key.id()).token());

        slurm.requeue(key);
        awaitState(key, ObservedState.HELD);
        // Slurm changed its submit time; the key is the first one all the same.
        final long laterS = Long.parseLong(submitTime(key));
        assertNotEquals(key.submitTimeS(), laterS);
        assertRefused("Slurm has no job", order(JobKey.of(key.id(), laterS), share("n2", 0)));
        cluster.run("scontrol", "update", "nodename=n4", "state=drain", "reason=a test");
        slurm.start(order(key, share("n4", 0)));
        assertRefused("is not held but PENDING", order(key, share("n2", 0)));
        cluster.run("scontrol", "update", "nodename=n4", "state=resume");
        awaitState(key, ObservedState.RUNNING);
        assertEquals(List.of("n4"), job(key.id()).nodes());
        slurm.cancel(key);
        awaitState(key, ObservedState.ENDED);
        assertRefused("is not held but ENDED", order(key, share("n2", 0)));
    }

    private static String submitTime(final JobKey key) {
        return cluster.run("squeue", "-h", "-j", "" + key.id(), "-O", "SubmitTime:").strip();
    }

    private static void assertRefused(final String reason, final StartOrder order) {
        final var refusal = assertThrows(ManagerException.class, () -> slurm.start(order));
        assertEquals(ManagerException.Kind.REFUSED, refusal.kind(), refusal::getMessage);
        assertTrue(refusal.getMessage().contains(reason), refusal::getMessage);
    }

    @Test
    void shouldReleaseOneTaskThatIsMeant() throws ManagerException {
        final long id = cluster.submit("sleep 100", "--array=1-3");
        final JobKey second = job(id, 2).key();
        final JobKey other = new JobKey(id, 2, second.submitTimeS() - 1);

        assertRefused("Slurm has no job", order(other, share("n1", 0)));
        assertRefused("Slurm has no job", order(new JobKey(id, 9, 7), share("n1", 0)));
        assertEquals(ObservedState.HELD, job(id, 2).state());
        startAndAwait(second, share("n1", 0));
        assertRefused("is not held but RUNNING", order(second, share("n1", 0)));
        assertEquals(ObservedState.HELD, job(id, 1).state());
        assertEquals(ObservedState.HELD, job(id, 3).state());
    }

    @Test
    void shouldKeepTheLimitOfTheUserWhereSlurmHasALongerOne() throws ManagerException {
        final long id = cluster.submit("sleep 100", "-t5", "--requeue", "--comment=class=urgent");
        final JobKey key = job(id).key();
        cluster.run("scontrol", "update", "nodename=n4", "state=drain", "reason=a test");
        slurm.start(order(key, 1441, share("n4", 0)));
        assertLimits(id, "28:00", 300);
        slurm.withdraw(key);
        assertLimits(id, "28:00", 300);
        cluster.run("scontrol", "update", "nodename=n4", "state=resume");

        slurm.start(order(key, 1441, share("n1", 3)));
        awaitState(key, ObservedState.RUNNING);
        assertLimits(id, "28:00", 300);
        assertEquals(JobClass.URGENT, job(id).ask().classHint());
        cluster.await("bound", () -> Files.exists(Path.of("/run/weft-cores/" + id + ".n1")));

        final String update = "jobid=" + id;
        cluster.runAsUser("scontrol", "update", update, "timelimit=4");
        assertLimits(id, "28:00", 240);
        assertFalse(cluster.tryAsUser("scontrol", "update", update, "timelimit=5").isSuccess());
        slurm.requeue(key);
        awaitState(key, ObservedState.HELD);
        assertLimits(id, "28:00", 240);
        cluster.runAsUser("scontrol", "update", update, "timelimit=3", "comment=class=batch");
        // Weft does not know that yet, and would give it another limit.
        assertRefused("", order(key, 1152, share("n1", 0)));
        assertLimits(id, "28:00", 180);
        assertEquals(JobClass.BATCH, job(id).ask().classHint());

        // Another node: what the first one tells late of the run before is not taken for this one.
        slurm.start(order(key, 0, share("n2", 0)));
        awaitState(key, ObservedState.RUNNING);
        assertLimits(id, "3:00", 180);
        cluster.run("scontrol", "update", update, "timelimit=7");
        assertLimits(id, "7:00", 420);
    }

    private static void assertLimits(final long id, final String ofSlurm, final long ofUserS) {
        assertEquals(
                ofSlurm, cluster.run("squeue", "-h", "-j", "" + id, "-O", "TimeLimit:").strip());
        assertEquals(ofUserS, job(id).ask().walltimeS());
    }

    @Test
    void shouldAskForNoMoreTimeThanAPartitionAllows() throws ManagerException {
        cluster.run("scontrol", "update", "partitionname=fast", "maxtime=10");
        final long id = cluster.submit("sleep 100", "-pfast", "-t6");
        final long unlimited = cluster.submit("sleep 100", "-pfast");

        slurm.start(order(job(id).key(), 1729, share("n1", 0)));
        slurm.start(order(job(unlimited).key(), 5760, share("n1", 1)));

        assertLimits(id, "10:00", 360);
        assertLimits(unlimited, "10:00", 600);
        awaitState(job(id).key(), ObservedState.RUNNING);
        cluster.run("scontrol", "update", "partitionname=fast", "maxtime=infinite");
    }

    @Test
    void shouldStartInteractiveJobs() throws ManagerException, IOException, InterruptedException {
        final Path srunOutput = cluster.folder().resolve("srun.out");
        final Path sallocOutput = cluster.folder().resolve("salloc.out");
        final Process srun =
                cluster.startAsUser(
                        srunOutput,
                        "srun",
                        "-Jsrun",
                        "grep",
                        "-h",
                        "Cpus_allowed_list",
                        "/proc/self/status");
        final Process salloc =
                cluster.startAsUser(sallocOutput, "salloc", "-Jsalloc", "echo", "granted");
        cluster.await("both jobs", () -> heldJobs().size() == 2);

        for (final JobKey key : heldJobs()) {
            slurm.start(order(key, share("n2", 1)));
        }

        assertEquals(0, srun.waitFor());
        assertEquals(0, salloc.waitFor());
        assertTrue(Files.readString(srunOutput).matches("(?s).*Cpus_allowed_list:\\s*1\n.*"));
        assertTrue(Files.readString(sallocOutput).contains("granted"));
    }

    private static List<JobKey> heldJobs() {
        try {
            return slurm.observe().jobs().stream()
                    .filter(job -> job.state() == ObservedState.HELD)
                    .map(ObservedJob::key)
                    .toList();
        } catch (final ManagerException ex) {
            throw new AssertionError(ex);
        }
    }

    @Test
    void shouldDoTheSameByAProcessForEachCommand() throws ManagerException {
        try (SlurmCommands forked = new SlurmCommands(cluster.settings(1, false, false))) {
            final JobKey key = job(cluster.submit("sleep 60")).key();
            forked.annotate(key, "weft: WAITING_FOR_TURN 1, place 1");
            forked.start(order(key, share("n3", 0)));
            awaitState(key, ObservedState.RUNNING);
            forked.suspend(key);
            forked.resume(order(key, share("n3", 0)));
            forked.requeue(key);
            awaitState(key, ObservedState.HELD);
            final var refusal =
                    assertThrows(
                            ManagerException.class,
                            () -> forked.resume(order(key, share("n3", 0))));
            assertEquals(ManagerException.Kind.REFUSED, refusal.kind());
            forked.cancel(key);
            awaitState(key, ObservedState.ENDED);
        }
    }

    @Test
    void shouldTellAJobThatSpinsFromOneThatSleeps() throws ManagerException {
        final long spins = cluster.submit("while :; do :; done");
        final long sleeps = cluster.submit("sleep 100");
        startAndAwait(job(spins).key(), share("n1", 0));
        startAndAwait(job(sleeps).key(), share("n1", 1));
        final SlurmSettings settings = cluster.settings();
        final CommandRunner runner =
                new ProcessRunner(
                        SlurmCommands.environment(settings), ProcessRunner.OUTPUT_BYTES_MAX);
        final BusySource sstat = new SstatBusySource(settings, runner);

        // Time flies, so that sstat is asked each time.
        final AtomicLong nowNs = new AtomicLong();
        try (SlurmCommands commands =
                new SlurmCommands(
                        settings, runner, () -> nowNs.addAndGet(BusySource.PERIOD_NS), sstat)) {
            cluster.await("busy", () -> job(commands, spins, JobKey.NO_TASK).busyMilliCores() > 0);
            assertEquals(0, job(commands, sleeps, JobKey.NO_TASK).busyMilliCores());
        }
    }

    @Test
    void shouldSayThatTheControllerIsDown() throws ManagerException {
        final JobKey key = job(cluster.submit("sleep 100")).key();
        startAndAwait(key, share("n1", 0));
        // It saves its state up to 5 s late.
        cluster.run("scontrol", "update", "jobid=" + key.id(), "admincomment=x");
        cluster.await("saved", () -> isSaved(key));
        cluster.killController();
        cluster.killNode("n1");

        final var unseen = assertThrows(ManagerException.class, () -> slurm.observe());
        assertEquals(ManagerException.Kind.UNREACHABLE, unseen.kind(), unseen::getMessage);
        final var untold = assertThrows(ManagerException.class, () -> slurm.suspend(key));
        assertNotEquals(ManagerException.Kind.REFUSED, untold.kind(), untold::getMessage);
        assertFalse(untold.isAmbiguous(), untold::getMessage);

        cluster.startController();
        cluster.startNode("n1");
        cluster.await("the job again", () -> job(key.id()).state() == ObservedState.RUNNING);
        slurm.cancel(key);
        awaitState(key, ObservedState.ENDED);
    }

    private static boolean isSaved(final JobKey key) {
        try {
            final String state =
                    Files.readString(
                            cluster.folder().resolve("state/job_state"),
                            StandardCharsets.ISO_8859_1);
            return state.contains("weft:w" + (99 + startCount) + ".1:" + key.submitTimeS());
        } catch (final IOException ex) {
            return false;
        }
    }

    private static StartOrder order(final JobKey key, final NodeShare... shares) {
        return order(key, 0, shares);
    }

    private static StartOrder order(
            final JobKey key, final long limitS, final NodeShare... shares) {
        return new StartOrder(key, new StartToken(100 + startCount++, 1), List.of(shares), limitS);
    }

    private static void startAndAwaitEnd(final JobKey key, final NodeShare... shares)
            throws ManagerException {
        slurm.start(order(key, shares));
        awaitState(key, ObservedState.ENDED);
    }

    private static List<String> lines(final Path file) {
        try {
            return Files.readAllLines(file);
        } catch (final IOException ex) {
            throw new AssertionError(ex);
        }
    }
}
