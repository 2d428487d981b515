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
package io.weft.core.client;

import io.weft.core.wire.CopySpread;
import io.weft.core.wire.DependencyKind;
import io.weft.core.wire.Isolation;
import io.weft.core.wire.JobClass;
import java.util.Arrays;

/**
 * What a job asks for. Mutable and reusable: fill it, hand it to {@link
 * InputWriter#submitJob(JobRequest)}, {@link #clear()} it, fill it again. Used by one thread.
 */
public final class JobRequest {
    long jobId;
    long walltimeNs;
    long memoryPerNode;
    long memoryPerCore;
    long priority;
    long features;
    int queueId;
    int userId;
    int accountId;
    int nodeCount;
    int coresPerNode;
    int gpusPerNode;
    JobClass jobClass;
    boolean exclusive;
    boolean held;
    boolean requeueable;
    boolean checkpointable;
    boolean preemptable;
    long beginTimeNs;
    long deadlineNs;
    boolean refuseLate;
    long reservationId;
    long memoryPerGpu;
    int coreCountMin;
    int arrayCount;
    int arrayRunningMax;
    int copyCount;
    CopySpread copySpread;
    Isolation isolation;
    long[] dependencyIds = new long[4];
    DependencyKind[] dependencyKinds = new DependencyKind[4];
    int dependencyCount;
    int[] licenceIds = new int[4];
    int[] licenceCounts = new int[4];
    int licenceCount;

    /** A request for one core of queue 0 without memory; id and walltime must be set. */
    public JobRequest() {
        clear();
    }

    /**
     * Sets everything back to what a new request has.
     *
     * @return this.
     */
    public JobRequest clear() {
        jobId = 0;
        walltimeNs = 0;
        memoryPerNode = 0;
        memoryPerCore = 0;
        priority = 0;
        features = 0;
        queueId = 0;
        userId = 0;
        accountId = 0;
        nodeCount = 1;
        coresPerNode = 1;
        gpusPerNode = 0;
        jobClass = JobClass.BATCH;
        exclusive = false;
        held = false;
        requeueable = false;
        checkpointable = false;
        preemptable = true;
        beginTimeNs = 0;
        deadlineNs = 0;
        refuseLate = false;
        reservationId = -1;
        memoryPerGpu = 0;
        coreCountMin = 0;
        arrayCount = 0;
        arrayRunningMax = 0;
        copyCount = 0;
        copySpread = CopySpread.NODES;
        isolation = Isolation.NONE;
        dependencyCount = 0;
        licenceCount = 0;
        return this;
    }

    /**
     * Names the job.
     *
     * @param value from 0, not used by any job that is still in the table.
     * @return this.
     */
    public JobRequest jobId(final long value) {
        jobId = value;
        return this;
    }

    /**
     * Limits the run time, as if the job ran alone.
     *
     * @param value duration in ns, above 0.
     * @return this.
     */
    public JobRequest walltimeNs(final long value) {
        walltimeNs = value;
        return this;
    }

    /**
     * Asks for cores on a number of nodes, equally many on each.
     *
     * @param nodes from 1.
     * @param cores on each, from 1.
     * @return this.
     */
    public JobRequest nodes(final int nodes, final int cores) {
        nodeCount = nodes;
        coresPerNode = cores;
        return this;
    }

    /**
     * Asks for cores wherever they are.
     *
     * @param cores altogether, from 1.
     * @return this.
     */
    public JobRequest coresAnywhere(final int cores) {
        nodeCount = 0;
        coresPerNode = cores;
        return this;
    }

    /**
     * Asks for memory on every node it runs on.
     *
     * @param value bytes.
     * @return this.
     */
    public JobRequest memoryPerNode(final long value) {
        memoryPerNode = value;
        return this;
    }

    /**
     * Asks for memory for every core.
     *
     * @param value bytes.
     * @return this.
     */
    public JobRequest memoryPerCore(final long value) {
        memoryPerCore = value;
        return this;
    }

    /**
     * Asks for GPUs on every node.
     *
     * @param value a count, 0..64.
     * @return this.
     */
    public JobRequest gpusPerNode(final int value) {
        gpusPerNode = value;
        return this;
    }

    /**
     * Asks for nodes that have all of these features.
     *
     * @param value a bit for each feature.
     * @return this.
     */
    public JobRequest features(final long value) {
        features = value;
        return this;
    }

    /**
     * Says what kind of work it is.
     *
     * @param value the class.
     * @return this.
     */
    public JobRequest jobClass(final JobClass value) {
        jobClass = value;
        return this;
    }

    /**
     * Chooses the queue.
     *
     * @param value id of a defined queue.
     * @return this.
     */
    public JobRequest queueId(final int value) {
        queueId = value;
        return this;
    }

    /**
     * Says whose job it is.
     *
     * @param user id of the user.
     * @param account id of the account.
     * @return this.
     */
    public JobRequest owner(final int user, final int account) {
        userId = user;
        accountId = account;
        return this;
    }

    /**
     * Gives a priority, for policies that ask for it.
     *
     * @param value higher starts first.
     * @return this.
     */
    public JobRequest priority(final long value) {
        priority = value;
        return this;
    }

    /**
     * Asks for nodes that no other job uses: the job gets all cores of each, and nobody joins it
     * there. Memory and GPUs are taken as asked for. With {@link #coresAnywhere} it gets as few
     * whole nodes as have so many cores.
     *
     * @param value whether it wants its nodes for itself.
     * @return this.
     */
    public JobRequest exclusive(final boolean value) {
        exclusive = value;
        return this;
    }

    /**
     * Keeps the job from starting until it is released.
     *
     * @param value whether it is held.
     * @return this.
     */
    public JobRequest held(final boolean value) {
        held = value;
        return this;
    }

    /**
     * Lets the job be started anew when it was stopped: by the failure of a node, or to give way.
     *
     * @param value whether it may be.
     * @return this.
     */
    public JobRequest requeueable(final boolean value) {
        requeueable = value;
        return this;
    }

    /**
     * Says that the job loses no work when it is stopped and started anew.
     *
     * @param value whether it saves its state.
     * @return this.
     */
    public JobRequest checkpointable(final boolean value) {
        checkpointable = value;
        return this;
    }

    /**
     * Says whether the job may have to give way to others, where that is allowed; it may unless
     * this says otherwise.
     *
     * @param value whether it may have to.
     * @return this.
     */
    public JobRequest preemptable(final boolean value) {
        preemptable = value;
        return this;
    }

    /**
     * Keeps the job from starting before some time.
     *
     * @param timeNs time in ns, 0 for none.
     * @return this.
     */
    public JobRequest beginTimeNs(final long timeNs) {
        beginTimeNs = timeNs;
        return this;
    }

    /**
     * Says by when the job is to have ended.
     *
     * @param timeNs time in ns, 0 for none.
     * @return this.
     */
    public JobRequest deadlineNs(final long timeNs) {
        deadlineNs = timeNs;
        return this;
    }

    /**
     * Has the job rejected when it cannot be promised that it ends by its deadline; if not, it goes
     * on without a promise.
     *
     * @param value true for that.
     * @return this.
     */
    public JobRequest refuseLate(final boolean value) {
        refuseLate = value;
        return this;
    }

    /**
     * Lets the job run on what is reserved.
     *
     * @param value id of a reservation, -1 for none.
     * @return this.
     */
    public JobRequest reservationId(final long value) {
        reservationId = value;
        return this;
    }

    /**
     * Asks for memory for every GPU, on the node of it.
     *
     * @param value bytes.
     * @return this.
     */
    public JobRequest memoryPerGpu(final long value) {
        memoryPerGpu = value;
        return this;
    }

    /**
     * Lets the job have fewer cores than it asks for.
     *
     * @param value least count, 0 if it must have all.
     * @return this.
     */
    public JobRequest coreCountMin(final int value) {
        coreCountMin = value;
        return this;
    }

    /**
     * Makes an array of jobs, whose ids follow on the one of the request.
     *
     * @param count of jobs, 0 for one job that is no array.
     * @param runningMax most of them that hold cores at once, 0 for no limit.
     * @return this.
     */
    public JobRequest array(final int count, final int runningMax) {
        arrayCount = count;
        arrayRunningMax = runningMax;
        return this;
    }

    /**
     * Makes copies, whose ids follow on the one of the request; the first that succeeds ends the
     * others.
     *
     * @param count of copies, 0 for one job without copies.
     * @param spread what no two of them have in common.
     * @return this.
     */
    public JobRequest copies(final int count, final CopySpread spread) {
        copyCount = count;
        copySpread = spread;
        return this;
    }

    /**
     * Says with whom the job may share a node.
     *
     * @param value with whom.
     * @return this.
     */
    public JobRequest isolation(final Isolation value) {
        isolation = value;
        return this;
    }

    /**
     * Lets the job wait for another one; all that it waits for must come true.
     *
     * @param otherJobId id of the other job.
     * @param kind what of it.
     * @return this.
     */
    public JobRequest dependsOn(final long otherJobId, final DependencyKind kind) {
        if (dependencyCount == dependencyIds.length) {
            dependencyIds = Arrays.copyOf(dependencyIds, 2 * dependencyCount);
            dependencyKinds = Arrays.copyOf(dependencyKinds, 2 * dependencyCount);
        }
        dependencyIds[dependencyCount] = otherJobId;
        dependencyKinds[dependencyCount++] = kind;
        return this;
    }

    /**
     * Lets the job wait for nobody, whatever was said before.
     *
     * @return this.
     */
    public JobRequest clearDependencies() {
        dependencyCount = 0;
        return this;
    }

    /**
     * Asks for licences; at most 8 different ones.
     *
     * @param licenceId of a defined licence that was not named yet.
     * @param count how many of it, from 1.
     * @return this.
     */
    public JobRequest licences(final int licenceId, final int count) {
        if (licenceCount == licenceIds.length) {
            licenceIds = Arrays.copyOf(licenceIds, 2 * licenceCount);
            licenceCounts = Arrays.copyOf(licenceCounts, 2 * licenceCount);
        }
        licenceIds[licenceCount] = licenceId;
        licenceCounts[licenceCount++] = count;
        return this;
    }
}
