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

import io.weft.core.client.ElasticityRequest;
import io.weft.core.client.InputWriter;
import io.weft.core.client.QueueAlterationRequest;
import io.weft.core.client.QueueRequest;
import io.weft.core.client.ServiceLevelRequest;
import io.weft.core.state.Limits;
import io.weft.core.wire.JobClass;
import io.weft.core.wire.QueueMove;
import java.util.SplittableRandom;

/**
 * What a run's machine is like: its limits, nodes and queues. Most machines are small, so that many
 * inputs can be tried and jobs meet; some are large; sizes favour the edges.
 */
final class RandomCluster {
    private static final int[] CORE_COUNTS = {1, 2, 3, 4, 8, 12, 16, 32, 63, 64, 65, 128, 129, 300};
    private static final int[] SIZES_NODES = {5, 14, 40};
    private static final int[] SIZES_CORES = {8, 32, 300};
    private static final int QUEUES_MAX = 5;

    /** One more than there are rows for. */
    static final int USER_COUNT = 5;

    final int nodeCount;
    final int nodeCountMax;
    final int coresMax;
    final int queueCount;
    final int size;

    /** Whether more jobs wait than a policy makes promises to. */
    final boolean isDeep;

    final long memoryMax;
    final int gpusMax;
    private final int gpuMultiplicityMax;
    final boolean hasFeatures;

    private final SplittableRandom random;
    private final int multiplicityMax;
    private final boolean hasNodeSets;
    private final boolean isEven;
    private final int switchCount;
    private final Limits limits;
    private int nodesKnown;
    private int queuesKnown;

    RandomCluster(final SplittableRandom random) {
        this.random = random;
        size = new int[] {0, 0, 0, 0, 0, 0, 0, 1, 1, 2}[random.nextInt(10)];
        isDeep = size == 0 && random.nextInt(48) == 0;
        coresMax = drawCores(SIZES_CORES[size]);
        nodeCountMax = 1 + edge(SIZES_NODES[size]);
        nodeCount = 1 + random.nextInt(nodeCountMax);
        queueCount = 1 + random.nextInt(random.nextBoolean() ? 1 : 4);
        multiplicityMax = random.nextInt(8) == 0 ? Limits.MULTIPLICITY_MAX : 1 + random.nextInt(8);
        hasNodeSets = random.nextBoolean();
        isEven = random.nextInt(3) == 0;
        switchCount = 1 + random.nextInt(5);
        memoryMax = drawMemory();
        gpusMax = random.nextBoolean() ? 2 + random.nextInt(7) : 0;
        gpuMultiplicityMax = random.nextBoolean() ? 1 : 1 + random.nextInt(4);
        hasFeatures = random.nextInt(3) == 0;
        limits = drawLimits();
        nodesKnown = nodeCount;
        queuesKnown = queueCount;
    }

    private int drawCores(final int most) {
        return random.nextBoolean()
                ? 1 + random.nextInt(most)
                : Math.min(most, CORE_COUNTS[random.nextInt(CORE_COUNTS.length)]);
    }

    /** None, little, or so much that classes of memory are coarse. */
    private long drawMemory() {
        return switch (random.nextInt(4)) {
            case 0 -> 0;
            case 1, 2 -> 1 + random.nextInt(100);
            default -> 1 + random.nextLong(1L << random.nextInt(1, 45));
        };
    }

    private Limits drawLimits() {
        final int jobCount = isDeep ? 400 : 160;
        final Limits drawn =
                new Limits()
                        .nodeCount(nodeCountMax)
                        .coresPerNode(coresMax)
                        .jobCount(random.nextInt(8) == 0 ? 8 + random.nextInt(30) : jobCount)
                        .queueCount(QUEUES_MAX)
                        .nameCount(USER_COUNT - 1)
                        .outcomeCount(1 << random.nextInt(8));
        if (random.nextInt(8) == 0) {
            drawn.termsCount(1 + random.nextInt(20)).dependencyCount(1 + random.nextInt(10));
        }
        if (random.nextInt(4) == 0) {
            drawn.passStepsMax(1 + random.nextInt(random.nextBoolean() ? 6 : 60));
        }
        if (random.nextInt(16) == 0) {
            drawn.groupCount(1 + random.nextInt(6));
        }
        if (random.nextInt(16) == 0) {
            drawn.allocationCount(nodeCountMax + random.nextInt(20));
        }
        if (random.nextInt(16) == 0) {
            drawn.decisionLength((int) Math.max(4096, drawn.startLengthMax()));
        }
        return drawn;
    }

    Limits limits() {
        return limits;
    }

    /** 1..most, the ends oftener than the middle. */
    int edge(final int most) {
        return switch (random.nextInt(6)) {
            case 0 -> most;
            case 1, 2 -> 1;
            default -> 1 + random.nextInt(most);
        };
    }

    /** 0..{@link #memoryMax}. */
    long memory() {
        return random.nextLong(memoryMax + 1);
    }

    long features() {
        return hasFeatures ? random.nextInt(4) : 0;
    }

    int nodesKnown() {
        return nodesKnown;
    }

    int queuesKnown() {
        return queuesKnown;
    }

    /** One more; when the table is full, one too many. */
    void offerAnotherNode(final InputWriter in) {
        offerNode(in, nodesKnown);
        nodesKnown = Math.min(nodesKnown + 1, nodeCountMax);
    }

    /** One more; when the table is full, one too many. */
    void offerAnotherQueue(final InputWriter in) {
        offerQueue(in, queuesKnown);
        queuesKnown = Math.min(queuesKnown + 1, QUEUES_MAX);
    }

    void offerNode(final InputWriter in, final int nodeId) {
        final int cores = isEven || random.nextInt(3) == 0 ? coresMax : drawCores(coresMax);
        final long memory = isEven || random.nextBoolean() ? memoryMax : memory();
        final long features = hasFeatures && random.nextBoolean() ? random.nextInt(4) : 3;
        final int gpus = random.nextInt(gpusMax + 1);
        final int gpuJobs = 1 + random.nextInt(gpuMultiplicityMax);
        in.defineNode(
                nodeId, cores, memory, gpus, gpuJobs, features, random.nextInt(switchCount), -1);
    }

    /** A rule by which a queue adjusts itself, or none any more; times are up to some time. */
    void offerRule(final InputWriter in, final long timeMaxNs) {
        final int queueId = random.nextInt(queuesKnown);
        final long periodNs = random.nextInt(6) == 0 ? 0 : 1 + random.nextLong(timeMaxNs);
        final int multiplicity = random.nextInt(1 + Limits.MULTIPLICITY_MAX);
        if (random.nextInt(3) == 0) {
            final int low = random.nextInt(1500);
            final int high = low + random.nextInt(500);
            final long pauseNs = random.nextLong(timeMaxNs);
            in.setUtilisationCap(queueId, periodNs, pauseNs, multiplicity, low, high);
            return;
        }
        final ServiceLevelRequest request =
                new ServiceLevelRequest(queueId)
                        .objective(random.nextLong(timeMaxNs), 1 + random.nextInt(1000))
                        .period(periodNs, 1 + random.nextInt(3))
                        .multiplicityMax(multiplicity)
                        .moves(move(), move(), move());
        if (hasNodeSets && random.nextInt(3) > 0) {
            final int first = random.nextInt(nodesKnown);
            request.lentNodes(first, first + random.nextInt(nodesKnown - first));
        }
        if (random.nextInt(3) == 0) {
            request.jobClasses(JobClass.get((short) random.nextInt(3)));
        }
        in.setServiceLevel(request);
    }

    /** A rule by which malleable jobs of a queue get other sizes; times are up to some time. */
    void offerElasticity(final InputWriter in, final long timeMaxNs) {
        offerElasticity(in, random.nextInt(queuesKnown), timeMaxNs);
    }

    /** The same for one queue. */
    void offerElasticity(final InputWriter in, final int queueId, final long timeMaxNs) {
        final ElasticityRequest request = new ElasticityRequest(queueId);
        if (random.nextInt(4) > 0) {
            request.growIdle(random.nextLong(1 + timeMaxNs));
        }
        if (random.nextInt(4) > 0) {
            request.shrinkForPending();
        }
        if (random.nextInt(4) > 0) {
            request.shrinkIdle(random.nextLong(timeMaxNs), 100 * random.nextInt(12));
        }
        in.setElasticity(request);
    }

    /** Anything of a queue, one or several at once; walltimes are up to some time. */
    void offerAlteration(final InputWriter in, final long timeMaxNs) {
        final QueueAlterationRequest request =
                new QueueAlterationRequest(random.nextInt(queuesKnown));
        if (random.nextBoolean()) {
            request.maxMultiplicity(random.nextInt(1 + Limits.MULTIPLICITY_MAX));
        }
        switch (random.nextInt(6)) {
            case 0 -> request.allNodes();
            case 1, 2 -> {
                final int first = random.nextInt(nodesKnown);
                request.nodes(first, first + random.nextInt(nodesKnown - first));
            }
            case 3 -> {
                final int first = random.nextInt(nodesKnown);
                final int second = random.nextInt(nodesKnown);
                request.nodes(first, first).nodes(second, second);
            }
            default -> {
                // It keeps the nodes that it has.
            }
        }
        if (random.nextInt(4) == 0) {
            request.priority(random.nextInt(3) - 1);
        }
        if (random.nextInt(8) == 0) {
            final long leastNs = timeMaxNs / 2;
            request.walltimeMaxNs(random.nextBoolean() ? 0 : leastNs + random.nextLong(leastNs));
        }
        if (random.nextInt(8) == 0) {
            request.nodeCountMax(random.nextBoolean() ? 0 : edge(nodeCountMax));
            request.coreCountMax(random.nextBoolean() ? 0 : edge(4 * coresMax));
        }
        in.alterQueue(request);
    }

    private QueueMove move() {
        return QueueMove.get((short) random.nextInt(4));
    }

    void offerQueue(final InputWriter in, final int queueId) {
        final int multiplicity =
                random.nextBoolean() ? multiplicityMax : 1 + random.nextInt(multiplicityMax);
        final QueueRequest queue = new QueueRequest(queueId).maxMultiplicity(multiplicity);
        if (hasNodeSets && random.nextInt(3) > 0) {
            final int first = random.nextInt(nodesKnown);
            queue.nodes(first, first + random.nextInt(nodesKnown - first));
            if (random.nextInt(3) == 0) {
                final int other = random.nextInt(nodesKnown);
                queue.nodes(other, other);
            }
        }
        if (random.nextInt(10) == 0) {
            queue.limits(edge(nodeCountMax), edge(4 * coresMax), 0);
        }
        queue.priority(random.nextInt(3) - 1);
        in.defineQueue(queue);
    }
}
