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

import io.weft.core.client.JobRequest;
import io.weft.core.wire.CopySpread;
import io.weft.core.wire.DependencyKind;
import io.weft.core.wire.Isolation;
import io.weft.core.wire.JobClass;
import java.util.SplittableRandom;

/**
 * What a run's jobs are like. They share few shapes, as jobs of a real queue do, and those change
 * now and then; walltimes may be all the same, so that ends coincide.
 */
final class RandomJobs {
    private static final long[] UNITS_NS = {1, 1, 1, 1_000_000, 1_000_000_000};

    final long walltimeUnitNs;
    final int walltimeMax;

    private final SplittableRandom random;
    private final RandomCluster cluster;
    private final RandomGates gates;
    private final JobRequest[] shapes;
    private final boolean hasEqualWalltimes;
    private int anywherePercent;
    private final int exclusivePercent;
    private final int isolatedPercent;
    private int malleablePercent;
    private final int coresMax;
    private final int nodesMax;
    private final boolean asksForMemory;
    private final int beginPercent;
    private final int dependentPercent;
    private final int arrayPercent;
    private int memberCount;

    RandomJobs(
            final SplittableRandom random,
            final RandomCluster cluster,
            final RandomGates gates,
            final long unitNs) {
        this.random = random;
        this.cluster = cluster;
        this.gates = gates;
        shapes = new JobRequest[1 + random.nextInt(10)];
        final long drawnNs = UNITS_NS[random.nextInt(UNITS_NS.length)];
        walltimeUnitNs = unitNs > 0 ? unitNs : drawnNs;
        walltimeMax = new int[] {3, 20, 100, 2000}[random.nextInt(4)];
        hasEqualWalltimes = random.nextInt(5) == 0;
        anywherePercent = new int[] {0, 0, 20, 50, 100}[random.nextInt(5)];
        exclusivePercent = new int[] {0, 0, 0, 10, 40}[random.nextInt(5)];
        isolatedPercent = new int[] {0, 0, 0, 20, 90}[random.nextInt(5)];
        malleablePercent = new int[] {0, 50, 100}[random.nextInt(3)];
        coresMax = random.nextBoolean() ? cluster.coresMax : 1 + cluster.coresMax / 3;
        nodesMax = random.nextBoolean() ? cluster.nodeCount : 1 + cluster.nodeCount / 3;
        asksForMemory = random.nextInt(3) > 0;
        beginPercent = new int[] {0, 0, 0, 10, 50}[random.nextInt(5)];
        dependentPercent = new int[] {0, 0, 0, 20, 70}[random.nextInt(5)];
        arrayPercent = new int[] {0, 0, 0, 5, 20}[random.nextInt(5)];
    }

    /** From now on most are malleable. */
    void favourMalleable() {
        anywherePercent = 70;
        malleablePercent = 90;
    }

    /** One to submit, with some id. */
    JobRequest draw(final long jobId, final long nowNs) {
        final int slot = random.nextInt(shapes.length);
        if (shapes[slot] == null || random.nextInt(8) == 0) {
            shapes[slot] = shape();
        }
        final JobRequest job =
                shapes[slot]
                        .jobId(jobId)
                        .walltimeNs(walltimeNs())
                        .priority(random.nextInt(3))
                        .owner(gates.user(), gates.account())
                        .deadlineNs(random.nextInt(3) == 0 ? 0 : deadlineNs())
                        .jobClass(JobClass.get((short) random.nextInt(3)))
                        .held(random.nextInt(30) == 0)
                        .requeueable(random.nextInt(3) > 0)
                        .checkpointable(random.nextInt(4) == 0)
                        .preemptable(random.nextInt(6) > 0)
                        .beginTimeNs(isOne(beginPercent) ? beginTimeNs(nowNs) : 0);
        memberCount = isOne(arrayPercent) ? 1 + random.nextInt(6) : 0;
        if (random.nextInt(3) == 0) {
            job.array(0, 0).copies(memberCount, CopySpread.get((short) random.nextInt(2)));
        } else {
            job.array(memberCount, memberCount == 0 ? 0 : random.nextInt(memberCount + 1));
            job.copies(0, CopySpread.NODES);
        }
        dependOnOthers(job.clearDependencies(), jobId);
        return job;
    }

    private boolean isOne(final int percent) {
        return random.nextInt(100) < percent;
    }

    /** Ids that the last one has used. */
    int memberCount() {
        return Math.max(1, memberCount);
    }

    /** Of jobs that have come shortly before; rarely one that is refused. */
    private void dependOnOthers(final JobRequest job, final long jobId) {
        while (isOne(dependentPercent)) {
            final int back = random.nextInt(100) == 0 ? 0 : 1 + random.nextInt(10);
            job.dependsOn(jobId - back, DependencyKind.get((short) random.nextInt(4)));
        }
    }

    /** Soon, or when a job may end; rarely one that is refused. */
    long beginTimeNs(final long nowNs) {
        return random.nextInt(200) == 0 ? -1 : nowNs + walltimeNs() / (1 + random.nextInt(3));
    }

    /** As long as some jobs run. */
    long spanNs() {
        return walltimeUnitNs * walltimeMax;
    }

    /** Rarely one that is refused. */
    long walltimeNs() {
        if (random.nextInt(200) == 0) {
            return 0;
        }
        return walltimeUnitNs * (hasEqualWalltimes ? walltimeMax : 1 + random.nextInt(walltimeMax));
    }

    /** Among few, so that some are the same. */
    private long deadlineNs() {
        return 1 + walltimeUnitNs * random.nextInt(8) * walltimeMax;
    }

    private JobRequest shape() {
        final JobRequest shape = new JobRequest();
        final int cores = cluster.edge(coresMax);
        boolean isRigid = true;
        if (random.nextInt(100) < anywherePercent) {
            final int coreCount = cores + random.nextInt(2 * coresMax);
            shape.coresAnywhere(coreCount);
            if (random.nextInt(100) < malleablePercent) {
                shape.coreCountMin(1 + random.nextInt(coreCount));
                isRigid = random.nextInt(40) == 0;
            }
        } else {
            shape.nodes(random.nextBoolean() ? 1 : cluster.edge(nodesMax), cores);
        }
        if (asksForMemory && random.nextInt(3) > 0) {
            shape.memoryPerNode(cluster.memory() / (1 + random.nextInt(4)));
        }
        if (asksForMemory && random.nextBoolean()) {
            shape.memoryPerCore(cluster.memory() / cores / (1 + random.nextInt(3)));
        }
        gates.addLicences(shape);
        final int queueId = random.nextInt(60) == 0 ? 99 : random.nextInt(cluster.queuesKnown());
        return shape.queueId(queueId)
                .gpusPerNode(random.nextInt(cluster.gpusMax + 1) / 2)
                .features(random.nextInt(3) == 0 ? cluster.features() : 0)
                .memoryPerGpu(asksForMemory && random.nextInt(3) == 0 ? cluster.memory() / 8 : 0)
                .exclusive(isRigid && isOne(exclusivePercent))
                .isolation(isolation());
    }

    private Isolation isolation() {
        if (!isOne(isolatedPercent)) {
            return Isolation.NONE;
        }
        return random.nextBoolean() ? Isolation.USER : Isolation.TENANT;
    }

    /** Cores to resize a job to; rarely more than any has. */
    int size() {
        return 1 + random.nextInt(3 * coresMax);
    }
}
