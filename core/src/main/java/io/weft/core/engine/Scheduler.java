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
package io.weft.core.engine;

import static io.weft.core.spi.ClusterView.NULL_ROW;

import io.weft.core.memory.Footprint;
import io.weft.core.memory.RowHeap;
import io.weft.core.spi.PlacementPolicy;
import io.weft.core.spi.PolicyCatalogue;
import io.weft.core.state.ClusterState;
import io.weft.core.state.JobState;
import io.weft.core.state.JobTable;
import io.weft.core.wire.AlterJobDecoder;
import io.weft.core.wire.AlterQueueDecoder;
import io.weft.core.wire.BooleanType;
import io.weft.core.wire.CreateReservationDecoder;
import io.weft.core.wire.DefineLicenceDecoder;
import io.weft.core.wire.DefineNodeDecoder;
import io.weft.core.wire.DefineQueueDecoder;
import io.weft.core.wire.EndKind;
import io.weft.core.wire.EnquireDecoder;
import io.weft.core.wire.InputField;
import io.weft.core.wire.NodeState;
import io.weft.core.wire.PreemptionKind;
import io.weft.core.wire.ReasonCode;
import io.weft.core.wire.SetElasticityDecoder;
import io.weft.core.wire.SetLimitDecoder;
import io.weft.core.wire.SetPolicyDecoder;
import io.weft.core.wire.SetPreemptionDecoder;
import io.weft.core.wire.SetPriorityDecoder;
import io.weft.core.wire.SetServiceLevelDecoder;
import io.weft.core.wire.SetShareDecoder;
import io.weft.core.wire.SetUtilisationCapDecoder;
import io.weft.core.wire.SubmitJobDecoder;
import org.agrona.DirectBuffer;

/**
 * The engine: one method for each input, called by {@link InputReader}. An input that cannot be is
 * answered with a rejection that names the field and the value, and changes nothing. Deterministic:
 * time comes with the entry.
 *
 * <p>Kernel thread only; nothing is allocated, except when a policy is installed.
 */
public final class Scheduler implements AutoCloseable {
    private final ClusterState state;
    private final JobTable jobs;
    private final PolicySlot policy;
    private final DecisionWriter decisions;
    private final JobClocks clocks;
    private final Allocator allocator;
    private final JobLifecycle lifecycle;
    private final Rejection rejection;
    private final InputCheck check;
    private final Molding molding;
    private final Resizing resizing;
    private final Elasticity elasticity;
    private final Enquiry enquiry;
    private final JobIntake intake;
    private final PriorityRules priorities;
    private final Reservations reservations;
    private final Deadlines deadlines;
    private final Departures departures;
    private final QueueRules rules;
    private final Definitions definitions;
    private final QueueChanges queueChanges;
    private final RuleInputs ruleInputs;
    private final Observations observations;
    private final KnownJobs known;
    private final Dependencies dependencies;
    private final MemberCheck members;
    private long position;
    private long timeNs;
    private boolean needsPass;
    private boolean wasPassCut;

    /**
     * An engine on a state.
     *
     * @param state that it alone changes.
     * @param decisions that take what it decides.
     * @param catalogue of the policies it may install.
     */
    public Scheduler(
            final ClusterState state,
            final DecisionWriter decisions,
            final PolicyCatalogue catalogue) {
        this.state = state;
        this.jobs = state.jobs();
        this.decisions = decisions;
        policy = new PolicySlot(catalogue);
        clocks = new JobClocks(state, policy);
        rules = new QueueRules(state, policy, decisions);
        allocator = new Allocator(state, policy, decisions, clocks, rules);
        intake = new JobIntake(state);
        final ReservationNodes nodes = new ReservationNodes(state, policy);
        lifecycle =
                new JobLifecycle(state, policy, decisions, clocks, allocator, intake, nodes, rules);
        departures = new Departures(state, decisions, allocator, lifecycle);
        rejection = new Rejection(decisions);
        final GateInputs gateInputs = new GateInputs(state, policy, rejection);
        priorities = new PriorityRules(state, allocator, rejection);
        final WindowSearch search = new WindowSearch(state);
        reservations = new Reservations(state, decisions, lifecycle, rejection, nodes, search);
        deadlines = new Deadlines(state, policy, decisions, rejection, nodes, search);
        check = new InputCheck(state, rejection, gateInputs, reservations.check());
        molding = new Molding(state, policy, allocator, check);
        resizing = new Resizing(state, policy, decisions, clocks, allocator, rejection);
        elasticity =
                new Elasticity(
                        state,
                        decisions,
                        allocator,
                        check,
                        resizing,
                        new Pressure(
                                state, policy, decisions, clocks, allocator, check, molding,
                                resizing));
        enquiry = new Enquiry(state, policy, decisions, rejection);
        dependencies = new Dependencies(state, rejection);
        members = new MemberCheck(state, rejection, dependencies, intake, decisions);
        known = new KnownJobs(jobs, rejection);
        definitions = new Definitions(state, policy, rejection, check);
        queueChanges = new QueueChanges(state, policy, rejection, rules, reservations);
        ruleInputs =
                new RuleInputs(
                        state,
                        policy,
                        decisions,
                        clocks,
                        rejection,
                        check,
                        rules,
                        priorities,
                        gateInputs,
                        elasticity);
        observations =
                new Observations(
                        state,
                        policy,
                        allocator,
                        lifecycle,
                        departures,
                        reservations,
                        elasticity,
                        check,
                        rejection,
                        known);
    }

    /**
     * Whether something has changed that the policy has not looked at yet.
     *
     * @return true if a pass may start jobs.
     */
    public boolean needsPass() {
        return needsPass && !policy.isEmpty();
    }

    /**
     * Whether the last pass was cut because its entry's room for decisions was used up: another one
     * must follow at once.
     *
     * @return true if so.
     */
    public boolean wasPassCut() {
        return wasPassCut;
    }

    /**
     * When the first time limit is reached, or something else is to be done.
     *
     * @return time in ns, {@link Long#MAX_VALUE} when nothing is due.
     */
    public long nextDeadlineNs() {
        final long firstNs = Math.min(first(state.running()), first(state.alarms()));
        final long secondNs = Math.min(firstNs, first(state.elasticity().times()));
        return Math.min(secondNs, Math.min(first(state.reservationTimes()), rules.nextDueNs()));
    }

    private static long first(final RowHeap times) {
        return times.size() == 0 ? Long.MAX_VALUE : times.key(0);
    }

    /**
     * Time of the last entry.
     *
     * @return time in ns.
     */
    public long timeNs() {
        return timeNs;
    }

    /**
     * Memory that the policy in force holds; for any thread.
     *
     * @return its footprint, or null when there is none.
     */
    public Footprint policyFootprint() {
        return policy.footprint();
    }

    /**
     * Why a job waits, or what else was said about it last: of a pending job the policy is asked,
     * unless it has nothing to say yet.
     *
     * @param jobRow of a job.
     * @return the reason.
     */
    public ReasonCode reason(final int jobRow) {
        return isExplainedByPolicy(jobRow) ? policy.get().reason(jobRow) : state.jobReason(jobRow);
    }

    /**
     * Number that belongs to {@link #reason}.
     *
     * @param jobRow of a job.
     * @return the number, see {@link ReasonCode}.
     */
    public long reasonNumber(final int jobRow) {
        return isExplainedByPolicy(jobRow)
                ? policy.get().reasonNumber(jobRow)
                : state.jobReasonNumber(jobRow);
    }

    private boolean isExplainedByPolicy(final int jobRow) {
        if (policy.isEmpty() || lifecycle.stateOf(jobRow) != JobState.PENDING) {
            return false;
        }
        return switch (policy.get().reason(jobRow)) {
            case NOT_CONSIDERED, NOT_REACHED ->
                    state.jobReason(jobRow) == ReasonCode.NOT_CONSIDERED;
            default -> true;
        };
    }

    /**
     * Whether something has happened since the last pass, be there a policy or not.
     *
     * @return true if so.
     */
    public boolean wantsPass() {
        return needsPass;
    }

    /**
     * Name under which the policy in force was installed.
     *
     * @return the name; empty when there is no policy.
     */
    public String policyName() {
        return policy.name();
    }

    /**
     * Goes on from a state that was loaded, as if this engine had brought it there.
     *
     * @param newTimeNs of the last entry.
     * @param policyName as it was installed, in the version that the settings name; empty for none.
     * @param newWantsPass {@link #wantsPass()} then.
     * @param newWasPassCut {@link #wasPassCut()} then.
     * @return false when there is no such policy; the engine must not be used then.
     */
    public boolean restore(
            final long newTimeNs,
            final String policyName,
            final boolean newWantsPass,
            final boolean newWasPassCut) {
        timeNs = newTimeNs;
        needsPass = newWantsPass;
        wasPassCut = newWasPassCut;
        allocator.suspension().restore();
        if (policyName.isEmpty()) {
            return true;
        }
        final boolean hasReservations = state.reservationCount() > 0;
        final int version = state.settings().policyVersion();
        final PlacementPolicy installed = policy.install(policyName, version, hasReservations);
        if (installed == null) {
            return false;
        }
        installed.attach(state);
        return true;
    }

    /** Frees what the policy in force holds. */
    @Override
    public void close() {
        policy.close();
    }

    void begin(final long newPosition, final long newTimeNs, final int inputTemplateId) {
        position = newPosition;
        timeNs = newTimeNs;
        decisions.begin(newPosition, newTimeNs);
        rules.begin(newTimeNs);
        rejection.begin(inputTemplateId);
    }

    void onMalformed(final int templateId, final InputField field, final long value) {
        rejection.reject(-1, ReasonCode.MALFORMED, field, value, templateId);
    }

    void onUnsupported(final int templateId) {
        rejection.reject(-1, ReasonCode.NOT_SUPPORTED, InputField.MESSAGE, templateId, 0);
    }

    // ------------------------------------------------------------------ definitions and rules

    void onDefineName(
            final int nameId,
            final int kind,
            final DirectBuffer text,
            final int offset,
            final int length) {
        definitions.name(nameId, kind, text, offset, length);
    }

    void onDefineNode(final DefineNodeDecoder input) {
        needsPass |= definitions.node(input);
    }

    void onDefineQueue(final DefineQueueDecoder input) {
        definitions.queue(input);
    }

    void onAlterQueue(final AlterQueueDecoder input) {
        needsPass |= queueChanges.alter(input);
    }

    void onSetServiceLevel(final SetServiceLevelDecoder input) {
        needsPass |= ruleInputs.serviceLevel(input);
    }

    void onSetUtilisationCap(final SetUtilisationCapDecoder input) {
        needsPass |= ruleInputs.utilisationCap(input);
    }

    void onSetElasticity(final SetElasticityDecoder input) {
        needsPass |= ruleInputs.elasticity(input);
    }

    void onSetPolicy(final SetPolicyDecoder input, final String name) {
        needsPass |= ruleInputs.policy(input, name, timeNs);
    }

    void onSetPriority(final SetPriorityDecoder input) {
        needsPass |= ruleInputs.priority(input, timeNs);
    }

    void onSetShare(final SetShareDecoder input) {
        needsPass |= ruleInputs.share(input, timeNs);
    }

    void onSetLimit(final SetLimitDecoder input) {
        needsPass |= ruleInputs.limit(input);
    }

    void onDefineLicence(final DefineLicenceDecoder input) {
        needsPass |= ruleInputs.licence(input);
    }

    void onSetPreemption(final SetPreemptionDecoder input) {
        needsPass |= ruleInputs.preemption(input);
    }

    // ------------------------------------------------------------------ commands

    void onSubmitJob(final SubmitJobDecoder input) {
        if (!check.job(input, policy.isEmpty()) || !members.holds(input)) {
            return;
        }
        final int first = intake.add(input, 0, position, timeNs);
        if (first < 0) {
            rejection.tableFull(input.jobId(), InputField.JOB_ID, state.limits().groupCount());
            return;
        }
        final long capacity = policy.get().capacityFor(first);
        final boolean isAnywhere = input.nodeCount() == 0;
        final int wanted = isAnywhere ? input.coresPerNode() : input.nodeCount();
        if (capacity < wanted) {
            intake.undo(first);
            final InputField field = isAnywhere ? InputField.CORE_COUNT : InputField.NODE_COUNT;
            rejection.reject(input.jobId(), ReasonCode.NEVER_FITS, field, wanted, capacity);
            return;
        }
        if (InputCheck.mayBePromised(input)
                && !deadlines.answer(first, input.refuseLate() == BooleanType.YES, timeNs)) {
            intake.undo(first);
            return;
        }
        accept(first, input);
        final int memberCount = MemberCheck.memberCount(input);
        for (int member = 1; member < memberCount; member++) {
            accept(intake.add(input, member, position, timeNs), input);
        }
    }

    private void accept(final int row, final SubmitJobDecoder input) {
        priorities.onAccepted(row, timeNs);
        decisions.jobAccepted(jobs.jobId(row));
        if (jobs.termsRow(row) != NULL_ROW) {
            final long never = dependencies.attach(row, input);
            if (never >= 0) {
                lifecycle.waits().doom(row, ReasonCode.DEPENDENCY_NEVER, never, timeNs);
            }
        }
        if (input.held() == BooleanType.YES) {
            lifecycle.hold(row, timeNs);
        } else {
            lifecycle.queue(row, timeNs);
            needsPass = true;
        }
    }

    void onCancelJob(final long jobId, final int userId) {
        final int row = known.row(jobId);
        if (row < 0) {
            return;
        }
        if (!lifecycle.end(row, ReasonCode.CANCELLED_BY_USER, userId, timeNs)) {
            known.wrongState(row);
        }
        needsPass = true;
    }

    /** One that is no array, or has been left alone, is cancelled like any job. */
    void onCancelArray(final long firstId, final int userId) {
        final int arrayRow = state.arrays().row(firstId);
        if (arrayRow < 0) {
            onCancelJob(firstId, userId);
            return;
        }
        final int endedCount =
                lifecycle.endArray(arrayRow, ReasonCode.CANCELLED_BY_USER, userId, timeNs);
        if (endedCount == 0) {
            final int ending = JobState.ENDING.code();
            rejection.reject(firstId, ReasonCode.WRONG_STATE, InputField.STATE, ending, ending);
        }
        needsPass = true;
    }

    void onSuspendJob(final long jobId) {
        final int row = known.row(jobId);
        if (row < 0 || !hasTerms(row)) {
            return;
        }
        if (!departures.suspend(row, timeNs)) {
            known.wrongState(row);
        }
        needsPass = true;
    }

    private boolean hasTerms(final int row) {
        if (!allocator.preemption().hasTerms(row)) {
            return rejection.tableFull(
                    jobs.jobId(row), InputField.JOB_ID, state.limits().termsCount());
        }
        return true;
    }

    void onResumeJob(final long jobId) {
        final int row = known.row(jobId);
        if (row < 0) {
            return;
        }
        if (!departures.resume(row)) {
            known.wrongState(row);
        }
        needsPass = true;
    }

    void onPreemptJob(final long jobId, final long beneficiaryId, final PreemptionKind kind) {
        final int row = known.row(jobId);
        if (row < 0 || !known.isIn(row, JobState.RUNNING) || !hasTerms(row)) {
            return;
        }
        if (!state.preemption().allows(row, kind)) {
            known.wrongState(row);
            return;
        }
        departures.preempt(row, kind, beneficiaryId, timeNs);
        needsPass = true;
    }

    void onResizeJob(final long jobId, final int nodeCount, final int coreCount) {
        final int row = known.row(jobId);
        if (row < 0) {
            return;
        }
        final JobState jobState = lifecycle.stateOf(row);
        if (jobState != JobState.STARTING && jobState != JobState.RUNNING) {
            known.wrongState(row);
        } else if (check.size(row, nodeCount, coreCount)) {
            needsPass |= resizing.request(row, coreCount, timeNs);
        }
    }

    /** Nothing is changed by it, so it needs no pass. */
    void onEnquire(final EnquireDecoder input) {
        if (check.enquiry(input, policy.isEmpty())) {
            enquiry.answer(input, timeNs);
        }
    }

    void onHoldJob(final long jobId) {
        final int row = known.row(jobId);
        if (row >= 0) {
            final JobState jobState = lifecycle.stateOf(row);
            if (jobState == JobState.PENDING || jobState == JobState.WAITING) {
                lifecycle.hold(row, timeNs);
                needsPass = true;
            } else {
                known.wrongState(row);
            }
        }
    }

    void onReleaseJob(final long jobId) {
        final int row = known.row(jobId);
        if (row >= 0 && known.isIn(row, JobState.HELD)) {
            lifecycle.queue(row, timeNs);
            needsPass = true;
        }
    }

    void onAlterJob(
            final long jobId, final long walltimeNs, final long priority, final long beginTimeNs) {
        final int row = known.row(jobId);
        final boolean keepsWalltime = walltimeNs == AlterJobDecoder.walltimeNullValue();
        final boolean keepsBegin = beginTimeNs == AlterJobDecoder.beginTimeNullValue();
        if (row < 0
                || !keepsWalltime && !check.walltime(jobId, walltimeNs, jobs.queueRow(row))
                || !keepsBegin && !mayBeginAt(jobId, row, beginTimeNs)) {
            return;
        }
        // Of a job that waits for a slot of its array only a new time costs the place in line.
        final boolean isConcerned = !keepsBegin || lifecycle.stateOf(row) == JobState.PENDING;
        final boolean wasQueued = isConcerned && lifecycle.unqueue(row);
        if (!keepsWalltime) {
            alterWalltime(row, walltimeNs);
            reservations.onWalltime(row);
        }
        if (priority != AlterJobDecoder.priorityNullValue()) {
            jobs.priority(row, priority);
        }
        if (!keepsBegin && jobs.termsRow(row) != NULL_ROW) {
            state.terms().beginTimeNs(jobs.termsRow(row), beginTimeNs);
        }
        if (wasQueued) {
            lifecycle.queue(row, timeNs);
        } else if (lifecycle.holdsCores(row)) {
            clocks.count(row, timeNs);
            clocks.restart(row, timeNs);
        }
        needsPass = true;
    }

    private void alterWalltime(final int row, final long walltimeNs) {
        jobs.walltimeNs(row, walltimeNs);
        if (state.sizes().isMalleable(row)) {
            state.sizes().walltimeNs(jobs.termsRow(row), walltimeNs);
            state.sizes().resize(row, jobs.coresPerNode(row));
        }
    }

    /** Of a job that holds cores it makes no sense; any other one has terms afterwards. */
    private boolean mayBeginAt(final long jobId, final int row, final long beginTimeNs) {
        if (!check.beginTime(jobId, beginTimeNs)) {
            return false;
        }
        if (jobs.allocationCount(row) > 0) {
            known.wrongState(row);
            return false;
        }
        if (beginTimeNs != 0 && !intake.addTerms(row)) {
            return rejection.tableFull(jobId, InputField.BEGIN_TIME, state.limits().termsCount());
        }
        return true;
    }

    void onCreateReservation(final CreateReservationDecoder input) {
        if (policy.isEmpty()) {
            rejection.reject(input.reservationId(), ReasonCode.NO_POLICY, InputField.POLICY, 0, 0);
        } else if (!policy.get().honoursReservations()) {
            rejection.reject(
                    input.reservationId(), ReasonCode.NOT_SUPPORTED, InputField.POLICY, 0, 0);
        } else if (reservations.create(input, timeNs)) {
            needsPass = true;
        }
    }

    void onDeleteReservation(final long reservationId) {
        if (reservations.delete(reservationId)) {
            needsPass = true;
        }
    }

    // ------------------------------------------------------------------ observations

    void onJobStarted(final long jobId, final long startTimeNs) {
        needsPass |= observations.started(jobId, startTimeNs, timeNs);
    }

    void onJobSuspended(final long jobId) {
        needsPass |= observations.suspended(jobId, timeNs);
    }

    void onJobEnded(
            final long jobId, final EndKind kind, final int exitCode, final long startTimeNs) {
        needsPass |= observations.ended(jobId, kind, exitCode, startTimeNs, timeNs);
    }

    void onJobStartFailed(final long jobId, final int nodeId) {
        needsPass |= observations.startFailed(jobId, nodeId, timeNs);
    }

    void onNodeStateChanged(final int nodeId, final NodeState nodeState, final boolean keepsJobs) {
        needsPass |= observations.nodeState(nodeId, nodeState, keepsJobs, timeNs);
    }

    void onUtilisation(final long jobId, final long busyMilliCores) {
        observations.utilisation(jobId, busyMilliCores, timeNs);
    }

    void onAcknowledge(final long decisionPosition) {
        final long former = state.settings().acknowledgedPosition();
        if (decisionPosition < former || decisionPosition >= position) {
            rejection.outOfRange(-1, InputField.MESSAGE, decisionPosition, position - 1);
            return;
        }
        state.settings().acknowledgedPosition(decisionPosition);
    }

    // ------------------------------------------------------------------ time

    /** Does what the decisions of the entry need not wait for. */
    void settle() {
        allocator.settle();
    }

    /** Does what a clock input with a pass does, if there is a reason for one. */
    void passIfNeeded() {
        if (needsPass() || timeNs >= nextDeadlineNs()) {
            onClock(true);
        }
    }

    void onClock(final boolean pass) {
        needsPass |= lifecycle.handleDeadlines(timeNs);
        needsPass |= reservations.handleDue(timeNs);
        needsPass |= rules.endPeriods();
        needsPass |= elasticity.handleDue(timeNs);
        wasPassCut = pass && !policy.isEmpty() && pass();
        if (pass) {
            needsPass =
                    wasPassCut || state.reservationCount() > 0 && reservations.giveBackStarted();
        }
    }

    /** True when it was cut for want of room. */
    private boolean pass() {
        return allocator.pass(timeNs) || molding.run(timeNs) || elasticity.afterPass(timeNs);
    }
}
