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
package io.weft.core.state;

import io.weft.core.memory.Footprint;
import io.weft.core.memory.RowHeap;
import io.weft.core.spi.ClusterView;
import io.weft.core.spi.Pace;
import io.weft.core.spi.PriorityFactor;
import io.weft.core.wire.Isolation;
import io.weft.core.wire.JobClass;
import io.weft.core.wire.PreemptionKind;
import io.weft.core.wire.ReasonCode;
import org.agrona.DirectBuffer;

/**
 * All tables together, and the view of them that policies get. Only the engine changes them. Kernel
 * thread only; nothing is allocated after construction.
 */
public final class ClusterState implements ClusterView {
    private final Limits limits;
    private final Footprint footprint;
    private final NodeTable nodes;
    private final GpuTable gpus;
    private final QueueTable queues;
    private final JobTable jobs;
    private final AllocationTable allocations;
    private final NameTable names;
    private final UserTable users;
    private final UserTable accounts;
    private final PendingList pending;
    private final RowHeap running;
    private final TermsTable terms;
    private final RowHeap alarms;
    private final SizeTable sizes;
    private final Gates gates;
    private final DependencyTable dependencies;
    private final ArrayTable arrays;
    private final OutcomeTable outcomes;
    private final ReservationTable reservations;
    private final RowHeap reservationTimes;
    private final ServiceTable services;
    private final SharingTable sharings;
    private final ElasticityTable elasticity;
    private final RowHeap periods;
    private final Settings settings = new Settings();
    private final PriorityWeights weights = new PriorityWeights();
    private final HalfLife halfLife = new HalfLife();
    private final PreemptionRule preemption;
    private final SuspendedList suspended;
    private final StateNumbers numbers = new StateNumbers(this);

    /**
     * An empty state.
     *
     * @param limits of everything.
     * @param footprint that gives the memory.
     */
    public ClusterState(final Limits limits, final Footprint footprint) {
        this.limits = new Limits(limits);
        this.footprint = footprint;
        nodes = new NodeTable(footprint, limits);
        gpus = new GpuTable(footprint, nodes);
        queues = new QueueTable(footprint, limits);
        jobs = new JobTable(footprint, limits.jobCount());
        allocations =
                new AllocationTable(footprint, limits.allocationCount(), limits.maskWordCount());
        names = new NameTable(footprint, limits.nameCount());
        users = new UserTable(footprint, "user", limits.nameCount(), halfLife);
        accounts = new UserTable(footprint, "account", limits.nameCount(), halfLife);
        running = new RowHeap(footprint, "running", limits.jobCount());
        terms = new TermsTable(footprint, limits.termsCount());
        sizes = new SizeTable(footprint, jobs, terms);
        pending = new PendingList(jobs, sizes, footprint);
        alarms = new RowHeap(footprint, "alarm", limits.termsCount());
        gates = new Gates(footprint, limits.groupCount(), jobs);
        preemption = new PreemptionRule(jobs, nodes, allocations, terms, queues);
        suspended = new SuspendedList(jobs, terms);
        dependencies = new DependencyTable(footprint, terms, limits.dependencyCount());
        arrays = new ArrayTable(footprint, limits.termsCount());
        outcomes = new OutcomeTable(footprint, limits.outcomeCount());
        reservations = new ReservationTable(footprint, limits);
        reservationTimes = new RowHeap(footprint, "reservation", limits.reservationCount());
        services = new ServiceTable(footprint, limits);
        sharings = new SharingTable(footprint, limits);
        elasticity = new ElasticityTable(footprint, limits, jobs, sizes, running);
        periods = new RowHeap(footprint, "period", 2 * limits.queueCount());
    }

    /**
     * The limits the state was made with.
     *
     * @return the limits; not to be changed.
     */
    public Limits limits() {
        return limits;
    }

    /**
     * What gave the memory, for what grows with the limits beside the tables.
     *
     * @return the footprint.
     */
    public Footprint footprint() {
        return footprint;
    }

    /**
     * The nodes.
     *
     * @return the table.
     */
    public NodeTable nodes() {
        return nodes;
    }

    /**
     * How many jobs have each GPU.
     *
     * @return the table.
     */
    public GpuTable gpus() {
        return gpus;
    }

    /**
     * The queues.
     *
     * @return the table.
     */
    public QueueTable queues() {
        return queues;
    }

    /**
     * The jobs.
     *
     * @return the table.
     */
    public JobTable jobs() {
        return jobs;
    }

    /**
     * The allocations.
     *
     * @return the table.
     */
    public AllocationTable allocations() {
        return allocations;
    }

    /**
     * The names.
     *
     * @return the table.
     */
    public NameTable names() {
        return names;
    }

    /**
     * The users, as far as they have had jobs.
     *
     * @return the table.
     */
    public UserTable users() {
        return users;
    }

    /**
     * The accounts: those that were given a share and, while they are counted, those that have had
     * jobs.
     *
     * @return the table.
     */
    public UserTable accounts() {
        return accounts;
    }

    /**
     * Whether it is counted what accounts use: only while that weighs anything, so that nobody pays
     * for it who does not ask.
     *
     * @return true if so.
     */
    public boolean countsAccounts() {
        return weights.of(PriorityFactor.ACCOUNT_SHARE) != 0;
    }

    /**
     * What the factors of the priority weigh.
     *
     * @return the weights.
     */
    public PriorityWeights weights() {
        return weights;
    }

    /**
     * In which time what was used loses half its weight.
     *
     * @return the half-life.
     */
    public HalfLife halfLife() {
        return halfLife;
    }

    /**
     * Changes the half-life; what was used until now keeps the weight it has. O(users) if it is
     * another one.
     *
     * @param lengthS 1..{@link HalfLife#LENGTH_MAX_S}.
     * @param timeNs now.
     */
    public void halfLife(final int lengthS, final long timeNs) {
        if (lengthS != halfLife.lengthS()) {
            users.settle(timeNs);
            accounts.settle(timeNs);
            halfLife.length(lengthS);
        }
    }

    /**
     * What malleable jobs asked for.
     *
     * @return the table.
     */
    public SizeTable sizes() {
        return sizes;
    }

    /**
     * The pending jobs.
     *
     * @return the list.
     */
    public PendingList pending() {
        return pending;
    }

    /**
     * The jobs that hold an allocation.
     *
     * @return job rows by expected end, ns.
     */
    public RowHeap running() {
        return running;
    }

    /**
     * The terms of jobs that have some.
     *
     * @return the table.
     */
    public TermsTable terms() {
        return terms;
    }

    /**
     * When something is to be done about jobs that have terms, beside the ends of those that run.
     *
     * @return rows of terms by time, ns.
     */
    public RowHeap alarms() {
        return alarms;
    }

    /**
     * What jobs may have together: limits and licences.
     *
     * @return the gates.
     */
    public Gates gates() {
        return gates;
    }

    /**
     * Which job waits for which.
     *
     * @return the table.
     */
    public DependencyTable dependencies() {
        return dependencies;
    }

    /**
     * Arrays, and jobs with copies.
     *
     * @return the table.
     */
    public ArrayTable arrays() {
        return arrays;
    }

    /**
     * How jobs ended that are gone.
     *
     * @return the table.
     */
    public OutcomeTable outcomes() {
        return outcomes;
    }

    /**
     * The advance reservations.
     *
     * @return the table.
     */
    public ReservationTable reservations() {
        return reservations;
    }

    /**
     * When reservations begin, or end if they have begun.
     *
     * @return rows of reservations by time, ns.
     */
    public RowHeap reservationTimes() {
        return reservationTimes;
    }

    /**
     * The service levels of queues.
     *
     * @return the table.
     */
    public ServiceTable services() {
        return services;
    }

    /**
     * How M of queues follows what is busy.
     *
     * @return the table.
     */
    public SharingTable sharings() {
        return sharings;
    }

    /**
     * By which rules malleable jobs get other sizes.
     *
     * @return the table.
     */
    public ElasticityTable elasticity() {
        return elasticity;
    }

    /**
     * When is measured for the rules of queues: for the service level of queue row {@code r} as row
     * {@code 2r}, for what is busy as row {@code 2r + 1}.
     *
     * @return these rows by time, ns.
     */
    public RowHeap periods() {
        return periods;
    }

    /**
     * The settings that decide.
     *
     * @return the settings.
     */
    public Settings settings() {
        return settings;
    }

    /**
     * Who has to give way to whom.
     *
     * @return the rule.
     */
    public PreemptionRule preemption() {
        return preemption;
    }

    /**
     * Jobs that are suspended.
     *
     * @return the list.
     */
    public SuspendedList suspended() {
        return suspended;
    }

    /**
     * What the state knows beside its rows.
     *
     * @return always the same object.
     */
    public StateNumbers numbers() {
        return numbers;
    }

    /**
     * Derives again what is derived from the rows, after those of an empty state were put in place
     * from outside. The heaps are not: the order of their slots shows. O(rows); allocates.
     */
    public void rebuild() {
        nodes.rebuild();
        queues.rebuild();
        jobs.rebuild();
        names.rebuild();
        users.rebuild();
        accounts.rebuild();
        gates.rebuild();
        arrays.rebuild();
        reservations.rebuild();
        final int queueCount = queues.slab().highWater();
        services.rebuild(queueCount);
        sharings.rebuild(queueCount);
        elasticity.rebuild(queueCount);
        numbers.restore();
    }

    @Override
    public int nodeCapacity() {
        return limits.nodeCount();
    }

    @Override
    public int jobCapacity() {
        return limits.jobCount();
    }

    @Override
    public int queueCapacity() {
        return limits.queueCount();
    }

    @Override
    public int maskWordCount() {
        return nodes.maskWordCount();
    }

    @Override
    public int passStepsMax() {
        return limits.passStepsMax();
    }

    @Override
    public int overheadPerMille() {
        return settings.overheadPerMille();
    }

    @Override
    public boolean stretchesLimits() {
        return settings.stretchesLimits();
    }

    @Override
    public int nodeCount() {
        return nodes.slab().usedCount();
    }

    @Override
    public int nodeId(final int nodeRow) {
        return nodes.nodeId(nodeRow);
    }

    @Override
    public boolean isNodeUp(final int nodeRow) {
        return nodes.isOpen(nodeRow) && reservations.begunOn(nodeRow) == NULL_ROW;
    }

    @Override
    public int nodeOpenTo(final int nodeRow) {
        final int row = reservations.begunOn(nodeRow);
        return row != NULL_ROW && nodes.isOpen(nodeRow) ? row : NULL_ROW;
    }

    @Override
    public int nodeReservation(final int nodeRow) {
        return reservations.comingOn(nodeRow);
    }

    @Override
    public int reservationCount() {
        return reservations.slab().usedCount();
    }

    @Override
    public int reservationCapacity() {
        return limits.reservationCount();
    }

    @Override
    public long reservationStartNs(final int reservationRow) {
        return reservations.startNs(reservationRow);
    }

    @Override
    public long reservationStayNs(final int reservationRow) {
        final boolean isOfJob = reservations.jobRow(reservationRow) != NULL_ROW;
        return isOfJob ? Long.MAX_VALUE : reservations.endNs(reservationRow);
    }

    @Override
    public long reservationId(final int reservationRow) {
        final int jobRow = reservations.jobRow(reservationRow);
        return jobRow == NULL_ROW ? reservations.id(reservationRow) : jobs.jobId(jobRow);
    }

    @Override
    public long firstReservationNs() {
        long firstNs = Long.MAX_VALUE;
        for (int row = 0; row < reservations.slab().highWater(); row++) {
            if (reservations.state(row) == ReservationTable.COMING) {
                firstNs = Math.min(firstNs, reservations.startNs(row));
            }
        }
        return firstNs;
    }

    @Override
    public int nodeCoreCount(final int nodeRow) {
        return nodes.coreCount(nodeRow);
    }

    @Override
    public int coresAtOrBelow(final int nodeRow, final int multiplicity) {
        return nodes.coresAtOrBelow(nodeRow, multiplicity);
    }

    @Override
    public int processCount(final int nodeRow) {
        return nodes.processCount(nodeRow);
    }

    @Override
    public int busyProcessCount(final int nodeRow) {
        return nodes.processCount(nodeRow) - nodes.idleCount(nodeRow);
    }

    @Override
    public long memoryFree(final int nodeRow) {
        return nodes.memoryFree(nodeRow);
    }

    @Override
    public long memoryTotal(final int nodeRow) {
        return nodes.memoryTotal(nodeRow);
    }

    @Override
    public int gpusFree(final int nodeRow) {
        return nodes.gpusFree(nodeRow);
    }

    @Override
    public int gpusTotal(final int nodeRow) {
        return nodes.gpusTotal(nodeRow);
    }

    @Override
    public int gpuMultiplicityMax(final int nodeRow) {
        return nodes.gpuMultiplicityMax(nodeRow);
    }

    @Override
    public DirectBuffer gpuPlanes() {
        return gpus.planes();
    }

    @Override
    public int gpuPlanesOffset(final int nodeRow) {
        return gpus.offset(nodeRow);
    }

    @Override
    public long nodeGpuMask(final int nodeRow) {
        return nodes.gpuMask(nodeRow);
    }

    @Override
    public long nodeFeatures(final int nodeRow) {
        return nodes.features(nodeRow);
    }

    @Override
    public int nodeSwitch(final int nodeRow) {
        return nodes.switchId(nodeRow);
    }

    @Override
    public DirectBuffer planes() {
        return nodes.planes();
    }

    @Override
    public int planesOffset(final int nodeRow) {
        return nodes.planesOffset(nodeRow);
    }

    @Override
    public int planesLength() {
        return nodes.planesLength();
    }

    @Override
    public int nodeAllocationHead(final int nodeRow) {
        return nodes.allocationHead(nodeRow);
    }

    @Override
    public int queueCount() {
        return queues.slab().usedCount();
    }

    @Override
    public int queueMaxMultiplicity(final int queueRow) {
        return queues.maxMultiplicity(queueRow);
    }

    @Override
    public boolean queueHasNode(final int queueRow, final int nodeRow) {
        return queues.hasNode(queueRow, nodeRow);
    }

    @Override
    public boolean queueHasAllNodes(final int queueRow) {
        return queues.hasAllNodes(queueRow);
    }

    @Override
    public boolean queueMayPreempt(final int queueRow) {
        return queues.mayPreempt(queueRow);
    }

    @Override
    public int pendingHead() {
        return pending.head();
    }

    @Override
    public int pendingNext(final int jobRow) {
        return jobs.pendingNext(jobRow);
    }

    @Override
    public int pendingCount() {
        return pending.count();
    }

    @Override
    public long jobId(final int jobRow) {
        return jobs.jobId(jobRow);
    }

    @Override
    public long jobPosition(final int jobRow) {
        return jobs.position(jobRow);
    }

    @Override
    public long jobSubmitTimeNs(final int jobRow) {
        return jobs.submitTimeNs(jobRow);
    }

    @Override
    public JobClass jobClass(final int jobRow) {
        return JobClass.get((short) jobs.jobClass(jobRow));
    }

    @Override
    public int jobQueue(final int jobRow) {
        return jobs.queueRow(jobRow);
    }

    @Override
    public int jobNodeCount(final int jobRow) {
        return jobs.nodeCount(jobRow);
    }

    @Override
    public int jobCoresPerNode(final int jobRow) {
        return jobs.coresPerNode(jobRow);
    }

    @Override
    public long jobMemoryPerNode(final int jobRow) {
        return jobs.memoryPerNode(jobRow);
    }

    @Override
    public long jobMemoryPerCore(final int jobRow) {
        return jobs.memoryPerCore(jobRow);
    }

    @Override
    public int jobGpusPerNode(final int jobRow) {
        return jobs.gpusPerNode(jobRow);
    }

    @Override
    public int nodeHolder(final int nodeRow) {
        return nodes.holder(nodeRow);
    }

    @Override
    public long nodeKey(final int nodeRow) {
        return nodes.key(nodeRow);
    }

    @Override
    public int nodeJobCount(final int nodeRow) {
        return nodes.jobCount(nodeRow);
    }

    @Override
    public long jobKey(final int jobRow) {
        final int isolation = jobs.isolation(jobRow);
        if (isolation == Isolation.NONE.value()) {
            return 0;
        }
        final boolean isOfUser = isolation == Isolation.USER.value();
        final int owner = isOfUser ? jobs.userId(jobRow) : jobs.accountId(jobRow);
        return (long) isolation << Integer.SIZE | Integer.toUnsignedLong(owner);
    }

    @Override
    public boolean jobIsExclusive(final int jobRow) {
        return jobs.isExclusive(jobRow);
    }

    @Override
    public long jobFeatures(final int jobRow) {
        return jobs.features(jobRow);
    }

    @Override
    public long jobPriority(final int jobRow) {
        return jobs.priority(jobRow);
    }

    @Override
    public long jobDeadlineNs(final int jobRow) {
        final int termsRow = jobs.termsRow(jobRow);
        final long deadlineNs = termsRow == NULL_ROW ? 0 : terms.deadlineNs(termsRow);
        return deadlineNs == 0 ? Long.MAX_VALUE : deadlineNs;
    }

    @Override
    public int jobCopies(final int jobRow) {
        final int termsRow = jobs.termsRow(jobRow);
        final int arrayRow = termsRow == NULL_ROW ? NULL_ROW : terms.arrayRow(termsRow);
        return arrayRow != NULL_ROW && arrays.isCopies(arrayRow) ? arrayRow : NULL_ROW;
    }

    @Override
    public boolean hasCopyOn(final int copies, final int nodeRow) {
        final long firstId = arrays.firstId(copies);
        final boolean areSwitches = arrays.areOnSwitchesApart(copies);
        for (int i = 0; i < arrays.memberCount(copies); i++) {
            final int row = jobs.row(firstId + i);
            if (row != NULL_ROW && jobCopies(row) == copies && isOn(row, nodeRow, areSwitches)) {
                return true;
            }
        }
        return false;
    }

    private boolean isOn(final int jobRow, final int nodeRow, final boolean isSwitchEnough) {
        int a = jobs.allocationHead(jobRow);
        while (a != NULL_ROW) {
            final int heldRow = allocations.nodeRow(a);
            if (heldRow == nodeRow
                    || isSwitchEnough && nodes.switchId(heldRow) == nodes.switchId(nodeRow)) {
                return true;
            }
            a = allocations.nextOfJob(a);
        }
        return false;
    }

    @Override
    public int jobReservation(final int jobRow) {
        final int termsRow = jobs.termsRow(jobRow);
        return termsRow == NULL_ROW ? NULL_ROW : terms.openReservation(termsRow);
    }

    @Override
    public int jobPromise(final int jobRow) {
        final int termsRow = jobs.termsRow(jobRow);
        return termsRow == NULL_ROW ? NULL_ROW : terms.ownReservation(termsRow);
    }

    @Override
    public int jobGroup(final int jobRow) {
        return jobs.groupId(jobRow);
    }

    @Override
    public boolean hasGroups() {
        return gates.hasGroups();
    }

    @Override
    public ReasonCode jobGate(final int jobRow) {
        return gates.gate(jobRow);
    }

    @Override
    public long jobGateNumber(final int jobRow) {
        return gates.gateNumber(jobRow);
    }

    @Override
    public long jobLicences(final int jobRow) {
        return gates.licencesOf(jobRow);
    }

    @Override
    public int jobUser(final int jobRow) {
        return jobs.userRow(jobRow);
    }

    @Override
    public long userUsage(final int userRow, final long timeNs) {
        return users.usage(userRow, timeNs);
    }

    @Override
    public int jobAccount(final int jobRow) {
        return Math.max(accounts.row(jobs.accountId(jobRow)), UserTable.OTHERS_ROW);
    }

    @Override
    public long priorityWeight(final PriorityFactor factor) {
        return weights.of(factor);
    }

    @Override
    public int queuePriority(final int queueRow) {
        return queues.priority(queueRow);
    }

    @Override
    public long userFairShare(final int userRow, final long timeNs) {
        return fairShare(users, userRow, timeNs);
    }

    @Override
    public long accountFairShare(final int accountRow, final long timeNs) {
        return fairShare(accounts, accountRow, timeNs);
    }

    private long fairShare(final UserTable table, final int row, final long timeNs) {
        return FairShare.factor(
                table.usage(row, timeNs),
                table.share(row),
                table.shareSum(),
                nodes.totalCoreCount());
    }

    @Override
    public boolean isPreemptionInForce() {
        return preemption.isInForce();
    }

    @Override
    public boolean jobMayPreempt(final int jobRow) {
        return preemption.mayPreempt(jobRow);
    }

    @Override
    public PreemptionKind preemptionKind() {
        return preemption.kind();
    }

    @Override
    public boolean jobGivesWay(final int jobRow, final int beneficiaryRow, final long timeNs) {
        return preemption.givesWay(jobRow, beneficiaryRow, timeNs);
    }

    @Override
    public long jobWorkLost(final int jobRow, final long timeNs) {
        return preemption.workLost(jobRow, timeNs);
    }

    @Override
    public long jobStartTimeNs(final int jobRow) {
        return jobs.startTimeNs(jobRow);
    }

    @Override
    public ReasonCode jobReason(final int jobRow) {
        return ReasonCode.get((short) jobs.reason(jobRow));
    }

    @Override
    public long jobReasonNumber(final int jobRow) {
        return jobs.reasonNumber(jobRow);
    }

    @Override
    public long jobWalltimeNs(final int jobRow) {
        return jobs.walltimeNs(jobRow);
    }

    @Override
    public long jobExpectedEndNs(final int jobRow) {
        return jobs.expectedEndNs(jobRow);
    }

    @Override
    public long jobRemainingNs(final int jobRow, final long timeNs) {
        final long elapsedNs = timeNs - jobs.usedUntilNs(jobRow);
        final long usedNs = jobs.usedNs(jobRow) + Pace.workFloor(elapsedNs, limitDivisor(jobRow));
        return Math.max(0, jobs.walltimeNs(jobRow) - usedNs);
    }

    /**
     * Divisor of the pace at which a job uses up its limit now.
     *
     * @param jobRow of a job that holds an allocation.
     * @return in thousandths, see {@link Pace#divisorPerMille}.
     */
    public long limitDivisor(final int jobRow) {
        final int multiplicity = settings.stretchesLimits() ? jobs.multiplicity(jobRow) : 1;
        return Pace.divisorPerMille(multiplicity, settings.overheadPerMille());
    }

    @Override
    public int jobMultiplicity(final int jobRow) {
        return jobs.multiplicity(jobRow);
    }

    @Override
    public int jobAllocationHead(final int jobRow) {
        return jobs.allocationHead(jobRow);
    }

    @Override
    public int runningCount() {
        return running.size();
    }

    @Override
    public int runningJob(final int slot) {
        return running.row(slot);
    }

    @Override
    public int allocationNextOfJob(final int allocationRow) {
        return allocations.nextOfJob(allocationRow);
    }

    @Override
    public int allocationNextOnNode(final int allocationRow) {
        return allocations.nextOnNode(allocationRow);
    }

    @Override
    public int allocationJob(final int allocationRow) {
        return allocations.jobRow(allocationRow);
    }

    @Override
    public int allocationNode(final int allocationRow) {
        return allocations.nodeRow(allocationRow);
    }

    @Override
    public long allocationMemory(final int allocationRow) {
        return allocations.memory(allocationRow);
    }

    @Override
    public int allocationGpus(final int allocationRow) {
        return Long.bitCount(allocations.gpuMask(allocationRow));
    }

    @Override
    public long allocationGpuMask(final int allocationRow) {
        return allocations.gpuMask(allocationRow);
    }

    @Override
    public long allocationMask(final int allocationRow, final int word) {
        return allocations.mask(allocationRow, word);
    }

    /**
     * Checks every invariant over all rows: O(nodes · cores + jobs + allocations). For fuzzing and
     * {@code -Dweft.verify=true}; allocates.
     *
     * @throws IllegalStateException naming the first thing that is wrong.
     */
    public void verify() {
        new StateVerifier(this).verify();
    }
}
