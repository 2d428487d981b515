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
package io.weft.placement.policy;

import io.weft.core.spi.ClusterView;
import java.util.Arrays;
import org.agrona.collections.Hashing;

/**
 * The shapes of the pending jobs: jobs of one queue that ask for the same nodes, cores, memory,
 * GPUs and features have the same shape, and what is found out about one of them holds for all. A
 * shape has a small row, which is used again when no pending job has it any more. When the table is
 * full a job has no shape; that costs time and changes nothing else.
 *
 * <p>Cost: O(1) a job, nothing is allocated after {@link #attach}.
 */
final class ShapeTable {
    /** The job is not pending, or the table was full. */
    static final int NO_SHAPE = -1;

    /** Most shapes when nothing is said. */
    static final int CAPACITY_DEFAULT = 1 << 16;

    private final int capacityMax;
    private ClusterView view;
    private int capacity;
    private int[] shapeOfJob;
    private int[] jobCounts;
    private int[] queueRows;
    private int[] nodeCounts;
    private int[] coreCounts;
    private int[] gpuCounts;
    private long[] memoriesPerNode;
    private long[] memoriesPerCore;
    private long[] features;
    private boolean[] areExclusive;
    private int[] next;
    private int[] buckets;
    private int freeHead;

    ShapeTable(final int capacityMax) {
        this.capacityMax = capacityMax;
    }

    void attach(final ClusterView newView) {
        view = newView;
        capacity = Math.min(capacityMax, newView.jobCapacity());
        shapeOfJob = new int[newView.jobCapacity()];
        jobCounts = new int[capacity];
        queueRows = new int[capacity];
        nodeCounts = new int[capacity];
        coreCounts = new int[capacity];
        gpuCounts = new int[capacity];
        memoriesPerNode = new long[capacity];
        memoriesPerCore = new long[capacity];
        features = new long[capacity];
        areExclusive = new boolean[capacity];
        next = new int[capacity];
        buckets = new int[Integer.highestOneBit(Math.max(2, capacity)) << 1];
        Arrays.fill(shapeOfJob, NO_SHAPE);
        Arrays.fill(buckets, NO_SHAPE);
        freeHead = 0;
        for (int shape = 0; shape < capacity; shape++) {
            next[shape] = shape + 1 < capacity ? shape + 1 : NO_SHAPE;
        }
    }

    int capacity() {
        return capacity;
    }

    /** Shape of a pending job or {@link #NO_SHAPE}. */
    int of(final int jobRow) {
        return shapeOfJob[jobRow];
    }

    /** Adds a job; true when it is the first of its shape. */
    boolean add(final int jobRow) {
        final int bucket = bucketOf(jobRow);
        int shape = buckets[bucket];
        while (shape != NO_SHAPE && !hasShape(jobRow, shape)) {
            shape = next[shape];
        }
        final boolean isNew = shape == NO_SHAPE && freeHead != NO_SHAPE;
        if (isNew) {
            shape = freeHead;
            freeHead = next[shape];
            next[shape] = buckets[bucket];
            buckets[bucket] = shape;
            fill(shape, jobRow);
        }
        shapeOfJob[jobRow] = shape;
        if (shape != NO_SHAPE) {
            jobCounts[shape]++;
        }
        return isNew;
    }

    void remove(final int jobRow) {
        final int shape = shapeOfJob[jobRow];
        shapeOfJob[jobRow] = NO_SHAPE;
        if (shape != NO_SHAPE && --jobCounts[shape] == 0) {
            unlink(shape, bucketOf(jobRow));
            next[shape] = freeHead;
            freeHead = shape;
        }
    }

    private void unlink(final int shape, final int bucket) {
        if (buckets[bucket] == shape) {
            buckets[bucket] = next[shape];
            return;
        }
        int previous = buckets[bucket];
        while (next[previous] != shape) {
            previous = next[previous];
        }
        next[previous] = next[shape];
    }

    private void fill(final int shape, final int jobRow) {
        queueRows[shape] = view.jobQueue(jobRow);
        nodeCounts[shape] = view.jobNodeCount(jobRow);
        coreCounts[shape] = view.jobCoresPerNode(jobRow);
        gpuCounts[shape] = view.jobGpusPerNode(jobRow);
        memoriesPerNode[shape] = view.jobMemoryPerNode(jobRow);
        memoriesPerCore[shape] = view.jobMemoryPerCore(jobRow);
        features[shape] = view.jobFeatures(jobRow);
        areExclusive[shape] = view.jobIsExclusive(jobRow);
    }

    private boolean hasShape(final int jobRow, final int shape) {
        return queueRows[shape] == view.jobQueue(jobRow)
                && nodeCounts[shape] == view.jobNodeCount(jobRow)
                && coreCounts[shape] == view.jobCoresPerNode(jobRow)
                && gpuCounts[shape] == view.jobGpusPerNode(jobRow)
                && memoriesPerNode[shape] == view.jobMemoryPerNode(jobRow)
                && memoriesPerCore[shape] == view.jobMemoryPerCore(jobRow)
                && features[shape] == view.jobFeatures(jobRow)
                && areExclusive[shape] == view.jobIsExclusive(jobRow);
    }

    private int bucketOf(final int jobRow) {
        long hash = view.jobQueue(jobRow);
        hash = hash * 31 + view.jobNodeCount(jobRow);
        hash = hash * 31 + view.jobCoresPerNode(jobRow);
        hash = hash * 31 + view.jobGpusPerNode(jobRow);
        hash = hash * 31 + view.jobMemoryPerNode(jobRow);
        hash = hash * 31 + view.jobMemoryPerCore(jobRow);
        hash = hash * 31 + view.jobFeatures(jobRow);
        return Hashing.hash(hash) & buckets.length - 1;
    }
}
