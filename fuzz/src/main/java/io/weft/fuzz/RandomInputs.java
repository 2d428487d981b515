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

import io.weft.core.client.InputWriter;
import io.weft.core.client.JobRequest;
import io.weft.core.client.PreemptionRequest;
import io.weft.core.client.PriorityRequest;
import io.weft.core.client.ReservationRequest;
import io.weft.core.spi.PriorityFactor;
import io.weft.core.state.Limits;
import io.weft.core.wire.EndKind;
import io.weft.core.wire.JobClass;
import io.weft.core.wire.NodeState;
import io.weft.core.wire.PreemptionKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.agrona.collections.LongArrayList;

/**
 * Draws a cluster and then inputs for it: mostly sensible ones, some that must be rejected. How
 * often each kind comes is drawn once a run and may be never (swarm testing), so that runs differ
 * in kind. What is drawn depends on the seed and on what the {@link JobWatch} has seen.
 */
final class RandomInputs {
    private static final int[] INPUT_COUNTS = {3000, 1200, 300};
    private static final int[] PENDING_MAX = {3, 8, 8, 20, 40};
    private static final int PENDING_DEEP = 300;
    private static final int RESERVATION_IDS = 6;
    private static final int STARTED_MORE = 24;
    private static final int OBSERVED_MORE = 12;

    private final RandomCluster cluster;
    private final RandomJobs jobs;
    private final RandomGates gates;
    private final List<String> policies;
    private final InputKind[] kinds = InputKind.values();
    private final int[] weights = new int[kinds.length];
    private final InputTray tray = new InputTray();
    private final InputWriter in = tray.writer();
    private final JobWatch watch;
    private final int pendingMax;
    private final int burstMax;
    private final boolean hasDamage;

    /** Whether jobs have to give way from the start; only those do that were seen to run. */
    private final boolean hasPreemption;

    /** Whether most jobs are malleable, and their queues have rules for that from the start. */
    private final boolean isElastic;

    private final String policy;
    private SplittableRandom random;
    private long nextJobId;
    private long nowNs = 1;
    private int weightSum;

    /**
     * Draws a cluster.
     *
     * @param seed everything that is drawn comes from it.
     * @param policies names of those that may be installed; the seed says which is first.
     * @param tally told every decision.
     */
    RandomInputs(final long seed, final List<String> policies, final Tally tally) {
        this(seed, policies, tally, 0);
    }

    /**
     * Draws a cluster.
     *
     * @param seed everything that is drawn comes from it.
     * @param policies names of those that may be installed; the seed says which is first.
     * @param tally told every decision.
     * @param unitNs that time limits are multiples of; 0 for any.
     */
    RandomInputs(
            final long seed, final List<String> policies, final Tally tally, final long unitNs) {
        watch = new JobWatch(tally);
        random = new SplittableRandom(seed);
        this.policies = policies;
        policy = policies.get((int) Math.floorMod(seed, (long) policies.size()));
        cluster = new RandomCluster(random.split());
        gates = new RandomGates(random.split(), cluster);
        jobs = new RandomJobs(random.split(), cluster, gates, unitNs);
        final int pendingUsual = PENDING_MAX[random.nextInt(PENDING_MAX.length)];
        pendingMax = cluster.isDeep ? PENDING_DEEP : pendingUsual;
        burstMax = new int[] {1, 3, 8}[random.nextInt(3)];
        hasDamage = random.nextInt(8) == 0;
        hasPreemption = random.nextInt(3) == 0;
        isElastic = random.nextInt(4) == 0;
        if (isElastic) {
            jobs.favourMalleable();
        }
        // What it changes lasts, and leaves less of the rest: of starts, and of preemption.
        final boolean hasAlterations = random.nextInt(4) == 0;
        for (final InputKind kind : kinds) {
            final boolean isNever =
                    !kind.isVital && random.nextInt(4) == 0
                            || kind == InputKind.ALTER_QUEUE && !hasAlterations;
            weights[kind.ordinal()] = isNever ? 0 : 1 + random.nextInt(kind.weightMax);
            if (kind == InputKind.UTILISATION && isElastic) {
                weights[kind.ordinal()] += OBSERVED_MORE;
            }
            if (kind == InputKind.STARTED && hasPreemption) {
                weights[kind.ordinal()] += STARTED_MORE;
            }
            weightSum += weights[kind.ordinal()];
        }
    }

    /**
     * Goes on with a cluster that others have fed before; the watch must have been told what was
     * decided.
     *
     * @param seed what follows is drawn from it.
     * @param jobId of the next job.
     * @param timeNs that it is.
     */
    void goOn(final long seed, final long jobId, final long timeNs) {
        random = new SplittableRandom(seed);
        nextJobId = jobId;
        nowNs = timeNs;
    }

    Limits limits() {
        return cluster.limits();
    }

    /** Name of the policy that is installed first. */
    String policy() {
        return policy;
    }

    /** How many inputs are worth trying on such a cluster. */
    int inputCount() {
        return cluster.isDeep ? PENDING_DEEP : INPUT_COUNTS[cluster.size];
    }

    /** To be told every decision. */
    JobWatch watch() {
        return watch;
    }

    /** The definitions of the cluster, one step each, and the jobs that wait from the start. */
    List<Step> definitions() {
        final List<Step> steps = new ArrayList<>();
        for (int id = 0; id < cluster.nodeCount; id++) {
            cluster.offerNode(in, id);
            steps.add(taken(1));
        }
        for (int id = 0; id < cluster.queueCount; id++) {
            cluster.offerQueue(in, id);
            steps.add(taken(0));
        }
        for (int id = 0; id < gates.licenceCount; id++) {
            gates.offerLicence(in, id);
            steps.add(taken(0));
        }
        offerPolicy(policy);
        steps.add(taken(0));
        if (weights[InputKind.PRIORITY.ordinal()] > 0) {
            offerPriority();
            steps.add(taken(0));
        }
        if (hasPreemption) {
            setPreemption();
            steps.add(taken(0));
        }
        for (int id = 0; isElastic && id < cluster.queueCount; id++) {
            cluster.offerElasticity(in, id, jobs.spanNs() / 8 + 1);
            steps.add(taken(0));
        }
        for (int i = 0; cluster.isDeep && i < PENDING_DEEP; i += 10) {
            for (int job = 0; job < 10; job++) {
                submitNext();
            }
            steps.add(taken(0));
        }
        return steps;
    }

    private void offerPolicy(final String name) {
        final int overhead = 1000 + (random.nextBoolean() ? 200 : random.nextInt(1500));
        in.setPolicy(name, 0, overhead, random.nextBoolean(), random.nextInt(4) > 0);
    }

    /**
     * The next inputs; {@code untilDeadlineNs} is when the first running job must end, from now.
     */
    Step next(final long untilDeadlineNs) {
        final int count = 1 + random.nextInt(1 + random.nextInt(burstMax));
        for (int i = 0; i < count; i++) {
            offer(draw());
        }
        return taken(delayNs(untilDeadlineNs));
    }

    /** Often none, or exactly until the next end, or one before or after. */
    private long delayNs(final long untilDeadlineNs) {
        final int draw = random.nextInt(16);
        if (draw < 3 && untilDeadlineNs < Long.MAX_VALUE / 4) {
            return Math.max(0, untilDeadlineNs + draw - 1);
        }
        return draw < 9 ? 0 : random.nextLong(1 + jobs.walltimeUnitNs * jobs.walltimeMax / 8);
    }

    private Step taken(final long delayNs) {
        nowNs += delayNs;
        final List<byte[]> messages = tray.take();
        if (hasDamage && random.nextInt(64) == 0) {
            final byte[] message = messages.get(random.nextInt(messages.size()));
            message[random.nextInt(message.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return new Step(delayNs, messages);
    }

    private InputKind draw() {
        int draw = random.nextInt(weightSum);
        int kind = 0;
        while (draw >= weights[kind]) {
            draw -= weights[kind++];
        }
        return kinds[kind];
    }

    private void offer(final InputKind kind) {
        final LongArrayList ids = jobsFor(kind);
        if (ids != null && ids.isEmpty() && random.nextInt(16) > 0) {
            submit();
            return;
        }
        switch (kind) {
            case SUBMIT -> submit();
            case END_FIRST -> end(ids.isEmpty() ? -1 : ids.getLong(0));
            case END_ANY, END_ENDING -> end(pick(ids));
            case CANCEL_WAITING, CANCEL_RUNNING -> in.cancelJob(pick(ids), 7);
            case HOLD -> in.holdJob(pick(ids));
            case RELEASE -> in.releaseJob(pick(ids));
            case ALTER_WAITING, ALTER_RUNNING -> in.alterWalltime(pick(ids), jobs.walltimeNs());
            case ALTER_BEGIN -> in.alterBeginTime(pick(ids), jobs.beginTimeNs(nowNs));
            case CANCEL_ARRAY -> in.cancelArray(pick(ids), 7);
            case RESIZE -> in.resizeJob(pick(ids), jobs.size());
            case ALTER_PRIORITY -> in.alterPriority(pick(ids), random.nextInt(3));
            case STARTED -> started(pick(ids));
            case START_FAILED -> in.jobStartFailed(pick(ids), -1);
            case SUSPENDED -> in.jobSuspended(pick(ids));
            case SUSPEND -> in.suspendJob(pick(ids));
            case RESUME -> in.resumeJob(pick(ids));
            case PREEMPT -> in.preemptJob(pick(ids), pick(watch.waiting), preemptionKind());
            case UTILISATION -> in.utilisation(pick(ids), 1000L * (random.nextInt(6) - 1));
            default -> offerOther(kind);
        }
    }

    /** The jobs that one is drawn of; null when the kind is about something else. */
    private LongArrayList jobsFor(final InputKind kind) {
        return switch (kind) {
            case CANCEL_WAITING, HOLD, RELEASE, ALTER_WAITING, ALTER_PRIORITY -> watch.waiting;
            case ALTER_BEGIN, CANCEL_ARRAY -> watch.waiting;
            case STARTED, START_FAILED -> watch.starting;
            case END_FIRST, END_ANY, CANCEL_RUNNING, ALTER_RUNNING, UTILISATION -> watch.running;
            case SUSPEND, PREEMPT, RESIZE -> watch.running;
            case SUSPENDED, RESUME -> watch.paused;
            case END_ENDING -> watch.ending;
            default -> null;
        };
    }

    private void offerOther(final InputKind kind) {
        switch (kind) {
            case NODE_STATE ->
                    in.nodeStateChanged(
                            random.nextInt(cluster.nodesKnown()),
                            nodeState(),
                            random.nextInt(3) == 0);
            case CLOCK -> in.clock(random.nextBoolean());
            case SET_POLICY -> {
                if (random.nextInt(8) == 0) {
                    offerPolicy(policies.get(random.nextInt(policies.size())));
                } else {
                    in.acknowledge(random.nextInt(1000));
                }
            }
            case DEFINE -> define();
            case PRIORITY -> offerPriority();
            case SHARE -> offerShare();
            case LIMIT -> limit();
            case LICENCE -> gates.offerLicence(in, gates.licence());
            case RESERVE -> reserve();
            case UNRESERVE -> in.deleteReservation(random.nextInt(RESERVATION_IDS));
            case ENQUIRE -> in.enquire(random.nextInt(1000), jobs.draw(nextJobId, nowNs));
            case SET_PREEMPTION -> setPreemption();
            case ELASTICITY -> cluster.offerElasticity(in, jobs.spanNs() / 8 + 1);
            case ALTER_QUEUE -> cluster.offerAlteration(in, jobs.spanNs());
            case QUEUE_RULE ->
                    cluster.offerRule(in, jobs.walltimeUnitNs * jobs.walltimeMax / 8 + 1);
            default -> stray();
        }
    }

    /** Each factor weighs nothing, or about as much as the others, or the most there may be. */
    private void offerPriority() {
        final PriorityRequest request = new PriorityRequest();
        for (final PriorityFactor factor : PriorityFactor.values()) {
            request.weight(factor, weight(factor));
        }
        in.setPriority(random.nextBoolean() ? request : request.halfLifeS(random.nextInt(20)));
    }

    private long weight(final PriorityFactor factor) {
        return switch (random.nextInt(16)) {
            case 0 -> factor.weightMax();
            case 1 -> factor.weightMin();
            case 2, 3, 4, 5, 6, 7 -> 0;
            default -> random.nextInt(factor.weightMin() < 0 ? -20 : 0, 20);
        };
    }

    private void offerShare() {
        final int share = random.nextInt(8) == 0 ? 65_535 : random.nextInt(5);
        if (random.nextBoolean()) {
            in.userShare(random.nextInt(RandomCluster.USER_COUNT), share);
        } else {
            in.accountShare(random.nextInt(RandomCluster.USER_COUNT), share);
        }
    }

    /** Soon or later, once or again and again, of named nodes or of any. */
    private void reserve() {
        final long unitNs = jobs.walltimeUnitNs * jobs.walltimeMax;
        final long startNs = nowNs + random.nextLong(1 + unitNs);
        final long lengthNs = 1 + random.nextLong(1 + unitNs);
        final ReservationRequest request =
                new ReservationRequest(
                        random.nextInt(RESERVATION_IDS), startNs, startNs + lengthNs);
        if (random.nextInt(4) == 0) {
            request.periodNs(lengthNs + random.nextLong(1 + 2 * unitNs));
        }
        if (random.nextInt(3) == 0) {
            request.owner(random.nextInt(RandomCluster.USER_COUNT), -1);
        }
        switch (random.nextInt(4)) {
            case 0 -> request.coreCount(cluster.edge(2 * cluster.coresMax));
            case 1 -> {
                final int first = random.nextInt(cluster.nodesKnown());
                request.nodes(first, first + random.nextInt(cluster.nodesKnown() - first));
            }
            default -> request.nodeCount(cluster.edge(cluster.nodeCount), 1);
        }
        in.createReservation(request.maintenance(random.nextInt(4) == 0));
    }

    /** Some jobs name a reservation, some have a deadline. */
    private JobRequest drawJob(final long jobId) {
        final JobRequest job = jobs.draw(jobId, nowNs).reservationId(-1);
        if (random.nextInt(4) > 0) {
            job.deadlineNs(0);
        }
        if (weights[InputKind.RESERVE.ordinal()] > 0 && random.nextInt(6) == 0) {
            job.reservationId(random.nextInt(RESERVATION_IDS));
        } else if (weights[InputKind.RESERVE.ordinal()] > 1 && random.nextInt(6) == 0) {
            final long unitNs = jobs.walltimeUnitNs * jobs.walltimeMax;
            job.deadlineNs(nowNs + random.nextLong(1 + 4 * unitNs))
                    .refuseLate(random.nextInt(3) == 0);
        }
        return job;
    }

    private void started(final long jobId) {
        in.jobStarted(jobId);
        watch.starting.removeLong(jobId);
    }

    private void setPreemption() {
        final JobClass[] preempting = {JobClass.URGENT, JobClass.INTERACTIVE};
        final JobClass[] victims = {JobClass.BATCH, JobClass.INTERACTIVE};
        in.setPreemption(
                new PreemptionRequest()
                        .preempting(Arrays.copyOf(preempting, random.nextInt(3)))
                        .victims(Arrays.copyOf(victims, 1 + random.nextInt(2)))
                        .kind(preemptionKind())
                        .graceNs(random.nextBoolean() ? 0 : random.nextLong(jobs.spanNs()))
                        .protectedNs(random.nextInt(4) > 0 ? 0 : random.nextLong(jobs.spanNs()))
                        .suspendMaxNs(random.nextBoolean() ? 0 : random.nextLong(jobs.spanNs()))
                        .preemptionsMax(random.nextInt(6)));
    }

    private PreemptionKind preemptionKind() {
        return PreemptionKind.get((short) random.nextInt(3));
    }

    private void define() {
        if (random.nextInt(8) == 0) {
            cluster.offerAnotherQueue(in);
        } else {
            cluster.offerAnotherNode(in);
        }
    }

    private void limit() {
        if (gates.hasLimits) {
            gates.offerLimit(in);
        } else {
            submit();
        }
    }

    private void stray() {
        switch (random.nextInt(4)) {
            case 0 -> in.setPolicy("nonsense", 0, 1200, false, false);
            case 1 -> in.nodeStateChanged(1000, NodeState.UP);
            case 2 -> in.jobEnded(random.nextInt(1000), endKind(), 0);
            default -> in.submitJob(drawJob(random.nextInt(50)));
        }
    }

    private void submitNext() {
        in.submitJob(drawJob(nextJobId));
        nextJobId += jobs.memberCount();
    }

    private void submit() {
        if (watch.waiting.size() < pendingMax || random.nextInt(50) == 0) {
            submitNext();
        } else if (watch.running.isEmpty()) {
            in.cancelJob(pick(watch.waiting), 7);
        } else {
            end(pick(watch.running));
        }
    }

    /** Sometimes of a run that may not be the latest. */
    private void end(final long jobId) {
        if (random.nextInt(32) == 0) {
            in.jobEnded(jobId, endKind(), 0, nowNs);
        } else {
            in.jobEnded(jobId, endKind(), random.nextInt(3));
        }
    }

    private EndKind endKind() {
        return EndKind.get((short) random.nextInt(5));
    }

    private NodeState nodeState() {
        return random.nextInt(3) > 0 ? NodeState.UP : NodeState.get((short) random.nextInt(3));
    }

    private long pick(final LongArrayList ids) {
        return ids.isEmpty() ? -1 : ids.getLong(random.nextInt(ids.size()));
    }
}
