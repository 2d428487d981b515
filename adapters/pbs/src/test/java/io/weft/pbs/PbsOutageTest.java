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
package io.weft.pbs;

import static io.weft.pbs.FakeClock.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.core.wire.PreemptionKind;
import io.weft.manager.BridgeStatus;
import io.weft.manager.JobKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Scripted outages of the server, of vnodes, of single commands and of Weft itself. Each job runs
 * exactly once, but for what PBS itself broke off. {@code -Dweft.outages=20000} for the long size.
 */
class PbsOutageTest {
    private static final int OUTAGES_PER_RUN = 20;
    private static final int OUTAGE_COUNT = Integer.getInteger("weft.outages", 1_000);
    private static final long FIRST_SEED = Long.getLong("weft.seed", 1);
    private static final int JOB_COUNT = 40;
    private static final int NODE_COUNT = 4;
    private static final long SCRIPT_NS = 200 * SECOND;
    private static final long PATIENCE_NS = 2_000 * SECOND;
    private static final String[] SELECTS = {
        "1:ncpus=3", "1:ncpus=16", "2:ncpus=8:mem=1gb", "6:ncpus=1", "40:ncpus=1:mem=100mb"
    };

    @Test
    void shouldRunEachJobOnceWhateverFails() {
        for (int run = 0; run < OUTAGE_COUNT / OUTAGES_PER_RUN; run++) {
            new Run(FIRST_SEED + run).play();
        }
    }

    /** One script, from one seed. */
    private static final class Run {
        private final String name;
        private final Random random;
        private final Set<Long> suspended = new TreeSet<>();
        private int submittedCount;
        private long relaunchNs;

        Run(final long seed) {
            name = "-Dweft.outages=20 -Dweft.seed=" + seed;
            random = new Random(seed);
        }

        void play() {
            try (PbsHost host = new PbsHost(random.nextLong(), NODE_COUNT)) {
                host.runner.faultPerMille = random.nextInt(3) * 100;
                final long endNs = host.clock.nanoTime() + SCRIPT_NS;
                long nextOutageNs = host.clock.nanoTime();
                while (host.clock.nanoTime() < endNs) {
                    if (submittedCount < JOB_COUNT && random.nextInt(20) == 0) {
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
            }
        }

        private void submit(final PbsHost host) {
            submittedCount++;
            final List<String> options = new ArrayList<>();
            options.addAll(List.of("-l", "select=" + SELECTS[random.nextInt(SELECTS.length)]));
            if (random.nextInt(4) == 0) {
                options.addAll(List.of("-J", "1-" + (2 + random.nextInt(3))));
            }
            if (random.nextInt(4) == 0) {
                options.addAll(List.of("-v", "X={\"a\":1}|job_state=R\\|"));
            }
            options.addAll(List.of("--", "/bin/sleep", "" + random.nextInt(40)));
            host.submit(options.toArray(String[]::new));
        }

        private void outage(final PbsHost host) {
            final FaultyPbs runner = host.runner;
            final long durationNs = (1 + random.nextInt(12)) * SECOND;
            switch (random.nextInt(8)) {
                case 0 -> runner.fail(FaultyPbs.Fault.DOWN, durationNs);
                case 1 -> runner.fail(FaultyPbs.Fault.HANG, durationNs);
                case 2 -> runner.fail(FaultyPbs.Fault.GARBAGE, durationNs);
                case 3 -> runner.crash((1 + random.nextInt(4)) * SECOND);
                case 4 -> host.pbs.refusesJobs = !host.pbs.refusesJobs;
                case 5 -> {
                    final String node = "n" + (1 + random.nextInt(NODE_COUNT));
                    if (host.pbs.nodes.get(node).equals("free")) {
                        host.pbs.loseNode(node);
                    } else {
                        host.pbs.nodes.put(node, "free");
                    }
                }
                default -> {
                    runner.killAtCall = 1 + random.nextInt(6);
                    runner.isKillAfter = random.nextBoolean();
                }
            }
        }

        /** What users and operators do. */
        private void interfere(final PbsHost host) {
            final List<FakePbsJob> jobs = host.pbs.all();
            if (jobs.isEmpty()) {
                return;
            }
            final FakePbsJob job = jobs.get(random.nextInt(jobs.size()));
            final String id = (job.array == null ? job : job.array).id.toString();
            final long jobId = jobId(job);
            switch (random.nextInt(5)) {
                case 0 -> host.pbs.run("alice", List.of("qdel", id));
                case 1 -> host.pbs.run("alice", List.of("qhold", "-h", "u", id));
                case 2 -> host.pbs.run("alice", List.of("qrls", id));
                case 3 -> {
                    if (host.bridge != null) {
                        final var inputs = host.bridge.kernel().inputWriter();
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

        private static long jobId(final FakePbsJob job) {
            return new JobKey(job.id.number(), job.id.taskIndex(), job.submitTimeS).jobId();
        }

        private void step(final PbsHost host) {
            if (host.bridge == null && host.clock.nanoTime() >= relaunchNs) {
                host.launch();
            }
            if (!host.step()) {
                relaunchNs = host.clock.nanoTime() + random.nextInt(8) * SECOND;
            }
        }

        private void recover(final PbsHost host) {
            host.runner.faultPerMille = 0;
            host.runner.killAtCall = 0;
            host.pbs.refusesJobs = false;
            host.pbs.nodes.replaceAll((node, state) -> "free");
            host.pbs.jobs.forEach(
                    job -> host.pbs.run(FakePbs.ROOT, List.of("qrls", job.id.toString())));
            final long endNs = host.clock.nanoTime() + PATIENCE_NS;
            while (host.clock.nanoTime() < endNs && !isDone(host)) {
                step(host);
                if (host.bridge != null && random.nextInt(100) == 0) {
                    suspended.forEach(id -> host.bridge.kernel().inputWriter().resumeJob(id));
                }
            }
        }

        private static boolean isDone(final PbsHost host) {
            return host.pbs.all().stream().allMatch(FakePbsJob::hasEnded)
                    && host.bridge != null
                    && host.bridge.status().isConnected()
                    && host.bridge.status().trackedJobCount() == 0;
        }

        private void check(final PbsHost host) {
            final BridgeStatus status = host.bridge.status();
            assertEquals(
                    0, status.trackedJobCount(), () -> name + " " + status.json() + host.pbs.all());
            assertEquals(0, status.pendingCommandCount(), name);
            assertEquals(0, status.foreignJobCount(), name);
            assertEquals(List.of(), host.violations, name);
            assertEquals(Set.of(), host.forgotten, name);
            for (final FakePbsJob job : host.pbs.all()) {
                final String what = name + " " + job;
                final int least = job.isCancelled ? 0 : 1;
                final int runs = job.beginCount - job.excusedCount;
                assertTrue(job.hasEnded(), what);
                assertTrue(runs >= least && runs <= 1, what);
                assertTrue(job.completionCount >= least && job.completionCount <= 1, what);
            }
        }
    }
}
