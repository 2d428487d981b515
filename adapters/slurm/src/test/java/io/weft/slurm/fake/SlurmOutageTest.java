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
package io.weft.slurm.fake;

import static io.weft.slurm.fake.SettableClock.MILLI;
import static io.weft.slurm.fake.SettableClock.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.KernelContext;
import io.weft.core.MemoryJournal;
import io.weft.core.client.InputWriter;
import io.weft.core.state.Limits;
import io.weft.core.wire.JobClass;
import io.weft.core.wire.PreemptionKind;
import io.weft.manager.Bridge;
import io.weft.manager.BridgeListener;
import io.weft.manager.BridgeSettings;
import io.weft.manager.BridgeStatus;
import io.weft.manager.JobKey;
import io.weft.manager.QueueSpec;
import io.weft.placement.StandardPolicies;
import io.weft.slurm.SlurmCommands;
import io.weft.slurm.SlurmSettings;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Scripted outages of slurmctld, of munge, of nodes, of single programs and of Weft itself, with
 * the commands that a real Slurm would get. Each job runs exactly once, but for what Slurm itself
 * broke off or forgot, and one that cannot be requeued begins by a second order only when its user
 * has released it. {@code -Dweft.outages=20000} for a longer size.
 */
class SlurmOutageTest {
    private static final int OUTAGES_PER_RUN = 20;
    private static final int OUTAGE_COUNT = Integer.getInteger("weft.outages", 2_000);
    private static final long FIRST_SEED = Long.getLong("weft.seed", 1);
    private static final int JOB_COUNT = 60;
    private static final int NODES = 4;
    private static final int CORES = 4;
    private static final int MULTIPLICITY = 2;
    private static final long STEP_NS = 100 * MILLI;
    private static final long SCRIPT_NS = 300 * SECOND;
    private static final long PATIENCE_NS = 2_000 * SECOND;

    @Test
    void shouldRunEachJobOnceWhateverFails() {
        int inDoubt = 0;
        for (int run = 0; run < OUTAGE_COUNT / OUTAGES_PER_RUN; run++) {
            try (Run script = new Run(FIRST_SEED + run)) {
                script.play();
                inDoubt += script.inDoubtCount;
            }
        }
        assertTrue(inDoubt > 0 || OUTAGE_COUNT < 2_000, "No start was in doubt");
    }

    /** One script, from one seed. */
    private static final class Run implements BridgeListener, AutoCloseable {
        private final String name;
        private final Random random;
        private final SettableClock clock = new SettableClock();
        private final FakeSlurm slurm;
        private final SlurmCommands commands;
        private final MemoryJournal journal = new MemoryJournal();
        private final List<FakeSlurmJob> submitted = new ArrayList<>();
        private final List<Long> keys = new ArrayList<>();
        private final Set<Long> suspended = new TreeSet<>();
        private final Set<Long> forgotten = new TreeSet<>();
        private final Set<Long> notRepeated = new TreeSet<>();
        private int inDoubtCount;
        private final boolean stretchLimits;
        private Bridge bridge;
        private long relaunchNs;

        Run(final long seed) {
            name = "-Dweft.outages=20 -Dweft.seed=" + seed;
            random = new Random(seed);
            slurm = new FakeSlurm(clock, random.nextLong(), NODES, CORES, MULTIPLICITY);
            if (random.nextInt(4) == 0) {
                slurm.controller.nextId(FakeController.ID_MAX - 20);
            }
            final SlurmSettings settings =
                    new SlurmSettings(
                            List.of("main"),
                            MULTIPLICITY,
                            "",
                            "",
                            false,
                            12 * SECOND,
                            ZoneOffset.UTC,
                            "",
                            Map.of(),
                            Set.of(),
                            random.nextInt(4) > 0);
            slurm.isGuarded(settings.isGuarded());
            stretchLimits = random.nextBoolean();
            commands = new SlurmCommands(settings, slurm, clock, null);
        }

        private void launch() {
            final Limits limits =
                    new Limits()
                            .nodeCount(8)
                            .coresPerNode(8)
                            .jobCount(512)
                            .queueCount(4)
                            .nameCount(64);
            final QueueSpec queue =
                    new QueueSpec("main", MULTIPLICITY, 0, JobClass.BATCH, List.of());
            bridge =
                    new Bridge(
                            new KernelContext()
                                    .limits(limits)
                                    .policies(new StandardPolicies())
                                    .verify(true),
                            journal,
                            clock,
                            settings(queue),
                            commands,
                            this);
        }

        /** Limits are so long that no job comes to its own. */
        private BridgeSettings settings(final QueueSpec queue) {
            final BridgeSettings some = BridgeSettings.of(List.of(queue), "easy");
            return new BridgeSettings(
                    some.queues(),
                    some.policy(),
                    some.overheadPerMille(),
                    stretchLimits,
                    some.walltimeDefaultNs(),
                    some.observePeriodNs(),
                    some.startTimeoutNs(),
                    some.settleNs(),
                    some.backoffMinNs(),
                    some.backoffMaxNs(),
                    some.annotationsPerCycle(),
                    some.annotatePeriodNs());
        }

        void play() {
            slurm.faultPerMille = random.nextInt(3) * 100;
            slurm.controller.silentPerMille = random.nextInt(3) * 50;
            final long endNs = clock.nanoTime() + SCRIPT_NS;
            long nextOutageNs = clock.nanoTime();
            while (clock.nanoTime() < endNs) {
                if (submitted.size() < JOB_COUNT && random.nextInt(30) == 0) {
                    submit();
                }
                if (clock.nanoTime() >= nextOutageNs) {
                    outage();
                    nextOutageNs += SCRIPT_NS / OUTAGES_PER_RUN;
                }
                if (random.nextInt(100) == 0) {
                    interfere();
                }
                step();
            }
            recover();
            check();
        }

        private void submit() {
            if (slurm.controller.isUp) {
                final int nodes = 1 + random.nextInt(2);
                final FakeSlurmJob job =
                        slurm.submit(
                                nodes,
                                nodes * (1 + random.nextInt(CORES)),
                                (1 + random.nextInt(40)) * SECOND,
                                random.nextInt(3) == 0);
                submitted.add(job);
                keys.add(JobKey.of(job.id, job.kept.submitS).jobId());
            }
        }

        private void outage() {
            final long durationNs = (1 + random.nextInt(12)) * SECOND;
            switch (random.nextInt(9)) {
                case 0 -> slurm.fail(FakeSlurm.Fault.MUNGE, durationNs);
                case 1 -> slurm.fail(FakeSlurm.Fault.HANG, durationNs);
                case 2 -> slurm.fail(FakeSlurm.Fault.GARBLE, durationNs);
                case 3, 4 -> slurm.crash((1 + random.nextInt(4)) * SECOND);
                case 5 -> {
                    final String node = "n" + (1 + random.nextInt(NODES));
                    if (slurm.nodes().get(node)) {
                        slurm.controller.loseNode(node);
                    } else {
                        slurm.controller.nodes.get(node).state = "idle";
                    }
                }
                default -> {
                    slurm.killAtRun = 1 + random.nextInt(8);
                    slurm.isKillAfter = random.nextBoolean();
                }
            }
        }

        /** What users and operators do. */
        private void interfere() {
            if (submitted.isEmpty() || bridge == null) {
                return;
            }
            final int which = random.nextInt(submitted.size());
            final FakeSlurmJob job = submitted.get(which);
            final long jobId = keys.get(which);
            final InputWriter inputs = bridge.kernel().inputWriter();
            switch (random.nextInt(3)) {
                case 0 -> {
                    if (slurm.controller.isUp && slurm.controller.find(job.id) == job) {
                        job.isCancelledByUser |= !job.hasEnded();
                        slurm.controller.cancel(job);
                    }
                }
                case 1 -> inputs.preemptJob(jobId, -1, PreemptionKind.REQUEUE);
                default -> {
                    inputs.suspendJob(jobId);
                    suspended.add(jobId);
                }
            }
        }

        private void step() {
            clock.advance(STEP_NS);
            slurm.advance();
            if (bridge == null && clock.nanoTime() >= relaunchNs) {
                launch();
            }
            if (bridge != null) {
                try {
                    bridge.doWork();
                } catch (final FakeSlurm.Killed ex) {
                    bridge.close();
                    bridge = null;
                    relaunchNs = clock.nanoTime() + random.nextInt(8) * SECOND;
                }
            }
        }

        private void recover() {
            slurm.faultPerMille = 0;
            slurm.controller.silentPerMille = 0;
            slurm.killAtRun = 0;
            slurm.controller.nodes.values().forEach(node -> node.state = "idle");
            final long endNs = clock.nanoTime() + PATIENCE_NS;
            while (clock.nanoTime() < endNs && !isDone()) {
                step();
                if (slurm.controller.isUp && random.nextInt(100) == 0) {
                    slurm.controller.jobs.forEach(FakeSlurmJob::release);
                }
                if (bridge != null && random.nextInt(100) == 0) {
                    suspended.forEach(id -> bridge.kernel().inputWriter().resumeJob(id));
                }
            }
        }

        private boolean isDone() {
            return slurm.controller.jobs.stream().allMatch(FakeSlurmJob::hasEnded)
                    && bridge != null
                    && bridge.status().isConnected()
                    && bridge.status().trackedJobCount() == 0;
        }

        private void check() {
            final BridgeStatus status = bridge.status();
            assertEquals(0, status.trackedJobCount(), () -> name + " " + status.json());
            assertEquals(0, status.pendingCommandCount(), name);
            assertEquals(0, status.foreignJobCount(), name);
            assertEquals(List.of(), slurm.controller.violations, name);
            for (int i = 0; i < submitted.size(); i++) {
                check(submitted.get(i), keys.get(i));
            }
        }

        private void check(final FakeSlurmJob job, final long jobId) {
            final String what = name + " " + job;
            final boolean isForgotten = forgotten.contains(jobId);
            assertTrue(!isForgotten || job.hasVanished, what);
            if (job.hasVanished) {
                // Forgotten with a run means that Weft had ordered it, and so knew it; it may have
                // seen its end in time.
                assertTrue(isForgotten || job.runCount == 0 || job.hasEnded(), what);
                return;
            }
            final boolean isOver =
                    job.isCancelledByUser || notRepeated.contains(jobId) || job.is("NODE_FAIL");
            final int least = isOver ? 0 : 1;
            final int runs = job.runCount - job.excusedRunCount;
            final int completions = job.completionCount - job.excusedCompletionCount;
            assertTrue(job.hasEnded(), what);
            assertTrue(runs >= least && runs <= 1, what);
            assertTrue(completions >= least && completions <= 1, what);
        }

        @Override
        public void onForgotten(final long jobId, final boolean wasStarted) {
            forgotten.add(jobId);
        }

        @Override
        public void onNotRepeated(final long jobId) {
            notRepeated.add(jobId);
        }

        @Override
        public void onStartInDoubt(final long jobId, final boolean isHeld) {
            inDoubtCount++;
            final FakeSlurmJob job = slurm.controller.find(JobKey.idOf(jobId));
            final boolean isShown =
                    job.isHeldByUser() && job.kept.adminComment.contains("may have run");
            assertTrue(!isHeld || isShown, name + " " + job);
        }

        @Override
        public void close() {
            if (bridge != null) {
                bridge.close();
            }
            journal.close();
        }
    }
}
