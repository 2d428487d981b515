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

import static io.weft.manager.SettableClock.MILLI;
import static io.weft.manager.SettableClock.SECOND;

import io.weft.core.wire.EndKind;
import io.weft.core.wire.NodeState;
import io.weft.manager.FakeJob.Kept;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A resource manager in memory and virtual time. Jobs are held until they are told to start, start
 * some time later or not at all, and are ended with a delay. State is saved every 5 s, and a crash
 * forgets what came after that: jobs that were submitted, whose numbers are given again, and runs.
 * Commands can be made to fail before they are carried out, after, or to be carried out late.
 */
final class FakeManager implements ResourceManager {
    /** Weft dies, where it called the manager. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** How calls go wrong. */
    enum Fault {
        NONE,
        DOWN,
        HANG,
        GARBLE
    }

    private record Late(long timeNs, Runnable command) {}

    static final int CORES = 4;
    static final int MAX_MULTIPLICITY = 2;
    static final long SAVE_PERIOD_NS = 5 * SECOND;
    static final long TIMEOUT_NS = 3 * SECOND;
    private static final long FINISHED_AGE_NS = 300 * SECOND;

    final List<FakeJob> jobs = new ArrayList<>();
    final List<FakeJob> vanished = new ArrayList<>();
    final List<String> violations = new ArrayList<>();
    final Map<String, NodeState> nodes = new LinkedHashMap<>();
    private final SettableClock clock;
    private final Random random;
    private final List<Late> late = new ArrayList<>();
    private long nextId = 1;
    private long savedNextId = 1;
    private long savedNs;
    private long faultEndNs;
    private long upSinceNs;
    Fault fault = Fault.NONE;

    /**
     * Of a thousand commands so many fail, one way or another; and of starts so many do nothing.
     */
    int faultPerMille;

    int silentPerMille;

    /** Weft dies at the so many-th call from now on, after it if the number is even. */
    int killAtCall;

    boolean isKillAfter;

    /** If above 0, the next command times out, and is carried out that much later. */
    long nextLateNs;

    int observeCount;
    int startCount;
    String nextRefusal;

    FakeManager(final SettableClock clock, final long seed, final int nodeCount) {
        this.clock = clock;
        random = new Random(seed);
        for (int i = 0; i < nodeCount; i++) {
            nodes.put("n" + i, NodeState.UP);
        }
    }

    // ------------------------------------------------------------------ the world

    FakeJob submit(final JobAsk ask, final long durationNs) {
        final FakeJob job = new FakeJob(JobKey.of(nextId++, clock.seconds()), ask, durationNs);
        jobs.add(job);
        return job;
    }

    /** Everything that was due until now, in order. */
    void advance() {
        final long nowNs = clock.nanoTime();
        FakeJob next = next();
        Late first = firstLate();
        while (next != null && next.kept.dueNs() <= nowNs
                || first != null && first.timeNs <= nowNs) {
            if (first != null && (next == null || first.timeNs <= next.kept.dueNs())) {
                late.remove(first);
                first.command.run();
            } else {
                step(next, next.kept.dueNs());
            }
            next = next();
            first = firstLate();
        }
        if (nowNs >= faultEndNs) {
            fault = Fault.NONE;
        }
        if (fault == Fault.NONE && nowNs - savedNs >= SAVE_PERIOD_NS) {
            save(nowNs);
        }
    }

    private FakeJob next() {
        FakeJob next = null;
        for (final FakeJob job : jobs) {
            if (next == null || job.kept.dueNs() < next.kept.dueNs()) {
                next = job;
            }
        }
        return next == null || next.kept.dueNs() == FakeJob.NEVER ? null : next;
    }

    private Late firstLate() {
        Late first = null;
        for (final Late one : late) {
            first = first == null || one.timeNs < first.timeNs ? one : first;
        }
        return first;
    }

    private void step(final FakeJob job, final long timeNs) {
        switch (job.state()) {
            case PENDING -> begin(job, timeNs);
            case RUNNING -> job.become(ObservedState.COMPLETING, timeNs + 100 * MILLI);
            default -> {
                job.completionCount++;
                end(job, new JobEnd(EndKind.COMPLETED, 0), timeNs);
            }
        }
    }

    private void begin(final FakeJob job, final long timeNs) {
        for (final NodeShare share : job.kept.shares()) {
            if (nodes.get(share.node()) != NodeState.UP) {
                job.become(ObservedState.PENDING, FakeJob.NEVER);
                return;
            }
        }
        checkOnce(job);
        job.runCount++;
        job.become(ObservedState.RUNNING, timeNs + job.kept.remainingNs());
        checkMultiplicity(job);
    }

    /** What the manager starts again by itself, by an order that it forgot to have done, is its. */
    private void checkOnce(final FakeJob job) {
        final boolean isAgain = job.runCount > 0 && !job.begunBy.contains(job.kept.token());
        if (isAgain && !job.ask.isRequeueable() && !job.isReleasedByUser && !job.runsByLostOrder) {
            violations.add("Once more: " + job + " after " + job.begunBy);
        }
        job.begunBy.add(job.kept.token());
        job.isReleasedByUser = false;
    }

    private void checkMultiplicity(final FakeJob started) {
        final Map<String, int[]> counts = new LinkedHashMap<>();
        for (final FakeJob job : jobs) {
            if (job.isOnNodes() && !job.runsByLostOrder) {
                for (final NodeShare share : job.kept.shares()) {
                    final int[] ofNode = counts.computeIfAbsent(share.node(), n -> new int[CORES]);
                    share.cores().stream().forEach(core -> ofNode[core]++);
                }
            }
        }
        counts.forEach(
                (node, ofNode) -> {
                    for (final int count : ofNode) {
                        if (count > MAX_MULTIPLICITY) {
                            violations.add(node + " has " + count + " after " + started);
                        }
                    }
                });
    }

    private void end(final FakeJob job, final JobEnd end, final long timeNs) {
        final Kept kept = job.kept;
        job.kept =
                new Kept(ObservedState.ENDED, kept.token(), kept.shares(), FakeJob.NEVER, 0, end);
        job.endedNs = timeNs;
    }

    private void save(final long nowNs) {
        savedNs = nowNs;
        savedNextId = nextId;
        for (final FakeJob job : jobs) {
            job.saved = job.kept;
            job.isSavedHeldByUser = job.isHeldByUser;
        }
    }

    void fail(final Fault how, final long durationNs) {
        fault = how;
        faultEndNs = clock.nanoTime() + durationNs;
    }

    /** Dies and forgets what it did not save; answers again after some time. */
    void crash(final long downNs) {
        final long upNs = clock.nanoTime() + downNs;
        upSinceNs = upNs;
        nextId = savedNextId;
        late.clear();
        for (final FakeJob job : List.copyOf(jobs)) {
            if (job.saved == null) {
                job.hasVanished = true;
                jobs.remove(job);
                vanished.add(job);
            } else {
                rollBack(job, upNs);
            }
        }
        fail(Fault.DOWN, downNs);
    }

    private void rollBack(final FakeJob job, final long upNs) {
        final Kept real = job.kept;
        final Kept saved = job.saved;
        job.isHeldByUser = job.isSavedHeldByUser;
        final boolean wasSeenRunning =
                saved.state() != ObservedState.HELD
                        && saved.state() != ObservedState.PENDING
                        && real.token() != null
                        && real.token().equals(saved.token());
        final boolean isKept = job.isOnNodes() || job.hasEnded() || saved.state() == real.state();
        if (wasSeenRunning && isKept) {
            return;
        }
        if (job.hasEnded() && saved.state() == ObservedState.ENDED) {
            return;
        }
        job.excusedRunCount = job.runCount;
        job.excusedCompletionCount = job.completionCount;
        job.isCancelled = false;
        job.kept = saved;
        if (saved.state() == ObservedState.PENDING) {
            job.runsByLostOrder = true;
            job.become(ObservedState.PENDING, upNs + random.nextInt(1000) * MILLI);
        } else {
            job.holdAgain();
        }
    }

    /** A node is lost, and its jobs wait again, held or to be started by the manager itself. */
    void loseNode(final String node, final boolean isHeld) {
        nodes.put(node, NodeState.DOWN);
        for (final FakeJob job : jobs) {
            if (job.state() == ObservedState.RUNNING
                    && job.kept.shares().stream().anyMatch(share -> share.node().equals(node))) {
                job.excusedRunCount++;
                final Kept kept = job.kept;
                job.holdAgain();
                if (!job.ask.isRequeueable()) {
                    job.isCancelled = true;
                    end(job, new JobEnd(EndKind.NODE_FAILED, 0), clock.nanoTime());
                } else if (!isHeld) {
                    job.kept =
                            new Kept(
                                    ObservedState.PENDING,
                                    kept.token(),
                                    kept.shares(),
                                    clock.nanoTime() + 20 * SECOND,
                                    job.durationNs,
                                    null);
                }
            }
        }
    }

    // ------------------------------------------------------------------ the port

    @Override
    public Observation observe() throws ManagerException {
        observeCount++;
        advance();
        killIf(false);
        if (fault != Fault.NONE) {
            throw failure();
        }
        final List<ObservedNode> seenNodes = new ArrayList<>();
        nodes.forEach(
                (name, state) ->
                        seenNodes.add(new ObservedNode(name, CORES, 1 << 30, 0, List.of(), state)));
        final long oldestNs = clock.nanoTime() - FINISHED_AGE_NS;
        final List<ObservedJob> seen =
                jobs.stream()
                        .filter(job -> !job.hasEnded() || job.endedNs >= oldestNs)
                        .map(FakeJob::observed)
                        .toList();
        killIf(true);
        return new Observation(seenNodes, seen);
    }

    @Override
    public void start(final StartOrder order) throws ManagerException {
        startCount++;
        command(order.key(), job -> take(job, order));
    }

    private void take(final FakeJob job, final StartOrder order) throws ManagerException {
        if (job.state() != ObservedState.HELD) {
            throw ManagerException.refused("Job is not held: " + job);
        }
        if (job.isHeldByUser) {
            throw ManagerException.refused("Job is held by its user: " + job);
        }
        final boolean isSilent = random.nextInt(1000) < silentPerMille;
        final long startNs = clock.nanoTime() + random.nextInt(1000) * MILLI;
        job.runsByLostOrder = false;
        job.limitS = order.limitS();
        job.kept =
                new Kept(
                        ObservedState.PENDING,
                        order.token(),
                        order.shares(),
                        isSilent ? FakeJob.NEVER : startNs,
                        job.durationNs,
                        null);
    }

    @Override
    public void withdraw(final JobKey key) throws ManagerException {
        command(
                key,
                job -> {
                    if (job.state() == ObservedState.PENDING) {
                        job.holdAgain();
                    } else if (job.state() != ObservedState.HELD) {
                        throw ManagerException.refused("Job has begun: " + job);
                    }
                });
    }

    @Override
    public void cancel(final JobKey key) throws ManagerException {
        command(key, this::cancelByUser);
    }

    /** Ends a job, whoever asks, and nothing goes wrong with that. */
    void cancelByUser(final FakeJob job) {
        if (!job.hasEnded()) {
            job.isCancelled = true;
            end(job, new JobEnd(EndKind.CANCELLED, 0), clock.nanoTime());
        }
    }

    @Override
    public void suspend(final JobKey key) throws ManagerException {
        command(
                key,
                job -> {
                    if (job.state() == ObservedState.RUNNING) {
                        final Kept kept = job.kept;
                        job.kept =
                                new Kept(
                                        ObservedState.SUSPENDED,
                                        kept.token(),
                                        kept.shares(),
                                        FakeJob.NEVER,
                                        kept.dueNs() - clock.nanoTime(),
                                        null);
                    }
                });
    }

    @Override
    public void resume(final StartOrder order) throws ManagerException {
        command(
                order.key(),
                job -> {
                    if (job.state() == ObservedState.SUSPENDED) {
                        final long leftNs = job.kept.remainingNs();
                        job.kept =
                                new Kept(
                                        ObservedState.RUNNING,
                                        order.token(),
                                        order.shares(),
                                        clock.nanoTime() + leftNs,
                                        leftNs,
                                        null);
                        checkMultiplicity(job);
                    }
                });
    }

    @Override
    public void requeue(final JobKey key) throws ManagerException {
        command(
                key,
                job -> {
                    if (job.state() == ObservedState.RUNNING
                            || job.state() == ObservedState.SUSPENDED) {
                        job.excusedRunCount++;
                        job.holdAgain();
                    }
                });
    }

    @Override
    public void annotate(final JobKey key, final String text) throws ManagerException {
        command(key, job -> job.annotation = text);
    }

    @Override
    public long upSinceNs() throws ManagerException {
        advance();
        killIf(false);
        if (fault != Fault.NONE) {
            throw failure();
        }
        killIf(true);
        return upSinceNs;
    }

    @Override
    public void holdForUser(final JobKey key, final String text) throws ManagerException {
        command(
                key,
                job -> {
                    if (job.state() != ObservedState.HELD) {
                        throw ManagerException.refused("Job is not held: " + job);
                    }
                    job.isHeldByUser = true;
                    job.annotation = text;
                });
    }

    // ------------------------------------------------------------------ faults

    @FunctionalInterface
    private interface Effect {
        void on(FakeJob job) throws ManagerException;
    }

    private void command(final JobKey key, final Effect effect) throws ManagerException {
        advance();
        if (killAtCall == 1 && !isKillAfter && isLate()) {
            // The order of the dead is on its way.
            carryOutLater(key, effect);
        }
        killIf(false);
        if (nextRefusal != null) {
            final String reason = nextRefusal;
            nextRefusal = null;
            throw ManagerException.refused(reason);
        }
        if (nextLateNs > 0) {
            carryOutLater(key, effect);
            throw timeout();
        }
        if (fault == Fault.HANG || fault == Fault.NONE && random.nextInt(1000) < faultPerMille) {
            carryOutPerhaps(key, effect);
            throw timeout();
        }
        if (fault == Fault.DOWN) {
            throw failure();
        }
        carryOut(key, effect);
        killIf(true);
        if (fault == Fault.GARBLE) {
            throw failure();
        }
    }

    /** Before the time is out, later, when the manager answers again, or not at all. */
    private void carryOutPerhaps(final JobKey key, final Effect effect) throws ManagerException {
        final int how = random.nextInt(3);
        if (how == 0 && fault == Fault.NONE) {
            carryOut(key, effect);
        } else if (how > 0) {
            carryOutLater(key, effect);
        }
    }

    private boolean isLate() {
        return nextLateNs > 0 || faultPerMille > 0 && random.nextBoolean();
    }

    private void carryOutLater(final JobKey key, final Effect effect) {
        final long fromNs = fault == Fault.HANG ? faultEndNs : clock.nanoTime();
        final long lateNs = nextLateNs > 0 ? nextLateNs : random.nextInt(5000) * MILLI;
        nextLateNs = 0;
        late.add(new Late(fromNs + lateNs, () -> carryOutLate(key, effect)));
    }

    private void carryOutLate(final JobKey key, final Effect effect) {
        try {
            carryOut(key, effect);
        } catch (final ManagerException ex) {
            // Nobody listens any more.
        }
    }

    private void carryOut(final JobKey key, final Effect effect) throws ManagerException {
        for (final FakeJob job : jobs) {
            if (job.key.equals(key)) {
                effect.on(job);
                return;
            }
        }
        throw ManagerException.refused("Unknown job " + key);
    }

    private ManagerException timeout() {
        clock.advance(TIMEOUT_NS);
        return new ManagerException(ManagerException.Kind.TIMEOUT, true, "No answer in 3 s");
    }

    private ManagerException failure() {
        return switch (fault) {
            case HANG -> timeout();
            case GARBLE -> new ManagerException(ManagerException.Kind.GARBLED, true, "?!");
            default ->
                    new ManagerException(
                            ManagerException.Kind.UNREACHABLE, false, "Connection refused");
        };
    }

    private void killIf(final boolean isAfter) {
        if (isAfter == isKillAfter && killAtCall > 0 && --killAtCall == 0) {
            throw new Killed();
        }
    }

    @Override
    public void close() {}
}
