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

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What a slurmctld does in virtual time, with its nodes: starts released jobs at a tick of one
 * second, saves its state every 5 s, forgets what came later when it crashes, and gives the numbers
 * of forgotten jobs again.
 */
final class FakeController {
    static final long ID_FIRST = 1;
    static final long ID_MAX = 67_043_327;
    static final long MIN_JOB_AGE_NS = 300 * SECOND;
    private static final long SAVE_PERIOD_NS = 5 * SECOND;
    private static final long COMPLETING_NS = 90 * MILLI;
    private static final long BEGIN_TIME_TRAP_NS = 121 * SECOND;
    private static final long GHOST_NS = 15 * SECOND;
    private static final long PRIORITY_FIRST = 4_294_901_759L;

    /** One node. */
    static final class Node {
        final String name;
        String state = "idle";

        Node(final String name) {
            this.name = name;
        }

        boolean isOpen() {
            return state.equals("idle");
        }
    }

    final SettableClock clock;
    final Map<String, Node> nodes = new LinkedHashMap<>();
    final List<FakeSlurmJob> jobs = new ArrayList<>();
    final List<FakeSlurmJob> vanished = new ArrayList<>();
    final List<String> violations = new ArrayList<>();
    final int cores;
    final int multiplicity;
    final long nodeMemoryMib;
    private final Random random;
    private long nextId = ID_FIRST;
    private long savedNextId = ID_FIRST;
    private long savedNs;
    private long nextTickNs;
    private long nextPriority = PRIORITY_FIRST;
    boolean isUp = true;

    /** When it was started, s since 1970. */
    long bootS;

    /** Of a thousand starts so many are not carried out, and the job waits for nothing. */
    int silentPerMille;

    FakeController(
            final SettableClock clock,
            final Random random,
            final int nodeCount,
            final int cores,
            final int multiplicity,
            final long nodeMemoryMib) {
        this.clock = clock;
        this.random = random;
        this.cores = cores;
        this.multiplicity = multiplicity;
        this.nodeMemoryMib = nodeMemoryMib;
        nextTickNs = clock.nanoTime();
        bootS = clock.nanoTime() / SECOND;
        for (int i = 1; i <= nodeCount; i++) {
            nodes.put("n" + i, new Node("n" + i));
        }
    }

    void nextId(final long id) {
        nextId = id;
        savedNextId = id;
    }

    FakeSlurmJob add(
            final int nodeCount,
            final int cpus,
            final long memoryMib,
            final long durationNs,
            final boolean isRequeueable) {
        final FakeSlurmJob job =
                new FakeSlurmJob(
                        nextId,
                        clock.nanoTime() / SECOND,
                        nodeCount,
                        cpus,
                        memoryMib,
                        durationNs,
                        isRequeueable);
        nextId = nextId == ID_MAX ? ID_FIRST : nextId + 1;
        jobs.add(job);
        return job;
    }

    /** The job of a number, if Slurm still tells of it. */
    FakeSlurmJob find(final long id) {
        FakeSlurmJob found = null;
        for (final FakeSlurmJob job : jobs) {
            if (job.id == id && isTold(job)) {
                found = job;
            }
        }
        return found;
    }

    boolean isTold(final FakeSlurmJob job) {
        return !job.hasEnded() || clock.nanoTime() - job.kept.endNs < MIN_JOB_AGE_NS;
    }

    // ------------------------------------------------------------------ time

    /** Everything that was due until now, in order. */
    void advance(final long nowNs) {
        FakeSlurmJob next = firstDue();
        while (next != null && next.kept.dueNs <= nowNs || isUp && nextTickNs <= nowNs) {
            if (next != null && (!isUp || next.kept.dueNs <= nextTickNs)) {
                step(next, next.kept.dueNs);
            } else {
                tick(nextTickNs);
                nextTickNs += SECOND;
            }
            next = firstDue();
        }
        if (isUp && nowNs - savedNs >= SAVE_PERIOD_NS) {
            savedNs = nowNs;
            savedNextId = nextId;
            jobs.forEach(job -> job.saved = job.kept.copy());
        }
    }

    private FakeSlurmJob firstDue() {
        FakeSlurmJob first = null;
        for (final FakeSlurmJob job : jobs) {
            if (job.kept.dueNs != FakeSlurmJob.NEVER
                    && (first == null || job.kept.dueNs < first.kept.dueNs)) {
                first = job;
            }
        }
        return first;
    }

    private void step(final FakeSlurmJob job, final long timeNs) {
        final FakeSlurmJob.Kept kept = job.kept;
        if (job.isGhost) {
            end(job, "NODE_FAIL", timeNs);
        } else if (job.is("RUNNING")) {
            job.completionCount++;
            kept.next = "COMPLETED";
            kept.state = "COMPLETING";
            kept.dueNs = timeNs + COMPLETING_NS;
        } else if (!isUp) {
            // Its node tells when somebody listens again.
            kept.dueNs = FakeSlurmJob.NEVER;
        } else if (kept.next.equals("PENDING")) {
            job.holdAgain();
            kept.eligibleNs = timeNs + BEGIN_TIME_TRAP_NS;
        } else {
            end(job, kept.next, timeNs);
        }
    }

    void end(final FakeSlurmJob job, final String state, final long timeNs) {
        job.kept.state = state;
        job.kept.next = "";
        job.kept.dueNs = FakeSlurmJob.NEVER;
        job.kept.endNs = timeNs;
    }

    /** Processes are ended; what the job becomes then comes a little later. */
    void complete(final FakeSlurmJob job, final String next, final long timeNs) {
        job.kept.state = "COMPLETING";
        job.kept.next = next;
        job.kept.dueNs = timeNs + COMPLETING_NS;
    }

    private void tick(final long timeNs) {
        final List<FakeSlurmJob> waiting = new ArrayList<>();
        for (final FakeSlurmJob job : jobs) {
            if (job.is("PENDING") && job.kept.priority > 0) {
                waiting.add(job);
            }
        }
        waiting.sort((one, other) -> Long.compare(other.kept.priority, one.kept.priority));
        for (final FakeSlurmJob job : waiting) {
            start(job, timeNs);
        }
    }

    private void start(final FakeSlurmJob job, final long timeNs) {
        if (job.kept.eligibleNs != FakeSlurmJob.NEVER && job.kept.eligibleNs > timeNs) {
            job.kept.reason = "BeginTime";
            return;
        }
        if (random.nextInt(1000) < silentPerMille) {
            job.kept.reason = "None";
            return;
        }
        final List<String> chosen = new ArrayList<>();
        boolean isOpen = true;
        final List<String> wanted =
                job.kept.reqNodes.isEmpty() ? List.copyOf(nodes.keySet()) : job.kept.reqNodes;
        for (final String name : wanted) {
            final boolean fits = fits(job, name);
            isOpen &= nodes.get(name).isOpen();
            if (fits && chosen.size() < Math.max(1, job.kept.nodesAsked)) {
                chosen.add(name);
            } else if (!fits && !job.kept.reqNodes.isEmpty()) {
                job.kept.reason = isOpen ? "Resources" : "ReqNodeNotAvail";
                return;
            }
        }
        if (chosen.size() < Math.max(1, job.kept.nodesAsked)) {
            job.kept.reason = "Resources";
            return;
        }
        job.kept.state = "RUNNING";
        job.kept.reason = "None";
        job.kept.nodes = chosen;
        job.kept.startNs = timeNs;
        job.kept.dueNs = timeNs + job.durationNs;
        checkOnce(job);
        job.runCount++;
        check(job);
    }

    /** What Slurm starts again by itself, by an order that it forgot to have done, is its. */
    private void checkOnce(final FakeSlurmJob job) {
        final String order = job.token();
        final boolean isAgain = job.runCount > 0 && !job.begunBy.contains(order);
        if (isAgain && !job.isRequeueable && !job.isReleasedByUser && !job.runsByLostOrder) {
            violations.add("Once more: " + job + " after " + job.begunBy);
        }
        job.begunBy.add(order);
        job.isReleasedByUser = false;
    }

    private boolean fits(final FakeSlurmJob job, final String name) {
        int cpus = cores * multiplicity;
        long memoryMib = nodeMemoryMib;
        for (final FakeSlurmJob other : jobs) {
            if (other.kept.nodes.contains(name) && other.holdsNodes()) {
                cpus -= other.usesCpus() ? other.cpusPerNode() : 0;
                memoryMib -= other.memoryMib * other.cpusPerNode();
            }
        }
        return nodes.get(name).isOpen()
                && cpus >= job.cpusPerNode()
                && memoryMib >= job.memoryMib * job.cpusPerNode();
    }

    /** Processes on each core, counted here and by nobody else. */
    void check(final FakeSlurmJob started) {
        final Map<String, Integer> counts = new LinkedHashMap<>();
        for (final FakeSlurmJob job : jobs) {
            if (job.usesCpus() && !job.runsByLostOrder && !job.isGhost) {
                for (final String node : job.kept.nodes) {
                    if (!job.wasResumed) {
                        job.cores(node)
                                .forEach(core -> counts.merge(node + " " + core, 1, Integer::sum));
                    }
                    counts.merge(node, job.cpusPerNode(), Integer::sum);
                }
            }
        }
        counts.forEach(
                (place, count) -> {
                    final boolean isCore = place.indexOf(' ') > 0;
                    if (count > (isCore ? multiplicity : cores * multiplicity)) {
                        violations.add(place + " has " + count + " after " + started);
                    }
                });
    }

    // ------------------------------------------------------------------ commands

    void release(final FakeSlurmJob job) {
        if (job.kept.priority == 0) {
            job.kept.priority = nextPriority--;
        }
        if (job.kept.eligibleNs == FakeSlurmJob.NEVER) {
            job.kept.eligibleNs = clock.nanoTime();
        }
        job.kept.reason = "None";
        job.runsByLostOrder = false;
    }

    void suspend(final FakeSlurmJob job) {
        job.kept.remainingNs = job.kept.dueNs - clock.nanoTime();
        job.kept.dueNs = FakeSlurmJob.NEVER;
        job.kept.state = "SUSPENDED";
        job.kept.priority = 0;
    }

    void resume(final FakeSlurmJob job) {
        job.kept.dueNs = clock.nanoTime() + job.kept.remainingNs;
        job.kept.state = "RUNNING";
        job.kept.priority = nextPriority--;
        job.wasResumed = true;
        check(job);
    }

    void requeue(final FakeSlurmJob job) {
        // It may have come to its end by itself, and is requeued all the same.
        job.excusedCompletionCount = job.completionCount;
        complete(job, "PENDING", clock.nanoTime());
        job.excusedRunCount++;
        job.kept.reason = "job requeued in held state";
        job.kept.restarts++;
        job.kept.priority = 0;
        job.kept.submitS = clock.nanoTime() / SECOND;
        job.wasResumed = false;
    }

    void cancel(final FakeSlurmJob job) {
        if (job.holdsNodes()) {
            job.kept.exitStatus = 15;
            complete(job, "CANCELLED", clock.nanoTime());
        } else if (!job.hasEnded()) {
            end(job, "CANCELLED", clock.nanoTime());
        }
    }

    // ------------------------------------------------------------------ faults

    /** A node is gone: its jobs have failed, or wait for Slurm to start them again. */
    void loseNode(final String name) {
        nodes.get(name).state = "down";
        for (final FakeSlurmJob job : jobs) {
            final boolean isThere = job.is("RUNNING") || job.is("SUSPENDED");
            if (isThere && job.kept.nodes.contains(name)) {
                job.excusedRunCount++;
                if (job.kept.requeue == 1) {
                    job.kept.restarts++;
                    final long priority = job.kept.priority;
                    job.holdAgain();
                    job.kept.priority = priority;
                    job.kept.submitS = clock.nanoTime() / SECOND;
                    job.kept.eligibleNs = clock.nanoTime() + BEGIN_TIME_TRAP_NS;
                } else {
                    end(job, "NODE_FAIL", clock.nanoTime());
                }
            }
        }
    }

    /** As by kill -9: what was not saved is forgotten. */
    void crash() {
        isUp = false;
        nextId = savedNextId;
        for (final FakeSlurmJob job : List.copyOf(jobs)) {
            if (job.saved == null) {
                job.hasVanished = true;
                jobs.remove(job);
                vanished.add(job);
            } else {
                rollBack(job);
            }
        }
    }

    private static void rollBack(final FakeSlurmJob job) {
        final FakeSlurmJob.Kept real = job.kept;
        final FakeSlurmJob.Kept saved = job.saved.copy();
        final boolean wasOnNodes =
                saved.state.equals("RUNNING")
                        || saved.state.equals("SUSPENDED")
                        || saved.state.equals("COMPLETING");
        if (wasOnNodes && saved.restarts == real.restarts && job.hasEnded()) {
            // Runs, for all that Slurm knows, until it asks the node.
            job.kept = saved;
            job.kept.state = "RUNNING";
            job.kept.dueNs = FakeSlurmJob.NEVER;
            job.isGhost = true;
            return;
        }
        if (wasOnNodes && saved.restarts == real.restarts && job.holdsNodes()) {
            // Its node tells what it is now.
            return;
        }
        final boolean isSaid = saved.state.equals(real.state) && saved.priority == real.priority;
        if (isSaid && saved.restarts == real.restarts) {
            job.kept = saved;
            return;
        }
        job.isGhost = false;
        // Its processes, if there are any, are ended when their node finds the job unknown.
        job.excusedRunCount = job.runCount;
        job.excusedCompletionCount = job.completionCount;
        job.runsByLostOrder = saved.priority > 0;
        job.kept = saved;
        if (wasOnNodes) {
            job.kept.state = "PENDING";
            job.holdAgain();
        }
    }

    /** Answers again. */
    void restart() {
        isUp = true;
        bootS = clock.nanoTime() / SECOND;
        nextTickNs = clock.nanoTime() + 300 * MILLI;
        for (final FakeSlurmJob job : jobs) {
            if (job.isGhost && job.is("RUNNING")) {
                job.kept.dueNs = clock.nanoTime() + GHOST_NS;
            } else if (job.is("COMPLETING") && job.kept.dueNs == FakeSlurmJob.NEVER) {
                job.kept.dueNs = clock.nanoTime() + COMPLETING_NS;
            }
        }
    }
}
