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
package io.weft.simulator.workload;

import io.weft.core.wire.JobClass;
import java.util.Objects;

/**
 * One job of a workload: what it asks for, and what it would do if it ran alone. Immutable.
 *
 * @param id 0 or above, unique in its workload
 * @param submitNs nanoseconds from the trace's origin, 0 or above
 * @param runtimeNs nanoseconds the job runs when alone on its cores, above 0
 * @param walltimeNs the user's estimate in nanoseconds, at least {@code runtimeNs}
 * @param processors processors as the workload states them, above 0; {@link #cores()} may be more
 * @param nodeCount nodes asked for; 0: {@code coresPerNode} cores anywhere
 * @param coresPerNode cores on each node, above 0; in all when {@code nodeCount} is 0
 * @param memoryPerNode bytes on each node; 0: none asked, or {@code nodeCount} is 0
 * @param memoryPerCore bytes beside each core; 0: none asked, or {@code nodeCount} is above 0
 * @param userId the user's number; -1: unknown
 * @param groupId the group's number; -1: unknown
 * @param queue the queue's number; -1: unknown
 * @param jobClass what kind of work the job is
 * @param usage when its processes are busy; a pattern's total is {@code runtimeNs}
 * @param coreCountMin least cores that it can do with, below {@code coresPerNode}, if it is
 *     malleable, which only jobs with cores anywhere are; 0: it is not
 */
public record JobSpec(
        long id,
        long submitNs,
        long runtimeNs,
        long walltimeNs,
        int processors,
        int nodeCount,
        int coresPerNode,
        long memoryPerNode,
        long memoryPerCore,
        int userId,
        int groupId,
        int queue,
        JobClass jobClass,
        UsagePattern usage,
        int coreCountMin) {

    /** The number of an unknown user, group or queue. */
    public static final int NULL_NUMBER = -1;

    /**
     * Checks every component.
     *
     * @throws IllegalArgumentException naming the component and its value if one is out of range
     */
    public JobSpec {
        check(id >= 0, "id", id, "0 or above");
        check(submitNs >= 0, "submitNs", submitNs, "0 or above");
        check(runtimeNs > 0, "runtimeNs", runtimeNs, "above 0");
        check(walltimeNs >= runtimeNs, "walltimeNs", walltimeNs, "at least runtimeNs=" + runtimeNs);
        check(processors > 0, "processors", processors, "above 0");
        check(nodeCount >= 0, "nodeCount", nodeCount, "0 or above");
        check(coresPerNode > 0, "coresPerNode", coresPerNode, "above 0");
        check(memoryPerNode >= 0, "memoryPerNode", memoryPerNode, "0 or above");
        check(memoryPerCore >= 0, "memoryPerCore", memoryPerCore, "0 or above");
        check(nodeCount > 0 || memoryPerNode == 0, "memoryPerNode", memoryPerNode, "0 anywhere");
        check(nodeCount == 0 || memoryPerCore == 0, "memoryPerCore", memoryPerCore, "0 on nodes");
        check(coreCountMin >= 0, "coreCountMin", coreCountMin, "0 or above");
        check(
                coreCountMin == 0 || nodeCount == 0 && coreCountMin < coresPerNode,
                "coreCountMin",
                coreCountMin,
                "0, or less than the cores, anywhere");
        Objects.requireNonNull(jobClass, "jobClass");
        Objects.requireNonNull(usage, "usage");
        check(
                usage.isAlwaysBusy() || usage.totalNs() == runtimeNs,
                "usage.totalNs",
                usage.isAlwaysBusy() ? runtimeNs : usage.totalNs(),
                "runtimeNs=" + runtimeNs);
    }

    /** A job that holds all it asks for as long as it runs. */
    public JobSpec(
            long id,
            long submitNs,
            long runtimeNs,
            long walltimeNs,
            int processors,
            int nodeCount,
            int coresPerNode,
            long memoryPerNode,
            long memoryPerCore,
            int userId,
            int groupId,
            int queue,
            JobClass jobClass,
            UsagePattern usage) {
        this(
                id,
                submitNs,
                runtimeNs,
                walltimeNs,
                processors,
                nodeCount,
                coresPerNode,
                memoryPerNode,
                memoryPerCore,
                userId,
                groupId,
                queue,
                jobClass,
                usage,
                0);
    }

    /** Cores the job asks for, on all its nodes together. */
    public long cores() {
        return nodeCount == 0 ? coresPerNode : (long) nodeCount * coresPerNode;
    }

    /** The same job, busy from start to end; this one if it is. */
    public JobSpec alwaysBusy() {
        return usage.isAlwaysBusy() ? this : withUsage(queue, jobClass, UsagePattern.ALWAYS_BUSY);
    }

    /**
     * The same job under another number.
     *
     * @param otherId 0 or above
     */
    public JobSpec withId(long otherId) {
        return with(otherId, submitNs, queue, jobClass, usage);
    }

    /**
     * The same job, submitted at another time.
     *
     * @param otherSubmitNs nanoseconds from the origin, 0 or above
     */
    public JobSpec withSubmitNs(long otherSubmitNs) {
        return with(id, otherSubmitNs, queue, jobClass, usage);
    }

    /**
     * The same job as another kind of work.
     *
     * @param otherQueue its number; -1: unknown
     * @param otherUsage a pattern's total is {@link #runtimeNs()}
     */
    public JobSpec withUsage(int otherQueue, JobClass otherClass, UsagePattern otherUsage) {
        return with(id, submitNs, otherQueue, otherClass, otherUsage);
    }

    /** Whether the job can do with fewer cores than it asks for. */
    public boolean isMalleable() {
        return coreCountMin > 0;
    }

    /**
     * The same job with its cores anywhere, and content with fewer.
     *
     * @param least cores, above 0 and below {@link #cores()}
     */
    public JobSpec malleable(int least) {
        return new JobSpec(
                id,
                submitNs,
                runtimeNs,
                walltimeNs,
                processors,
                0,
                Math.toIntExact(cores()),
                0,
                nodeCount == 0 ? memoryPerCore : -Math.floorDiv(-memoryPerNode, coresPerNode),
                userId,
                groupId,
                queue,
                jobClass,
                usage,
                least);
    }

    private JobSpec with(
            long otherId,
            long otherSubmitNs,
            int otherQueue,
            JobClass otherClass,
            UsagePattern otherUsage) {
        return new JobSpec(
                otherId,
                otherSubmitNs,
                runtimeNs,
                walltimeNs,
                processors,
                nodeCount,
                coresPerNode,
                memoryPerNode,
                memoryPerCore,
                userId,
                groupId,
                otherQueue,
                otherClass,
                otherUsage,
                coreCountMin);
    }

    private static void check(boolean condition, String name, long value, String expected) {
        if (!condition) {
            throw new IllegalArgumentException(name + "=" + value + ", expected " + expected);
        }
    }
}
