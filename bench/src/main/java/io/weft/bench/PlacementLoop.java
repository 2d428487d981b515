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
package io.weft.bench;

import java.util.Arrays;
import org.HdrHistogram.Histogram;

/**
 * A machine in a steady state: a mixed background fills it to a load, then jobs of the tested shape
 * go and come, and each step is timed. Runs on the real node table with an index and the balanced
 * selector; the queue of jobs, clocks, journal and rings are left out.
 *
 * <p>To <em>decide</em> is to put nodes, cores and memory in a proposal; to <em>start</em> is that
 * and what it changes in the node table and the index; to <em>release</em> is to give that back.
 * Steps are timed one by one, which contains a reading of the clock, and in batches of 64, which
 * does not. The batch of decisions asks about one state; single decisions are each about a state
 * that the job before has changed.
 */
final class PlacementLoop {
    /** Shape of a job that has as many cores as it happens. */
    static final int MIXED = 0;

    static final int BATCH = 64;

    private static final int DIGITS = 3;
    private static final int MISFITS_MAX = 2_000;

    final Histogram decides = new Histogram(DIGITS);
    final Histogram decideBatches = new Histogram(DIGITS);
    final Histogram starts = new Histogram(DIGITS);
    final Histogram startBatches = new Histogram(DIGITS);
    final Histogram releases = new Histogram(DIGITS);
    final Histogram releaseBatches = new Histogram(DIGITS);

    private final ScaleCluster cluster;
    private final JobMix mix;
    private final int shape;
    private final int[] coreCounts = new int[BATCH];
    private final long[] memories = new long[BATCH];
    private final int[] leaving = new int[BATCH];
    private int leavingCount;
    private int[] pool;
    private int poolCount;
    private int poolSize;
    private long askedCount;
    private long unfitCount;

    /**
     * A loop over an empty machine.
     *
     * @param cluster with an index attached.
     * @param mix that jobs are drawn from.
     * @param shape cores of the jobs that come and go, or {@link #MIXED}.
     */
    PlacementLoop(final ScaleCluster cluster, final JobMix mix, final int shape) {
        this.cluster = cluster;
        this.mix = mix;
        this.shape = shape;
    }

    /** Fills the machine with a background and, among it, a pool of the tested shape. */
    void fill(final double load) {
        poolSize = shape == MIXED ? Integer.MAX_VALUE : Math.max(BATCH, cluster.nodeCount() / 10);
        pool = new int[Math.min(poolSize, cluster.jobCapacity())];
        int misfits = 0;
        while (cluster.load() < load && misfits < MISFITS_MAX) {
            final boolean isOfPool = misfits == 0 && poolCount < poolSize * (cluster.load() / load);
            mix.next(isOfPool ? shape : MIXED);
            cluster.ask(mix.coreCount(), mix.memory());
            final int job = cluster.start();
            misfits = job < 0 ? misfits + 1 : 0;
            if (isOfPool && job >= 0) {
                pool[poolCount++] = job;
            }
        }
        poolSize = poolCount;
    }

    /** Lets jobs go and others come, so many of them at least, and times their going and coming. */
    void run(final int jobCount) {
        decides.reset();
        decideBatches.reset();
        starts.reset();
        startBatches.reset();
        releases.reset();
        releaseBatches.reset();
        askedCount = 0;
        unfitCount = 0;
        for (int left = jobCount; left > 0; left -= 3 * BATCH) {
            draw();
            releaseOneByOne();
            startOneByOne();
            draw();
            releaseBatch();
            decideBatch();
            startBatch();
            draw();
            releaseBatch();
            decideOneByOne();
        }
    }

    /** Part of the jobs that found no room. */
    double unfitShare() {
        return (double) unfitCount / Math.max(1, askedCount);
    }

    /** Draws who leaves and who comes; as many leave as keep the pool from growing. */
    private void draw() {
        leavingCount = Math.min(poolCount, Math.max(0, poolCount - (poolSize - BATCH)));
        for (int i = 0; i < leavingCount; i++) {
            final int at = mix.nextInt(poolCount);
            leaving[i] = pool[at];
            pool[at] = pool[--poolCount];
        }
        for (int i = 0; i < BATCH; i++) {
            mix.next(shape);
            coreCounts[i] = mix.coreCount();
            memories[i] = mix.memory();
        }
    }

    private void releaseOneByOne() {
        for (int i = 0; i < leavingCount; i++) {
            final long from = System.nanoTime();
            cluster.release(leaving[i]);
            releases.recordValue(System.nanoTime() - from);
        }
    }

    private void releaseBatch() {
        final long from = System.nanoTime();
        for (int i = 0; i < leavingCount; i++) {
            cluster.release(leaving[i]);
        }
        releaseBatches.recordValue((System.nanoTime() - from) / Math.max(1, leavingCount));
    }

    private void startOneByOne() {
        for (int i = 0; i < BATCH; i++) {
            cluster.ask(coreCounts[i], memories[i]);
            final long from = System.nanoTime();
            final int job = cluster.start();
            starts.recordValue(System.nanoTime() - from);
            keep(job);
        }
    }

    private void startBatch() {
        final long from = System.nanoTime();
        for (int i = 0; i < BATCH; i++) {
            cluster.ask(coreCounts[i], memories[i]);
            keep(cluster.start());
        }
        startBatches.recordValue((System.nanoTime() - from) / BATCH);
    }

    private void decideOneByOne() {
        for (int i = 0; i < BATCH; i++) {
            cluster.ask(coreCounts[i], memories[i]);
            final long from = System.nanoTime();
            cluster.decide();
            decides.recordValue(System.nanoTime() - from);
            keep(cluster.start());
        }
    }

    private void decideBatch() {
        final long from = System.nanoTime();
        for (int i = 0; i < BATCH; i++) {
            cluster.ask(coreCounts[i], memories[i]);
            cluster.decide();
        }
        decideBatches.recordValue((System.nanoTime() - from) / BATCH);
    }

    private void keep(final int job) {
        askedCount++;
        if (job < 0) {
            unfitCount++;
            return;
        }
        if (poolCount == pool.length) {
            // A pool that lost jobs for want of room may get some back.
            pool = Arrays.copyOf(pool, 2 * poolCount);
        }
        pool[poolCount++] = job;
    }
}
