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
package io.weft.simulator.utilisation;

/**
 * Which jobs of a trace get patterns. Set before a trace is embedded; not for use by several
 * threads.
 */
public final class EmbedOptions {
    /** How many of the nearest patterns one is drawn from, unless said otherwise. */
    public static final int NEIGHBOURS_DEFAULT = 5;

    /** No batch job becomes interactive. */
    public static final int NO_CONVERSION = -1;

    /**
     * Longest run time of a batch job that may become interactive: that of the paper's data sets.
     */
    public static final int RUNTIME_S_DEFAULT = 10_000;

    /** Most processors of such a job: a node of the paper's machine. */
    public static final int PROCESSORS_DEFAULT = 12;

    /** The seed unless said otherwise. */
    public static final long SEED_DEFAULT = 1;

    private long seed = SEED_DEFAULT;
    private int neighbourCount = NEIGHBOURS_DEFAULT;
    private int interactiveCount = NO_CONVERSION;
    private int runtimeS = RUNTIME_S_DEFAULT;
    private int processors = PROCESSORS_DEFAULT;
    private int interactiveQueue;
    private boolean replaces;

    /** Decides every draw. */
    public long seed() {
        return seed;
    }

    /** Sets {@link #seed()}. */
    public EmbedOptions seed(long newSeed) {
        seed = newSeed;
        return this;
    }

    /** How many of the patterns nearest in execution time one is drawn from. */
    public int neighbourCount() {
        return neighbourCount;
    }

    /**
     * Sets {@link #neighbourCount()}.
     *
     * @param newCount above 0
     */
    public EmbedOptions neighbourCount(int newCount) {
        neighbourCount = positive("neighbourCount", newCount);
        return this;
    }

    /** How many jobs are to be interactive in the end; {@link #NO_CONVERSION}: those that are. */
    public int interactiveCount() {
        return interactiveCount;
    }

    /**
     * Sets {@link #interactiveCount()}.
     *
     * @param newCount above 0
     */
    public EmbedOptions interactiveCount(int newCount) {
        interactiveCount = positive("interactiveCount", newCount);
        return this;
    }

    /** Longest run time, in seconds, of a batch job that may become interactive. */
    public int runtimeS() {
        return runtimeS;
    }

    /**
     * Sets {@link #runtimeS()}.
     *
     * @param newRuntimeS above 0
     */
    public EmbedOptions runtimeS(int newRuntimeS) {
        runtimeS = positive("runtimeS", newRuntimeS);
        return this;
    }

    /** Most processors of a batch job that may become interactive. */
    public int processors() {
        return processors;
    }

    /**
     * Sets {@link #processors()}.
     *
     * @param newProcessors above 0
     */
    public EmbedOptions processors(int newProcessors) {
        processors = positive("processors", newProcessors);
        return this;
    }

    /** The queue that a job gets when it becomes interactive; 0 unless said. */
    public int interactiveQueue() {
        return interactiveQueue;
    }

    /** Sets {@link #interactiveQueue()}. */
    public EmbedOptions interactiveQueue(int newQueue) {
        interactiveQueue = newQueue;
        return this;
    }

    /** Whether jobs that carry a pattern get another one; else they keep it (default). */
    public boolean replaces() {
        return replaces;
    }

    /** Sets {@link #replaces()}. */
    public EmbedOptions replaces(boolean newReplaces) {
        replaces = newReplaces;
        return this;
    }

    private static int positive(String name, int value) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + "=" + value + ", expected above 0");
        }
        return value;
    }
}
