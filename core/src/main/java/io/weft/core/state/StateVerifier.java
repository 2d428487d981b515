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

import static io.weft.core.spi.ClusterView.NULL_ROW;

import io.weft.core.memory.CorePlanes;
import java.util.stream.IntStream;

/**
 * Recomputes everything that the state keeps twice (planes, counts, free memory, lists, heap order,
 * multiplicities) and compares. Plain and slow on purpose: it is the definition of a sound state.
 */
final class StateVerifier {
    private final ClusterState state;
    private final NodeTable nodes;
    private final JobTable jobs;
    private final AllocationTable allocations;
    private final AbsentJobs absent;

    StateVerifier(final ClusterState state) {
        this.state = state;
        this.nodes = state.nodes();
        this.jobs = state.jobs();
        this.allocations = state.allocations();
        this.absent = new AbsentJobs(state);
    }

    void verify() {
        int allocationCount = absent.verify();
        for (int row = 0; row < state.nodeCount(); row++) {
            allocationCount += verifyNode(row);
        }
        check(allocationCount == allocations.slab().usedCount(), "allocations on nodes", -1);
        verifyPending();
        verifyRunning();
        verifyJobs();
        verifyUsers();
        verifyIdle();
        verifyTerms();
        verifySizes();
        new GateVerifier(state).verify();
        new WaitVerifier(state).verify();
        verifyReservations();
        verifyMultiplicities();
        new RuleVerifier(state).verify();
    }

    /** Rules may lower M below what cores have; above what it ever was they never are. */
    private void verifyMultiplicities() {
        int highest = 0;
        for (int row = 0; row < state.queueCount(); row++) {
            highest = Math.max(highest, state.queues().highestMultiplicity(row));
        }
        for (int row = 0; row < state.nodeCount(); row++) {
            check(nodes.maxMultiplicity(row) <= highest, "multiplicity beyond M on node", row);
        }
    }

    private int verifyNode(final int row) {
        check(nodes.row(nodes.nodeId(row)) == row, "index of node", row);
        final int coreCount = nodes.coreCount(row);
        final int[] multiplicities = new int[coreCount];
        long memoryFree = nodes.memoryTotal(row) - absent.memoryOn(row);
        final int[] gpus = new int[Long.SIZE];
        absent.countGpusOn(row, gpus);
        int count = 0;
        int previous = NULL_ROW;
        for (int a = nodes.allocationHead(row); a != NULL_ROW; a = allocations.nextOnNode(a)) {
            check(allocations.nodeRow(a) == row, "node of allocation", a);
            check(allocations.previousOnNode(a) == previous, "chain of allocations of node", row);
            count(a, multiplicities);
            memoryFree -= allocations.memory(a);
            for (long rest = allocations.gpuMask(a); rest != 0; rest &= rest - 1) {
                gpus[Long.numberOfTrailingZeros(rest)]++;
            }
            verifyHolder(row, a);
            check(nodes.key(row) == state.jobKey(allocations.jobRow(a)), "key of node", row);
            previous = a;
            count++;
        }
        final int jobCount = count + absent.countOn(row);
        check(nodes.jobCount(row) == jobCount, "count of jobs of node", row);
        check(jobCount > 0 || nodes.key(row) == 0, "key of empty node", row);
        check(nodes.allocationTail(row) == previous, "last allocation of node", row);
        check(memoryFree == nodes.memoryFree(row) && memoryFree >= 0, "free memory of node", row);
        verifyGpus(row, gpus);
        check(nodes.holder(row) == NULL_ROW || count == 1, "holder of node", row);
        final int[] coresAt = new int[Limits.MULTIPLICITY_MAX + 1];
        for (int core = 0; core < coreCount; core++) {
            final int counted = CorePlanes.count(nodes.planes(), nodes.planesOffset(row), core);
            check(
                    counted == multiplicities[core],
                    "multiplicity of core " + core + " of node",
                    row);
            coresAt[counted]++;
        }
        final int processCount = IntStream.of(multiplicities).sum();
        check(nodes.processCount(row) == processCount, "processes of node", row);
        int coresAtOrBelow = 0;
        for (int level = 0; level < Limits.MULTIPLICITY_MAX; level++) {
            coresAtOrBelow += coresAt[level];
            check(nodes.coresAtOrBelow(row, level) == coresAtOrBelow, "core counts of node", row);
        }
        return count;
    }

    private void count(final int allocationRow, final int[] multiplicities) {
        for (int word = 0; word < nodes.maskWordCount(); word++) {
            long rest = allocations.mask(allocationRow, word);
            while (rest != 0) {
                final int core = (word << 6) + Long.numberOfTrailingZeros(rest);
                check(
                        core < multiplicities.length,
                        "core beyond the node in allocation",
                        allocationRow);
                multiplicities[core]++;
                rest &= rest - 1;
            }
        }
    }

    /** A node is held by an exclusive job on all of its cores, and by no other. */
    private void verifyHolder(final int nodeRow, final int allocationRow) {
        final int jobRow = allocations.jobRow(allocationRow);
        final boolean isExclusive = jobs.isExclusive(jobRow);
        final int holder = nodes.holder(nodeRow);
        check(holder == (isExclusive ? jobRow : NULL_ROW), "holder of node", nodeRow);
        if (isExclusive) {
            final int cores = coresOf(allocationRow);
            check(cores == nodes.coreCount(nodeRow), "cores of held node", nodeRow);
        }
    }

    private void verifyGpus(final int nodeRow, final int[] counts) {
        final int most = nodes.gpuMultiplicityMax(nodeRow);
        long full = 0;
        for (int gpu = 0; gpu < counts.length; gpu++) {
            check(counts[gpu] == 0 || gpu < nodes.gpusTotal(nodeRow), "GPU beyond node", nodeRow);
            check(counts[gpu] <= most, "jobs of GPU " + gpu + " of node", nodeRow);
            final int offset = state.gpus().offset(nodeRow);
            final int counted = CorePlanes.count(state.gpus().planes(), offset, gpu);
            check(counted == counts[gpu], "count of GPU " + gpu + " of node", nodeRow);
            full |= counts[gpu] == most ? 1L << gpu : 0;
        }
        check(full == nodes.gpuMask(nodeRow), "GPUs of node", nodeRow);
        final int free = nodes.gpusTotal(nodeRow) - Long.bitCount(full);
        check(free == nodes.gpusFree(nodeRow), "free GPUs of node", nodeRow);
    }

    private int coresOf(final int allocationRow) {
        int cores = 0;
        for (int word = 0; word < nodes.maskWordCount(); word++) {
            cores += Long.bitCount(allocations.mask(allocationRow, word));
        }
        return cores;
    }

    private void verifyPending() {
        int count = 0;
        int previous = NULL_ROW;
        long position = Long.MIN_VALUE;
        for (int row = state.pendingHead(); row != NULL_ROW; row = state.pendingNext(row)) {
            check(jobs.state(row) == JobState.PENDING.code(), "state of pending job", row);
            check(jobs.position(row) > position, "order of pending job", row);
            check(jobs.pendingPrevious(row) == previous, "chain of pending job", row);
            check(jobs.allocationHead(row) == NULL_ROW, "allocation of pending job", row);
            position = jobs.position(row);
            previous = row;
            count++;
        }
        check(count == state.pendingCount(), "count of pending jobs", count);
    }

    private void verifyRunning() {
        for (int slot = 0; slot < state.runningCount(); slot++) {
            final int row = state.runningJob(slot);
            check(state.running().slotOf(row) == slot, "heap slot of job", row);
            final int parent = state.runningJob((slot - 1) / 2);
            check(jobs.expectedEndNs(parent) <= jobs.expectedEndNs(row), "heap order of job", row);
            check(state.running().key(slot) == jobs.expectedEndNs(row), "heap end of job", row);
            verifyAllocationsOf(row);
        }
    }

    private void verifyAllocationsOf(final int jobRow) {
        final int jobState = jobs.state(jobRow);
        check(
                jobState == JobState.STARTING.code()
                        || jobState == JobState.RUNNING.code()
                        || jobState == JobState.CLAIMING.code()
                        || jobState == JobState.ENDING.code(),
                "state of running job",
                jobRow);
        check(
                !jobs.has(jobRow, JobTable.LOST) || jobState == JobState.ENDING.code(),
                "state of lost job",
                jobRow);
        int multiplicity = 0;
        int nodeRow = -1;
        int count = 0;
        long cores = 0;
        for (int a = jobs.allocationHead(jobRow); a != NULL_ROW; a = allocations.nextOfJob(a)) {
            check(allocations.jobRow(a) == jobRow, "job of allocation", a);
            check(allocations.nodeRow(a) > nodeRow, "order of allocations of job", jobRow);
            nodeRow = allocations.nodeRow(a);
            int highest = 0;
            for (int word = 0; word < nodes.maskWordCount(); word++) {
                final long mask = allocations.mask(a, word);
                highest = Math.max(highest, nodes.maxMultiplicity(nodeRow, word, mask));
            }
            cores += coresOf(a);
            check(allocations.multiplicity(a) == highest, "multiplicity of allocation", a);
            multiplicity = Math.max(multiplicity, highest);
            count++;
        }
        check(jobs.multiplicity(jobRow) == multiplicity, "multiplicity of job", jobRow);
        check(jobs.allocationCount(jobRow) == count && count > 0, "allocations of job", jobRow);
        final long wanted = (long) Math.max(1, jobs.nodeCount(jobRow)) * jobs.coresPerNode(jobRow);
        check(
                cores == wanted || jobs.isExclusive(jobRow) && cores > wanted,
                "cores of job",
                jobRow);
    }

    /** Every job is in one state, and among those that wait or hold cores as its state says. */
    private void verifyJobs() {
        int usedCount = 0;
        int pendingCount = 0;
        int holdingCount = 0;
        for (int row = 0; row < jobs.slab().highWater(); row++) {
            final JobState jobState = JobState.of(jobs.state(row));
            if (jobState != JobState.FREE) {
                check(jobs.row(jobs.jobId(row)) == row, "index of job", row);
                usedCount++;
            }
            switch (jobState) {
                case FREE, LEAVING, SUSPENDED -> {}
                case PENDING -> pendingCount++;
                case HELD, WAITING ->
                        check(jobs.allocationHead(row) == NULL_ROW, "allocation of held job", row);
                default -> holdingCount++;
            }
        }
        check(usedCount == jobs.slab().usedCount(), "rows of jobs", usedCount);
        check(pendingCount == state.pendingCount(), "jobs in state PENDING", pendingCount);
        check(holdingCount == state.runningCount(), "jobs that hold an allocation", holdingCount);
    }

    private void verifyUsers() {
        final UserTable users = state.users();
        final UserTable accounts = state.accounts();
        final long[] coresOfUser = new long[users.slab().highWater()];
        final long[] coresOfAccount = new long[accounts.slab().highWater()];
        for (int slot = 0; slot < state.runningCount(); slot++) {
            final int jobRow = state.runningJob(slot);
            for (int a = jobs.allocationHead(jobRow); a != NULL_ROW; a = allocations.nextOfJob(a)) {
                coresOfUser[jobs.userRow(jobRow)] += coresOf(a);
                coresOfAccount[state.jobAccount(jobRow)] += state.countsAccounts() ? coresOf(a) : 0;
            }
        }
        verifyUsers(users, coresOfUser);
        verifyUsers(accounts, coresOfAccount);
    }

    private static void verifyUsers(final UserTable users, final long[] cores) {
        long shareSum = 0;
        for (int row = 0; row < cores.length; row++) {
            final boolean isOthers = row == UserTable.OTHERS_ROW;
            check(isOthers || users.row(users.userId(row)) == row, "index of user", row);
            check(users.coreCount(row) == cores[row], "cores of user", row);
            shareSum += users.share(row);
        }
        check(users.shareSum() == shareSum, "shares of users", cores.length);
    }

    /** What is idle of a job is spread over its cores in the order of its nodes. */
    private void verifyIdle() {
        final long[] idle = new long[state.nodeCount()];
        long left = 0;
        for (int row = 0; row < jobs.slab().highWater(); row++) {
            left += jobs.state(row) == JobState.FREE.code() ? 0 : jobs.idleCount(row);
        }
        for (int slot = 0; slot < state.runningCount(); slot++) {
            final int jobRow = state.runningJob(slot);
            final long ofJob = jobs.idleCount(jobRow);
            long cores = 0;
            for (int a = jobs.allocationHead(jobRow); a != NULL_ROW; a = allocations.nextOfJob(a)) {
                cores += coresOf(a);
            }
            check(ofJob >= 0 && ofJob <= cores, "idle cores of job", jobRow);
            long first = 0;
            for (int a = jobs.allocationHead(jobRow); a != NULL_ROW; a = allocations.nextOfJob(a)) {
                final long upTo = first + coresOf(a);
                idle[allocations.nodeRow(a)] += ofJob * upTo / cores - ofJob * first / cores;
                first = upTo;
            }
            left -= ofJob;
        }
        check(left == 0, "idle cores of jobs that hold none", (int) left);
        for (int row = 0; row < idle.length; row++) {
            check(nodes.idleCount(row) == idle[row], "idle processes of node", row);
        }
    }

    /** Every row of terms is that of one job, which knows it. */
    private void verifyTerms() {
        int count = 0;
        for (int row = 0; row < jobs.slab().highWater(); row++) {
            final int termsRow = jobs.state(row) == JobState.FREE.code() ? -1 : jobs.termsRow(row);
            if (termsRow != -1) {
                check(state.terms().jobRow(termsRow) == row, "job of terms", termsRow);
                count++;
            }
        }
        check(count == state.terms().slab().usedCount(), "rows of terms", count);
        for (int slot = 0; slot < state.alarms().size(); slot++) {
            final int row = state.alarms().row(slot);
            check(state.alarms().slotOf(row) == slot, "alarm slot of terms", row);
            check(state.terms().jobRow(row) != -1, "alarm of no job", row);
        }
    }

    /** What is known of nodes, what is due and what names whom fits together. */
    private void verifyReservations() {
        final ReservationTable table = state.reservations();
        int usedCount = 0;
        int begunCount = 0;
        for (int row = 0; row < table.slab().highWater(); row++) {
            if (table.isUsed(row)) {
                usedCount++;
                begunCount += table.state(row) == ReservationTable.BEGUN ? 1 : 0;
                verifyReservation(table, row);
            }
        }
        check(usedCount == table.slab().usedCount(), "rows of reservations", usedCount);
        check(usedCount == state.reservationTimes().size(), "times of reservations", usedCount);
        check(begunCount == table.begunCount(), "reservations that have begun", begunCount);
        for (int node = 0; node < state.nodeCount(); node++) {
            check(
                    table.begunOn(node) == table.find(node, ReservationTable.BEGUN),
                    "reservation that has begun on node",
                    node);
            check(
                    table.comingOn(node) == table.find(node, ReservationTable.COMING),
                    "reservation that comes on node",
                    node);
        }
    }

    private void verifyReservation(final ReservationTable table, final int row) {
        final boolean isComing = table.state(row) == ReservationTable.COMING;
        final int slot = state.reservationTimes().slotOf(row);
        check(slot >= 0, "time of reservation", row);
        final long dueNs = isComing ? table.startNs(row) : table.endNs(row);
        check(state.reservationTimes().key(slot) == dueNs, "time of reservation", row);
        int nodeCount = 0;
        for (int node = table.nextNode(row, 0); node != NULL_ROW; ) {
            nodeCount++;
            node = table.nextNode(row, node + 1);
        }
        check(table.nodeCount(row) == nodeCount, "nodes of reservation", row);
        final int owner = table.jobRow(row);
        if (owner != NULL_ROW) {
            final int own = state.terms().ownReservation(jobs.termsRow(owner));
            check(own == row, "reservation made for job", owner);
            return;
        }
        check(table.row(table.id(row)) == row, "index of reservation", row);
        int jobCount = 0;
        for (int t = 0; t < state.terms().slab().highWater(); t++) {
            final boolean isUsed = state.terms().jobRow(t) != NULL_ROW;
            jobCount += isUsed && state.terms().reservationId(t) == table.id(row) ? 1 : 0;
        }
        check(table.jobCount(row) == jobCount, "jobs of reservation", row);
    }

    /** Who is malleable has a size that it may have, and all of it or nothing is pending. */
    private void verifySizes() {
        final SizeTable sizes = state.sizes();
        int pendingCount = 0;
        for (int row = 0; row < jobs.slab().highWater(); row++) {
            if (jobs.state(row) != JobState.FREE.code() && sizes.isMalleable(row)) {
                final int termsRow = jobs.termsRow(row);
                final int cores = jobs.coresPerNode(row);
                final int asked = sizes.coreCount(termsRow);
                final boolean isWhole = cores == asked;
                final boolean holds = jobs.allocationHead(row) != NULL_ROW;
                final boolean isLess = cores < asked && cores >= sizes.coreCountMin(termsRow);
                check(isWhole || holds && isLess, "size of job", row);
                check(jobs.nodeCount(row) == 0 && !jobs.isExclusive(row), "malleable job", row);
                pendingCount += jobs.state(row) == JobState.PENDING.code() ? 1 : 0;
            }
        }
        check(pendingCount == sizes.pending().size(), "malleable pending jobs", pendingCount);
    }

    static void check(final boolean holds, final String what, final int row) {
        if (!holds) {
            throw new IllegalStateException("The state is broken: " + what + " " + row);
        }
    }
}
