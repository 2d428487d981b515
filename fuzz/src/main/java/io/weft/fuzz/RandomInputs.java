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

import io.weft.core.client.AllocationSlices;
import io.weft.core.client.DecisionListener;
import io.weft.core.client.DecisionStamp;
import io.weft.core.client.InputWriter;
import io.weft.core.client.JobRequest;
import io.weft.core.client.QueueRequest;
import io.weft.core.state.Limits;
import io.weft.core.wire.EndKind;
import io.weft.core.wire.JobClass;
import io.weft.core.wire.NodeState;
import io.weft.core.wire.ReasonCode;
import java.util.SplittableRandom;
import org.agrona.collections.LongArrayList;

/**
 * Draws a small cluster and then inputs for it: mostly sensible ones, some that must be rejected.
 * How often each kind comes is drawn once a run and may be never (swarm testing), so that runs
 * differ in kind; sizes favour the edges. Knows which jobs wait and run from the decisions it
 * listens to.
 */
final class RandomInputs implements DecisionListener {
    static final int NODES_MAX = 9;
    static final int JOBS_MAX = 96;

    private static final int KIND_COUNT = 12;

    private final SplittableRandom random;
    private final int[] weights = new int[KIND_COUNT];
    private final JobRequest job = new JobRequest();
    private final LongArrayList waiting = new LongArrayList();
    private final LongArrayList starting = new LongArrayList();
    private final LongArrayList running = new LongArrayList();
    private final int coresMax;
    private final int nodeCount;
    private final int queueCount;
    private final int passStepsMax;
    private long nextJobId;
    private int weightSum;

    RandomInputs(final long seed) {
        random = new SplittableRandom(seed);
        coresMax = random.nextInt(4) == 0 ? 1 + random.nextInt(200) : 1 + random.nextInt(12);
        nodeCount = 1 + random.nextInt(NODES_MAX);
        queueCount = 1 + random.nextInt(3);
        passStepsMax = random.nextInt(4) == 0 ? 1 + random.nextInt(20) : Limits.PASS_STEPS_DEFAULT;
        for (int kind = 0; kind < KIND_COUNT; kind++) {
            weights[kind] = random.nextInt(4) == 0 ? 0 : 1 + random.nextInt(8);
        }
        weights[0] += 8;
        weights[1] += 6;
        for (final int weight : weights) {
            weightSum += weight;
        }
    }

    Limits limits() {
        return new Limits()
                .nodeCount(NODES_MAX + 2)
                .coresPerNode(coresMax)
                .jobCount(JOBS_MAX)
                .passStepsMax(passStepsMax);
    }

    /** Offers the definitions of the cluster. */
    void define(final InputWriter in, final String policy) {
        for (int id = 0; id < nodeCount; id++) {
            final int cores = 1 + random.nextInt(coresMax);
            in.defineNode(id, cores, random.nextInt(64), random.nextInt(3), bits(), 0, -1);
        }
        for (int id = 0; id < queueCount; id++) {
            final QueueRequest queue = new QueueRequest(id).maxMultiplicity(multiplicity());
            if (id > 0) {
                final int first = random.nextInt(nodeCount);
                queue.nodes(first, first + random.nextInt(nodeCount - first));
            }
            in.defineQueue(queue);
        }
        in.setPolicy(policy, 0, overhead(), random.nextBoolean(), random.nextInt(4) > 0);
    }

    private int multiplicity() {
        return random.nextInt(3) == 0 ? 1 : 1 + random.nextInt(Limits.MULTIPLICITY_MAX);
    }

    private int overhead() {
        return 1000 + (random.nextBoolean() ? 200 : random.nextInt(1500));
    }

    private long bits() {
        return random.nextInt(3) == 0 ? random.nextInt(4) : 3;
    }

    /** How much time passes before the next input. */
    long nextDelayNs() {
        return random.nextInt(3) == 0 ? 0 : random.nextInt(400);
    }

    /** Offers one input. */
    void offer(final InputWriter in, final String policy) {
        int draw = random.nextInt(weightSum);
        int kind = 0;
        while (draw >= weights[kind]) {
            draw -= weights[kind++];
        }
        switch (kind) {
            case 0, 11 -> submit(in);
            case 1 -> in.jobEnded(pick(running), endKind(), random.nextInt(3));
            case 2 -> in.cancelJob(pick(waiting), 7);
            case 3 -> in.cancelJob(pick(running), 7);
            case 4 -> in.holdJob(pick(waiting));
            case 5 -> in.releaseJob(pick(waiting));
            case 6 -> in.alterWalltime(pick(random.nextBoolean() ? waiting : running), walltime());
            case 7 -> in.nodeStateChanged(random.nextInt(nodeCount + 1), nodeState());
            case 8 -> in.jobStarted(pick(starting));
            case 9 -> in.jobStartFailed(pick(starting), -1);
            default -> rarely(in, policy);
        }
    }

    private void rarely(final InputWriter in, final String policy) {
        switch (random.nextInt(4)) {
            case 0 -> in.setPolicy(policy, 0, overhead(), random.nextBoolean(), true);
            case 1 -> in.defineNode(random.nextInt(NODES_MAX + 4), coresMax, 32, 1, 3, 0, -1);
            case 2 -> in.acknowledge(random.nextInt(1000));
            default -> in.jobEnded(random.nextInt(1000), endKind(), 0);
        }
    }

    private void submit(final InputWriter in) {
        job.clear()
                .jobId(random.nextInt(40) == 0 ? random.nextInt(50) : nextJobId++)
                .walltimeNs(walltime())
                .queueId(random.nextInt(50) == 0 ? 9 : random.nextInt(queueCount))
                .jobClass(JobClass.get((short) random.nextInt(3)));
        final int cores = edge(coresMax);
        if (random.nextInt(4) == 0) {
            job.coresAnywhere(edge(coresMax * nodeCount));
        } else {
            job.nodes(random.nextInt(3) == 0 ? edge(nodeCount) : 1, cores);
        }
        if (random.nextInt(3) == 0) {
            job.memoryPerNode(random.nextInt(40)).memoryPerCore(random.nextInt(4));
        }
        if (random.nextInt(6) == 0) {
            job.gpusPerNode(random.nextInt(3)).features(random.nextInt(4));
        }
        in.submitJob(job.held(random.nextInt(20) == 0));
    }

    private long walltime() {
        return random.nextInt(60) == 0 ? 0 : 1 + random.nextInt(2000);
    }

    /** 1..most, the ends oftener than the middle. */
    private int edge(final int most) {
        return switch (random.nextInt(6)) {
            case 0 -> most;
            case 1, 2 -> 1;
            default -> 1 + random.nextInt(most);
        };
    }

    private EndKind endKind() {
        return EndKind.get((short) random.nextInt(5));
    }

    private NodeState nodeState() {
        return random.nextInt(2) == 0 ? NodeState.UP : NodeState.get((short) random.nextInt(3));
    }

    private long pick(final LongArrayList ids) {
        return ids.isEmpty() ? -1 : ids.getLong(random.nextInt(ids.size()));
    }

    @Override
    public void onJobAccepted(final DecisionStamp stamp, final long jobId) {
        waiting.addLong(jobId);
    }

    @Override
    public void onStartJob(
            final DecisionStamp stamp,
            final long jobId,
            final ReasonCode reason,
            final int multiplicity,
            final AllocationSlices slices) {
        waiting.removeLong(jobId);
        starting.addLong(jobId);
        running.addLong(jobId);
    }

    @Override
    public void onJobRequeued(
            final DecisionStamp stamp,
            final long jobId,
            final ReasonCode reason,
            final long detail) {
        starting.removeLong(jobId);
        running.removeLong(jobId);
        waiting.addLong(jobId);
    }

    @Override
    public void onJobClosed(
            final DecisionStamp stamp,
            final long jobId,
            final ReasonCode reason,
            final long detail) {
        waiting.removeLong(jobId);
        starting.removeLong(jobId);
        running.removeLong(jobId);
    }
}
