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

/**
 * What {@link GeneratedWorkload} is to draw. Set before one is made, which copies what it needs;
 * not for use by several threads. The defaults are a busy machine of the size of the paper's.
 */
public final class GeneratorOptions {
    /** The seed, unless said otherwise. */
    public static final long SEED_DEFAULT = 1;

    /** How many jobs, unless said otherwise. */
    public static final int JOB_COUNT_DEFAULT = 50_000;

    /** The machine, unless said otherwise: 150 nodes with 12 cores each. */
    public static final MachineShape MACHINE_DEFAULT = new MachineShape(150, 12);

    /** The share of interactive jobs, unless said otherwise. */
    public static final double INTERACTIVE_SHARE_DEFAULT = 0.2;

    /** The offered load, unless said otherwise. */
    public static final double LOAD_DEFAULT = 0.7;

    /** The longest estimate, unless said otherwise: two days, in seconds. */
    public static final long ESTIMATE_S_MAX_DEFAULT = 172_800;

    /** How many users, unless said otherwise: as many as in the paper's trace. */
    public static final int USER_COUNT_DEFAULT = 82;

    private long seed = SEED_DEFAULT;
    private int jobCount = JOB_COUNT_DEFAULT;
    private MachineShape machine = MACHINE_DEFAULT;
    private double interactiveShare = INTERACTIVE_SHARE_DEFAULT;
    private double load = LOAD_DEFAULT;
    private long estimateSMax = ESTIMATE_S_MAX_DEFAULT;
    private int userCount = USER_COUNT_DEFAULT;
    private long nodeMemory;
    private boolean isAsPublished;

    /** Decides every draw; the same seed and settings give the same jobs on every JVM. */
    public long seed() {
        return seed;
    }

    /** Sets {@link #seed()}; any value. */
    public GeneratorOptions seed(long newSeed) {
        seed = newSeed;
        return this;
    }

    /** How many jobs are drawn. */
    public int jobCount() {
        return jobCount;
    }

    /**
     * Sets {@link #jobCount()}.
     *
     * @param newCount above 0
     */
    public GeneratorOptions jobCount(int newCount) {
        check(newCount > 0, "jobCount", newCount, "above 0");
        jobCount = newCount;
        return this;
    }

    /** The machine: the largest job, the shapes of jobs and the load go by it. */
    public MachineShape machine() {
        return machine;
    }

    /** Sets {@link #machine()}; it has nodes. */
    public GeneratorOptions machine(MachineShape newMachine) {
        check(!newMachine.isAnywhere(), "nodeCount", newMachine.nodeCount(), "above 0");
        long cores = (long) newMachine.nodeCount() * newMachine.coresPerNode();
        check(cores <= Integer.MAX_VALUE, "cores", cores, "up to 2147483647");
        machine = newMachine;
        return this;
    }

    /** The share of jobs that are interactive, exact but for rounding. */
    public double interactiveShare() {
        return interactiveShare;
    }

    /**
     * Sets {@link #interactiveShare()}.
     *
     * @param newShare 0..1
     */
    public GeneratorOptions interactiveShare(double newShare) {
        check(newShare >= 0 && newShare <= 1, "interactiveShare", newShare, "0..1");
        interactiveShare = newShare;
        return this;
    }

    /**
     * Core-seconds that the jobs hold when each runs alone, in parts of what the machine has from 0
     * to the last submission. Gaps between jobs are scaled to it, days are not.
     */
    public double load() {
        return load;
    }

    /**
     * Sets {@link #load()}.
     *
     * @param newLoad above 0, up to 1000
     */
    public GeneratorOptions load(double newLoad) {
        check(newLoad > 0 && newLoad <= 1_000, "load", newLoad, "above 0, up to 1000");
        load = newLoad;
        return this;
    }

    /** The longest estimate of a batch job, in seconds; longer run times are cut to it. */
    public long estimateSMax() {
        return estimateSMax;
    }

    /**
     * Sets {@link #estimateSMax()}.
     *
     * @param newMax 3600 (an hour) to 2^31
     */
    public GeneratorOptions estimateSMax(long newMax) {
        boolean isInRange = newMax >= EstimateModel.MAX_S_LEAST && newMax <= 1L << 31;
        check(isInRange, "estimateSMax", newMax, "3600..2^31");
        estimateSMax = newMax;
        return this;
    }

    /** How many users share the jobs, the first ones having most (Zipf's law). */
    public int userCount() {
        return userCount;
    }

    /**
     * Sets {@link #userCount()}.
     *
     * @param newCount 1..1,000,000
     */
    public GeneratorOptions userCount(int newCount) {
        check(newCount > 0 && newCount <= 1_000_000, "userCount", newCount, "1..1000000");
        userCount = newCount;
        return this;
    }

    /** Bytes of a node, of which each job asks for a share; 0: jobs ask for no memory. */
    public long nodeMemory() {
        return nodeMemory;
    }

    /**
     * Sets {@link #nodeMemory()}. Shares are log-uniform from 1/64 to the whole node.
     *
     * @param newMemory 0..2^50
     */
    public GeneratorOptions nodeMemory(long newMemory) {
        check(newMemory >= 0 && newMemory <= 1L << 50, "nodeMemory", newMemory, "0..2^50");
        nodeMemory = newMemory;
        return this;
    }

    /**
     * Whether Lublin and Feitelson's model is drawn as published: with its own arrival rates, hence
     * 87 % interactive jobs and the load that results, with its own run times for them, estimates
     * as for batch jobs, and all jobs always busy. For comparison with other generators.
     */
    public boolean isAsPublished() {
        return isAsPublished;
    }

    /** Sets {@link #isAsPublished()}; then load and interactive share are not used. */
    public GeneratorOptions asPublished(boolean newAsPublished) {
        isAsPublished = newAsPublished;
        return this;
    }

    private static void check(boolean condition, String name, Object value, String expected) {
        if (!condition) {
            throw new IllegalArgumentException(name + "=" + value + ", expected " + expected);
        }
    }
}
