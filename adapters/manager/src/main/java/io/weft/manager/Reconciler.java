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

import io.weft.core.client.JobRequest;
import io.weft.core.wire.EndKind;
import io.weft.core.wire.NameKind;
import io.weft.core.wire.NodeState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Holds an observation against what the kernel wants: tells the kernel what it does not know yet,
 * and makes due what the manager has to be told, for the first time or again. Looks at nothing but
 * the observation and the ledger, so that it does not matter who died before.
 */
final class Reconciler {
    private static final long SECOND = 1_000_000_000L;
    private static final long SUBMIT_RETRY_NS = 60 * SECOND;
    private static final int UNKNOWN_EXIT = -1;

    /** Managers look at limits once or twice a minute, and give a job time to end by itself. */
    private static final long LIMIT_GRACE_NS = 150 * SECOND;

    private final BridgeSettings settings;
    private final BridgeListener listener;
    private final Definitions definitions;
    private final Ledger ledger;
    private final Inputs inputs;
    private final Courier courier;
    private final Doubt doubt;
    private final Counters counters;
    private final Map<String, QueueSpec> queues = new LinkedHashMap<>();
    private final JobRequest request = new JobRequest();
    private Set<JobKey> foreign = Set.of();
    private long observedNs;
    private long nowNs;

    Reconciler(
            final BridgeSettings settings,
            final BridgeListener listener,
            final Definitions definitions,
            final Ledger ledger,
            final Inputs inputs,
            final Courier courier,
            final Doubt doubt,
            final Counters counters) {
        this.settings = settings;
        this.listener = listener;
        this.definitions = definitions;
        this.ledger = ledger;
        this.inputs = inputs;
        this.courier = courier;
        this.doubt = doubt;
        this.counters = counters;
    }

    /**
     * Judges one observation.
     *
     * @param observation begun after the last command was answered.
     * @param fromNs when it was begun.
     * @param timeNs now.
     * @param isFirst whether the manager was away before: what it was told last may come late.
     * @throws ManagerException when the manager is away again; it is judged anew when it is back.
     */
    void judge(
            final Observation observation,
            final long fromNs,
            final long timeNs,
            final boolean isFirst)
            throws ManagerException {
        observedNs = fromNs;
        nowNs = timeNs;
        doubt.onObservation();
        ledger.due().clear();
        final Map<Long, ObservedJob> observed = new LinkedHashMap<>();
        for (final ObservedJob job : observation.jobs()) {
            add(observed, job);
        }
        judgeNodes(observation.nodes(), observed);
        for (final TrackedJob job : new ArrayList<>(ledger.jobs().values())) {
            final ObservedJob seen = observed.get(job.jobId);
            job.due = null;
            if (isFirst && job.openPosition != TrackedJob.CONFIRMED) {
                job.settledNs = nowNs + settings.settleNs();
            }
            if (seen == null || job.key != null && !job.key.equals(seen.key())) {
                judgeMissing(job);
            } else {
                job.key = seen.key();
                judge(job, seen);
            }
        }
        for (final ObservedJob job : observed.values()) {
            if (!ledger.jobs().containsKey(job.key().jobId())) {
                judgeUnknown(job);
            }
        }
    }

    /** A number that was given again: of two jobs with one id the one that has not ended counts. */
    private static void add(final Map<Long, ObservedJob> observed, final ObservedJob job) {
        final ObservedJob former = observed.get(job.key().jobId());
        if (former == null || former.state() == ObservedState.ENDED) {
            observed.put(job.key().jobId(), job);
        }
    }

    // ------------------------------------------------------------------ nodes

    private void judgeNodes(final List<ObservedNode> nodes, final Map<Long, ObservedJob> observed) {
        definitions.policy(inputs, settings);
        final Map<String, NodeState> states = new LinkedHashMap<>();
        for (final ObservedNode node : nodes) {
            definitions.node(inputs, node);
            states.put(node.name(), node.state());
        }
        for (final QueueSpec queue : settings.queues()) {
            if (definitions.queue(inputs, queue)) {
                queues.put(queue.name(), queue);
            }
        }
        definitions.nodeStates(inputs, states, nodesOfForeign(observed));
    }

    /** Nodes on which a job is, though the kernel does not count it there. */
    private Set<String> nodesOfForeign(final Map<Long, ObservedJob> observed) {
        final Set<String> nodes = new LinkedHashSet<>();
        final Set<JobKey> keys = new LinkedHashSet<>();
        for (final ObservedJob job : observed.values()) {
            final List<String> outside = isOnNodes(job.state()) ? outside(job) : List.of();
            if (!outside.isEmpty()) {
                nodes.addAll(outside);
                keys.add(job.key());
                if (!foreign.contains(job.key())) {
                    listener.onForeign(job.key().jobId(), outside);
                }
            }
        }
        foreign = keys;
        counters.foreign = keys.size();
        return nodes;
    }

    private List<String> outside(final ObservedJob job) {
        final TrackedJob tracked = ledger.jobs().get(job.key().jobId());
        final boolean isOther = tracked == null || runsByAnotherOrder(tracked, job);
        final List<String> outside = new ArrayList<>();
        for (final String node : job.nodes()) {
            if (isOther || !tracked.holds(node)) {
                outside.add(node);
            }
        }
        return outside;
    }

    /** A job that was seen to run by its order may lose the token, but not have an older one. */
    private static boolean runsByAnotherOrder(final TrackedJob job, final ObservedJob seen) {
        return job.intent == Intent.STARTING
                ? !job.token.equals(seen.token())
                : job.intent.holdsNodes()
                        && seen.token() != null
                        && !seen.token().equals(job.token);
    }

    private static boolean isOnNodes(final ObservedState state) {
        return state == ObservedState.RUNNING
                || state == ObservedState.SUSPENDED
                || state == ObservedState.COMPLETING;
    }

    // ------------------------------------------------------------------ unknown jobs

    private void judgeUnknown(final ObservedJob seen) {
        final QueueSpec queue = queues.get(seen.queue());
        if (queue == null) {
            return;
        }
        final boolean isOver =
                seen.state() == ObservedState.COMPLETING || seen.state() == ObservedState.ENDED;
        if (!isOver && !seen.ask().isRequeueable() && mayHaveRun(seen)) {
            notRepeated(seen);
        } else if (seen.state() == ObservedState.HELD) {
            submit(seen, queue);
        } else if (seen.state() == ObservedState.PENDING) {
            // Released by somebody else: held first, submitted when that is seen.
            final TrackedJob job = new TrackedJob(seen.key().jobId());
            job.key = seen.key();
            job.intent = Intent.REJECTED;
            ledger.jobs().put(job.jobId, job);
            ledger.due(job, Command.WITHDRAW);
        }
    }

    private boolean mayHaveRun(final ObservedJob seen) {
        final long jobId = seen.key().jobId();
        return ledger.hasRun(jobId)
                || seen.state() == ObservedState.HELD && ledger.mayHaveRun(jobId);
    }

    /**
     * The manager forgot that the job ran, or may have, and its user does not want it to run again;
     * or that it has ended, and would count it on its nodes until it asks them.
     */
    private void notRepeated(final ObservedJob seen) {
        final TrackedJob job = new TrackedJob(seen.key().jobId());
        job.key = seen.key();
        job.intent = Intent.CLOSING;
        job.isOver = true;
        ledger.jobs().put(job.jobId, job);
        ledger.due(job, Command.CANCEL);
        listener.onNotRepeated(job.jobId);
    }

    private void submit(final ObservedJob seen, final QueueSpec queue) {
        final JobAsk ask = seen.ask();
        final TrackedJob job = ledger.add(seen.key().jobId());
        job.key = seen.key();
        job.walltimeNs = walltimeNs(ask);
        job.priority = ask.priority();
        job.beginTimeNs = ask.beginTimeS() * SECOND;
        job.isHeld = seen.isHeldByUser();
        job.nextInputNs = nowNs + SUBMIT_RETRY_NS;
        job.terms = terms(seen, queue);
        request.clear()
                .jobId(job.jobId)
                .queueId(definitions.number(inputs, NameKind.QUEUE, queue.name()))
                .owner(
                        definitions.number(inputs, NameKind.USER, seen.user()),
                        definitions.number(inputs, NameKind.ACCOUNT, seen.account()))
                .walltimeNs(job.walltimeNs)
                .priority(job.priority)
                .beginTimeNs(job.beginTimeNs)
                .held(job.isHeld);
        job.terms.into(request);
        inputs.submit(request);
    }

    private JobTerms terms(final ObservedJob seen, final QueueSpec queue) {
        final JobAsk ask = seen.ask();
        return JobTerms.of(ask, queue, definitions.features(inputs, ask.features()));
    }

    private long walltimeNs(final JobAsk ask) {
        return ask.walltimeS() == 0 ? settings.walltimeDefaultNs() : ask.walltimeS() * SECOND;
    }

    // ------------------------------------------------------------------ known jobs

    private void judgeMissing(final TrackedJob job) {
        switch (job.intent) {
            case NEW, REJECTED, CLOSING -> ledger.jobs().remove(job.jobId);
            case WAITING -> {
                forgotten(job, false);
                gone(job);
            }
            case ENDING -> inputs.ended(job.jobId, EndKind.CANCELLED, UNKNOWN_EXIT);
            default -> {
                forgotten(job, job.isOrderSent || job.intent != Intent.STARTING);
                inputs.ended(job.jobId, EndKind.FAILED, UNKNOWN_EXIT);
            }
        }
    }

    private void forgotten(final TrackedJob job, final boolean wasStarted) {
        if (!job.isGone) {
            counters.forgotten++;
            listener.onForgotten(job.jobId, wasStarted);
        }
    }

    /** Nothing is left to be done about a job that waits in the kernel. */
    private void gone(final TrackedJob job) {
        job.isGone = true;
        inputs.cancel(job.jobId, 0);
    }

    private void judge(final TrackedJob job, final ObservedJob seen) throws ManagerException {
        if (seen.isHeldByUser()) {
            job.heldNs = observedNs;
        }
        if (job.isGone && job.intent.holdsNodes()) {
            inputs.ended(job.jobId, EndKind.CANCELLED, UNKNOWN_EXIT);
            return;
        }
        switch (job.intent) {
            case NEW -> {}
            case REJECTED -> judgeRejected(job, seen);
            case WAITING -> judgeWaiting(job, seen);
            case CLOSING -> judgeClosing(job, seen);
            case STARTING -> judgeStarting(job, seen);
            default -> judgeHolding(job, seen);
        }
    }

    private void judgeRejected(final TrackedJob job, final ObservedJob seen) {
        switch (seen.state()) {
            case HELD -> {
                if (nowNs >= job.nextInputNs) {
                    ledger.jobs().remove(job.jobId);
                }
            }
            case PENDING -> again(job, Command.WITHDRAW);
            default -> ledger.jobs().remove(job.jobId);
        }
    }

    private void judgeWaiting(final TrackedJob job, final ObservedJob seen)
            throws ManagerException {
        switch (seen.state()) {
            case HELD -> {
                if (areTermsOld(job, seen)) {
                    gone(job);
                } else if (isHoldForgotten(job, seen)) {
                    again(job, Command.HOLD);
                } else {
                    alter(job, seen);
                }
            }
            case PENDING -> again(job, Command.WITHDRAW);
            default -> gone(job);
        }
    }

    private void judgeClosing(final TrackedJob job, final ObservedJob seen) {
        switch (seen.state()) {
            case HELD, PENDING -> again(job, Command.CANCEL);
            case RUNNING, SUSPENDED -> {
                if (job.isOver) {
                    again(job, Command.CANCEL);
                } else {
                    ledger.jobs().remove(job.jobId);
                }
            }
            default -> ledger.jobs().remove(job.jobId);
        }
    }

    /**
     * Whether its user changed what the kernel cannot be told: then it is submitted anew, and
     * queues anew. Not looked at once an order went out, as that changes what the manager shows.
     */
    private boolean areTermsOld(final TrackedJob job, final ObservedJob seen) {
        final QueueSpec queue = queues.get(seen.queue());
        return job.token == null
                && job.terms != null
                && queue != null
                && !job.terms.equals(terms(seen, queue));
    }

    /**
     * Whether a job that may have run was not released by its user, but by a manager that forgot
     * that it was held. One that was not ordered to start has not run, and is not looked at.
     */
    private boolean isHoldForgotten(final TrackedJob job, final ObservedJob seen)
            throws ManagerException {
        return job.isHeld
                && !seen.isHeldByUser()
                && job.token != null
                && !seen.ask().isRequeueable()
                && doubt.mayBeForgotten(seen.key(), job.heldNs);
    }

    /** What its user changed. */
    private void alter(final TrackedJob job, final ObservedJob seen) {
        final JobAsk ask = seen.ask();
        if (seen.isHeldByUser() != job.isHeld) {
            job.isHeld = seen.isHeldByUser();
            inputs.hold(job.jobId, job.isHeld);
        }
        walltime(job, ask);
        if (ask.priority() != job.priority) {
            job.priority = ask.priority();
            inputs.priority(job.jobId, job.priority);
        }
        if (ask.beginTimeS() * SECOND != job.beginTimeNs) {
            job.beginTimeNs = ask.beginTimeS() * SECOND;
            inputs.beginTime(job.jobId, job.beginTimeNs);
        }
    }

    private void walltime(final TrackedJob job, final JobAsk ask) {
        if (walltimeNs(ask) != job.walltimeNs) {
            job.walltimeNs = walltimeNs(ask);
            inputs.walltime(job.jobId, job.walltimeNs);
        }
    }

    private void judgeStarting(final TrackedJob job, final ObservedJob seen)
            throws ManagerException {
        switch (seen.state()) {
            case ENDED -> ended(job, seen.end());
            case HELD -> {
                if (!job.isOrderSent) {
                    ledger.due(job, Command.START);
                } else if (nowNs >= Math.max(job.startTimeoutNs, job.settledNs)) {
                    judgeNotStarted(job, seen);
                }
            }
            case PENDING -> {
                if (job.isOrderSent && !job.isReleased) {
                    // It was taken, perhaps late: from now on it has the time that any start has.
                    job.isReleased = true;
                    job.nextCommandNs =
                            Math.max(job.nextCommandNs, nowNs + settings.startTimeoutNs());
                } else {
                    again(job, Command.WITHDRAW);
                }
            }
            default -> {
                if (!runsByAnotherOrder(job, seen)) {
                    job.confirm(Intent.RUNNING);
                    job.refusalCount = 0;
                    inputs.started(job.jobId);
                    judgeHolding(job, seen);
                } else {
                    courier.startFailed(job, "It runs by another order, or by none.");
                    gone(job);
                }
            }
        }
    }

    /**
     * It waits, and no order is on its way. A manager that was up all the time would know of a run.
     * One that came up later may have run the job, whether or not its record has the token of the
     * order: that was saved before or after the order came, and in any case before the run. Then it
     * is for the user to say whether it may run again. The kernel hears of it when the job is seen
     * to be held for him, so that it does not matter who dies before.
     */
    private void judgeNotStarted(final TrackedJob job, final ObservedJob seen)
            throws ManagerException {
        if (!doubt.mayBeForgotten(seen.key(), job.decidedNs)) {
            courier.startFailed(job, "It was not seen to start.");
        } else if (seen.ask().isRequeueable()) {
            courier.startInDoubt(job, false);
        } else if (job.isHoldTold && seen.isHeldByUser()) {
            courier.startInDoubt(job, true);
            alter(job, seen);
        } else {
            again(job, Command.HOLD);
        }
    }

    /** A job that was seen to run once. */
    private void judgeHolding(final TrackedJob job, final ObservedJob seen) {
        if (isOnNodes(seen.state()) && runsByAnotherOrder(job, seen)) {
            runLost(job);
            return;
        }
        switch (seen.state()) {
            case ENDED -> ended(job, seen.end());
            case HELD -> {
                if (job.intent == Intent.ENDING) {
                    again(job, Command.CANCEL);
                } else if (job.intent == Intent.REQUEUEING) {
                    if (nowNs >= job.settledNs) {
                        inputs.ended(job.jobId, EndKind.CANCELLED, UNKNOWN_EXIT);
                    }
                } else {
                    runLost(job);
                }
            }
            case PENDING ->
                    again(job, job.intent == Intent.ENDING ? Command.CANCEL : Command.WITHDRAW);
            case RUNNING -> judgeRunning(job, seen);
            case SUSPENDED -> judgeSuspended(job);
            default -> {}
        }
    }

    /** The job is not where it was started; if it may run again it is taken in like a new one. */
    private void runLost(final TrackedJob job) {
        counters.lostRuns++;
        listener.onRunLost(job.jobId);
        inputs.ended(job.jobId, EndKind.NODE_FAILED, UNKNOWN_EXIT);
    }

    private void judgeRunning(final TrackedJob job, final ObservedJob seen) {
        switch (job.intent) {
            case RUNNING -> {
                utilisation(job, seen.busyMilliCores());
                walltime(job, seen.ask());
            }
            case CONTINUING -> {
                job.confirm(Intent.RUNNING);
                inputs.resumed(job.jobId);
            }
            case PAUSING -> again(job, Command.SUSPEND);
            case SUSPENDED -> {
                // Somebody else let it go on; when it may is for the kernel to say.
                again(job, Command.SUSPEND);
                if (job.isSuspendedByOperator && nowNs >= job.nextInputNs) {
                    job.nextInputNs = nowNs + SUBMIT_RETRY_NS;
                    inputs.resume(job.jobId);
                }
            }
            case REQUEUEING -> again(job, Command.REQUEUE);
            default -> end(job);
        }
    }

    /**
     * A job whose time limit is over is ended by the manager, and cancelled only if it is not; or
     * at once, where the manager was given a longer limit.
     */
    private void end(final TrackedJob job) {
        if (job.isTimeUp) {
            job.isTimeUp = false;
            job.nextCommandNs = settings.stretchLimits() ? 0 : nowNs + LIMIT_GRACE_NS;
        }
        again(job, Command.CANCEL);
    }

    private void judgeSuspended(final TrackedJob job) {
        switch (job.intent) {
            case RUNNING -> {
                if (nowNs >= job.nextInputNs) {
                    job.nextInputNs = nowNs + SUBMIT_RETRY_NS;
                    inputs.suspend(job.jobId);
                }
            }
            case PAUSING -> {
                job.confirm(Intent.SUSPENDED);
                inputs.suspended(job.jobId);
            }
            case CONTINUING -> again(job, Command.RESUME);
            case REQUEUEING -> again(job, Command.REQUEUE);
            case ENDING -> end(job);
            default -> {}
        }
    }

    private void utilisation(final TrackedJob job, final long busyMilliCores) {
        if (busyMilliCores != ObservedJob.NULL_BUSY && busyMilliCores != job.busyMilliCores) {
            job.busyMilliCores = busyMilliCores;
            inputs.utilisation(job.jobId, busyMilliCores);
        }
    }

    private void ended(final TrackedJob job, final JobEnd end) {
        inputs.ended(job.jobId, end.kind(), end.exitCode());
    }

    /** Tells the manager again, if what it was told last had time to be carried out. */
    private void again(final TrackedJob job, final Command command) {
        if (nowNs >= job.nextCommandNs) {
            ledger.due(job, command);
        }
    }
}
