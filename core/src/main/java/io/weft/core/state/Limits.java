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

import io.weft.core.memory.CorePlanes;

/**
 * How much there may be of everything; fixed at launch, written into the first entry of the
 * journal. At a limit the kernel decides (rejects, with a reason): it does not grow.
 *
 * <p>Set before launch by one thread; the kernel keeps a copy.
 */
public final class Limits {
    /** Most nodes when nothing is said. */
    public static final int NODE_COUNT_DEFAULT = 1024;

    /** Most cores of a node when nothing is said. */
    public static final int CORES_PER_NODE_DEFAULT = 128;

    /** Most cores of a node at all. */
    public static final int CORES_PER_NODE_MAX = 1024;

    /** Most jobs, pending and running, when nothing is said. */
    public static final int JOB_COUNT_DEFAULT = 1 << 17;

    /** Most queues when nothing is said. */
    public static final int QUEUE_COUNT_DEFAULT = 64;

    /** Most names when nothing is said. */
    public static final int NAME_COUNT_DEFAULT = 4096;

    /** Most steps of a pass when nothing is said. */
    public static final int PASS_STEPS_DEFAULT = 1 << 14;

    private static final int TERMS_COUNT_DEFAULT_MAX = 1 << 18;
    private static final int OUTCOME_COUNT_DEFAULT_MAX = 1 << 16;

    private static final int GROUP_COUNT_DEFAULT_MAX = 1 << 14;

    /** Highest maximum multiplicity M of a queue. */
    public static final int MULTIPLICITY_MAX = CorePlanes.COUNT_MAX;

    private static final int RESERVATION_COUNT_DEFAULT = 256;

    private int nodeCount = NODE_COUNT_DEFAULT;
    private int coresPerNode = CORES_PER_NODE_DEFAULT;
    private int jobCount = JOB_COUNT_DEFAULT;
    private int allocationCount;
    private int queueCount = QUEUE_COUNT_DEFAULT;
    private int nameCount = NAME_COUNT_DEFAULT;
    private int decisionLength;
    private int passStepsMax = PASS_STEPS_DEFAULT;
    private int termsCount;
    private int groupCount;
    private int dependencyCount;
    private int outcomeCount;
    private int reservationCount = RESERVATION_COUNT_DEFAULT;

    /** The defaults. */
    public Limits() {}

    /**
     * A copy.
     *
     * @param other to copy.
     */
    public Limits(final Limits other) {
        nodeCount = other.nodeCount;
        coresPerNode = other.coresPerNode;
        jobCount = other.jobCount;
        allocationCount = other.allocationCount;
        queueCount = other.queueCount;
        nameCount = other.nameCount;
        decisionLength = other.decisionLength;
        passStepsMax = other.passStepsMax;
        termsCount = other.termsCount;
        groupCount = other.groupCount;
        dependencyCount = other.dependencyCount;
        outcomeCount = other.outcomeCount;
        reservationCount = other.reservationCount;
    }

    /**
     * Most nodes.
     *
     * @param value from 1.
     * @return this.
     * @throws IllegalArgumentException when out of range.
     */
    public Limits nodeCount(final int value) {
        nodeCount = inRange("nodeCount", value, Integer.MAX_VALUE);
        return this;
    }

    /**
     * Most cores of a node.
     *
     * @param value 1..{@link #CORES_PER_NODE_MAX}.
     * @return this.
     * @throws IllegalArgumentException when out of range.
     */
    public Limits coresPerNode(final int value) {
        coresPerNode = inRange("coresPerNode", value, CORES_PER_NODE_MAX);
        return this;
    }

    /**
     * Most jobs, pending and running.
     *
     * @param value from 1.
     * @return this.
     * @throws IllegalArgumentException when out of range.
     */
    public Limits jobCount(final int value) {
        jobCount = inRange("jobCount", value, Integer.MAX_VALUE);
        return this;
    }

    /**
     * Most allocations: one for each job on each of its nodes. When not set: one for each job and
     * each node, at least four million, or, where that is less, four for each of a node's first 64
     * cores.
     *
     * @param value from 1.
     * @return this.
     * @throws IllegalArgumentException when out of range.
     */
    public Limits allocationCount(final int value) {
        allocationCount = inRange("allocationCount", value, Integer.MAX_VALUE);
        return this;
    }

    /**
     * Most queues.
     *
     * @param value from 1.
     * @return this.
     * @throws IllegalArgumentException when out of range.
     */
    public Limits queueCount(final int value) {
        queueCount = inRange("queueCount", value, Integer.MAX_VALUE);
        return this;
    }

    /**
     * Most names; of as many users it is known what each has used.
     *
     * @param value from 1.
     * @return this.
     * @throws IllegalArgumentException when out of range.
     */
    public Limits nameCount(final int value) {
        nameCount = inRange("nameCount", value, Integer.MAX_VALUE);
        return this;
    }

    /**
     * Room for the decisions of one entry. When not set: 1 MiB, or more where one job on every node
     * needs it.
     *
     * @param value length in bytes.
     * @return this.
     * @throws IllegalArgumentException when out of range.
     */
    public Limits decisionLength(final int value) {
        decisionLength = inRange("decisionLength", value, Integer.MAX_VALUE);
        return this;
    }

    /**
     * Most steps that a pass of the policy may take, so that no entry takes too long; see {@link
     * io.weft.core.spi.PlacementPolicy#pass}.
     *
     * @param value from 1.
     * @return this.
     * @throws IllegalArgumentException when out of range.
     */
    public Limits passStepsMax(final int value) {
        passStepsMax = inRange("passStepsMax", value, Integer.MAX_VALUE);
        return this;
    }

    /**
     * Most jobs with terms of their own: what few jobs ask for beside nodes, cores, memory and
     * time, see {@link TermsTable}. When not set: as many as there may be jobs, at most 2^18.
     *
     * @param value from 1.
     * @return this.
     * @throws IllegalArgumentException when out of range.
     */
    public Limits termsCount(final int value) {
        termsCount = inRange("termsCount", value, Integer.MAX_VALUE);
        return this;
    }

    /**
     * Most groups that the jobs in the table may be of: those that count towards the same limits
     * and need the same licences are of one; also most limits. When not set: as many as there may
     * be jobs, at most 2^14.
     *
     * @param value from 1.
     * @return this.
     * @throws IllegalArgumentException when out of range.
     */
    public Limits groupCount(final int value) {
        groupCount = inRange("groupCount", value, Integer.MAX_VALUE);
        return this;
    }

    /**
     * Most dependencies of jobs on others that have not come true yet; an array has those of each
     * of its jobs. When not set: as many as there may be jobs with terms.
     *
     * @param value from 1.
     * @return this.
     * @throws IllegalArgumentException when out of range.
     */
    public Limits dependencyCount(final int value) {
        dependencyCount = inRange("dependencyCount", value, Integer.MAX_VALUE);
        return this;
    }

    /**
     * Of how many jobs that are gone it is known how they ended, see {@link OutcomeTable}; only on
     * those, and on jobs that are not gone, a new job may depend. When not set: as many as there
     * may be jobs, at most 2^16.
     *
     * @param value from 1; the next power of two is taken, at most 2^26.
     * @return this.
     * @throws IllegalArgumentException when out of range.
     */
    public Limits outcomeCount(final int value) {
        outcomeCount = inRange("outcomeCount", value, Integer.MAX_VALUE);
        return this;
    }

    /**
     * Most reservations at one time, those made for jobs with deadlines among them. Each costs a
     * bit for every node there may be.
     *
     * @param value from 1.
     * @return this.
     * @throws IllegalArgumentException when out of range.
     */
    public Limits reservationCount(final int value) {
        reservationCount = inRange("reservationCount", value, Integer.MAX_VALUE);
        return this;
    }

    /**
     * Most nodes.
     *
     * @return the count.
     */
    public int nodeCount() {
        return nodeCount;
    }

    /**
     * Most cores of a node.
     *
     * @return the count.
     */
    public int coresPerNode() {
        return coresPerNode;
    }

    /**
     * Most jobs.
     *
     * @return the count.
     */
    public int jobCount() {
        return jobCount;
    }

    /**
     * Most allocations.
     *
     * @return the count.
     */
    public int allocationCount() {
        if (allocationCount != 0) {
            return allocationCount;
        }
        final long shared = (long) nodeCount * Math.min(coresPerNode, 64) * 4;
        final long single = Math.max(1L << 22, (long) jobCount + nodeCount);
        return (int) Math.min(1 << 24, Math.max(nodeCount, Math.min(shared, single)));
    }

    /**
     * Most queues.
     *
     * @return the count.
     */
    public int queueCount() {
        return queueCount;
    }

    /**
     * Most names.
     *
     * @return the count.
     */
    public int nameCount() {
        return nameCount;
    }

    /**
     * Words of 64 cores in a core mask.
     *
     * @return 1..16.
     */
    public int maskWordCount() {
        return CorePlanes.wordCount(coresPerNode);
    }

    /**
     * Room for the decisions of one entry.
     *
     * @return length in bytes.
     */
    public int decisionLength() {
        if (decisionLength != 0) {
            return decisionLength;
        }
        return (int) Math.min(Integer.MAX_VALUE, Math.max(1L << 20, 2 * startLengthMax()));
    }

    /**
     * Most steps of a pass.
     *
     * @return the count.
     */
    public int passStepsMax() {
        return passStepsMax;
    }

    /**
     * Most jobs with terms of their own.
     *
     * @return the count.
     */
    public int termsCount() {
        return termsCount != 0 ? termsCount : Math.min(jobCount, TERMS_COUNT_DEFAULT_MAX);
    }

    /**
     * Most groups of jobs, and most limits.
     *
     * @return the count.
     */
    public int groupCount() {
        return groupCount != 0 ? groupCount : Math.min(jobCount, GROUP_COUNT_DEFAULT_MAX);
    }

    /**
     * Most dependencies that have not come true.
     *
     * @return the count.
     */
    public int dependencyCount() {
        return dependencyCount != 0 ? dependencyCount : termsCount();
    }

    /**
     * Of how many jobs that are gone it is known how they ended.
     *
     * @return the count.
     */
    public int outcomeCount() {
        return outcomeCount != 0 ? outcomeCount : Math.min(jobCount, OUTCOME_COUNT_DEFAULT_MAX);
    }

    /**
     * Most reservations at one time.
     *
     * @return the count.
     */
    public int reservationCount() {
        return reservationCount;
    }

    /**
     * The longest decision: a start on every core of every node.
     *
     * @return length in bytes.
     */
    public long startLengthMax() {
        return 256 + (long) nodeCount * maskWordCount() * 32;
    }

    private static int inRange(final String name, final int value, final int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(name + "=" + value + ", expected 1.." + most);
        }
        return value;
    }
}
