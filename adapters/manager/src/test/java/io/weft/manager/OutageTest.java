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
package io.weft.manager;

import static io.weft.manager.SettableClock.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.client.InputWriter;
import io.weft.core.wire.NodeState;
import io.weft.core.wire.PreemptionKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Scripted outages of the manager, of nodes, of single commands and of Weft itself. Each job runs
 * exactly once, but for what the manager itself broke off or forgot, and one that cannot be
 * requeued begins by a second order only when its user has released it. {@code
 * -Dweft.outages=20000} for the long size.
 */
class OutageTest {
    private static final int OUTAGES_PER_RUN = 20;
    private static final int OUTAGE_COUNT = Integer.getInteger("weft.outages", 2_000);
    private static final long FIRST_SEED = Long.getLong("weft.seed", 1);
    private static final int JOB_COUNT = 80;
    private static final long SCRIPT_NS = 200 * SECOND;
    private static final long PATIENCE_NS = 2_000 * SECOND;

    @Test
    void shouldRunEachJobOnceWhateverFails() {
        int inDoubt = 0;
        for (int run = 0; run < OUTAGE_COUNT / OUTAGES_PER_RUN; run++) {
            inDoubt += new Run(FIRST_SEED + run).play();
        }
        assertTrue(inDoubt > 0 || OUTAGE_COUNT < 2_000, "No start was in doubt");
    }

    /** One script, from one seed. */
    private static final class Run {
        private final String name;
        private final Random random;
        private final List<FakeJob> submitted = new ArrayList<>();
        private final Set<Long> suspended = new TreeSet<>();
        private long relaunchNs;

        Run(final long seed) {
            name = "-Dweft.outages=20 -Dweft.seed=" + seed;
            random = new Random(seed);
        }

        /** How many starts were in doubt. */
        int play() {
            try (BridgeHost host = new BridgeHost(random.nextLong(), 4)) {
                host.manager.faultPerMille = random.nextInt(3) * 150;
                host.manager.silentPerMille = random.nextInt(3) * 50;
                final long endNs = host.clock.nanoTime() + SCRIPT_NS;
                long nextOutageNs = host.clock.nanoTime();
                while (host.clock.nanoTime() < endNs) {
                    if (submitted.size() < JOB_COUNT && random.nextInt(20) == 0) {
                        submit(host);
                    }
                    if (host.clock.nanoTime() >= nextOutageNs) {
                        outage(host);
                        nextOutageNs += SCRIPT_NS / OUTAGES_PER_RUN;
                    }
                    if (random.nextInt(100) == 0) {
                        interfere(host);
                    }
                    step(host);
                }
                recover(host);
                check(host);
                host.checkSnapshots(name);
                assertTrue(host.snapshots.positions().length > 1, name);
                return host.inDoubt.size();
            }
        }

        private void submit(final BridgeHost host) {
            final JobAsk ask =
                    random.nextInt(4) == 0
                            ? JobAsk.of(0, 1 + random.nextInt(6), 3600)
                            : JobAsk.of(1 + random.nextInt(2), 1 + random.nextInt(4), 3600);
            submitted.add(
                    host.manager.submit(
                            random.nextInt(3) == 0 ? ask : FakeJob.once(ask),
                            (1 + random.nextInt(40)) * SECOND));
        }

        private void outage(final BridgeHost host) {
            final FakeManager manager = host.manager;
            final long durationNs = (1 + random.nextInt(12)) * SECOND;
            switch (random.nextInt(8)) {
                case 0 -> manager.fail(FakeManager.Fault.DOWN, durationNs);
                case 1 -> manager.fail(FakeManager.Fault.HANG, durationNs);
                case 2 -> manager.fail(FakeManager.Fault.GARBLE, durationNs);
                case 3, 4 -> manager.crash((1 + random.nextInt(4)) * SECOND);
                case 5 -> {
                    final String node = "n" + random.nextInt(4);
                    if (manager.nodes.get(node) == NodeState.UP) {
                        manager.loseNode(node, random.nextBoolean());
                    } else {
                        manager.nodes.put(node, NodeState.UP);
                    }
                }
                default -> {
                    manager.killAtCall = 1 + random.nextInt(6);
                    manager.isKillAfter = random.nextBoolean();
                }
            }
        }

        /** What users and operators do. */
        private void interfere(final BridgeHost host) {
            if (submitted.isEmpty()) {
                return;
            }
            final FakeJob job = submitted.get(random.nextInt(submitted.size()));
            final long jobId = job.key.jobId();
            switch (random.nextInt(4)) {
                case 0 -> host.manager.cancelByUser(job);
                case 1 -> {
                    if (job.isHeldByUser) {
                        job.release();
                    } else {
                        job.isHeldByUser = true;
                    }
                }
                case 2 -> {
                    if (host.bridge != null) {
                        final InputWriter inputs = host.bridge.kernel().inputWriter();
                        inputs.preemptJob(jobId, -1, PreemptionKind.REQUEUE);
                    }
                }
                default -> {
                    if (host.bridge != null) {
                        host.bridge.kernel().inputWriter().suspendJob(jobId);
                        suspended.add(jobId);
                    }
                }
            }
        }

        private void step(final BridgeHost host) {
            if (host.bridge == null && host.clock.nanoTime() >= relaunchNs) {
                host.launch();
            }
            if (!host.step()) {
                relaunchNs = host.clock.nanoTime() + random.nextInt(8) * SECOND;
            }
        }

        private void recover(final BridgeHost host) {
            final FakeManager manager = host.manager;
            manager.faultPerMille = 0;
            manager.silentPerMille = 0;
            manager.killAtCall = 0;
            manager.nodes.replaceAll((node, state) -> NodeState.UP);
            final long endNs = host.clock.nanoTime() + PATIENCE_NS;
            while (host.clock.nanoTime() < endNs && !isDone(host)) {
                step(host);
                if (random.nextInt(100) == 0) {
                    submitted.forEach(FakeJob::release);
                }
                if (host.bridge != null && random.nextInt(100) == 0) {
                    suspended.forEach(id -> host.bridge.kernel().inputWriter().resumeJob(id));
                }
            }
        }

        private static boolean isDone(final BridgeHost host) {
            return host.manager.jobs.stream().allMatch(FakeJob::hasEnded)
                    && host.bridge != null
                    && host.bridge.status().isConnected()
                    && host.bridge.status().trackedJobCount() == 0;
        }

        private void check(final BridgeHost host) {
            final BridgeStatus status = host.bridge.status();
            assertEquals(0, status.trackedJobCount(), () -> name + " " + status.json());
            assertEquals(0, status.pendingCommandCount(), name);
            assertEquals(0, status.foreignJobCount(), name);
            assertEquals(List.of(), host.manager.violations, name);
            for (final FakeJob job : submitted) {
                final String what = name + " " + job;
                final boolean isForgotten = host.forgotten.contains(job.key.jobId());
                final boolean wasOrdered = job.kept.token() != null && !job.hasEnded();
                assertTrue(!isForgotten || job.hasVanished, what);
                assertTrue(isForgotten || !job.hasVanished || !wasOrdered, what);
                if (!job.hasVanished) {
                    final int least = job.isCancelled ? 0 : 1;
                    final int runs = job.runCount - job.excusedRunCount;
                    final int completions = job.completionCount - job.excusedCompletionCount;
                    assertTrue(job.hasEnded(), what);
                    assertTrue(runs >= least && runs <= 1, what);
                    assertTrue(completions >= least && completions <= 1, what);
                }
            }
        }
    }
}
