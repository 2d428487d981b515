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
package io.weft.placement.reference;

import io.weft.core.memory.CorePlanes;
import io.weft.core.spi.ClusterView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** A node at some moment, now or in a projection: who is on each core, what is free. */
final class ReferenceNode {
    private final ClusterView view;
    final int row;
    final boolean isUp;
    final long features;
    final int switchId;
    final SortedSet<Integer> queues;
    private final int[] multiplicity;
    final long memoryTotal;
    final int idleCount;

    /** The begun reservation to whose jobs alone it is open, or -1. */
    final int openTo;

    /** The reservation that begins next, or -1. */
    final int reservation;

    /** When that begins. */
    final long closesNs;

    final long memoryKept;
    final int gpusKept;
    private long memoryFree;
    private final int gpuMultiplicityMax;
    private final int[] jobsOfGpu;
    private boolean isHeld;
    private int absentCount;
    private int shareCount;
    private long key;

    private ReferenceNode(
            final ClusterView view,
            final int row,
            final boolean isUp,
            final long features,
            final int switchId,
            final SortedSet<Integer> queues,
            final int[] multiplicity,
            final long memoryTotal,
            final int idleCount,
            final int openTo,
            final int reservation,
            final long closesNs,
            final long memoryKept,
            final int gpusKept,
            final long memoryFree,
            final int gpuMultiplicityMax,
            final int[] jobsOfGpu) {
        this.view = view;
        this.row = row;
        this.isUp = isUp;
        this.features = features;
        this.switchId = switchId;
        this.queues = queues;
        this.multiplicity = multiplicity;
        this.memoryTotal = memoryTotal;
        this.idleCount = idleCount;
        this.openTo = openTo;
        this.reservation = reservation;
        this.closesNs = closesNs;
        this.memoryKept = memoryKept;
        this.gpusKept = gpusKept;
        this.memoryFree = memoryFree;
        this.gpuMultiplicityMax = gpuMultiplicityMax;
        this.jobsOfGpu = jobsOfGpu;
    }

    /** The node as it is now, counted from the allocations on it. */
    static ReferenceNode of(final ClusterView view, final int row) {
        final SortedSet<Integer> queues = new TreeSet<>();
        for (int queueRow = 0; queueRow < view.queueCount(); queueRow++) {
            if (view.queueHasNode(queueRow, row)) {
                queues.add(queueRow);
            }
        }
        // What suspended jobs keep is on no list.
        long memory = view.memoryFree(row);
        final int[] jobsOfGpu = new int[view.gpusTotal(row)];
        for (int gpu = 0; gpu < jobsOfGpu.length; gpu++) {
            jobsOfGpu[gpu] = CorePlanes.count(view.gpuPlanes(), view.gpuPlanesOffset(row), gpu);
        }
        int listed = view.nodeAllocationHead(row);
        while (listed != ClusterView.NULL_ROW) {
            memory += view.allocationMemory(listed);
            bits(view.allocationGpuMask(listed)).forEach(gpu -> jobsOfGpu[gpu]--);
            listed = view.allocationNextOnNode(listed);
        }
        final ReferenceNode node =
                new ReferenceNode(
                        view,
                        row,
                        view.isNodeUp(row),
                        view.nodeFeatures(row),
                        view.nodeSwitch(row),
                        queues,
                        new int[view.nodeCoreCount(row)],
                        view.memoryTotal(row),
                        view.processCount(row) - view.busyProcessCount(row),
                        view.nodeOpenTo(row),
                        view.nodeReservation(row),
                        view.nodeClosesNs(row),
                        view.memoryTotal(row) - memory,
                        IntStream.of(jobsOfGpu).sum(),
                        memory,
                        view.gpuMultiplicityMax(row),
                        jobsOfGpu);
        node.absentCount = view.nodeJobCount(row);
        node.key = view.nodeKey(row);
        int allocation = view.nodeAllocationHead(row);
        while (allocation != ClusterView.NULL_ROW) {
            node.take(share(view, allocation));
            node.absentCount--;
            allocation = view.allocationNextOnNode(allocation);
        }
        node.shareCount += node.absentCount;
        return node;
    }

    /** What an allocation holds. */
    static Share share(final ClusterView view, final int allocation) {
        final SortedSet<Integer> cores = new TreeSet<>();
        final int coreCount = view.nodeCoreCount(view.allocationNode(allocation));
        for (int core = 0; core < coreCount; core++) {
            if ((view.allocationMask(allocation, core / 64) >>> (core % 64) & 1) != 0) {
                cores.add(core);
            }
        }
        return new Share(
                cores,
                view.allocationMemory(allocation),
                view.allocationGpus(allocation),
                bits(view.allocationGpuMask(allocation)),
                view.jobIsExclusive(view.allocationJob(allocation)),
                view.jobKey(view.allocationJob(allocation)));
    }

    ReferenceNode copy() {
        final ReferenceNode node =
                new ReferenceNode(
                        view,
                        row,
                        isUp,
                        features,
                        switchId,
                        queues,
                        multiplicity.clone(),
                        memoryTotal,
                        idleCount,
                        openTo,
                        reservation,
                        closesNs,
                        memoryKept,
                        gpusKept,
                        memoryFree,
                        gpuMultiplicityMax,
                        jobsOfGpu.clone());
        node.isHeld = isHeld;
        node.absentCount = absentCount;
        node.shareCount = shareCount;
        node.key = key;
        return node;
    }

    int multiplicity(final int core) {
        return multiplicity[core];
    }

    int coreCount() {
        return multiplicity.length;
    }

    /** Busy processes per core, in sixteenths; who starts is busy. */
    int busySixteenths() {
        return 16 * (IntStream.of(multiplicity).sum() - idleCount) / coreCount();
    }

    /** Whether a job has the node for itself. */
    boolean isHeld() {
        return isHeld;
    }

    /** Whether others are there with whom the job may not share the node. */
    boolean keepsOut(final Demand demand) {
        return shareCount > 0 && key != demand.key() && demand.key() != Demand.ANY_KEY;
    }

    /** Whether jobs without cores hold something of it. */
    boolean hasAbsent() {
        return absentCount > 0;
    }

    /** Key of those who are there, 0 for none. */
    long key() {
        return key;
    }

    long memoryFree() {
        return memoryFree;
    }

    int coresAtOrBelow(final int level) {
        int count = 0;
        for (final int each : multiplicity) {
            if (each <= level) {
                count++;
            }
        }
        return count;
    }

    /** The least level at which the node has so many cores, or none up to the highest level. */
    int ownLevel(final int coreCount, final int highest) {
        for (int level = 0; level <= highest; level++) {
            if (coresAtOrBelow(level) >= coreCount) {
                return level;
            }
        }
        return ClusterView.NULL_ROW;
    }

    /** Lowest multiplicity first, then lowest core number. */
    SortedSet<Integer> emptiestCores(final int count) {
        final List<Integer> cores = new ArrayList<>();
        for (int core = 0; core < multiplicity.length; core++) {
            cores.add(core);
        }
        cores.sort(Comparator.comparingInt((Integer core) -> multiplicity[core]));
        return new TreeSet<>(cores.subList(0, count));
    }

    /** GPUs that take a further job. */
    private int gpusFree() {
        return (int) IntStream.of(jobsOfGpu).filter(jobs -> jobs < gpuMultiplicityMax).count();
    }

    /** Fewest jobs first, then lowest number; as many as there are if they are too few. */
    private SortedSet<Integer> emptiestGpus(final int count) {
        final List<Integer> gpus = new ArrayList<>();
        for (int gpu = 0; gpu < jobsOfGpu.length; gpu++) {
            gpus.add(gpu);
        }
        gpus.sort(Comparator.comparingInt((Integer gpu) -> jobsOfGpu[gpu]));
        return new TreeSet<>(gpus.subList(0, Math.min(count, gpus.size())));
    }

    private static SortedSet<Integer> bits(final long mask) {
        final SortedSet<Integer> bits = new TreeSet<>();
        for (long rest = mask; rest != 0; rest &= rest - 1) {
            bits.add(Long.numberOfTrailingZeros(rest));
        }
        return bits;
    }

    /** Whether jobs of the queue with these features may be put here at all. */
    boolean admits(final Demand demand) {
        return admitsFirstCopy(demand) && !hasCopy(demand);
    }

    private boolean hasCopy(final Demand demand) {
        return demand.copies() != ClusterView.NULL_ROW && view.hasCopyOn(demand.copies(), row);
    }

    /** The same, were no other copy of the job anywhere. */
    boolean admitsFirstCopy(final Demand demand) {
        final boolean isOpen = demand.isReserved() ? openTo == demand.reservationRow() : isUp;
        return isOpen && closesNs >= demand.stayUntilNs() && belongsTo(demand);
    }

    /** The same, were every node up. */
    boolean belongsTo(final Demand demand) {
        return queues.contains(demand.queueRow())
                && (features & demand.features()) == demand.features();
    }

    /** What the node gives at a level, in the unit of {@link Demand#need()}. */
    long shareAt(final Demand demand, final int level) {
        return admits(demand) && gpusFree() >= demand.gpusPerNode()
                ? shareWithoutGpusAt(demand, level)
                : 0;
    }

    long shareWithoutGpusAt(final Demand demand, final int level) {
        return demand.share(coresFor(demand, level), demand.coresInMemory(memoryFree));
    }

    long shareWithoutMemoryAt(final Demand demand, final int level) {
        return demand.share(coresFor(demand, level), Integer.MAX_VALUE);
    }

    /** Cores that the job may take: all or none if it is exclusive. */
    private int coresFor(final Demand demand, final int level) {
        final int cores = coresAtOrBelow(level);
        final boolean isClosed = isHeld || keepsOut(demand);
        return isClosed || demand.isExclusive() && cores < coreCount() ? 0 : cores;
    }

    /** What the node gives when nobody is on it. */
    long shareWhenEmpty(final ClusterView view, final Demand demand) {
        return view.gpusTotal(row) < demand.gpusPerNode()
                ? 0
                : demand.share(multiplicity.length, demand.coresInMemory(view.memoryTotal(row)));
    }

    /** The emptiest cores, with the memory and GPUs that go with them. */
    Share shareOf(final Demand demand, final int coreCount) {
        return new Share(
                emptiestCores(demand.isExclusive() ? coreCount() : coreCount),
                demand.memoryPerNode() + demand.memoryPerCore() * coreCount,
                demand.gpusPerNode(),
                emptiestGpus(demand.gpusPerNode()),
                demand.isExclusive(),
                demand.key());
    }

    void take(final Share share) {
        for (final int core : share.cores()) {
            multiplicity[core]++;
        }
        memoryFree -= share.memory();
        share.gpus().forEach(gpu -> jobsOfGpu[gpu]++);
        isHeld |= share.isExclusive();
        shareCount++;
        key = share.key();
    }

    void giveBack(final Share share) {
        for (final int core : share.cores()) {
            multiplicity[core]--;
        }
        memoryFree += share.memory();
        share.gpus().forEach(gpu -> jobsOfGpu[gpu]--);
        isHeld &= !share.isExclusive();
        shareCount--;
        key = shareCount == 0 ? 0 : key;
    }
}
