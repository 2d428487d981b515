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

import static io.weft.core.state.LimitTable.SCOPE_COUNT;

import io.weft.core.memory.Footprint;
import io.weft.core.memory.Slab;
import io.weft.core.spi.ClusterView;
import io.weft.core.wire.ReasonCode;

/**
 * What jobs may have together: the limits of queues, users and accounts, and the licences. A job
 * that some limit counts, or that needs licences, is of a group; all others are of none, and cost
 * nothing. What a job counts for is what it asks for; cores anywhere count as one node, and whole
 * nodes with the cores asked for.
 *
 * <p>Kernel thread only; no allocation; O(1), but O(jobs) where a limit is set for the first time.
 */
public final class Gates {
    /** Most kinds of licences that a job may need. */
    public static final int LICENCES_OF_JOB_MAX = GroupKey.LICENCES_MAX;

    private final JobTable jobs;
    private final LimitTable limits;
    private final HoldingTable holdings;
    private final LicenceTable licences;
    private final GroupTable groups;
    private final GroupKey key = new GroupKey();

    Gates(final Footprint footprint, final int groupCapacity, final JobTable jobs) {
        this.jobs = jobs;
        limits = new LimitTable(footprint, groupCapacity);
        holdings =
                new HoldingTable(footprint, (int) Math.min(Integer.MAX_VALUE, 2L * groupCapacity));
        licences = new LicenceTable(footprint);
        groups = new GroupTable(footprint, groupCapacity);
    }

    /**
     * The limits that were set.
     *
     * @return the table.
     */
    public LimitTable limits() {
        return limits;
    }

    /**
     * What limits count.
     *
     * @return the table.
     */
    public HoldingTable holdings() {
        return holdings;
    }

    /**
     * The licences.
     *
     * @return the table.
     */
    public LicenceTable licences() {
        return licences;
    }

    /**
     * Rows of the groups.
     *
     * @return the slab.
     */
    public Slab groups() {
        return groups.slab();
    }

    /**
     * Whether any job is of a group.
     *
     * @return true if so.
     */
    public boolean hasGroups() {
        return groups.slab().usedCount() > 0;
    }

    /** Indexes the rows again, which were put in place from outside. */
    void rebuild() {
        limits.rebuild();
        holdings.rebuild();
        licences.rebuild();
        groups.rebuild();
    }

    // ------------------------------------------------------------------ limits

    /**
     * Whether there is a limit already.
     *
     * @param scope value of a {@link io.weft.core.wire.LimitScope}.
     * @param queueRow of the queue, where the scope names one.
     * @param id of a user or account, or {@link LimitTable#EACH}.
     * @return true if so.
     */
    public boolean hasLimit(final int scope, final int queueRow, final int id) {
        return limits.row(LimitTable.key(scope, queueRow, id)) != Slab.NULL_ROW;
    }

    /**
     * Sets a limit. One that is new changes the groups of jobs: no policy may know of pending jobs
     * meanwhile.
     *
     * @param scope value of a {@link io.weft.core.wire.LimitScope}.
     * @param queueRow of the queue, where the scope names one.
     * @param id of a user or account, or {@link LimitTable#EACH}.
     * @param holdingMax jobs that hold cores, 0 for no cap, as in all that follow.
     * @param jobsMax jobs in the table.
     * @param nodesMax nodes.
     * @param coresMax cores.
     * @param gpusMax GPUs.
     * @return false when there is no room for it, or for the groups that it leads to; then nothing
     *     has changed.
     */
    public boolean setLimit(
            final int scope,
            final int queueRow,
            final int id,
            final int holdingMax,
            final int jobsMax,
            final long nodesMax,
            final long coresMax,
            final long gpusMax) {
        final long limitKey = LimitTable.key(scope, queueRow, id);
        final int known = limits.row(limitKey);
        final int row = known == Slab.NULL_ROW ? limits.add(limitKey) : known;
        if (row == Slab.NULL_ROW) {
            return false;
        }
        if (known == Slab.NULL_ROW && !regroup()) {
            limits.remove(row);
            return false;
        }
        limits.caps(row, holdingMax, jobsMax, nodesMax, coresMax, gpusMax);
        final int holdingRow = holdings.row(limitKey);
        if (holdingRow != Slab.NULL_ROW) {
            holdings.limitRow(holdingRow, row);
        }
        return true;
    }

    /**
     * The limit that counts jobs of some scope: their own, or that of each.
     *
     * @param scope value of a {@link io.weft.core.wire.LimitScope}.
     * @param queueRow of their queue.
     * @param userId of their user.
     * @param accountId of their account.
     * @return a row of {@link #limits()}, or -1.
     */
    public int limitRow(
            final int scope, final int queueRow, final int userId, final int accountId) {
        final int id = idIn(scope, userId, accountId);
        final int own = limits.row(LimitTable.key(scope, queueRow, id));
        return own != Slab.NULL_ROW
                ? own
                : limits.row(LimitTable.key(scope, queueRow, LimitTable.EACH));
    }

    /**
     * How many jobs in the table a limit counts with others.
     *
     * @param scope value of a {@link io.weft.core.wire.LimitScope}.
     * @param queueRow of their queue.
     * @param userId of their user.
     * @param accountId of their account.
     * @return a count.
     */
    public int jobCount(
            final int scope, final int queueRow, final int userId, final int accountId) {
        final int id = idIn(scope, userId, accountId);
        final int row = holdings.row(LimitTable.key(scope, queueRow, id));
        return row == Slab.NULL_ROW ? 0 : holdings.jobCount(row);
    }

    private static int idIn(final int scope, final int userId, final int accountId) {
        return LimitTable.hasAccount(scope) ? accountId : userId;
    }

    // ------------------------------------------------------------------ groups

    /** Begins with a job that needs no licence. */
    public void begin() {
        key.clear();
    }

    /**
     * The job needs a licence.
     *
     * @param licenceRow of a licence that was not named yet.
     * @param count how many, from 1.
     */
    public void needLicence(final int licenceRow, final int count) {
        key.addLicence(licenceRow, count);
    }

    /**
     * Gives the job its group; it counts among the jobs in the table from now on.
     *
     * @param jobRow of a job that is filled in, and of no group.
     * @return false when there is no room for the group.
     */
    public boolean join(final int jobRow) {
        addScopes(jobRow);
        if (key.isEmpty()) {
            return true;
        }
        final int group = intern();
        if (group == Slab.NULL_ROW) {
            return false;
        }
        enter(jobRow, group);
        return true;
    }

    private void addScopes(final int jobRow) {
        final int queueRow = jobs.queueRow(jobRow);
        final int userId = jobs.userId(jobRow);
        final int accountId = jobs.accountId(jobRow);
        for (int scope = 0; limits.slab().usedCount() > 0 && scope < SCOPE_COUNT; scope++) {
            if (limitRow(scope, queueRow, userId, accountId) != Slab.NULL_ROW) {
                key.addScope(scope, queueRow, userId, accountId);
            }
        }
    }

    /** Row of the group of the key, new if there was none; it must get a job, or be dropped. */
    private int intern() {
        final int known = groups.row(key.bytes());
        if (known != Slab.NULL_ROW) {
            return known;
        }
        final int group = groups.add(key.bytes());
        for (int scope = 0; group != Slab.NULL_ROW && scope < SCOPE_COUNT; scope++) {
            if (GroupKey.hasScope(key.bytes(), 0, scope)) {
                final int holdingRow = joinHolding(scope);
                if (holdingRow == Slab.NULL_ROW) {
                    drop(group);
                    return Slab.NULL_ROW;
                }
                groups.holdingRow(group, scope, holdingRow);
            }
        }
        return group;
    }

    private int joinHolding(final int scope) {
        final int queueRow = key.queueRow();
        final int userId = key.userId();
        final int accountId = key.accountId();
        return holdings.join(
                LimitTable.key(scope, queueRow, idIn(scope, userId, accountId)),
                limitRow(scope, queueRow, userId, accountId));
    }

    private void drop(final int group) {
        for (int scope = 0; scope < SCOPE_COUNT; scope++) {
            final int holdingRow = groups.holdingRow(group, scope);
            if (holdingRow != Slab.NULL_ROW) {
                holdings.leave(holdingRow);
            }
        }
        groups.remove(group);
    }

    private void enter(final int jobRow, final int group) {
        jobs.groupId(jobRow, group + 1);
        groups.addJobs(group, 1);
        addJobs(group, 1);
    }

    private void addJobs(final int group, final int change) {
        for (int scope = 0; scope < SCOPE_COUNT; scope++) {
            final int holdingRow = groups.holdingRow(group, scope);
            if (holdingRow != Slab.NULL_ROW) {
                holdings.addJobs(holdingRow, change);
            }
        }
    }

    /**
     * The job is about to leave the table.
     *
     * @param jobRow of a job that holds nothing.
     */
    public void leave(final int jobRow) {
        final int group = groupOf(jobRow);
        if (group != Slab.NULL_ROW) {
            jobs.groupId(jobRow, 0);
            addJobs(group, -1);
            release(group);
        }
    }

    private void release(final int group) {
        groups.addJobs(group, -1);
        if (groups.jobCount(group) == 0) {
            drop(group);
        }
    }

    /**
     * The group of a job.
     *
     * @param jobRow of a job.
     * @return a row, or -1 when no limit counts the job and it needs no licence.
     */
    public int groupOf(final int jobRow) {
        return jobs.groupId(jobRow) - 1;
    }

    // ------------------------------------------------------------------ new limits

    /** Gives every job the group that it is of now; false when there is no room for them. */
    private boolean regroup() {
        final int end = jobs.slab().highWater();
        for (int jobRow = 0; jobRow < end; jobRow++) {
            if (!isPinned(jobRow)) {
                unpinBefore(jobRow);
                return false;
            }
        }
        for (int jobRow = 0; jobRow < end; jobRow++) {
            if (isUsed(jobRow)) {
                move(jobRow);
            }
        }
        return true;
    }

    /** Makes the new group of a job, if it is one, and keeps it until the job is moved there. */
    private boolean isPinned(final int jobRow) {
        if (!isUsed(jobRow) || isGroupless(jobRow)) {
            return true;
        }
        final int group = intern();
        if (group == Slab.NULL_ROW) {
            return false;
        }
        groups.addJobs(group, 1);
        return true;
    }

    private void unpinBefore(final int end) {
        for (int jobRow = 0; jobRow < end; jobRow++) {
            if (isUsed(jobRow) && !isGroupless(jobRow)) {
                release(groups.row(key.bytes()));
            }
        }
    }

    private void move(final int jobRow) {
        if (isGroupless(jobRow)) {
            return;
        }
        final int group = groups.row(key.bytes());
        if (group != groupOf(jobRow)) {
            final boolean isHolding = jobs.allocationHead(jobRow) != ClusterView.NULL_ROW;
            if (isHolding) {
                giveBack(jobRow);
            }
            leave(jobRow);
            enter(jobRow, group);
            if (isHolding) {
                take(jobRow);
            }
        }
        release(group);
    }

    private boolean isUsed(final int jobRow) {
        return jobs.state(jobRow) != JobState.FREE.code();
    }

    /** Writes the key of a job; it keeps the licences of its group. */
    private boolean isGroupless(final int jobRow) {
        final int group = groupOf(jobRow);
        key.clear();
        if (group != Slab.NULL_ROW) {
            key.copyLicences(groups.buffer(), groups.keyOffset(group));
        }
        addScopes(jobRow);
        return key.isEmpty();
    }

    // ------------------------------------------------------------------ counting

    /**
     * The job has taken what it asked for.
     *
     * @param jobRow of the job.
     */
    public void take(final int jobRow) {
        final int group = groupOf(jobRow);
        if (group != Slab.NULL_ROW) {
            count(jobRow, group, 1);
        }
    }

    /**
     * The job gave back what it had taken.
     *
     * @param jobRow of the job.
     */
    public void giveBack(final int jobRow) {
        final int group = groupOf(jobRow);
        if (group != Slab.NULL_ROW) {
            count(jobRow, group, -1);
        }
    }

    private void count(final int jobRow, final int group, final int sign) {
        final long nodes = nodesOf(jobRow);
        for (int scope = 0; scope < SCOPE_COUNT; scope++) {
            final int holdingRow = groups.holdingRow(group, scope);
            if (holdingRow != Slab.NULL_ROW) {
                holdings.add(
                        holdingRow,
                        sign,
                        sign * nodes,
                        sign * nodes * jobs.coresPerNode(jobRow),
                        sign * nodes * jobs.gpusPerNode(jobRow));
            }
        }
        for (int i = 0; i < licenceCount(group); i++) {
            licences.add(licenceRow(group, i), sign * tokenCount(group, i));
        }
    }

    private long nodesOf(final int jobRow) {
        return Math.max(1, jobs.nodeCount(jobRow));
    }

    /**
     * Kinds of licences that each job of a group needs.
     *
     * @param group of jobs.
     * @return 0..{@link #LICENCES_OF_JOB_MAX}.
     */
    public int licenceCount(final int group) {
        return Long.bitCount(GroupKey.licences(groups.buffer(), groups.keyOffset(group)));
    }

    /**
     * One of these kinds.
     *
     * @param group of jobs.
     * @param index 0..{@link #licenceCount(int)} - 1.
     * @return a row of {@link #licences()}.
     */
    public int licenceRow(final int group, final int index) {
        return GroupKey.licenceRow(groups.buffer(), groups.keyOffset(group), index);
    }

    /**
     * How many of it each job needs.
     *
     * @param group of jobs.
     * @param index 0..{@link #licenceCount(int)} - 1.
     * @return a count from 1.
     */
    public int tokenCount(final int group, final int index) {
        return GroupKey.tokenCount(groups.buffer(), groups.keyOffset(group), index);
    }

    // ------------------------------------------------------------------ gates

    /**
     * Whether limits and licences let a job start now.
     *
     * @param jobRow of a job that holds nothing.
     * @return {@link ReasonCode#NONE} if so, else what does not: limits come before licences.
     */
    public ReasonCode gate(final int jobRow) {
        final int group = groupOf(jobRow);
        if (group == Slab.NULL_ROW) {
            return ReasonCode.NONE;
        }
        if (capInTheWay(jobRow, group) != 0) {
            return ReasonCode.WAITING_LIMIT;
        }
        return licencesLacking(group) != 0 ? ReasonCode.WAITING_LICENCES : ReasonCode.NONE;
    }

    /**
     * Number that belongs to {@link #gate}.
     *
     * @param jobRow of a job that holds nothing.
     * @return the first limit that the job would exceed, or how many lack of the first licence of
     *     which there are too few; 0 when the gate is open.
     */
    public long gateNumber(final int jobRow) {
        final int group = groupOf(jobRow);
        if (group == Slab.NULL_ROW) {
            return 0;
        }
        final long cap = capInTheWay(jobRow, group);
        return cap != 0 ? cap : licencesLacking(group);
    }

    /**
     * The licences that a job needs.
     *
     * @param jobRow of a job.
     * @return a bit for each row of {@link #licences()}.
     */
    public long licencesOf(final int jobRow) {
        final int group = groupOf(jobRow);
        return group == Slab.NULL_ROW
                ? 0
                : GroupKey.licences(groups.buffer(), groups.keyOffset(group));
    }

    private long capInTheWay(final int jobRow, final int group) {
        final long nodes = nodesOf(jobRow);
        final long cores = nodes * jobs.coresPerNode(jobRow);
        final long gpus = nodes * jobs.gpusPerNode(jobRow);
        long cap = 0;
        for (int scope = 0; cap == 0 && scope < SCOPE_COUNT; scope++) {
            final int holdingRow = groups.holdingRow(group, scope);
            if (holdingRow != Slab.NULL_ROW) {
                cap = capInTheWay(holdingRow, nodes, cores, gpus);
            }
        }
        return cap;
    }

    private long capInTheWay(
            final int holdingRow, final long nodes, final long cores, final long gpus) {
        final int limitRow = holdings.limitRow(holdingRow);
        if (exceeds(limits.holdingMax(limitRow), holdings.holdingCount(holdingRow) + 1L)) {
            return limits.holdingMax(limitRow);
        }
        if (exceeds(limits.nodesMax(limitRow), holdings.nodeCount(holdingRow) + nodes)) {
            return limits.nodesMax(limitRow);
        }
        if (exceeds(limits.coresMax(limitRow), holdings.coreCount(holdingRow) + cores)) {
            return limits.coresMax(limitRow);
        }
        return exceeds(limits.gpusMax(limitRow), holdings.gpuCount(holdingRow) + gpus)
                ? limits.gpusMax(limitRow)
                : 0;
    }

    private static boolean exceeds(final long cap, final long count) {
        return cap != 0 && count > cap;
    }

    private long licencesLacking(final int group) {
        long lacking = 0;
        for (int i = 0; lacking == 0 && i < licenceCount(group); i++) {
            final int row = licenceRow(group, i);
            final long needed = licences.usedCount(row) + tokenCount(group, i);
            lacking = Math.max(0, needed - licences.count(row));
        }
        return lacking;
    }

    // ------------------------------------------------------------------ looking inside

    /** Whether a job is of the group that limits and licences say. */
    boolean isInItsGroup(final int jobRow) {
        final boolean isGroupless = isGroupless(jobRow);
        return groupOf(jobRow) == (isGroupless ? Slab.NULL_ROW : groups.row(key.bytes()));
    }

    int jobCountOf(final int group) {
        return groups.jobCount(group);
    }

    /**
     * What a limit of some scope counts for a group.
     *
     * @param group of jobs.
     * @param scope value of a {@link io.weft.core.wire.LimitScope}.
     * @return a row of {@link #holdings()}, or -1 when no such limit counts these jobs.
     */
    public int holdingRow(final int group, final int scope) {
        return groups.holdingRow(group, scope);
    }
}
